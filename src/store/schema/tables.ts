import { backfills, timers } from './backfills.ts';
import { clusterEntries, clusterItems, clusters } from './clusters.ts';
import { clusterTransitions, containments, landingLinks, landings, notices, releases } from './fixes.ts';
import { forgotten } from './forgotten.ts';
import { inbox } from './inbox.ts';
import { facts, installations, repositories } from './installations.ts';
import { commands, comments, items, judgements } from './items.ts';
import { learned, lessons } from './lessons.ts';
import { documents, pairs, postings, terms } from './matching.ts';
import { outbox, outboxTurns, posts, writes } from './outbox.ts';
import { adopters, signals, starterRuns } from './outside.ts';
import { secrets } from './secrets.ts';
import { threadChanges } from './thread-changes.ts';
import { decisions, weeks } from './weeks.ts';

/** Tables whose rows belong to an installation: purging goes through all of them. A test compares with the schema. */
export const TENANT_TABLES = {
  installations,
  repositories,
  facts,
  items,
  comments,
  judgements,
  commands,
  lessons,
  learned,
  documents,
  terms,
  postings,
  pairs,
  cluster_entries: clusterEntries,
  cluster_items: clusterItems,
  clusters,
  landings,
  landing_links: landingLinks,
  releases,
  containments,
  cluster_transitions: clusterTransitions,
  notices,
  weeks,
  decisions,
  starter_runs: starterRuns,
  adopters,
  signals,
  posts,
  outbox,
  outbox_turns: outboxTurns,
  writes,
  backfills,
  timers,
  inbox,
  forgotten,
  // Last: deleting from the others writes to it.
  thread_changes: threadChanges,
};

/** Every table. */
export const TABLES = { secrets, ...TENANT_TABLES };

const { thread_changes: _noted, ...exported } = TABLES;

/** What an export holds, in its order. What triggers note of it is noted anew where it is imported. */
export const EXPORTED_TABLES = exported;
