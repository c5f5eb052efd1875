import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/loop/tell/happenings.ts';
import { lifeOf } from '../../../src/loop/tell/life-of.ts';
import { STEPS, stepTo } from '../../../src/loop/tell/stages.ts';
import { person } from '../situations.ts';
import { at, landed, regressed, reverted, said, spoken, usable, withdrawn } from './happened.ts';

const stages = (happenings: readonly Happening[]): string =>
  ['open', ...lifeOf(happenings).transitions.map(({ to }) => to)].join(' → ');
const [mira, kenji] = [person(1), person(2)];
const theo = person(60);

describe('the life of a cluster', () => {
  it('knows of which claim each answer speaks', () => {
    const { spokenOf } = lifeOf([
      spoken(1, 'contested'),
      landed(2),
      spoken(3, 'contested'),
      usable(4),
      spoken(5, 'contested'),
      spoken(6, 'contested'),
      spoken(7, 'contested', theo, 'triage'),
      landed(8, 47),
      usable(9, 'v1.5.0', 47),
      spoken(10, 'verified'),
    ]);
    expect([...spokenOf]).toEqual([
      ['word:3', 'pull:12-45'],
      ['word:5', '12-v1.4.0'],
      ['word:7', '12-v1.4.0'],
      ['word:10', '12-v1.5.0'],
    ]);
    const read = lifeOf([said(1, { type: 'documented', url: 'https://a.dev' }), spoken(2, 'verified')]);
    expect(read.spokenOf.get('word:2')).toMatch(/^documented:\d+$/);
  });

  it.each<[string, Happening[], string]>([
    [
      'the whole line',
      [said(1, { type: 'decided' }), landed(2), usable(3), spoken(4, 'verified')],
      'open → decided → fixed → released → verified',
    ],
    ['declined', [said(1, { type: 'declined', reason: 'no' })], 'open → declined'],
    [
      'a fix after all',
      [said(1, { type: 'declined', reason: 'no' }), landed(2), usable(3)],
      'open → declined → fixed → released',
    ],
    ['a revert', [landed(1), reverted(2)], 'open → fixed → reopened'],
    [
      'a revert of the revert',
      [landed(1), reverted(2), landed(3), usable(4)],
      'open → fixed → reopened → fixed → released',
    ],
    ['a revert after the release', [landed(1), usable(2), reverted(3)], 'open → fixed → released → reopened'],
    ['one fix of two taken back', [landed(1), landed(2, 46), reverted(3)], 'open → fixed'],
    [
      'the released one of two taken back',
      [landed(1), landed(2, 46), usable(3), reverted(4)],
      'open → fixed → released → fixed',
    ],
    ['a later release of the same', [landed(1), usable(2), usable(3, 'v1.5.0')], 'open → fixed → released'],
    ['a release deleted', [landed(1), usable(2), withdrawn(3)], 'open → fixed → released → fixed'],
    [
      'one of two releases deleted',
      [landed(1), usable(2), usable(2, 'v2.0.0'), withdrawn(3)],
      'open → fixed → released',
    ],
    [
      'one reporter contests',
      [landed(1), usable(2), spoken(3, 'contested')],
      'open → fixed → released → disputed',
    ],
    [
      'two reporters contest',
      [landed(1), usable(2), spoken(3, 'contested'), spoken(4, 'contested', kenji)],
      'open → fixed → released → disputed → reopened',
    ],
    [
      'the same contests twice',
      [landed(1), usable(2), spoken(3, 'contested'), spoken(4, 'contested')],
      'open → fixed → released → disputed',
    ],
    [
      'a maintainer contests',
      [landed(1), usable(2), spoken(3, 'contested', theo, 'triage')],
      'open → fixed → released → reopened',
    ],
    [
      'a maintainer settles it',
      [landed(1), usable(2), spoken(3, 'contested'), spoken(4, 'verified', theo, 'triage')],
      'open → fixed → released → disputed → verified',
    ],
    [
      'the release that failed again',
      [landed(1), usable(2), spoken(3, 'contested', theo, 'triage'), usable(4, 'v1.5.0')],
      'open → fixed → released → reopened',
    ],
    [
      'a new fix',
      [landed(1), usable(2), spoken(3, 'contested', theo, 'triage'), landed(4, 47), usable(5, 'v1.5.0', 47)],
      'open → fixed → released → reopened → fixed → released',
    ],
    [
      'a new fix while disputed',
      [landed(1), usable(2), spoken(3, 'contested'), landed(4, 47), usable(5, 'v1.5.0', 47)],
      'open → fixed → released → disputed → fixed → released',
    ],
    [
      'contested before it is released',
      [landed(1), spoken(2, 'contested'), usable(3)],
      'open → fixed → disputed → released',
    ],
    ['a regression', [landed(1), usable(2), regressed(3)], 'open → fixed → released → disputed'],
    [
      'regressions alone, however many',
      [landed(1), usable(2), regressed(3), regressed(4, kenji), regressed(5, theo)],
      'open → fixed → released → disputed',
    ],
    [
      'answers of those alone who reported it after the release',
      [
        landed(1),
        usable(2),
        spoken(5, 'contested', mira, 'reporter', at(3)),
        spoken(6, 'contested', kenji, 'reporter', at(4)),
      ],
      'open → fixed → released → disputed',
    ],
    [
      'a regression, and somebody who had reported it before',
      [landed(1), usable(2), regressed(3), spoken(4, 'contested', kenji)],
      'open → fixed → released → disputed → reopened',
    ],
    [
      'somebody who had reported it before, and a regression',
      [landed(1), usable(2), spoken(3, 'contested', kenji), regressed(4)],
      'open → fixed → released → disputed → reopened',
    ],
    [
      'a regression of who had reported it before, and another',
      [landed(1), usable(2), regressed(3, mira, at(0)), regressed(4, kenji)],
      'open → fixed → released → disputed → reopened',
    ],
    [
      'a regression, and a maintainer',
      [landed(1), usable(2), regressed(3), spoken(4, 'contested', theo, 'triage')],
      'open → fixed → released → disputed → reopened',
    ],
    [
      'who reported the first fix as broken has reported it before the second',
      [
        landed(1),
        usable(2),
        regressed(3),
        landed(4, 47),
        usable(5, 'v1.5.0', 47),
        spoken(6, 'contested', person(3), 'reporter', at(3)),
        regressed(7, kenji),
      ],
      'open → fixed → released → disputed → fixed → released → disputed → reopened',
    ],
    ['words before anything is claimed', [spoken(1, 'verified'), spoken(2, 'contested')], 'open'],
    [
      'contested on declined work',
      [said(1, { type: 'declined', reason: 'no' }), spoken(2, 'contested')],
      'open → declined',
    ],
    [
      'documented and contested',
      [said(1, { type: 'documented', url: 'https://a.dev' }), spoken(2, 'contested')],
      'open → disputed',
    ],
    ['said to be in a release', [usable(1, 'v1.4.0', null)], 'open → released'],
  ])('%s', (_, happenings, expected) => expect(stages(happenings)).toBe(expected));

  it('tells of the first release that has the fix', () => {
    const life = lifeOf([landed(1), usable(2), usable(3, 'v1.5.0')]);
    expect(life.usable?.usable.version).toBe('v1.4.0');
    expect(lifeOf([landed(1), usable(2), usable(3, 'v1.5.0'), withdrawn(4)]).usable?.usable.version).toBe(
      'v1.5.0',
    );
  });

  it('counts the claims that did not hold', () => {
    expect(lifeOf([landed(1), usable(2)]).losses).toBe(0);
    expect(lifeOf([landed(1), usable(2), reverted(3), landed(4)]).losses).toBe(1);
  });

  it('hears each person once for each claim', () => {
    const life = lifeOf([landed(1), usable(2), spoken(3, 'verified'), spoken(4, 'contested')]);
    expect(life.idle).toEqual(new Map([['word:4', 'again']]));
    expect(life.confirmers).toEqual(new Set([1]));
  });

  it('hears each person again of a newer release, and lets them take back what they said of the older', () => {
    const doubted = [landed(1), usable(2), spoken(3, 'contested'), usable(4, 'v1.5.0')];
    const life = lifeOf([...doubted, spoken(5, 'verified'), spoken(6, 'contested')]);
    expect(life.idle).toEqual(new Map([['word:6', 'again']]));
    expect([[...life.contesters.keys()], life.confirmers]).toEqual([[], new Set([1])]);
    expect(life.stage).toBe('verified');
    const trusted = [landed(1), usable(2), spoken(3, 'verified'), usable(4, 'v1.5.0')];
    const doubtful = lifeOf([...trusted, spoken(5, 'contested')]);
    expect([[...doubtful.contesters.keys()], doubtful.confirmers]).toEqual([[1], new Set()]);
    // The older release is what is claimed again, of which they have spoken.
    const gone = lifeOf([...doubted, spoken(5, 'verified'), withdrawn(6, 'v1.5.0'), spoken(7, 'contested')]);
    expect(gone.idle).toEqual(new Map([['word:7', 'again']]));
  });

  it('only records what is said of declined work, documented or not', () => {
    const no = said(2, { type: 'declined', reason: 'no' });
    for (const before of [[], [said(1, { type: 'documented', url: 'https://a.dev' })]]) {
      const life = lifeOf([...before, no, spoken(3, 'contested')]);
      expect(life.idle).toEqual(new Map([['word:3', 'declined']]));
      expect(life.contesters.size).toBe(0);
    }
  });

  it('forgets the page that helped nobody once there is a fix, and not one that somebody writes then', () => {
    const page = (minute: number) => said(minute, { type: 'documented', url: `https://a.dev/${minute}` });
    const doubted = [page(1), spoken(2, 'contested'), landed(3)];
    expect(lifeOf(doubted).documented).toBeNull();
    expect(lifeOf([...doubted, page(4)]).documented).toEqual({ url: 'https://a.dev/4', at: at(4) });
  });

  it('knows of the latest page, whatever order they are heard in, also once there is a fix', () => {
    const page = (minute: number) => said(minute, { type: 'documented', url: `https://a.dev/${minute}` });
    const life = lifeOf([page(5), page(2), landed(3)]);
    expect(life.documented).toEqual({ url: 'https://a.dev/5', at: at(5) });
    expect(life.stage).toBe('fixed');
  });

  it('says what caused each step, and who', () => {
    const [, last] = lifeOf([landed(1), spoken(2, 'contested', mira)]).transitions;
    expect(last).toMatchObject({
      from: 'fixed',
      to: 'disputed',
      cause: 'contested',
      key: 'word:2',
      actor: mira,
    });
  });
});

describe('whatever the order', () => {
  const any = fc.oneof(
    fc
      .record({ minute: fc.nat(40), number: fc.integer({ min: 45, max: 47 }) })
      .map(({ minute, number }) => landed(minute, number)),
    fc
      .record({ minute: fc.nat(40), number: fc.integer({ min: 45, max: 47 }) })
      .map(({ minute, number }) => reverted(minute, number)),
    fc
      .record({
        minute: fc.nat(40),
        number: fc.integer({ min: 45, max: 47 }),
        version: fc.constantFrom('v1', 'v2'),
      })
      .map(({ minute, number, version }) => usable(minute, version, number)),
    fc
      .record({ minute: fc.nat(40), version: fc.constantFrom('v1', 'v2') })
      .map(({ minute, version }) => withdrawn(minute, version)),
    fc
      .record({
        minute: fc.nat(40),
        word: fc.constantFrom('verified' as const, 'contested' as const),
        who: fc.integer({ min: 1, max: 4 }),
      })
      .map(({ minute, word, who }) => spoken(minute, word, person(who))),
    fc
      .record({ minute: fc.nat(40), who: fc.integer({ min: 1, max: 6 }) })
      .map(({ minute, who }) => regressed(minute, person(who))),
    fc.nat(40).map((minute) => said(minute, { type: 'decided' })),
    fc.nat(40).map((minute) => said(minute, { type: 'declined', reason: 'no' })),
  );

  it('the same comes out', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(any, {
          selector: ({ type, key, at }) => `${type} ${key} ${at.getTime()}`,
          maxLength: 25,
        }),
        fc.infiniteStream(fc.nat(1000)),
        (happenings, luck) => {
          const shuffled = happenings
            .map((happening) => ({ happening, by: luck.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ happening }) => happening);
          expect(lifeOf(shuffled)).toEqual(lifeOf(happenings));
        },
      ),
    );
  });

  it('nothing is usable that is not fixed, and steps join', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 25 }), (happenings) => {
        const life = lifeOf(happenings);
        if (life.usable !== null) expect(['released', 'verified', 'disputed']).toContain(life.stage);
        if (life.line === 'released') expect(life.usable).not.toBeNull();
        let stage = 'open';
        for (const { from, to, index } of life.transitions) {
          expect(from).toBe(stage);
          expect(life.transitions[index]?.to).toBe(to);
          stage = to;
        }
        expect(stage).toBe(life.stage);
      }),
    );
  });
});

describe('the table', () => {
  it('lets nobody but reporters and people of the project verify', () => {
    expect(stepTo('released', 'verified', 'reporter')).toBe('verified');
    expect(stepTo('released', 'verified', 'app')).toBeNull();
    expect(stepTo('open', 'declined', 'reporter')).toBeNull();
    expect(stepTo('open', 'landed', 'reporter')).toBeNull();
  });
  it('leads away from where it starts', () => {
    for (const { from, to } of Object.values(STEPS))
      expect(from).not.toContain(to === 'reopened' ? 'open' : to === 'fixed' ? null : to);
  });
});
