import { describe, expect, it } from 'vitest';
import { decisionsShownIn } from '../../../src/loop/decide/decisions.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts } from '../../../src/loop/facts.ts';
import type { MadeDecision } from '../../../src/loop/triage/agenda.ts';
import { BOT, INSTALLED_AT, repository, settings } from '../situations.ts';

const OPEN = repository();
const SECRET = repository({
  id: 13,
  name: 'secret',
  private: true,
  settings: settings({ privacy: { ...settings().privacy, showIn: ['secret'] } }),
});

const made = (clusterId: number): MadeDecision => ({
  key: `c${clusterId}`,
  week: '2026-W47',
  clusterId,
  action: 'fix',
  reason: '',
  by: { id: 60, login: 'olga' },
  functions: [],
  at: new Date(0),
});

describe('what was decided', () => {
  const known: [FactRequest, FactAnswer][] = [
    [{ kind: 'repositories' }, { kind: 'repositories', value: [OPEN, SECRET] }],
    [
      { kind: 'decisions', visible: [12] },
      { kind: 'decisions', value: [made(1)] },
    ],
    [
      { kind: 'decisions', visible: [12, 13] },
      { kind: 'decisions', value: [made(1), made(2)] },
    ],
  ];
  const facts = new Facts(
    { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' },
    new Map(known.map(([request, value]) => [requestKey(request), value])),
  );

  it.each([
    ['in the open is all that an open weekly issue tells', OPEN, [1]],
    ['anywhere is told where what is private may be shown', SECRET, [1, 2]],
  ])('%s', (_, place, clusters) => {
    expect(decisionsShownIn(place, facts).map(({ clusterId }) => clusterId)).toEqual(clusters);
  });
});
