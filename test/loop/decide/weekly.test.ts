import { describe, expect, it } from 'vitest';
import type { ItemBackfilledEvent } from '../../../src/loop/event.ts';
import type { Command } from '../../../src/loop/item.ts';
import { readLedger } from '../../../src/loop/ledger.ts';
import { parseBoxes } from '../../../src/loop/render/marker.ts';
import type { Agenda } from '../../../src/loop/triage/agenda.ts';
import { NO_HUMAN_PART } from '../../../src/loop/triage/human.ts';
import { renderIssue } from '../../../src/loop/triage/issue.ts';
import type { WeekIssueRecord } from '../../../src/loop/week-record.ts';
import {
  BOT,
  decideIn,
  happened,
  ledgerPlace,
  person,
  thread,
  threadState,
  type World,
} from '../situations.ts';
import { agenda, topic } from '../triage/agendas.ts';
import { commandOf, commented, post, told } from './said.ts';

const WEEK = '2026-W47';
const CORE = { host: 'github.com', owner: 'acme', name: 'widgets', type: 'issue' as const };
const shown: Agenda = agenda({
  week: WEEK,
  topics: [topic(12)],
  duplicates: [
    {
      key: '12-5',
      itemId: 501,
      otherItemId: 502,
      thread: { ...CORE, number: 5, title: 'Later' },
      other: { ...CORE, number: 4, title: 'Earlier' },
      probability: 0.4,
      because: 'they share words',
    },
  ],
});
const issue = (changes: Partial<WeekIssueRecord> = {}): WeekIssueRecord => ({
  week: WEEK,
  repositoryId: 12,
  asOf: new Date('2026-11-16T09:00:00Z'),
  summary: { topics: [], signals: {} },
  agenda: shown,
  number: 34,
  closedAt: null,
  ...changes,
});
const CLOSED_AT = new Date('2026-11-16T09:30:00Z');
const closed = issue({ agenda: null, closedAt: CLOSED_AT });
const { title, body } = renderIssue(shown, [], NO_HUMAN_PART);
const bot = person(9, { login: BOT, type: 'Bot' });
const FIX = '<!-- fullcircle:box:fix:c12 -->';
const ticked = body.replace(new RegExp(`- \\[ \\] (.*${FIX})`), '- [x] $1');
const snapshot = (text = body) => thread({ title, body: text, author: bot });
const found = (text: string): ItemBackfilledEvent => ({
  ...happened,
  type: 'item.backfilled',
  origin: 'reconcile',
  thread: snapshot(text),
  closedBy: null,
  comments: [],
  labelChanges: [],
});
const comment = (text: string) => commented(text, 60, { thread: snapshot() });
const boxes = (decision: ReturnType<typeof decideIn>): string[] =>
  decision.effects.flatMap((effect) =>
    effect.kind === 'issue.put'
      ? parseBoxes(effect.body).flatMap((box) => (box.ticked ? [`${box.action}:${box.id}`] : []))
      : [],
  );
const answers = (decision: ReturnType<typeof decideIn>): string[] =>
  decision.effects.flatMap((effect) => (effect.kind === 'comment.put' ? [effect.body] : []));

describe('a tick that no webhook told of', () => {
  it('stays, decides nothing, and is asked about', () => {
    const decision = decideIn({ weekIssue: issue() }, found(ticked));
    expect(decision.effects.filter(({ kind }) => kind === 'issue.put')).toEqual([]);
    expect(decision.changes.filter(({ type }) => type === 'decisions.put')).toEqual([]);
    expect(answers(decision)).toEqual([expect.stringContaining('GitHub did not tell by whom')]);
  });

  it('stays when the text is written again', () => {
    const decision = decideIn({ weekIssue: issue() }, found(`oops\n${ticked}`));
    expect(boxes(decision)).toEqual(['fix:c12']);
  });

  it('is asked about only where the issue was read anew: else its webhook may be on its way', () => {
    const event = { ...comment('Hello.'), thread: snapshot(ticked) };
    expect(told(decideIn({ weekIssue: issue() }, event).effects)).toEqual([]);
  });

  const decided = (decision: ReturnType<typeof decideIn>) =>
    decision.changes.flatMap((change) => (change.type === 'decisions.put' ? change.decisions : []));
  const edit = (who: number | null, minute: number, text: string | null) => ({
    actor: who === null ? null : person(who),
    at: new Date(`2026-11-16T09:${minute}:00Z`),
    text,
  });

  it('is theirs by whom it came into the text, as GitHub tells', () => {
    const edits = [
      edit(9, 10, body),
      edit(61, 11, ticked),
      edit(61, 12, body),
      edit(60, 13, ticked),
      edit(62, 14, `${ticked}\nmore`),
    ];
    const decision = decideIn({ weekIssue: issue(), edits }, found(ticked));
    expect(decided(decision)).toMatchObject([
      { clusterId: 12, action: 'fix', by: { id: 60 }, at: edits[3]?.at },
    ]);
    expect(answers(decision)).toEqual([]);
    const again = {
      commands: decision.changes.flatMap((each) => (each.type === 'command.put' ? [each.command] : [])),
    };
    const second = decideIn({ weekIssue: issue(), edits, state: threadState(again) }, found(ticked));
    expect(second.changes.filter(({ type }) => type === 'command.put')).toEqual([]);
  });

  it('is put back where it is of one who may not decide', () => {
    const edits = [edit(9, 10, body), edit(5, 11, ticked)];
    const decision = decideIn({ weekIssue: issue(), edits }, found(ticked));
    expect(decided(decision)).toEqual([]);
    expect(boxes(decision)).toEqual([]);
    expect(answers(decision)).toEqual([expect.stringContaining('may not decide here')]);
  });

  it.each([
    ['whose account is gone', [edit(null, 11, ticked)]],
    ['whose text GitHub does not show', [edit(60, 11, null)]],
    ['of a difference instead of a text', [edit(60, 11, `+${ticked.split('\n').join('\n+')}`)]],
  ])('is asked about where it is of somebody %s', (_, edits) => {
    const decision = decideIn({ weekIssue: issue(), edits: [edit(9, 10, body), ...edits] }, found(ticked));
    expect(decided(decision)).toEqual([]);
    expect(answers(decision)).toEqual([expect.stringContaining('GitHub did not tell by whom')]);
  });

  it('is no such tick where its word was taken back', () => {
    const commands = [
      commandOf('decide c12 fix', { id: 70, at: '2026-11-16T09:10:00Z' }),
      commandOf('undo', { id: 71, at: '2026-11-16T09:20:00Z' }),
    ];
    const world = { weekIssue: issue(), state: threadState({ commands }) };
    const event = { ...found(`oops\n${ticked}`) };
    expect(boxes(decideIn(world, event))).toEqual([]);
    expect(answers(decideIn(world, event)).join()).not.toContain('GitHub did not tell');
  });
});

describe('`/attest`', () => {
  const asking = issue({
    agenda: { ...shown, questions: [{ line: 'docs-explain-workflows', text: 'docs explain workflows' }] },
  });
  const text = (line: string, commands: Command[] = []) =>
    decideIn({ weekIssue: asking, state: threadState({ commands }) }, comment(line)).effects.flatMap(
      (effect) => (effect.kind === 'issue.put' ? [effect.body] : []),
    )[0] ?? '';

  it('is in the log, and nobody is asked any more, until it is taken back', () => {
    const body = text('/attest docs-explain-workflows yes');
    expect(body).toMatch(/- 2026-W47 · docs-explain-workflows: \*\*yes\*\* by /);
    expect(body).not.toContain('Only you know');
    const said = commandOf('attest docs-explain-workflows yes', { id: 70, at: '2026-11-16T09:10:00Z' });
    expect(text('Hello.', [said])).toContain('docs-explain-workflows: **yes**');
    const again = text('/undo', [said]);
    expect(again).toContain(
      '- Whether docs explain workflows: `/attest docs-explain-workflows yes` or `no`.',
    );
    expect(again).not.toContain('**yes**');
  });

  it('counts as it was said last', () => {
    const said = commandOf('attest docs-explain-workflows yes', { id: 70, at: '2026-11-16T09:10:00Z' });
    const body = text('/attest docs-explain-workflows no', [said]);
    expect(body).toContain('docs-explain-workflows: **no**');
    expect(body).not.toContain('**yes**');
  });
});

describe('a closed weekly issue', () => {
  it.each(['/decide c12 fix', '/confirm #5', '/reject #5'])('takes no %s', (line) => {
    const decision = decideIn({ weekIssue: closed }, comment(line));
    expect(answers(decision)).toEqual([expect.stringContaining('counts in the open weekly issue')]);
    expect(told(decision.effects)).not.toContain('+1 77');
  });

  it('keeps what was decided before, and `/undo` says so', () => {
    const before = commandOf('decide c12 fix', { id: 70, at: '2026-11-16T09:10:00Z' });
    const undo = commandOf('undo', { id: 71, at: '2026-11-16T09:40:00Z' });
    const place = ledgerPlace({ isWeeklyIssue: true, closedAt: CLOSED_AT });
    const { standing, outcomes } = readLedger([], [before, undo], place);
    expect(standing).toEqual([before]);
    expect(outcomes.get(before.key)).toEqual({ result: 'done' });
    expect(outcomes.get(undo.key)).toMatchObject({ expected: expect.stringContaining('open one') });
  });
});

describe('`/confirm` and `/reject`', () => {
  const world = (itemId: number, commands: Command[] = []): World => ({
    weekIssue: issue(),
    state: threadState({
      itemId,
      item: { ...item, itemId },
      commands,
    }),
  });
  const item = itemOfThread();

  function itemOfThread() {
    const change = decideIn({}, comment('Hello.')).changes.find(({ type }) => type === 'item.put');
    if (change?.type !== 'item.put') throw new Error('no item');
    return { itemId: 1, ...change.item };
  }

  it.each(['/confirm #5', '/reject #5'])('%s is a mistake where no shown pair has the thread', (line) => {
    expect(answers(decideIn(world(777), comment(line)))).toEqual([
      expect.stringContaining('takes a thread of a pair that this issue shows'),
    ]);
  });

  it('holds for a thread of a shown pair, also once the pair is shown no more', () => {
    expect(told(decideIn(world(501), comment('/confirm #5')).effects)).toContain('+1 77');
    const target = { ref: { repositoryId: 12, number: 5 }, itemId: 501, triage: true };
    const known = { ...commandOf('confirm #5'), target };
    const settled = { ...world(501, [known]), weekIssue: issue({ agenda: agenda({ week: WEEK }) }) };
    expect(answers(decideIn(settled, comment('/confirm #5')))).toEqual([]);
  });
});

describe('a brief below it', () => {
  const looked = {
    ...happened,
    type: 'thread.touched' as const,
    thread: snapshot(),
    actor: null,
    hides: true,
  };
  const state = threadState({ posts: [post('comment:12-34:brief:c12', { kind: 'comment.put' })] });
  const hiding = (changes: Partial<Agenda>) =>
    told(
      decideIn({ weekIssue: issue({ agenda: { ...shown, visible: [12], ...changes } }), state }, looked)
        .effects,
    ).filter((each) => each.includes('brief:'));

  it('is made anew where it told of what is hidden now, and else left to people', () => {
    const of = (...repositories: number[]) => ({ told: [{ clusterId: 12, repositories }] });
    expect(hiding(of(12, 13))).toEqual(['comment brief:c12']);
    expect(hiding({ ...of(13), topics: [] })).toEqual(['uncomment brief:c12']);
    expect(hiding(of(12))).toEqual([]);
    expect(hiding({ ...of(12), topics: [] })).toEqual([]);
  });

  it('is made anew where nobody noted what it tells of', () => {
    expect(hiding({})).toEqual(['comment brief:c12']);
    expect(hiding({ topics: [] })).toEqual(['uncomment brief:c12']);
  });
});
