import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { present } from '../../../src/loop/present.ts';
import type { RecordedThread } from '../../../src/loop/record.ts';
import { parseBoxes, parseMarker } from '../../../src/loop/render/marker.ts';
import { renderOutline } from '../../../src/loop/teach/outline.ts';
import type { Agenda } from '../../../src/loop/triage/agenda.ts';
import { renderBrief } from '../../../src/loop/triage/brief.ts';
import type { HumanPart } from '../../../src/loop/triage/human.ts';
import { NO_HUMAN_PART } from '../../../src/loop/triage/human.ts';
import { renderIssue } from '../../../src/loop/triage/issue.ts';
import { makeAgenda } from '../../../src/loop/triage/make.ts';
import { type AgendaBasis, prepareAgenda } from '../../../src/loop/triage/prepare.ts';
import { renderProblems } from '../../../src/loop/triage/sections/gaps.ts';
import { VISIBLE_WORDS_MAX, visibleWords } from '../../../src/loop/triage/words.ts';
import type { ThreadRef } from '../../../src/loop/vocabulary.ts';
import { ago } from '../record/project.ts';
import { hostileText, POWERS } from '../render/hostile.ts';
import { repository, settings } from '../situations.ts';
import { agenda, basis, HOST, made, NO_TEXTS, RECORD, TEXTS, topic, weekOf, wordy } from './agendas.ts';

// A parser of GitHub's own Markdown, apart from the one the code under test reads with.
function parse(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The tree without places and words: kinds of nodes only, neighbouring texts as one. */
function shape(node: Nodes): unknown {
  if (node.type === 'html') return ['html', node.value.replace(/\s+/g, ' ')];
  if (!('children' in node)) return node.type;
  const inner = node.children.map(shape).filter((each, at, all) => each !== 'text' || all[at - 1] !== 'text');
  return [node.type, ...inner];
}

function nodes(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(nodes) : [])];
}

/** What of a text has power on GitHub: in its words, its HTML, its links. Code is left alone there. */
function powersOf(markdown: string): string[] {
  return nodes(parse(markdown)).flatMap((node): string[] => {
    switch (node.type) {
      case 'text':
        return Object.entries(POWERS).flatMap(([power, pattern]) =>
          pattern.test(node.value) ? [`${power}: ${node.value}`] : [],
        );
      case 'html':
        return node.value
          .split(/(?<=>)/)
          .map((tag) => tag.trim())
          .filter(
            (tag) =>
              !/^(?:<!-- fullcircle:[\w:.-]+ -->|<\/?(?:details|sub)>|<summary>|[^<>]*<\/summary>)$/.test(
                tag,
              ) && tag !== '',
          )
          .map((tag) => `html: ${tag}`);
      case 'link':
        return node.url.startsWith('https://redirect.github.com/acme/core/') ? [] : [`link: ${node.url}`];
      case 'image':
      case 'imageReference':
      case 'linkReference':
      case 'definition':
      case 'footnoteDefinition':
        return [node.type];
      default:
        return [];
    }
  });
}

const decided = (reason: string, login: string) => [
  made(7, { reason, by: { id: 1, login } }),
  made(8, { reason, by: { id: 1, login }, week: '2026-W40' }),
];

describe('the weekly issue', () => {
  it.each<[string, string]>([
    ['full', render(weekOf().agenda)],
    [
      'decided',
      renderIssue(weekOf().agenda, [made(1, { week: '2026-W49', reason: 'it stops everybody' })], {
        ticked: ['fix:c1', 'draft:c4'],
        owners: { c1: 'Mira, by Friday' },
        notes: 'Support brings **logs** next week.',
      }).body,
    ],
    ['short', render(weekOf({ place: shortPlace() }).agenda)],
    ['nothing', render(agenda())],
    [
      'carried',
      render(
        agenda({
          topics: [
            topic(1, { weeks: 3 }),
            topic(2, { weeks: 2 }),
            topic(3, { function: 'support', hidden: 4 }),
          ],
        }),
      ),
    ],
  ])('%s', async (name, text) => {
    await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/week-${name}.md`);
  });

  it('tells a team without an hour all the same what others wait for, and leaves the rest out', () => {
    const section = (title: string, givesWay: number | null) => ({ title, body: `- ${title}`, givesWay });
    const pair = (number: number, fixed?: 'thread' | 'other') => ({
      ...wordy('Workers stop at night').duplicates[0],
      key: `12-${number}`,
      itemId: number,
      ...(fixed === undefined ? {} : { fixed }),
    });
    const body = render(
      agenda({
        length: 'short',
        attention: [section('Health', 0), section('Came back', 1), section('Closed loops', 3)],
        held: [{ clusterId: 4, reason: 'budget', people: 60, tag: 'v1.4.0' }],
        duplicates: [pair(7, 'other'), pair(9)] as Agenda['duplicates'],
        figures: [section('Signals', 4)],
      }),
    );
    expect([...body.matchAll(/^(?:### |<summary>)(.*?)(?:<|$)/gm)].map(([, title]) => title)).toEqual([
      'Decide now',
      'Health',
      'Came back',
      'Waits for approval',
      'Fixed, too? (1)',
      'Notes',
    ]);
  });

  it('shows a guess by its points, as a share of right guesses would be another number', () => {
    const unstaged = (number: number, more: object) => ({
      repositoryId: 12,
      number,
      type: 'issue' as const,
      title: `Lease ${number}`,
      createdAt: ago(1),
      guess: null,
      confidence: 0.4,
      ...more,
    });
    const { figures } = basis();
    const body = render(
      weekOf({
        figures: {
          ...figures,
          unstaged: [unstaged(6, { guess: 'retention', confidence: 0.42 }), unstaged(7, {})],
        },
      }).agenda,
    );
    expect(body).toContain('Lease 6 (perhaps retention: 42 points, a label needs 60)');
    expect(body).toMatch(/Lease 7$/m);
  });

  it('has the boxes that can be ticked, each once', () => {
    const boxes = parseBoxes(render(weekOf().agenda)).map(({ action, id }) => `${action}:${id}`);
    expect(new Set(boxes).size).toBe(boxes.length);
    expect(boxes.length).toBeGreaterThan(10);
  });

  it('shows at most 900 words, whatever there is to say, and fits', () => {
    const long = 'nine words that go on and on without end '.repeat(400);
    const topics = [1, 2, 3, 4, 5, 6, 7].map((id) =>
      topic(id, {
        title: long,
        themes: [long, long, long, long],
        versions: [long, long, long, long],
        quotes: [
          { text: long, thread: { host: HOST, owner: 'acme', name: 'core', type: 'issue', number: id } },
        ],
      }),
    );
    const section = (title: string, givesWay: number | null) => ({
      title,
      body: `${long}\n\n`.repeat(4),
      givesWay,
    });
    const full = agenda({
      topics,
      attention: [section('a', 1), section('b', null)],
      figures: [section('c', 3), section('d', 2)],
      appendix: [section('e', null)],
    });
    const { body } = renderIssue(full, [], NO_HUMAN_PART);
    expect(visibleWords(body)).toBeLessThanOrEqual(VISIBLE_WORDS_MAX);
    expect(body.length).toBeLessThan(60_000);
    expect(parseMarker(body)).toEqual({ kind: 'triage', key: '2026-W48' });
  });

  it('shows at most 900 words of its own beside what people write, whatever is decided and broken', () => {
    const words = fc
      .array(fc.constantFrom('a', 'it', 'worker', 'crashes', 'midnight,', 'ERR_LEASE_EXPIRED'), {
        maxLength: 200,
      })
      .map((each) => each.join(' '));
    const one = fc.record({
      title: words,
      said: words,
      weeks: fc.integer({ min: 1, max: 9 }),
      made: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 7 }), fc.array(words, { maxLength: 12 }), (each, problems) => {
        const topics = each.map(({ title, said, weeks }, index) =>
          topic(index + 1, {
            title,
            weeks,
            themes: [said, said],
            versions: [said],
            quotes: [
              { text: said, thread: { host: HOST, owner: 'acme', name: 'core', type: 'issue', number: 1 } },
            ],
          }),
        );
        const decisions = each.flatMap(({ made: isMade, said }, index) =>
          isMade ? [made(index + 1, { reason: said })] : [],
        );
        const config = { title: 'Config', body: renderProblems(problems), givesWay: 0 };
        const subject = agenda({ topics, attention: config.body === '' ? [] : [config] });
        const { body } = renderIssue(subject, decisions, NO_HUMAN_PART);
        expect(visibleWords(body)).toBeLessThanOrEqual(VISIBLE_WORDS_MAX);
        expect(body.length).toBeLessThan(60_000);
        // What people write is theirs: nothing is folded for it.
        const notes = 'words of an hour '.repeat(300);
        const noted = renderIssue(subject, decisions, { ...NO_HUMAN_PART, notes }).body;
        expect(noted.split('<details>')).toHaveLength(body.split('<details>').length);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves no power to words of others, and keeps its structure around them', () => {
    const plain = 'harmless words';
    const expected = shape(parse(renderIssue(wordy(plain), decided(plain, plain), NO_HUMAN_PART).body));
    fc.assert(
      fc.property(hostileText, (text) => {
        const words = `x${text}`;
        const { body } = renderIssue(wordy(words), decided(words, words), NO_HUMAN_PART);
        expect(powersOf(body)).toEqual([]);
        expect(shape(parse(body))).toEqual(expected);
        expect(
          parseBoxes(body).every(({ ticked, id, action }) => !ticked || `${action}:${id}` === 'fix:c7'),
        ).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it('leaves no power to what people write into it', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (owner, notes) => {
        const human: HumanPart = { ticked: [], owners: { c7: owner }, notes };
        const { body } = renderIssue(wordy('words'), [], human);
        // Their own links, pictures and formulas stay.
        const unfamiliar = powersOf(body).filter(
          (power) => !/^(?:link|image|definition|footnote|formula)/.test(power),
        );
        expect(unfamiliar).toEqual([]);
        expect(parseBoxes(body).some(({ ticked }) => ticked)).toBe(false);
        expect(parse(body).children.at(-1)).toMatchObject({ type: 'html' });
      }),
      { numRuns: 120 },
    );
  });

  it('gives briefs and drafts that have no power either', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { topics, drafts } = wordy(`x${text}`);
        for (const subject of topics) {
          expect(powersOf(renderBrief({ topic: subject, host: HOST, week: '2026-W48' }))).toEqual([]);
        }
        for (const draft of drafts) {
          const { title, body } = renderOutline(draft, HOST);
          expect(powersOf(body)).toEqual([]);
          // Titles know no formulas.
          const { formula: _, ...powers } = POWERS;
          expect(Object.entries(powers).filter(([, pattern]) => pattern.test(title))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what the agenda is made of', () => {
  it('puts what several people have before everything else, with the function at whose table it is', () => {
    const { topics } = weekOf().agenda;
    expect(topics.map(({ clusterId, function: name }) => `c${clusterId} ${name}`)).toEqual([
      'c1 product',
      'c4 docs',
      // Of two that one person has, that which was reported last.
      'c7 support',
    ]);
    expect(topics[0]).toMatchObject({
      reporters: 3,
      hidden: 4,
      thisWeek: 3,
      lastWeek: 0,
      versions: ['3.2.1'],
    });
  });

  it('leaves out what was decided, until it should be over, and carries over what was not', () => {
    const ids = (more: Parameters<typeof weekOf>[0]) =>
      weekOf(more).agenda.topics.map(({ clusterId, weeks }) => [clusterId, weeks]);
    const before = {
      topics: [
        { clusterId: 4, weeks: 1 },
        { clusterId: 1, weeks: 1 },
      ],
      signals: {},
    };
    const old = new Date(RECORD.asOf.getTime() - 60 * 86_400_000);
    const lately = new Date(RECORD.asOf.getTime() - 7 * 86_400_000);
    expect(ids({ before, decisions: [made(1, { at: lately })] })).toEqual([
      [4, 2],
      [7, 1],
      [6, 1],
    ]);
    expect(ids({ before, decisions: [made(1, { at: lately, action: 'defer' })] }).slice(0, 2)).toEqual([
      [1, 2],
      [4, 2],
    ]);
    expect(ids({ decisions: [made(1, { at: old })] })[0]).toEqual([1, 1]);
  });

  it('puts nothing up newly that gives nobody anything to decide, unless it was put up before', () => {
    const LAST = 7;
    const of = (text: Partial<(typeof TEXTS)[number]>, more: Partial<RecordedThread> = {}, weeks = 0) => {
      const threads = RECORD.threads.map((each) => (each.number === LAST ? { ...each, ...more } : each));
      const texts = TEXTS.map((each) => (each.number === LAST ? { ...each, ...text } : each));
      const before = { topics: weeks === 0 ? [] : [{ clusterId: LAST, weeks }], signals: {} };
      const prepared = prepareAgenda(basis({ record: { ...RECORD, threads }, before }));
      const { topics } = makeAgenda(prepared, { ...NO_TEXTS, texts }).agenda;
      return topics.some(({ clusterId }) => clusterId === LAST);
    };
    expect(of({})).toBe(true);
    expect(of({ title: 'A thank you', body: 'Upgraded, slept, and the panic queue did not panic.' })).toBe(
      false,
    );
    expect(of({ title: 'asdf qwer zxcv', body: 'asdf qwer zxcv asdf' })).toBe(false);
    expect(of({ title: 'Help', body: '' })).toBe(false);
    expect(of({}, { kindConfidence: 0.4 })).toBe(false);
    expect(of({}, { kindConfidence: 0.6 })).toBe(true);
    // What waits already may not leave without a word.
    expect(of({ title: 'Help', body: '' }, {}, 1)).toBe(true);
  });

  it('calls a problem by the thread that stands for it, wherever it is named', () => {
    const of = (number: number, more: Partial<AgendaBasis> = {}) =>
      weekOf(more, { canonicals: new Map([[1, { repositoryId: 12, number }]]) }).agenda;
    const crash = (agenda: Agenda) => agenda.topics.find(({ clusterId }) => clusterId === 1);
    expect(crash(weekOf().agenda)?.title).toBe('Worker crashes at midnight');
    const pinned = of(2, { decisions: [made(1)] });
    expect(pinned.titles?.[0]?.title).toBe('Crash without tides');
    expect(crash(of(2))?.title).toBe('Crash without tides');
    expect(crash(of(2))?.threads.map(({ number }) => number)).toEqual([2, 1, 3]);
    // A report by the staff stands for them as well, and is quoted as nobody's own words.
    const gathered = crash(of(7));
    expect(gathered?.title).toBe('What is the lease for?');
    expect(gathered?.quotes.map(({ thread }) => thread.number)).not.toContain(7);
  });

  it('calls a draft by a thread that may be shown where the draft goes', () => {
    const core = repository({ name: 'core', settings: settings({ teach: { repository: 'core' } }) });
    const desk = repository({ ...core, id: 13, name: 'desk', private: true });
    const titleOf = (canonical: ThreadRef) =>
      weekOf(
        { place: desk, repositories: [core, desk] },
        {
          texts: [
            ...TEXTS,
            { ...present(TEXTS[0]), repositoryId: 13, number: 9, title: 'A customer asks about two workers' },
          ],
          canonicals: new Map([[4, canonical]]),
        },
      ).agenda.drafts.find(({ clusterId }) => clusterId === 4)?.title;
    expect(titleOf({ repositoryId: 12, number: 4 })).toBe('How do I run two workers?');
    expect(titleOf({ repositoryId: 13, number: 9 })).toBe('How to start several workers');
  });

  it('quotes a report that tells the problem before one that tells its story', () => {
    const quote = (body: string) => {
      const texts = TEXTS.map((text) => (text.number === 3 ? { ...text, body } : text));
      return makeAgenda(prepareAgenda(basis()), { ...NO_TEXTS, texts }).agenda.topics[0]?.quotes[0];
    };
    expect(quote('It crashes every night, and nobody knows why.')?.thread.number).toBe(3);
    expect(quote('Everything works on my laptop with the old one.')?.thread.number).toBe(1);
  });

  it('tells for how long was watched where that is too short', () => {
    const gaps = (...watched: number[]): string => {
      const repositories = watched.map((days, index) => {
        const id = 12 + index;
        return { id, owner: 'acme', name: `core-${id}`, private: false, observedSince: ago(days) };
      });
      const { appendix } = weekOf({ record: { ...RECORD, repositories } }).agenda;
      return appendix.map(({ body }) => body).join();
    };
    expect(gaps(9)).toContain('- The repository was watched for 9 days: numbers are too low.');
    expect(gaps(9, 60)).toContain('- Watched for 9 days at most: 1 of 2 repositories.');
    expect(gaps(9, 1)).toContain('- Watched for 9 days at most: 2 of 2 repositories.');
    expect(gaps(28)).not.toMatch(/watched for/i);
  });

  it('names the team that does the triage, and mentions nobody', () => {
    const place = repository({ settings: settings({ triage: { ...settings().triage, team: 'devrel' } }) });
    expect(weekOf({ place, repositories: [place] }).agenda.header).toContain('Triage: the team devrel.');
    expect(weekOf().agenda.header).not.toContain('team');
  });

  it('keeps what was decided in this very issue when it is made anew', () => {
    const { agenda: first } = weekOf();
    const decisions = [made(1, { week: '2026-W49' })];
    const again = weekOf({ decisions, current: first }).agenda;
    expect(again.topics.map(({ clusterId }) => clusterId)).toContain(1);
  });

  it('names what was decided by its title, as far as it may be shown', () => {
    const { titles } = weekOf({ decisions: [made(1), made(1, { key: 'later' }), made(77)] }).agenda;
    expect(titles).toEqual([{ clusterId: 1, title: 'Worker crashes at midnight' }]);
  });

  it('says nothing of decisions whose clusters may not be shown', () => {
    expect(weekOf({ decisions: [made(1), made(77)] }).agenda.shown).toEqual([1, 4, 6, 7]);
  });
});

function render(subject: Parameters<typeof renderIssue>[0]): string {
  return renderIssue(subject, [], NO_HUMAN_PART).body;
}

function shortPlace() {
  const { place } = basis();
  return { ...place, settings: settings({ triage: { ...settings().triage, length: 'short' } }) };
}
