import { describe, expect, it } from 'vitest';
import { firstUseMetrics, firstUses } from '../../../src/loop/journey/first-use.ts';
import { present } from '../../../src/loop/present.ts';
import { ago, frame, GHOST_MEMBER, member, SETTINGS, staff, thread, times } from '../record/project.ts';
import { metricOf } from './found.ts';

const runsIn = (production: string | null) => ({ environment: { versions: [], production } });

describe('first real use', () => {
  it.each([
    ['in Produktion', true],
    ['noch nicht in Produktion', false],
    ['en production', true],
    ['pas encore en production', false],
    ['en producción', true],
    ['todavía no en producción', false],
    ['no ambiente de produção', true],
    ['não em produção', false],
    ['本番環境', true],
    ['本番ではまだ使っていない', false],
    ['生产环境', true],
    ['未上生产', false],
    ['No, production is next year', false],
  ])('reads %s in the language of its author', (production, isUsed) => {
    const threads = [thread({ author: member(1), createdAt: ago(9), ...runsIn(production) })];
    expect(firstUses(frame({ threads })).size).toBe(isUsed ? 1 : 0);
  });

  it('is the earliest of all sources, once for each person or organisation', () => {
    const threads = [
      thread({ author: member(1), createdAt: ago(9), ...runsIn('Production') }),
      thread({ author: member(1), createdAt: ago(3), ...runsIn('production') }),
      thread({ author: member(2), createdAt: ago(8), ...runsIn('not in production yet') }),
      thread({ author: member(3), createdAt: ago(8), ...runsIn('laptop') }),
      thread({ author: member(4), createdAt: ago(8), ...runsIn(null) }),
      thread({ author: staff(), createdAt: ago(8), ...runsIn('production') }),
      thread({ author: GHOST_MEMBER, createdAt: ago(8), ...runsIn('production') }),
    ];
    const signals = [
      { source: 'ci', type: 'deploy' as const, person: member(1), at: ago(12), minutes: null },
    ];
    signals.push({ ...present(signals[0]), type: 'deploy', person: GHOST_MEMBER });
    const adopters = [
      { name: 'Larkspur', at: ago(20) },
      { name: 'larkspur', at: ago(10) },
    ];
    expect([...firstUses(frame({ threads, signals, adopters }))]).toEqual([
      ['person:1', ago(12)],
      ['name:larkspur', ago(20)],
    ]);
  });

  it('is told per week over twelve full weeks', () => {
    const adopters = times(6, (index) => ({ name: `a${index}`, at: ago(7 * index + 1) }));
    expect(metricOf(firstUseMetrics(frame({ adopters })), 'adoption.first-use')).toMatchObject({
      value: 0.5,
      n: 6,
    });
  });

  it('is unknown where no source is there', () => {
    const settings = { ...SETTINGS, signals: { ...SETTINGS.signals, productionField: null } };
    expect(metricOf(firstUseMetrics(frame({}, settings)), 'adoption.first-use')).toMatchObject({
      value: null,
      coverage: 0,
    });
  });
});
