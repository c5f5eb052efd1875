import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Command, Judgement, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { type Ledger, readLedger } from '../ledger.ts';
import { roleRequests } from '../roles.ts';
import { hides } from '../touched.ts';
import type { Account } from '../vocabulary.ts';
import type { WeekIssueRecord } from '../week-record.ts';
import { withFormerPlace } from './arrival.ts';
import { decideClusters } from './clusters.ts';
import { commentChanges } from './comment-changes.ts';
import { concernedWith, reportersOf } from './concerned.ts';
import { pullConfigCheck } from './config.ts';
import { currentItem, knownThread } from './current-item.ts';
import { hearDuplicates, hearThumbs } from './hear-gestures.ts';
import type { ThreadishEvent } from './heard.ts';
import { hearCommands, hearJudgements } from './heard.ts';
import { lessonChanges } from './lessons.ts';
import { linkedThread } from './linked-thread.ts';
import { withDenied } from './second-opinion.ts';
import { addedBy, tellThread } from './tell-thread.ts';
import { hearTicks, isDecidable, ofShownPair, weeklyIssueOf } from './ticks.ts';
import { wantedEffects } from './wanted.ts';
import { ownLabels } from './wanted-labels.ts';
import { isTriageRepository, openOnCommand } from './week.ts';
import { decideWeekly, NO_STEP } from './weekly.ts';
import { type OwnCluster, whyLinks } from './why-links.ts';

/**
 * One thread after one event: what is known of it, what humans said of it, and the effects that make GitHub show what
 * follows. Everything is worked out from the whole of what is known, so the order of deliveries does not matter.
 * @param given what somebody said beside the thread
 */
export function decideThread(
  event: ThreadishEvent,
  facts: Facts,
  now: Date,
  given: readonly Command[] = [],
): Decision {
  const repositoryId = event.thread.repository.id;
  const ref = { repositoryId, number: event.thread.number };
  const { repository, state: here } = knownThread(event.thread, facts);
  if (repository === null)
    return { changes: [], effects: [], ignored: 'repository is not in the installation' };
  if (here.deletedAt !== null && event.thread.updatedAt <= here.deletedAt)
    return { changes: [], effects: [], ignored: 'the thread was deleted since' };
  const { state, changes: moves } = withFormerPlace(event, here, facts);
  facts.require(roleRequests(authorsOf(event, state), repository));

  const weekly = weeklyIssueOf(event.thread, facts);
  const { judgements, heard, commands, ledger } = hear(event, state, weekly, given, repository, facts);
  const item = currentItem(event, state, ledger, repository, facts);
  const known = { ...item, itemId: state.itemId };
  const situation = { event, item: known, state, commands, heard, ledger, repository };
  const added = addedBy({ ...situation, weekly }, facts);
  const { fresh } = added;
  const clusters = decideClusters(
    {
      ...situation,
      before: state.item,
      posts: state.posts,
      at: event.at,
      isEdited: event.type === 'thread.edited',
    },
    facts,
    fresh,
  );
  const week = weekly === null ? NO_STEP : decideWeekly({ ...situation, issue: weekly, fresh }, facts);
  // What is settled in the weekly issue puts clusters together, too.
  const clusterChanges = [...clusters.changes, ...week.changes];
  const told = tellThread({ ...situation, weekly }, added, clusterChanges, clusters.commented, facts);
  const judged = { ...ledger, outcomes: new Map([...ledger.outcomes, ...told.outcomes]) };
  const own = explained(clusters.own, state.itemId, commands, facts);
  const links = whyLinks(own, state.itemId, repository);
  const effects = wantedEffects({ item, ledger: judged, state, commands, repository, links });
  const triage = openOnCommand(
    { thread: item.snapshot, state, commands, heard, ledger, place: repository, hides: hides(event) },
    weekly,
    facts,
    now,
  );
  return {
    changes: [
      ...moves,
      { type: 'item.put', item, itemId: state.itemId },
      ...commentChanges(event, repository, facts),
      ...judgements.map((judgement): Change => ({ type: 'judgement.put', ref, judgement })),
      ...heard.map((command): Change => ({ type: 'command.put', ref, command })),
      ...lessonChanges(item, ledger, state, ref),
      ...clusters.changes,
      ...told.changes,
      ...week.changes,
      ...triage.changes,
    ],
    effects: [
      ...effects,
      ...clusters.effects,
      ...told.effects,
      ...week.effects,
      // The last: where it is said in the weekly issue itself, the issue is made anew.
      ...triage.effects,
      ...pullConfigCheck(event, state, repository, facts),
    ],
    ignored: null,
  };
}

/** What people said of a thread, by this event and before it, and what of it stands. */
interface Said {
  /** those that this event brought */
  judgements: readonly Judgement[];
  heard: readonly Command[];
  /** and those from before */
  commands: readonly Command[];
  ledger: Ledger;
}

/** @param given what somebody said beside the thread */
function hear(
  event: ThreadishEvent,
  state: ThreadState,
  weekly: WeekIssueRecord | null,
  given: readonly Command[],
  repository: KnownRepository,
  facts: Facts,
): Said {
  const ref = { repositoryId: repository.id, number: event.thread.number };
  const judgements = hearJudgements(event, repository);
  const heard = [
    ...hearCommands(event, repository, facts, state.commands).map((command) => ofShownPair(command, weekly)),
    ...hearTicks(event, weekly, state, repository, facts),
    ...hearDuplicates(event, state.commands, repository, facts),
    ...given,
    ...hearThumbs(
      state.posts,
      state.commands,
      () => linkedThread(state.itemId, repository, facts),
      repository,
      facts,
    ),
  ];
  const commands = merge(state.commands, heard);
  const linked = { item: { itemId: state.itemId, snapshot: event.thread }, commands };
  const ledger = readLedger(merge(state.judgements, judgements), commands, {
    settings: repository.settings,
    thread: { ...ref, type: event.thread.type },
    isWeeklyIssue: weekly !== null,
    ...(weekly === null ? {} : { decidable: (cluster: number) => isDecidable(cluster, weekly, facts) }),
    closedAt: weekly?.closedAt ?? null,
    concerned: concernedWith(linked, facts),
    reporters: reportersOf(linked, facts),
    isTriageRepository:
      commands.some(({ verb }) => verb === 'triage') && isTriageRepository(repository, facts),
    ownLabels: new Set(ownLabels(state, ref).keys()),
  });
  return { judgements, heard, commands, ledger };
}

/** A thread's cluster with all that `/why` tells, where somebody asked for it. */
function explained(
  own: OwnCluster | null,
  itemId: number,
  commands: readonly Command[],
  facts: Facts,
): OwnCluster | null {
  return own !== null && commands.some(({ verb }) => verb === 'why') ? withDenied(own, itemId, facts) : own;
}

/** Whose roles this event is about. */
function authorsOf(event: ThreadishEvent, state: ThreadState): (Account | null)[] {
  const authors = [event.thread.author, state.item?.snapshot.author ?? null];
  if ('comment' in event) authors.push(event.comment.author);
  if ('comments' in event) authors.push(...event.comments.map(({ author }) => author));
  return authors;
}

/** Known and new by key; of two of a key the earlier counts, with the permission that was found first. */
function merge<T extends Judgement | Command>(known: readonly T[], heard: readonly T[]): T[] {
  const byKey = new Map(known.map((entry) => [entry.key, entry]));
  for (const entry of heard) {
    const before = byKey.get(entry.key);
    if (before === undefined) byKey.set(entry.key, entry);
    else if (entry.at < before.at) byKey.set(entry.key, { ...before, at: entry.at });
  }
  return [...byKey.values()];
}
