import type { Change } from '../../../src/loop/change.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { mayMean } from '../../../src/loop/fix/release-said.ts';
import type {
  Containment,
  KnownLanding,
  KnownRelease,
  Landing,
  NoticeRecord,
} from '../../../src/loop/fix-record.ts';
import { landingNames, pullKey } from '../../../src/loop/fix-record.ts';
import type { Command, Item } from '../../../src/loop/item.ts';
import type { ThreadRef } from '../../../src/loop/vocabulary.ts';
import { threadKey } from '../../../src/loop/vocabulary.ts';

/** A commit on the default branch, with the tags that were put on it. */
export interface Committed {
  sha: string;
  message: string;
  tags: string[];
}

/** A thread with what was said on it. */
interface Said {
  itemId: number;
  commands: readonly Command[];
}

/** What is known of fixes, releases and notices, in memory, and a GitHub that compares commits of straight histories. */
export class FixesMemory {
  readonly landings = new Map<string, Landing>();
  readonly releases = new Map<number, KnownRelease>();
  readonly containments = new Map<string, Containment>();
  readonly notices = new Map<string, NoticeRecord>();
  /** by repository id, oldest first */
  readonly history = new Map<number, Committed[]>();
  readonly #itemOf: (ref: ThreadRef) => Item | null;
  readonly #threads: () => readonly Said[];

  constructor(itemOf: (ref: ThreadRef) => Item | null, threads: () => readonly Said[]) {
    this.#itemOf = itemOf;
    this.#threads = threads;
  }

  /** Null where the request is none of this step's. */
  answer(request: FactRequest): FactAnswer | null {
    switch (request.kind) {
      case 'landings':
        return { kind: 'landings', value: this.#around(request.threads, request.keys) };
      case 'fixedItems':
        return { kind: 'fixedItems', value: this.#fixedItems(request.landings) };
      case 'saidFixedIn':
        return {
          kind: 'saidFixedIn',
          value: this.#itemsWhere(
            ({ verb, argument }) =>
              verb === 'fixed-in' && mayMean(argument.split(' ', 1)[0] ?? '', request.tag),
          ),
        };
      case 'waiting': {
        const { repositoryId, releaseId, before, limit } = request;
        const found = [...this.landings.values()].filter(
          (landing) =>
            landing.repositoryId === repositoryId &&
            landing.at <= before &&
            !this.containments.has(`${releaseId} ${landing.key}`),
        );
        const latest = found.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit);
        return { kind: 'waiting', value: latest.map((landing) => this.#known(landing)) };
      }
      case 'contained': {
        const all = [...this.containments.values()].filter(
          ({ releaseId, witness }) => releaseId === request.releaseId && witness !== null,
        );
        return { kind: 'contained', value: all.map(({ landingKey }) => landingKey).sort() };
      }
      case 'releases':
        return {
          kind: 'releases',
          value: [...this.releases.values()].filter(
            ({ repositoryId }) => repositoryId === request.repositoryId,
          ),
        };
      case 'releaseNotices': {
        const told = [...this.notices.values()].filter(
          ({ release, held }) => release === request.release && held === null,
        );
        return { kind: 'releaseNotices', value: told.map(({ slot }) => slot).sort() };
      }
      case 'claims': {
        const claims = request.slots.flatMap((slot) => {
          const claim = this.notices.get(slot)?.claim ?? null;
          return claim === null ? [] : [[slot, claim] as const];
        });
        return { kind: 'claims', value: new Map(claims) };
      }
      case 'compare':
        return { kind: 'compare', value: this.#compare(request.repositoryId, request.base, request.head) };
      default:
        return null;
    }
  }

  apply(change: Change): void {
    switch (change.type) {
      case 'landing.put':
        this.landings.set(change.landing.key, change.landing);
        return;
      case 'release.put': {
        const before = this.releases.get(change.release.id);
        const { goneAt, publishedAt } = change.release;
        // As the database does: an older word counts no more, but that it is gone.
        if (
          before !== undefined &&
          change.at < before.changedAt &&
          (goneAt === null || before.goneAt !== null)
        )
          return;
        const isBack = goneAt === null && before?.goneAt != null && publishedAt > before.goneAt;
        this.releases.set(change.release.id, {
          ...change.release,
          goneAt: isBack ? null : (before?.goneAt ?? goneAt),
          changedAt: change.at,
        });
        return;
      }
      case 'containments.put':
        for (const each of change.containments) {
          this.containments.set(`${each.releaseId} ${each.landingKey}`, each);
        }
        return;
      case 'notices.put':
        for (const notice of change.notices) this.notices.set(notice.slot, notice);
        return;
      case 'notices.drop':
        for (const slot of change.slots) {
          if (this.notices.get(slot)?.held != null) this.notices.delete(slot);
        }
        return;
      default:
        return;
    }
  }

  #known(landing: Landing): KnownLanding {
    const { repositoryId, number, key } = landing;
    const pull = number === null ? null : this.#itemOf({ repositoryId, number });
    const releases = [...this.containments.values()]
      .filter(({ landingKey }) => landingKey === key)
      .flatMap(({ releaseId, witness }) => {
        const release = this.releases.get(releaseId);
        return release === undefined ? [] : [{ release, witness }];
      })
      .sort((a, b) => a.release.publishedAt.getTime() - b.release.publishedAt.getTime());
    const { title = '', author = null } = pull?.snapshot ?? {};
    return { ...landing, title, author, authorRole: pull?.authorRole ?? 'community', releases };
  }

  /** What closes these threads, these landings, and what takes any of it back, and so on. */
  #around(threads: readonly ThreadRef[], asked: readonly string[]): KnownLanding[] {
    const wanted = new Set(threads.map(threadKey));
    const keys = new Set(asked);
    const found = new Map<string, Landing>();
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      const names = new Set([...keys, ...[...found.values()].flatMap(landingNames)]);
      for (const landing of this.landings.values()) {
        const closes = landing.closes.some((ref) => wanted.has(threadKey(ref)));
        const takesBack = landing.reverts.some((name) => names.has(name));
        if (closes || takesBack || keys.has(landing.key)) found.set(landing.key, landing);
      }
    }
    return [...found.values()]
      .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1))
      .map((landing) => this.#known(landing));
  }

  #fixedItems(names: readonly string[]): number[] {
    const all = new Set(names);
    for (let before = -1; before !== all.size; ) {
      before = all.size;
      for (const landing of this.landings.values()) {
        if (!landingNames(landing).some((name) => all.has(name))) continue;
        for (const name of [landing.key, ...landing.reverts]) all.add(name);
      }
    }
    const closed = [...this.landings.values()].flatMap(({ key, closes }) => (all.has(key) ? closes : []));
    const said = this.#itemsWhere(
      ({ verb, target }) => verb === 'fixed-by' && target !== null && all.has(pullKey(target.ref)),
    );
    const direct = closed.flatMap((ref) => this.#itemOf(ref)?.itemId ?? []);
    return [...new Set([...direct, ...said])].sort((a, b) => a - b);
  }

  /** The threads on which somebody said such a thing. */
  #itemsWhere(isMeant: (command: Command) => boolean): number[] {
    return this.#threads()
      .flatMap(({ itemId, commands }) => (commands.some(isMeant) ? itemId : []))
      .sort((a, b) => a - b);
  }

  #compare(repositoryId: number, base: string, head: string) {
    const commits = this.history.get(repositoryId) ?? [];
    const at = (name: string) => commits.findIndex(({ sha, tags }) => sha === name || tags.includes(name));
    const [from, to] = [at(base), at(head)];
    if (from < 0 || to < 0) return null;
    const status =
      from === to ? ('identical' as const) : from < to ? ('ahead' as const) : ('behind' as const);
    const between = commits.slice(from + 1, to + 1).map(({ sha, message }) => ({ sha, message }));
    return { status, commits: between, complete: true };
  }
}
