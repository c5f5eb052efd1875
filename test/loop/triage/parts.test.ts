import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belongsTo } from '../../../src/loop/triage/belongs.ts';
import { choosePlaces } from '../../../src/loop/triage/choose.ts';
import { closedLoops, regressions } from '../../../src/loop/triage/loops.ts';
import { readErrorLine, readQuote } from '../../../src/loop/triage/quote.ts';
import { renderRegressions } from '../../../src/loop/triage/sections/loops.ts';
import { renderStuck } from '../../../src/loop/triage/sections/stuck.ts';
import { waitingThreads } from '../../../src/loop/triage/stuck.ts';
import { visibleWords } from '../../../src/loop/triage/words.ts';
import { AS_OF, ago, cluster, comment, member, said, staff, thread } from '../record/project.ts';
import { made } from './agendas.ts';

describe('at whose part of the table', () => {
  it.each([
    ['docs', { kind: 'docs', stage: null, titles: [] }],
    ['docs', { kind: 'question', stage: 'adoption', titles: ['How do I scale this?', 'Scaling'] }],
    ['support', { kind: 'question', stage: 'adoption', titles: ['Nothing happens', 'It stands still'] }],
    ['support', { kind: 'bug', stage: 'onboarding', titles: ['Login loops'] }],
    ['product', { kind: 'bug', stage: 'retention', titles: ['Login loops'] }],
    ['product', { kind: 'bug', stage: 'onboarding', titles: ['Crash'] }],
    ['product', { kind: 'feature', stage: 'onboarding', titles: ['Install with brew'] }],
  ] as const)('%s', (expected, belonging) => {
    expect(belongsTo(belonging)).toBe(expected);
  });
});

describe('the places of an hour', () => {
  const of = (name: 'product' | 'docs' | 'support', count: number, more = {}) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${name} ${index}`,
      function: name,
      carried: false,
      shared: true,
      ...more,
    }));

  it('are three, two and two', () => {
    const chosen = choosePlaces([...of('docs', 4), ...of('product', 5), ...of('support', 3)], 'full');
    expect(chosen.map(({ name }) => name)).toEqual([
      'docs 0',
      'docs 1',
      'product 0',
      'product 1',
      'product 2',
      'support 0',
      'support 1',
    ]);
  });

  it('go first to what waits, and to what one person has only while there are fewer than three', () => {
    const alone = of('product', 4, { shared: false });
    const waiting = of('product', 1, { carried: true, name: 'waiting' });
    expect(choosePlaces([...of('product', 1), ...alone, ...waiting], 'full').map(({ name }) => name)).toEqual(
      ['waiting', 'product 0', 'product 0'],
    );
    expect(choosePlaces(alone, 'full')).toHaveLength(3);
    expect(choosePlaces([...of('docs', 2), ...of('support', 2), ...alone], 'full')).toHaveLength(4);
  });

  it('go to what waits before anything new, to what several people share before what one person has', () => {
    const waiting = of('product', 1, { shared: false, carried: true, name: 'waiting' });
    const shared = of('product', 1, { carried: true, name: 'shared, waiting' });
    const names = choosePlaces([...of('product', 2), ...waiting, ...shared], 'full').map(({ name }) => name);
    expect(names).toEqual(['shared, waiting', 'waiting', 'product 0']);
  });

  it('are seven at most whoever asks for them, and none is new while something waits for it, or of one person while several share something', () => {
    const candidate = fc.record({
      function: fc.constantFrom('product' as const, 'docs' as const, 'support' as const),
      carried: fc.boolean(),
      shared: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 60 }), (candidates) => {
        const chosen = choosePlaces(candidates, 'full');
        const left = candidates.filter((each) => !chosen.includes(each));
        expect(chosen.length).toBeLessThanOrEqual(7);
        expect(choosePlaces(candidates, 'short').length).toBeLessThanOrEqual(3);
        for (const one of chosen.filter(({ carried }) => !carried)) {
          const besides = left.filter((each) => each.function === one.function);
          expect(besides.some(({ carried, shared }) => carried || (shared && !one.shared))).toBe(false);
        }
      }),
    );
  });

  it('are three of anybody where there is no hour', () => {
    expect(choosePlaces(of('product', 9), 'short')).toHaveLength(3);
    expect(choosePlaces([...of('docs', 3), ...of('product', 1)], 'short').map(({ name }) => name)).toEqual([
      'docs 0',
      'docs 1',
      'docs 2',
    ]);
  });
});

describe('a quotation', () => {
  it.each([
    [
      'the first sentence that tells something',
      'Hi there all!\n\nWe upgraded today. Since then the build fails on every run.',
      'Since then the build fails on every run.',
    ],
    [
      'no code, traces or fields',
      '**Version**: 3.2\n\n```\nError: it fails badly here\n```\n\nat foo (src/index.ts:12:3) fails again here\n\nIt stops when I save the file.',
      'It stops when I save the file.',
    ],
    [
      'what there is, where nothing tells',
      'The new page about tides is there now.',
      'The new page about tides is there now.',
    ],
    [
      'nothing said beside the matter, and nothing that a program prints',
      '(I may be wrong to open an issue for this.)\n\nhttps://example.org/tides/it-fails.rs\n\nDoes anybody know why this is so?\n\nerror: internal error: unexpected failure of the build\n\nThe build does not end on my machine.',
      'The build does not end on my machine.',
    ],
    [
      'what tells something before what leads to it',
      'Followed the page to the letter, twice, with coffee. No step on it does what the page says: it does not even start.',
      'No step on it does what the page says: it does not even start.',
    ],
    [
      'no sentence that leans on the one before, where another tells something',
      'I read both pages. They do not say where the token goes. The worker cannot find the token.',
      'The worker cannot find the token.',
    ],
    [
      'what leans on nothing, where nothing tells',
      'Neither has the word "secret". They both do the same thing here. I read both pages of the guide.',
      'I read both pages of the guide.',
    ],
    [
      'what leans, where there is nothing else',
      'It waits for the socket, all night.',
      'It waits for the socket, all night.',
    ],
    [
      'nothing that only leads to code',
      'Below the code in php sending a message:\n\n```\nsend(1)\n```',
      null,
    ],
    [
      'nothing of lines that a program prints',
      'Warning: cannot read the socket in C:\\tides\\clock.php on line 140',
      null,
    ],
    ['nothing of nothing', '+1', null],
    ['nothing of a quotation of others', '> It fails for everybody, always.', null],
  ])('is %s', (_, body, expected) => {
    expect(readQuote(body)).toBe(expected);
  });

  it('is no error line', () => {
    expect(readErrorLine('It stops.\n\n```\nstart\nTypeError: x is not a function\n```')).toBe(
      'TypeError: x is not a function',
    );
    expect(readErrorLine('It stops.')).toBe('');
    expect(readErrorLine('It says this:\n\nerror[E0308]: mismatched types\nand stops.')).toBe(
      'error[E0308]: mismatched types',
    );
    for (const prose of [
      'Raspberry Pi 4, Redis, five queues: heat, mash, boil and panic',
      'Two things: it is slow, and it never says which error it had.',
      'Error handling: is there a page about it?',
    ])
      expect(readErrorLine(prose)).toBe('');
  });
});

describe('what waits', () => {
  const why = (more: Parameters<typeof thread>[0]) =>
    waitingThreads([thread(more)], AS_OF, [], []).map((each) => each.why);

  it.each([
    ['a blocker that somebody called so', { severity: { value: 'blocker', inferred: false } }, ['critical']],
    ['no guess of a blocker', { severity: { value: 'blocker', inferred: true }, createdAt: ago(3) }, []],
    ['a question that nobody answered for a week', { createdAt: ago(8) }, ['unanswered']],
    ['not before the week is over', { createdAt: ago(6) }, []],
    ['nothing that was given up', { createdAt: ago(90) }, []],
    ['nothing closed', { createdAt: ago(8), closedAt: ago(1) }, []],
    ['no thread of staff', { createdAt: ago(8), author: staff() }, []],
    ['the author’s own words are no answer', { createdAt: ago(9), comments: [comment(member(1), ago(9))] }, ['unanswered']],
    ['an author who asked again', { createdAt: ago(20), comments: [comment(staff(), ago(19)), comment(member(1), ago(10))] }, ['author asked again']],
    ['not one who says thanks', { createdAt: ago(20), comments: [comment(staff(), ago(19)), comment(member(1), ago(10), { said: said({ thanks: true }) })] }, []],
  ] as const)('%s', (_, more, expected) => {
    expect(why(more)).toEqual(expected);
  }); // biome-ignore format: one table

  it('stands worst first, then what somebody still waits for', () => {
    const blocker = { value: 'blocker', inferred: false } as const;
    const rows = [
      thread({ number: 1, createdAt: ago(9) }),
      thread({ number: 2, createdAt: ago(12) }),
      thread({ number: 3, createdAt: ago(1), severity: { value: 'major', inferred: false } }),
      thread({ number: 4, createdAt: ago(1), severity: blocker }),
      thread({ number: 5, createdAt: ago(2), severity: blocker }),
    ];
    expect(waitingThreads(rows, AS_OF, [], []).map((each) => each.thread.number)).toEqual([5, 4, 3, 1, 2]);
  });

  it('is not what its cluster is done with; of the others it is known what was decided', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((id) => thread({ number: id, clusterId: id, createdAt: ago(9) }));
    const clusters = [
      cluster(1, { fixedAt: ago(2) }),
      cluster(2, { releasedAt: ago(2) }),
      cluster(3, { documentedAt: ago(2) }),
      cluster(4, { decisions: [{ action: 'decline', at: ago(2) }] }),
      cluster(5, { decisions: [{ action: 'fix', at: ago(8) }] }),
      cluster(6),
      cluster(7, { releasedAt: ago(40), disputedSince: ago(20) }),
    ];
    const waiting = waitingThreads(rows, AS_OF, clusters, [made(5, { week: '2026-W47' })]);
    expect(waiting.map((each) => [each.thread.number, each.decided?.action])).toEqual([
      [5, 'fix'],
      [6, undefined],
      [7, undefined],
    ]);
    const link = { host: 'github.com', owner: 'acme', name: 'core', number: 5, type: 'issue' as const };
    expect(renderStuck(waiting, () => ({ link, title: 'Stuck' }), 'github.com').split('\n')).toEqual([
      expect.stringContaining('(no answer, open for 9 days; decided: **fix** in 2026-W47)'),
      expect.stringContaining('(no answer, open for 9 days)'),
      expect.stringContaining('(no answer, open for 9 days)'),
    ]);
  });
});

describe('loops', () => {
  const notice = (more = {}) => ({
    person: member(1),
    eligibleAt: ago(6),
    toldAt: ago(5),
    verifiedAt: null,
    stillBrokenAt: null,
    ...more,
  });

  it('that closed this week tell their newest step and who knows of it', () => {
    const clusters = [
      cluster(1, { fixedAt: ago(6), releasedAt: ago(5), notices: [notice(), notice({ toldAt: null })] }),
      cluster(2, { fixedAt: ago(8) }),
      cluster(3, { taughtAt: ago(1), taughtUrl: 'https://example.org' }),
    ];
    expect(closedLoops(clusters, AS_OF)).toMatchObject([
      { clusterId: 3, step: 'taught', url: 'https://example.org', eligible: 0 },
      { clusterId: 1, step: 'released', eligible: 2, told: 1, verified: 0, stillBroken: 0 },
    ]);
  });

  it('that opened again are told, by whatever it is known', () => {
    const back = (days: number, more = {}) => ({
      at: ago(days),
      to: 'reopened' as const,
      because: 'contested' as const,
      ...more,
    });
    const clusters = [
      cluster(1, { notices: [notice({ stillBrokenAt: ago(2) }), notice({ stillBrokenAt: ago(1) })] }),
      cluster(2, { notices: [notice({ stillBrokenAt: ago(9) })], returns: [back(8)] }),
      cluster(3, { returns: [back(3, { because: 'taken back' })] }),
      cluster(4, { returns: [back(2, { to: 'disputed', because: 'regressed' })] }),
      cluster(5, {
        notices: [notice({ stillBrokenAt: ago(4) })],
        returns: [back(6, { to: 'disputed' }), back(5, { because: 'regressed' }), back(4)],
      }),
    ];
    const found = regressions(clusters, AS_OF);
    expect(found.map(({ clusterId }) => clusterId)).toEqual([3, 5, 1, 4]);
    expect(
      renderRegressions(found, (id) => (id === 3 ? 'A title' : null))
        .split('\n')
        .map((line) => line.replace(/ \d{4}-\d\d-\d\d/, '')),
    ).toEqual([
      '- c3 A title: **reopened**: the fix was taken back',
      '- c5: **reopened**: 1 reporter says that it is still broken, somebody who has the fix reported it anew',
      '- c1: 2 reporters say that it is still broken',
      '- c4: **disputed**: somebody who has the fix reported it anew',
    ]);
  });
});

describe('what only late reports contest', () => {
  const disputed = { at: ago(20), to: 'disputed', because: 'regressed' } as const;

  it('is told each week until somebody settles it', () => {
    const open = cluster(1, { releasedAt: ago(40), returns: [disputed], disputedSince: ago(20) });
    expect(regressions([open], AS_OF)).toMatchObject([{ clusterId: 1, to: 'disputed', at: ago(20) }]);
    expect(regressions([{ ...open, disputedSince: null }], AS_OF)).toEqual([]);
  });
});

describe('visible words', () => {
  it.each([
    [3, 'one two three'],
    [2, '**one** · two'],
    [1, '[`a/b#1`](https://redirect.github.com/a/b/issues/1)'],
    [1, '- [ ] fix <!-- fullcircle:box:fix:c1 -->'],
    [3, 'seen\n\n<details>\n<summary>two words</summary>\n\nhidden\n\n</details>'],
    [2, '| a | 1 |\n| --- | ---: |'],
  ])('are %i in %j', (count, text) => {
    expect(visibleWords(text)).toBe(count);
  });
});
