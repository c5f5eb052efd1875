import type { WeightedTerm } from './cluster/bm25f.ts';
import type { Document } from './cluster/document.ts';
import type { Entry } from './cluster/entry.ts';
import type { Evidence } from './cluster/evidence.ts';
import type { Mass } from './cluster/overlap.ts';
import type { Command, Item, Post } from './item.ts';
import type { Account, ThreadSnapshot } from './vocabulary.ts';

/** What is kept of clusters and their members, as facts bring it and changes write it. */

/** Who made an entry of the log. */
export type Cause =
  | { by: 'matcher'; algorithm: string }
  /** `key` of the command or judgement it came from, unique together with the thread it was said on */
  | { by: 'human'; actor: Account; key: string }
  /** GitHub told: a thread is there, or gone */
  | { by: 'github' };

/** An entry of the log of clusters as it is stored. */
export type LoggedEntry = Entry & { cause: Cause; at: Date };

/** The log of some items, with everything that links and decisions lead to from them: a set that nothing leads out of. */
export interface ClusterLog {
  /** in the order of `seq` */
  entries: LoggedEntry[];
  /** the number that the installation's next entry bears */
  nextSeq: number;
}

/** A cluster after the log was replayed, as it is stored. */
export interface ClusterState {
  /** shown as `c12` */
  id: number;
  /** ascending item numbers */
  members: readonly number[];
  pinned: number | null;
}

/** A report as it is looked up and found, made from its title and body alone. */
export interface IndexedDocument {
  document: Document;
  /** of the time when it was stored */
  mass: Mass;
  /** each term with its impact */
  terms: readonly WeightedTerm[];
}

/** What the matcher said of an item when it was last looked up. */
export interface Pair {
  /** the other item */
  itemId: number;
  tier: 'certain' | 'possible';
  /** 0..1 */
  probability: number;
  /** strongest first */
  evidence: Evidence[];
  /** version of the matching model */
  algorithm: string;
}

/** A thread of a cluster as the others of the cluster see it: all but its text. */
export interface Member {
  item: Omit<Item, 'snapshot'> & { snapshot: Omit<ThreadSnapshot, 'body'> };
  posts: Post[];
  commands: Command[];
}

/** Where a report is looked up. */
export interface MatchScope {
  /** repositories whose items are compared; null: the whole installation */
  repositories: readonly number[] | null;
}

/** A report of which a copy must be found. */
export interface Canary {
  itemId: number;
  repositoryId: number;
  title: string;
  body: string;
  createdAt: Date;
}
