import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { Facts, KnownRepository } from '../facts.ts';
import type { Command, Judgement, ThreadState } from '../item.ts';
import { readLedger } from '../ledger.ts';
import { parseMarker } from '../render/marker.ts';
import { roleOf, roleRequests } from '../roles.ts';
import type { Account, CommentSnapshot, ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import { withFormerPlace } from './arrival.ts';
import { decideClusters } from './clusters.ts';
import { concernedWith } from './concerned.ts';
import { pullConfigCheck } from './config.ts';
import { currentItem, knownThread } from './current-item.ts';
import { hearDuplicates, hearThumbs } from './hear-gestures.ts';
import type { ThreadishEvent } from './heard.ts';
import { hearCommands, hearJudgements } from './heard.ts';
import { lessonChanges } from './lessons.ts';
import { linkedThread } from './linked-thread.ts';
import { withDenied } from './second-opinion.ts';
import { tellThread } from './tell-thread.ts';
import { hearTicks, isDecidable, ofShownPair, weeklyIssueOf } from './ticks.ts';
import { ownLabels, wantedEffects } from './wanted.ts';
import { isTriageRepository, openOnCommand } from './week.ts';
import { decideWeekly, NO_STEP } from './weekly.ts';
import { type OwnCluster, whyLinks } from './why-links.ts';

/** The key of a marker that names a thread: by its place of then, where the thread has moved since. */
const THREAD_KEY = /^\d+-\d+$/;

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
  const judgements = hearJudgements(event, repository);
  const commands = [
    ...hearCommands(event, repository, facts, new Set(state.commands.map(({ key }) => key))).map((command) =>
      ofShownPair(command, weekly),
    ),
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
  const allCommands = merge(state.commands, commands);
  const ledger = readLedger(merge(state.judgements, judgements), allCommands, {
    settings: repository.settings,
    thread: { ...ref, type: event.thread.type },
    isWeeklyIssue: weekly !== null,
    ...(weekly === null ? {} : { decidable: (cluster: number) => isDecidable(cluster, weekly, facts) }),
    closedAt: weekly?.closedAt ?? null,
    concerned: concernedWith(
      { item: { itemId: state.itemId, snapshot: event.thread }, commands: allCommands },
      facts,
    ),
    isTriageRepository:
      allCommands.some(({ verb }) => verb === 'triage') && isTriageRepository(repository, facts),
    ownLabels: new Set(ownLabels(state, ref).keys()),
  });
  const item = currentItem(event, state, ledger, repository, facts);
  const clusters = decideClusters(
    {
      item: { ...item, itemId: state.itemId },
      before: state.item,
      posts: state.posts,
      commands: allCommands,
      ledger,
      repository,
      at: event.at,
    },
    facts,
  );
  const week =
    weekly === null
      ? NO_STEP
      : decideWeekly(
          {
            event,
            issue: weekly,
            item: { ...item, itemId: state.itemId },
            state,
            commands: allCommands,
            heard: commands,
            ledger,
            repository,
          },
          facts,
        );
  const told = tellThread(
    {
      event,
      item: { ...item, itemId: state.itemId },
      state,
      commands: allCommands,
      heard: commands,
      ledger,
      repository,
      weekly,
      // What is settled in the weekly issue puts clusters together, too.
      clusterChanges: [...clusters.changes, ...week.changes],
    },
    facts,
  );
  const judged = { ...ledger, outcomes: new Map([...ledger.outcomes, ...told.outcomes]) };
  const effects = wantedEffects({
    item,
    ledger: judged,
    state,
    commands: allCommands,
    repository,
    links: whyLinks(explained(clusters.own, state.itemId, allCommands, facts), state.itemId, repository),
  });
  const triage = openOnCommand(
    { thread: item.snapshot, state, commands: allCommands, heard: commands, ledger, place: repository },
    facts,
    now,
  );
  return {
    changes: [
      ...moves,
      { type: 'item.put', item, itemId: state.itemId },
      ...commentChanges(event, repository, facts),
      ...judgements.map((judgement): Change => ({ type: 'judgement.put', ref, judgement })),
      ...commands.map((command): Change => ({ type: 'command.put', ref, command })),
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

function commentChanges(event: ThreadishEvent, repository: KnownRepository, facts: Facts): Change[] {
  const ref = { repositoryId: repository.id, number: event.thread.number };
  switch (event.type) {
    case 'comment.created':
    case 'comment.edited':
      return putComment(ref, event.comment, repository, facts);
    case 'comment.deleted': {
      const { comment } = event;
      const gone: Change = {
        type: 'comment.deleted',
        ref,
        family: comment.family,
        commentId: comment.id,
        at: event.at,
      };
      const marker = comment.author?.login === facts.standing.botLogin ? parseMarker(comment.body) : null;
      const byUs = event.actor?.login === facts.standing.botLogin;
      // A human took the app's comment away: it is not written again.
      if (marker === null || byUs) return [gone];
      return [
        gone,
        {
          type: 'post.vetoed',
          slot: `comment:${threadKey(ref)}:${marker.kind}:${THREAD_KEY.test(marker.key) ? threadKey(ref) : marker.key}`,
          at: event.at,
        },
      ];
    }
    case 'item.backfilled':
      return event.comments.flatMap((comment) => putComment(ref, comment, repository, facts));
    default:
      return [];
  }
}

function putComment(
  ref: ThreadRef,
  comment: CommentSnapshot,
  repository: KnownRepository,
  facts: Facts,
): Change[] {
  if (comment.author?.login === facts.standing.botLogin) return [];
  const { role } = roleOf(comment.author, repository, facts);
  return [{ type: 'comment.put', ref, comment, authorRole: role }];
}
