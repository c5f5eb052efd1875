import { Clusters } from '../../../src/loop/cluster/clusters.ts';
import { MemoryIndex } from '../../../src/loop/cluster/memory-index.ts';
import type {
  ClusterState,
  IndexedDocument,
  LoggedEntry,
  Member,
  Pair,
} from '../../../src/loop/cluster-record.ts';
import type { Decision } from '../../../src/loop/decide.ts';
import { decide } from '../../../src/loop/decide.ts';
import type { Effect } from '../../../src/loop/effect.ts';
import type { Event } from '../../../src/loop/event.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts } from '../../../src/loop/facts.ts';
import type { SeenReaction } from '../../../src/loop/github-facts.ts';
import type { Command, Item, Post } from '../../../src/loop/item.ts';
import type { KnownRepository } from '../../../src/loop/known-repository.ts';
import type { Question, Verdict } from '../../../src/loop/opinion.ts';
import type { Repository, ThreadRef } from '../../../src/loop/vocabulary.ts';
import { threadKey } from '../../../src/loop/vocabulary.ts';
import { contentHash, isAbsence, subjectOf } from '../../../src/store/effect-content.ts';
import { answer, BOT, INSTALLED_AT, NOW, repository, threadState } from '../situations.ts';
import { FixesMemory } from './fixes-memory.ts';

interface Known {
  itemId: number;
  item: Item | null;
  deletedAt: Date | null;
  commands: Command[];
  posts: Map<string, Post>;
}

/** More than any story of these tests takes: each asks for something new. */
const ROUNDS_MAX = 100;

/**
 * An installation in memory that keeps what decisions change, as the store does, and does what they want, as GitHub
 * would: for whole stories of many threads. Its index is made anew for each look-up, so that it cannot be stale.
 */
export class Organisation {
  readonly repositories: KnownRepository[];
  readonly threads = new Map<string, Known>();
  readonly documents = new Map<number, { repositoryId: number; indexed: IndexedDocument }>();
  readonly entries: LoggedEntry[] = [];
  readonly pairs = new Map<number, readonly Pair[]>();
  readonly stored = new Map<number, ClusterState>();
  /** bodies of the app's comments by slot */
  readonly comments = new Map<string, string>();
  /** what people reacted with to the app's comments, by node id (`C_` and the slot) */
  readonly reactions = new Map<string, SeenReaction[]>();
  /** each write on GitHub, oldest first */
  readonly writes: Effect[] = [];
  /** what the language model says; null: there is none */
  opinion: ((question: Question) => Verdict) | null = null;
  readonly fixes = new FixesMemory(
    (ref) => this.threads.get(threadKey(ref))?.item ?? null,
    () => [...this.threads.values()],
  );
  #nextItem = 1;

  constructor(repositories: KnownRepository[] = [repository()]) {
    this.repositories = repositories;
  }

  take(event: Event, now: Date = NOW): Decision {
    const answers = new Map<string, FactAnswer>();
    const worked = new Map<string, unknown>();
    const languageModel = this.opinion === null ? undefined : 'made-up-model';
    const host = 'github.com';
    const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host, languageModel };
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const outcome = decide(event, new Facts(standing, answers, worked), now);
      if (!('needs' in outcome)) {
        for (const change of outcome.changes) this.#apply(change);
        for (const effect of outcome.effects) this.#carryOut(effect);
        return outcome;
      }
      for (const request of outcome.needs) answers.set(requestKey(request), this.#answer(request));
    }
    throw new Error('asks in circles');
  }

  /** The clusters of the log, as their members' `repository-number`. */
  clusters(): string[][] {
    const names = new Map([...this.threads].map(([key, { itemId }]) => [itemId, key]));
    return Clusters.replay(this.entries)
      .all()
      .map(({ members }) => members.map((member) => names.get(member) ?? `gone ${member}`));
  }

  /** Body of the app's comment of this kind on a thread; undefined where there is none. */
  comment(ref: ThreadRef, kind: string): string | undefined {
    const prefix = `comment:${threadKey(ref)}:${kind}:`;
    return [...this.comments].find(([slot]) => slot.startsWith(prefix))?.[1];
  }

  #of(ref: ThreadRef): Known {
    const key = threadKey(ref);
    const known = this.threads.get(key) ?? {
      itemId: this.#nextItem++,
      item: null,
      deletedAt: null,
      commands: [],
      posts: new Map(),
    };
    this.threads.set(key, known);
    return known;
  }

  #answer(request: FactRequest): FactAnswer {
    switch (request.kind) {
      case 'thread': {
        const { itemId, item, deletedAt, commands, posts } = this.#of(request.ref);
        const state = threadState({ itemId, item, deletedAt, commands, posts: [...posts.values()] });
        return { kind: 'thread', value: state };
      }
      case 'terms':
        return {
          kind: 'terms',
          value: this.#index(request.scope.repositories, null).statistics(request.terms),
        };
      case 'candidates': {
        const found = this.#index(request.scope.repositories, request.itemId).candidates(
          request.query,
          request.limit,
        );
        return {
          kind: 'candidates',
          value: found.flatMap(({ itemId, score }) => {
            const document = this.documents.get(itemId);
            const item = this.#item(itemId);
            if (document === undefined || item === null) return [];
            const { snapshot } = item;
            const cluster = Clusters.replay(this.entries).ofItem(itemId);
            const duplicates = (cluster?.members.length ?? 1) - 1;
            const name =
              `${snapshot.repository.owner}/${snapshot.repository.name}#${snapshot.number}`.toLowerCase();
            return [
              {
                itemId,
                score,
                document: document.indexed.document,
                mass: document.indexed.mass,
                createdAt: snapshot.createdAt,
                author: snapshot.author === null ? null : String(snapshot.author.id),
                names:
                  snapshot.repository.id === request.repositoryId ? [name, `#${snapshot.number}`] : [name],
                cluster: duplicates > 0 ? (cluster?.id ?? null) : null,
                duplicates,
              },
            ];
          }),
        };
      }
      case 'clusterLog':
        return {
          kind: 'clusterLog',
          value: { entries: [...this.entries], nextSeq: this.entries.length + 1 },
        };
      case 'members':
        return { kind: 'members', value: request.items.flatMap((itemId) => this.#member(itemId)) };
      case 'pairs':
        return {
          kind: 'pairs',
          value: new Map(request.items.map((itemId) => [itemId, [...(this.pairs.get(itemId) ?? [])]])),
        };
      case 'reactions':
        return { kind: 'reactions', value: this.reactions.get(request.nodeId) ?? [] };
      case 'clusterItems': {
        const clusters = Clusters.replay(this.entries);
        const found = request.clusters.flatMap((id) => clusters.byId(id)?.members ?? []);
        return { kind: 'clusterItems', value: [...new Set(found)].sort((a, b) => a - b) };
      }
      default:
        return (
          this.fixes.answer(request) ??
          answer(request, { repositories: this.repositories, opinion: this.opinion ?? undefined })
        );
    }
  }

  #index(scope: readonly number[] | null, but: number | null): MemoryIndex {
    const index = new MemoryIndex();
    for (const [itemId, { repositoryId, indexed }] of [...this.documents].sort(([a], [b]) => a - b)) {
      if (itemId === but || !(scope?.includes(repositoryId) ?? true)) continue;
      index.add(itemId, [...indexed.terms]);
    }
    return index;
  }

  #item(itemId: number): Item | null {
    return [...this.threads.values()].find((known) => known.itemId === itemId)?.item ?? null;
  }

  #member(itemId: number): Member[] {
    const known = [...this.threads.values()].find((one) => one.itemId === itemId);
    if (known === undefined || known.item === null || known.deletedAt !== null) return [];
    const { body: _, ...snapshot } = known.item.snapshot;
    return [
      { item: { ...known.item, snapshot }, posts: [...known.posts.values()], commands: known.commands },
    ];
  }

  #apply(change: Decision['changes'][number]): void {
    switch (change.type) {
      case 'item.put': {
        const { snapshot } = change.item;
        const known = this.#of({ repositoryId: snapshot.repository.id, number: snapshot.number });
        // What was told late does not replace what is newer.
        if (known.item !== null && snapshot.updatedAt < known.item.snapshot.updatedAt) return;
        known.item = { ...change.item, itemId: known.itemId };
        return;
      }
      case 'item.deleted': {
        const known = this.#of(change.ref);
        known.item = null;
        known.deletedAt = change.at;
        return;
      }
      case 'item.moved': {
        const known = this.#of(change.ref);
        this.threads.delete(threadKey(change.ref));
        this.threads.set(threadKey(change.to), known);
        return;
      }
      case 'command.put': {
        const known = this.#of(change.ref);
        const { key, at } = change.command;
        const before = known.commands.find((command) => command.key === key);
        // What was found when it was first heard stays, but for an earlier moment.
        if (before !== undefined && at >= before.at) return;
        const put = before === undefined ? change.command : { ...before, at };
        known.commands = [...known.commands.filter((command) => command !== before), put];
        return;
      }
      case 'document.put': {
        const { itemId, repositoryId, indexed } = change;
        if (indexed === null) this.documents.delete(itemId);
        else this.documents.set(itemId, { repositoryId, indexed });
        return;
      }
      case 'pairs.put':
        this.pairs.set(change.itemId, change.pairs);
        return;
      case 'entries.append':
        this.entries.push(...change.entries);
        return;
      case 'clusters.put':
        for (const { from } of change.redirects) this.stored.delete(from);
        for (const cluster of change.clusters) this.stored.set(cluster.id, cluster);
        return;
      case 'post.vetoed': {
        const [, key = ''] = change.slot.split(':');
        const post = this.threads.get(key)?.posts.get(change.slot);
        if (post !== undefined) post.state = 'vetoed';
        return;
      }
      default:
        this.fixes.apply(change);
    }
  }

  #carryOut(effect: Effect): void {
    if (!('thread' in effect)) return;
    const known = this.#of({ repositoryId: effect.thread.repositoryId, number: effect.thread.number });
    const hash = contentHash(effect);
    const before = known.posts.get(effect.slot);
    if (before?.hash === hash || before?.state === 'vetoed') return;
    const wanted = isAbsence(effect) ? 'absent' : 'present';
    const isHeld = 'heldFor' in effect && effect.heldFor !== undefined;
    known.posts.set(effect.slot, {
      slot: effect.slot,
      kind: effect.kind,
      hash,
      wanted,
      state: isHeld ? 'withheld' : 'sent',
      subject: subjectOf(effect),
      nodeId: `C_${effect.slot}`,
    });
    if (isHeld) return;
    this.writes.push(effect);
    if (effect.kind === 'comment.put') this.comments.set(effect.slot, effect.body);
    if (effect.kind === 'comment.remove') this.comments.delete(effect.slot);
  }
}

/** A repository of the organisation as a snapshot names it. */
export function home({ id, nodeId, owner, name, private: isPrivate }: KnownRepository): Repository {
  return { id, nodeId, owner, name, private: isPrivate, archived: false, defaultBranch: 'main' };
}
