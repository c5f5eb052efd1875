/** Values of unordered pairs of items, found by the pair or by either item. */
export class PairMap<T> {
  readonly #byItem = new Map<number, Map<number, T>>();

  get(a: number, b: number): T | undefined {
    return this.#byItem.get(a)?.get(b);
  }

  has(a: number, b: number): boolean {
    return this.#byItem.get(a)?.has(b) ?? false;
  }

  set(a: number, b: number, value: T): void {
    this.#side(a).set(b, value);
    this.#side(b).set(a, value);
  }

  delete(a: number, b: number): void {
    this.#byItem.get(a)?.delete(b);
    this.#byItem.get(b)?.delete(a);
  }

  /** The items that stand in a pair with this one. */
  partners(item: number): number[] {
    return [...(this.#byItem.get(item)?.keys() ?? [])];
  }

  /** Forgets the pairs of an item, those with certain partners if given. */
  forget(item: number, partners: Iterable<number> = this.partners(item)): void {
    for (const partner of partners) this.delete(item, partner);
  }

  #side(item: number): Map<number, T> {
    const known = this.#byItem.get(item);
    if (known !== undefined) return known;
    const side = new Map<number, T>();
    this.#byItem.set(item, side);
    return side;
  }
}
