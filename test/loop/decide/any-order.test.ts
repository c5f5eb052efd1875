import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/loop/effect.ts';
import type { Event } from '../../../src/loop/event.ts';
import type { Command, Item, Judgement, Post, ThreadState } from '../../../src/loop/item.ts';
import type { Lesson } from '../../../src/loop/lesson.ts';
import type { Account, CommentSnapshot, ThreadSnapshot } from '../../../src/loop/vocabulary.ts';
import { contentHash, isAbsence } from '../../../src/store/effect-content.ts';
import { comment, decideIn, happened, person, thread } from '../situations.ts';
import { RETENTION } from './said.ts';

/**
 * Whatever order deliveries arrive in, and however often: the thread ends with the same labels and answers, and the same
 * is known of it. One thing is left out on purpose: edits that move the author to another stage, since the app keeps its
 * label unless the new one is clearly better, and what was there before depends on what was told before.
 */

const START = Date.UTC(2026, 10, 16, 9);
const at = (second: number): Date => new Date(START + second * 1000);
const LABELS = ['stage: adoption', 'stage: retention', 'Stage: Awareness', 'bug'];
const TITLES = [RETENTION.title, `${RETENTION.title}!`, `Again: ${RETENTION.title}`];
const TEXTS = [
  'Same here.',
  '/stage adoption',
  '/stage Retention',
  '/stage nonsense',
  '/undo',
  '/why',
  '/undo\n/stage awareness',
  '/stage onboarding\n\nhm, no:\n\n/undo',
  '> /stage advocacy',
  '/kind question\n/severity major',
];
/** two of the community, two who may triage, one bot */
const PEOPLE: Account[] = [
  person(2),
  person(3),
  person(60),
  person(61),
  person(62, { type: 'Bot', login: 'other[bot]' }),
];

type Happening =
  | { what: 'comment'; who: number; text: number }
  | { what: 'edit'; which: number; who: number | null; text: number }
  | { what: 'uncomment'; which: number; who: number }
  | { what: 'label'; who: number; label: number }
  | { what: 'rename'; title: number }
  | { what: 'close'; who: number }
  | { what: 'lock' };

const who = fc.nat(PEOPLE.length - 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('comment' as const), who, text: fc.nat(TEXTS.length - 1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('edit' as const),
      which: fc.nat(3),
      who: fc.option(who),
      text: fc.nat(TEXTS.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('uncomment' as const), which: fc.nat(3), who }) },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('label' as const), who, label: fc.nat(LABELS.length - 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('rename' as const), title: fc.nat(TITLES.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('close' as const), who }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('lock' as const) }) },
);

/** What GitHub tells of a story, one second between two happenings, and the labels that people and bots left. */
function tell(story: readonly Happening[]): { events: Event[]; labels: string[] } {
  let now = thread({ ...RETENTION, body: `${RETENTION.body}\n\n/why`, createdAt: at(0), updatedAt: at(0) });
  const comments: CommentSnapshot[] = [];
  const events: Event[] = [{ ...happened, at: at(0), type: 'thread.opened', thread: now, actor: now.author }];
  const account = (index: number): Account => PEOPLE[index] ?? person(2);
  for (const [index, each] of story.entries()) {
    const second = index + 1;
    const change = (changes: Partial<ThreadSnapshot>): void => {
      now = { ...now, ...changes, updatedAt: at(second) };
    };
    const common = () => ({ ...happened, deliveryId: `d${second}`, at: at(second), thread: now });
    switch (each.what) {
      case 'comment': {
        change({});
        const author = account(each.who);
        const body = TEXTS[each.text] ?? '';
        const said = comment({ id: 70 + second, body, author, createdAt: at(second), updatedAt: at(second) });
        comments.push(said);
        events.push({ ...common(), type: 'comment.created', comment: said, actor: author });
        break;
      }
      case 'edit': {
        const old = comments[each.which];
        if (old === undefined) break;
        const edited = { ...old, body: TEXTS[each.text] ?? '', updatedAt: at(second) };
        comments[each.which] = edited;
        const actor = each.who === null ? old.author : account(each.who);
        events.push({ ...common(), type: 'comment.edited', comment: edited, actor });
        break;
      }
      case 'uncomment': {
        const [old] = comments.splice(each.which, 1);
        if (old === undefined) break;
        events.push({ ...common(), type: 'comment.deleted', comment: old, actor: account(each.who) });
        break;
      }
      case 'label': {
        const label = LABELS[each.label] ?? '';
        const added = !now.labels.includes(label);
        change({ labels: added ? [...now.labels, label] : now.labels.filter((other) => other !== label) });
        const type = added ? 'thread.labeled' : 'thread.unlabeled';
        // Stage labels of other bots are nobody's word: what becomes of them depends on what the app has seen.
        const isBot = label !== 'bug' && each.who === PEOPLE.length - 1;
        events.push({ ...common(), type, label, actor: account(isBot ? 0 : each.who) });
        break;
      }
      case 'rename':
        change({ title: TITLES[each.title] ?? '' });
        events.push({ ...common(), type: 'thread.edited', actor: now.author });
        break;
      case 'close': {
        const closed = now.state === 'closed';
        change({ state: closed ? 'open' : 'closed', closedAt: closed ? null : at(second) });
        const type = closed ? 'thread.reopened' : 'thread.closed';
        events.push({ ...common(), type, actor: account(each.who) });
        break;
      }
      case 'lock':
        change({ locked: !now.locked });
        events.push({
          ...common(),
          type: now.locked ? 'thread.locked' : 'thread.unlocked',
          actor: person(60),
        });
        break;
    }
  }
  return { events, labels: now.labels };
}

interface Slot extends Post {
  /** what GitHub shows of it because of the app; null: nothing */
  posted: string | null;
}

/** The store in memory, with a GitHub that does everything at once. */
class Memory {
  item: Item | null = null;
  readonly lessons = new Map<string, Lesson>();
  deletedAt: Date | null = null;
  readonly judgements = new Map<string, Judgement>();
  readonly commands = new Map<string, Command>();
  readonly comments = new Map<string, { body: string; updatedAt: Date }>();
  readonly slots = new Map<string, Slot>();
  readonly labels: Set<string>;
  writes = 0;

  constructor(labels: readonly string[]) {
    this.labels = new Set(labels.map((label) => label.toLowerCase()));
  }

  state(): ThreadState {
    const inOrder = <T extends { at: Date; key: string }>(rows: Map<string, T>): T[] =>
      [...rows.values()].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
    return {
      itemId: 1,
      item: this.deletedAt === null ? this.item : null,
      deletedAt: this.deletedAt,
      judgements: inOrder(this.judgements),
      commands: inOrder(this.commands),
      posts: [...this.slots.values()],
      authorPriorThreads: 0,
      authorPriorMergedPulls: 0,
    };
  }

  take(event: Event): void {
    const { changes, effects } = decideIn({ state: this.state() }, event);
    for (const change of changes) {
      switch (change.type) {
        case 'item.put':
          if (this.item !== null && change.item.snapshot.updatedAt < this.item.snapshot.updatedAt) break;
          if (this.deletedAt !== null && change.item.snapshot.updatedAt <= this.deletedAt) break;
          this.item = { ...change.item, itemId: 1 };
          break;
        case 'lesson.put': {
          const { about, key } = change.lesson;
          if (this.lessons.get(about)?.key !== key) this.lessons.set(about, change.lesson);
          break;
        }
        case 'lesson.dropped':
          this.lessons.delete(change.about);
          break;
        case 'item.deleted':
          this.deletedAt = change.at;
          this.comments.clear();
          break;
        case 'judgement.put':
          earliest(this.judgements, change.judgement);
          break;
        case 'command.put':
          earliest(this.commands, change.command);
          break;
        case 'comment.put': {
          const key = String(change.comment.id);
          const { body, updatedAt } = change.comment;
          const before = this.comments.get(key);
          if (before === undefined || before.updatedAt <= updatedAt)
            this.comments.set(key, { body, updatedAt });
          break;
        }
        case 'comment.deleted':
          this.comments.set(String(change.commentId), { body: '', updatedAt: new Date(8.64e15) });
          break;
        // One thread alone: what is known of others is another test's matter.
        case 'document.put':
        case 'pairs.put':
        case 'entries.append':
        case 'clusters.put':
          break;
        default:
          throw new Error(`unexpected change: ${change.type}`);
      }
    }
    for (const effect of effects) this.carryOut(effect);
  }

  private carryOut(effect: Effect): void {
    const hash = contentHash(effect);
    const before = this.slots.get(effect.slot);
    if (before?.hash === hash) return;
    const absent = isAbsence(effect);
    const posted = absent ? null : hash;
    this.slots.set(effect.slot, {
      slot: effect.slot,
      kind: effect.kind,
      hash,
      wanted: absent ? 'absent' : 'present',
      state: 'sent',
      subject: '',
      nodeId: null,
      posted,
    });
    if (before !== undefined && before.posted === posted) return;
    this.writes += 1;
    if (effect.kind === 'label.add') this.labels.add(effect.label.toLowerCase());
    if (effect.kind === 'label.remove') this.labels.delete(effect.label.toLowerCase());
  }

  /** What anybody can see, and what is known. */
  end(): unknown {
    const { observation: _, itemId: __, ...known } = this.item ?? { observation: null, itemId: 0 };
    return {
      labels: [...this.labels].sort(),
      answers: [...this.slots.values()]
        .filter(({ slot, posted }) => posted !== null && !slot.startsWith('label'))
        .map(({ slot, hash }) => `${slot} ${hash}`)
        .sort(),
      known,
      lessons: [...this.lessons.values()].map(({ about, key, value }) => `${about} ${key} ${value}`).sort(),
      judgements: [...this.judgements.keys()].sort(),
      commands: [...this.commands.values()]
        .map((each) => `${each.key} ${each.triage} ${each.at.getTime()}`)
        .sort(),
      comments: [...this.comments].map(([id, { body }]) => `${id} ${body}`).sort(),
    };
  }
}

function earliest<T extends { key: string; at: Date }>(rows: Map<string, T>, row: T): void {
  const before = rows.get(row.key);
  if (before === undefined) rows.set(row.key, row);
  else if (row.at < before.at) rows.set(row.key, { ...before, at: row.at });
}

function played(events: readonly Event[], labels: readonly string[]): Memory {
  const memory = new Memory(labels);
  for (const event of events) memory.take(event);
  return memory;
}

/** The events in another order, some of them told again. */
const disorder = (count: number) =>
  fc
    .tuple(
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, index) => index),
        { minLength: count },
      ),
      fc.array(fc.nat(count - 1), { maxLength: 4 }),
    )
    .map(([order, again]) => [...order, ...again]);

const story = fc
  .array(happening, { minLength: 1, maxLength: 8 })
  .map(tell)
  .chain((told) => disorder(told.events.length).map((order) => ({ ...told, order })));

const inOrder = <T>(events: readonly T[], order: readonly number[]): T[] =>
  order.flatMap((index) => events[index] ?? []);

/** A story in few words instead of whole payloads. */
function compact(details: fc.RunDetails<[{ events: Event[]; labels: string[]; order: number[] }]>): void {
  if (!details.failed) return;
  const [told] = details.counterexample ?? [];
  const words = told?.events.map((event) => {
    const actor = 'actor' in event ? event.actor?.id : '';
    const text = 'comment' in event ? `${event.comment.id} ${event.comment.body}` : '';
    const label = 'label' in event ? event.label : '';
    return `${event.type} by ${actor}: ${text}${label}`;
  });
  throw new Error(
    JSON.stringify(
      { seed: details.seed, path: details.counterexamplePath, order: told?.order, words },
      null,
      1,
    ),
    { cause: details.errorInstance },
  );
}

describe('deliveries in any order', () => {
  it('end in the same labels and answers, and in the same knowledge', () => {
    fc.assert(
      fc.property(story, ({ events, labels, order }) => {
        expect(played(inOrder(events, order), labels).end()).toEqual(played(events, labels).end());
      }),
      { numRuns: 100, reporter: compact },
    );
  });

  it('are followed by nothing when they are told again', () => {
    fc.assert(
      fc.property(story, ({ events, labels, order }) => {
        const memory = played(inOrder(events, order), labels);
        const { writes } = memory;
        for (const event of events) memory.take(event);
        expect(memory.writes).toBe(writes);
      }),
      { numRuns: 100 },
    );
  });

  it('leave nothing of a deleted thread', () => {
    fc.assert(
      fc.property(story, fc.nat(8), ({ events, labels, order }, place) => {
        const last = events.at(-1);
        if (last === undefined || !('thread' in last)) throw new Error('a story without an end');
        const gone: Event = {
          ...happened,
          type: 'thread.deleted',
          at: at(99),
          thread: last.thread,
          actor: person(60),
        };
        const told = inOrder(events, order);
        const memory = played([...told.slice(0, place), gone, ...told.slice(place)], labels);
        expect(memory.deletedAt).toEqual(at(99));
        expect([...memory.comments.values()].filter(({ body }) => body !== '')).toEqual([]);
        expect(memory.state().item).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});
