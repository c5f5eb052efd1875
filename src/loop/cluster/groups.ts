/** Items that are one problem. `Groups` alone changes who they are. */
export interface Group {
  /** number of the entry that made it; smaller is older */
  id: number;
  members: Set<number>;
  /** null: nobody chose a member to stand for it */
  pinned: number | null;
  /** ids of groups that became part of it */
  former: number[];
}

/**
 * Items in groups, each in exactly one. An id once shown stays good: where two groups become one, the older id stays and
 * the newer one leads to it.
 */
export class Groups {
  readonly #groups = new Map<number, Group>();
  readonly #groupOf = new Map<number, Group>();
  readonly #redirects = new Map<number, number>();

  /** Oldest first. */
  all(): Group[] {
    return [...this.#groups.values()].sort((a, b) => a.id - b.id);
  }

  /** undefined: the item is unknown or gone */
  ofItem(itemId: number): Group | undefined {
    return this.#groupOf.get(itemId);
  }

  /** The group that an id stands for now, through all merges; undefined: nothing is left of it */
  byId(id: number): Group | undefined {
    let at = id;
    // Redirects lead to older ids only, so this ends.
    for (let next = this.#redirects.get(at); next !== undefined; next = this.#redirects.get(at)) at = next;
    return this.#groups.get(at);
  }

  /** A new group of an item that is in none. */
  found(id: number, itemId: number): void {
    const group: Group = { id, members: new Set(), pinned: null, former: [] };
    this.#groups.set(id, group);
    this.#enter(itemId, group);
  }

  /** The item goes into a new group of its own; the others keep their id. */
  leave(id: number, itemId: number, group: Group): void {
    this.#drop(itemId, group);
    this.found(id, itemId);
  }

  move(itemId: number, from: Group, target: Group): void {
    this.#drop(itemId, from);
    if (from.members.size > 0) {
      this.#enter(itemId, target);
      return;
    }
    // It left its group empty: that is a merge, too.
    this.#enter(itemId, from);
    this.merge(from, target);
  }

  merge(a: Group, b: Group): void {
    const [older, newer] = a.id < b.id ? [a, b] : [b, a];
    for (const member of newer.members) this.#enter(member, older);
    older.pinned ??= newer.pinned;
    older.former.push(newer.id, ...newer.former);
    this.#groups.delete(newer.id);
    this.#redirects.set(newer.id, older.id);
  }

  /** The item is gone. */
  remove(itemId: number, group: Group): void {
    this.#drop(itemId, group);
    if (group.members.size === 0) this.#groups.delete(group.id);
  }

  #enter(itemId: number, group: Group): void {
    group.members.add(itemId);
    this.#groupOf.set(itemId, group);
  }

  #drop(itemId: number, group: Group): void {
    group.members.delete(itemId);
    if (group.pinned === itemId) group.pinned = null;
    this.#groupOf.delete(itemId);
  }
}
