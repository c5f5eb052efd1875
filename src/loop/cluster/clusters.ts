import { assertNever } from '../vocabulary.ts';
import { type Authority, type Entry, isWord, type Link, type StandingEntry, standing } from './entry.ts';
import { type Group, Groups } from './groups.ts';
import { belongTogether, type Support, supportOf } from './join-rule.ts';
import { PairMap } from './pair-map.ts';

/** One problem: its items, and which of them a human chose to stand for it. */
export interface Cluster {
  /** number of the entry that made it; smaller is older. Shown as `c12` */
  id: number;
  /** ascending, at least one */
  members: readonly number[];
  /** null: chosen by rule, see `chooseCanonical` */
  pinned: number | null;
  /** ids of clusters that became part of it: what was said of those is said of it */
  former: readonly number[];
}

/** The most items that the matcher gathers; a human may go beyond. Default of `clusters.max_size`. */
export const CLUSTER_SIZE_MAX = 200;

/** Members from which on a cluster is more than two reports that resemble each other. */
const ESTABLISHED = 2;

/**
 * The clusters of an installation, or of any set of items that no link and no decision leads out of.
 *
 * A state machine over a log: the same entries give the same clusters, whether applied one by one or replayed.
 * An item is in exactly one cluster. No cluster holds two items that a human told apart, however they came
 * together. A merge keeps the older id and leaves a redirect, so an id once shown stays good. What a human said
 * outweighs what the matcher says; the latest human decision wins, triage over author.
 */
export class Clusters {
  readonly #sizeMax: number;
  readonly #entries: Entry[] = [];
  #groups = new Groups();
  #links = new PairMap<Link>();
  #joined = new PairMap<Authority>();
  #apart = new PairMap<Authority>();

  constructor(sizeMax: number = CLUSTER_SIZE_MAX) {
    this.#sizeMax = sizeMax;
  }

  /** @param entries in the order of `seq` */
  static replay(entries: readonly Entry[], sizeMax: number = CLUSTER_SIZE_MAX): Clusters {
    const clusters = new Clusters(sizeMax);
    clusters.#restart(entries);
    return clusters;
  }

  /** Appends to the log. An entry about unknown items changes nothing. */
  apply(entry: Entry): void {
    const isInserted = isWord(entry) && entry.late !== undefined;
    if (entry.verb === 'undo' || isInserted) this.#restart([...this.#entries, entry]);
    else {
      this.#entries.push(entry);
      this.#step(entry);
    }
  }

  /** All clusters, oldest first. */
  all(): Cluster[] {
    return this.#groups.all().map(shown);
  }

  /** The cluster of an item; null where the item is unknown or gone. */
  ofItem(itemId: number): Cluster | null {
    const group = this.#groups.ofItem(itemId);
    return group === undefined ? null : shown(group);
  }

  /** The cluster that an id stands for now, through all merges; null where nothing is left of it. */
  byId(id: number): Cluster | null {
    const group = this.#groups.byId(id);
    return group === undefined ? null : shown(group);
  }

  /** Whether a human said that the two are not the same problem, and nobody said otherwise since. */
  areApart(a: number, b: number): boolean {
    return this.#apart.has(a, b);
  }

  /** The items that humans said to be the same problem as this one, by themselves or by way of others, as far as that stands. */
  joinedWith(itemId: number): ReadonlySet<number> {
    const reached = new Set([itemId]);
    // It grows while it is walked.
    for (const at of reached) for (const other of this.#joined.partners(at)) reached.add(other);
    reached.delete(itemId);
    return reached;
  }

  #restart(entries: readonly Entry[]): void {
    this.#entries.length = 0;
    this.#entries.push(...entries);
    this.#groups = new Groups();
    this.#links = new PairMap();
    this.#joined = new PairMap();
    this.#apart = new PairMap();
    for (const entry of standing(entries)) this.#step(entry);
  }

  #step(entry: StandingEntry): void {
    switch (entry.verb) {
      case 'appear':
        if (this.#groups.ofItem(entry.itemId) === undefined) this.#groups.found(entry.seq, entry.itemId);
        return;
      case 'link':
        this.#link(entry.seq, entry.itemId, entry.links, entry.sizeMax ?? this.#sizeMax);
        return;
      case 'join':
        this.#join(entry.itemId, entry.into, entry.authority);
        return;
      case 'reject':
        this.#reject(entry.seq, entry.itemId, entry.other, entry.authority);
        return;
      case 'split':
        this.#split(entry.seq, entry.itemId, entry.authority);
        return;
      case 'pin': {
        const group = this.#groups.ofItem(entry.itemId);
        if (group !== undefined) group.pinned = entry.itemId;
        return;
      }
      case 'delete':
        this.#delete(entry.seq, entry.itemId);
        return;
      default:
        assertNever(entry);
    }
  }

  #link(seq: number, itemId: number, links: readonly Link[], sizeMax: number): void {
    const group = this.#groups.ofItem(itemId);
    if (group === undefined) return;
    this.#links.forget(itemId);
    for (const link of links) if (link.itemId !== itemId) this.#links.set(itemId, link.itemId, link);
    if (group.members.size > 1 && !this.#holds(itemId, group)) this.#groups.leave(seq, itemId, group);
    this.#gather(itemId, sizeMax);
  }

  /** Joins the item's cluster with those that its links lead to, the nearest first. */
  #gather(itemId: number, sizeMax: number): void {
    const neighbours = new Set<Group>();
    for (const other of this.#links.partners(itemId)) {
      const group = this.#groups.ofItem(other);
      if (group !== undefined) neighbours.add(group);
    }
    const alone = (group: Group) => this.#support([itemId], group.members);
    const nearest = [...neighbours]
      .map((group) => ({ group, support: alone(group) }))
      .sort((a, b) => compareSupport(a.support, b.support) || a.group.id - b.group.id);
    for (const { group } of nearest) {
      const own = this.#groups.ofItem(itemId);
      if (own === undefined || own === group) continue;
      if (own.members.size + group.members.size > sizeMax) continue;
      if (this.#toldApart(own.members, group.members)) continue;
      if (!this.#meetWithout(itemId, own, group)) continue;
      if (belongTogether(this.#support(own.members, group.members))) this.#groups.merge(own, group);
    }
  }

  /**
   * One item alone does not bring two established clusters together, whatever it is like: a text that holds the traces
   * of two problems is like both. They have to be linked without it.
   */
  #meetWithout(itemId: number, own: Group, group: Group): boolean {
    const others = [...own.members].filter((member) => member !== itemId);
    if (others.length < ESTABLISHED || group.members.size < ESTABLISHED) return true;
    return this.#support(others, group.members).certain > 0;
  }

  /** Whether an item still belongs to its cluster: a human said so, the matcher does, or it is what the others hold on to. */
  #holds(itemId: number, group: Group): boolean {
    const others = [...group.members].filter((member) => member !== itemId);
    return (
      others.some((other) => this.#joined.has(itemId, other)) ||
      belongTogether(this.#support([itemId], others))
    );
  }

  #join(itemId: number, into: number, authority: Authority): void {
    const from = this.#groups.ofItem(itemId);
    const target = this.#groups.ofItem(into);
    if (from === undefined || target === undefined || itemId === into) return;
    const others = [...target.members].filter((member) => member !== itemId);
    if (others.some((other) => stronger(this.#apart.get(itemId, other), authority))) return;
    if (from !== target) {
      this.#joined.forget(itemId, from.members);
      this.#groups.move(itemId, from, target);
    }
    for (const other of others) this.#apart.delete(itemId, other);
    this.#joined.set(itemId, into, authority);
  }

  #reject(seq: number, itemId: number, other: number, authority: Authority): void {
    if (itemId === other || stronger(this.#joined.get(itemId, other), authority)) return;
    const group = this.#groups.ofItem(itemId);
    if (group?.members.has(other)) {
      this.#joined.forget(itemId, group.members);
      this.#groups.leave(seq, itemId, group);
    }
    this.#keepApart(itemId, other, authority);
  }

  #split(seq: number, itemId: number, authority: Authority): void {
    const group = this.#groups.ofItem(itemId);
    if (group === undefined || group.members.size < 2) return;
    const others = [...group.members].filter((member) => member !== itemId);
    if (others.some((other) => stronger(this.#joined.get(itemId, other), authority))) return;
    this.#joined.forget(itemId, group.members);
    this.#groups.leave(seq, itemId, group);
    for (const other of others) this.#keepApart(itemId, other, authority);
  }

  #delete(seq: number, itemId: number): void {
    const group = this.#groups.ofItem(itemId);
    if (group === undefined) return;
    this.#links.forget(itemId);
    this.#joined.forget(itemId, group.members);
    this.#groups.remove(itemId, group);
    // Two that only the deleted one held together are two problems again.
    const [first, second] = [...group.members].sort((a, b) => a - b);
    if (group.members.size === 2 && first !== undefined && second !== undefined) {
      if (!this.#holds(second, group)) this.#groups.leave(seq, second, group);
    }
  }

  #support(ours: Iterable<number>, theirs: ReadonlySet<number> | readonly number[]): Support {
    const links: (Link | undefined)[] = [];
    for (const a of ours) for (const b of theirs) if (a !== b) links.push(this.#links.get(a, b));
    return supportOf(links);
  }

  #toldApart(ours: ReadonlySet<number>, theirs: ReadonlySet<number>): boolean {
    for (const a of ours) for (const b of theirs) if (this.#apart.has(a, b)) return true;
    return false;
  }

  #keepApart(a: number, b: number, authority: Authority): void {
    this.#joined.delete(a, b);
    if (!stronger(this.#apart.get(a, b), authority)) this.#apart.set(a, b, authority);
  }
}

function shown({ id, members, pinned, former }: Group): Cluster {
  return {
    id,
    members: [...members].sort((a, b) => a - b),
    pinned,
    former: [...former].sort((a, b) => a - b),
  };
}

/** Whether what stands was said with more authority than what comes now. */
function stronger(standing: Authority | undefined, coming: Authority): boolean {
  return standing === 'triage' && coming === 'author';
}

function compareSupport(a: Support, b: Support): number {
  return b.certain - a.certain || b.strongest - a.strongest;
}
