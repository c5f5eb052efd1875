import type { Facts } from '../facts.ts';

/** How many notices tell of each release: the known ones that do not wait, and those that this event adds. */
export class NoticeBudget {
  readonly #facts: Facts;
  readonly #slots = new Map<string, Set<string>>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /**
   * Takes a place for a notice, unless it has one.
   * @param release its key
   * @param max how many there may be
   * @returns whether it has one now
   */
  take(release: string, slot: string, max: number): boolean {
    const slots = this.#slotsOf(release);
    if (!slots.has(slot) && slots.size >= max) return false;
    slots.add(slot);
    return true;
  }

  /** Gives a notice's place up. */
  free(release: string, slot: string): void {
    this.#slotsOf(release).delete(slot);
  }

  #slotsOf(release: string): Set<string> {
    const slots = this.#slots.get(release) ?? new Set(this.#facts.get({ kind: 'releaseNotices', release }));
    this.#slots.set(release, slots);
    return slots;
  }
}
