import type { Change } from '../loop/change.ts';
import type { Item } from '../loop/item.ts';
import type { Observation } from '../loop/observe/observe.ts';
import { type Account, KINDS, STAGES, THREAD_TYPES, type ThreadRef } from '../loop/vocabulary.ts';
import { bodyOf, laterThan, madeUpComments } from './made-up-comments.ts';
import { roleOf, somebodyOf, staffOf } from './made-up-people.ts';
import { chanceOf } from './made-up-reports.ts';
import { HOME } from './made-up-threads.ts';

const YEARS = 3;
const YEAR_MS = 365 * 86_400_000;

/** One thread with all that was said and done on it. */
export interface MadeUpThread {
  itemId: number;
  changes: Change[];
}

/** The life of a community over three years up to `until`: threads, oldest first, the same for the same number of them. */
export function* madeUpCommunity(items: number, until: Date): Generator<MadeUpThread> {
  const chance = chanceOf(items);
  for (let itemId = 1; itemId <= items; itemId += 1) {
    yield { itemId, changes: threadOf(itemId, beginningOf(itemId, items, until), until, items, chance) };
  }
}

/** When a thread began: they come evenly over the years. */
export function beginningOf(itemId: number, items: number, until: Date): Date {
  return new Date(until.getTime() - (1 - itemId / (items + 1)) * YEARS * YEAR_MS);
}

function threadOf(
  itemId: number,
  createdAt: Date,
  until: Date,
  items: number,
  chance: () => number,
): Change[] {
  const ref: ThreadRef = { repositoryId: HOME.id, number: itemId };
  const staff = () => staffOf(chance);
  const author = chance() < 0.1 ? staff() : somebodyOf(items, chance);
  const later = () => laterThan(createdAt, until, chance);
  const isClosed = chance() < 0.7;
  const closedBy = chance() < 0.4 ? author : staff();
  const changes: Change[] = [
    {
      type: 'item.put',
      itemId,
      item: itemOf(itemId, createdAt, author, isClosed ? { at: later(), by: closedBy } : null, chance),
    },
  ];
  changes.push(...madeUpComments({ itemId, ref, author, createdAt }, { items, until, chance }));
  if (chance() < 0.2) {
    const at = later();
    changes.push({
      type: 'judgement.put',
      ref,
      judgement: {
        key: `label:${at.getTime()}`,
        verb: 'added',
        label: 'stage: adoption',
        actor: staff(),
        at,
      },
    });
  }
  return changes;
}

function itemOf(
  itemId: number,
  createdAt: Date,
  author: Account,
  closed: { at: Date; by: Account } | null,
  chance: () => number,
): Omit<Item, 'itemId'> {
  const type = THREAD_TYPES[itemId % THREAD_TYPES.length] ?? 'issue';
  const stage = chance() < 0.6 ? (STAGES[Math.floor(chance() * STAGES.length)] ?? null) : null;
  const kind = KINDS[Math.floor(chance() * KINDS.length)] ?? 'bug';
  return {
    snapshot: {
      repository: HOME,
      number: itemId,
      type,
      nodeId: `I_${itemId}`,
      id: itemId,
      title: `It stops at step ${itemId}`,
      body: bodyOf(chance),
      author,
      authorAssociation: 'NONE',
      state: closed === null ? 'open' : 'closed',
      stateReason: closed === null ? null : 'completed',
      locked: false,
      labels: stage === null ? [] : [`stage: ${stage}`],
      category: type === 'discussion' ? 'Q&A' : null,
      merged: type === 'pull_request' && closed !== null,
      mergeCommitSha: null,
      baseRef: null,
      headSha: null,
      answer: null,
      thumbsUp: 0,
      createdAt,
      updatedAt: closed?.at ?? createdAt,
      closedAt: closed?.at ?? null,
    },
    authorRole: roleOf(author),
    roleInferred: false,
    observation: observationOf(stage, kind),
    stage,
    stageSource: stage === null ? 'none' : 'model',
    kind: { value: kind, source: 'model' },
    severity: { value: 'minor', source: 'model' },
    themes: [],
    paths: type === 'pull_request' ? ['src/worker.ts', 'docs/worker.md'] : null,
    origin: 'live',
    closedBy: closed?.by ?? null,
  };
}

function observationOf(stage: Observation['stage'], kind: Observation['kind']): Observation {
  return {
    stage,
    guess: stage,
    confidence: 0.7,
    probabilities: {
      awareness: 0.1,
      onboarding: 0.2,
      adoption: 0.3,
      retention: 0.2,
      advocacy: 0.1,
      none: 0.1,
    },
    reasons: [],
    kind,
    kindConfidence: 0.7,
    severity: { value: 'minor', inferred: true },
    quality: { version: true, steps: false, error: true, expectation: false },
    language: 'en',
    environment: { versions: ['1.4.0'], os: null, production: null },
    firstSuccessMinutes: null,
    modelVersion: 'bench',
  };
}
