import { readGone, STILL_THERE_MAX } from '../github/backfill/still-there.ts';
import type { ThreadSnapshot, ThreadType } from '../loop/vocabulary.ts';
import type { StoredRepository } from '../store/interface/installed.ts';
import type { Comparison } from './comparison.ts';
import { goneDelivery } from './found-deliveries.ts';

/** Asks of all stored threads whether they are still there, a hundred at a time. */
export class Absences {
  readonly #work: Comparison;
  #asked: ThreadSnapshot[] = [];
  #gone = 0;

  constructor(work: Comparison) {
    this.#work = work;
  }

  async look(repository: StoredRepository, type: ThreadType): Promise<void> {
    let after = 0;
    for (;;) {
      const room = STILL_THERE_MAX - this.#asked.length;
      const stored = await this.#work.tenant.backfill.after(repository.id, type, after, room);
      this.#asked.push(...stored);
      if (this.#asked.length >= STILL_THERE_MAX) await this.#ask();
      if (stored.length < room) return;
      after = stored.at(-1)?.number ?? after;
    }
  }

  /** @returns how many were not there any more */
  async end(): Promise<number> {
    await this.#ask();
    return this.#gone;
  }

  async #ask(): Promise<void> {
    const { deps, installationId, github } = this.#work;
    const asked = this.#asked;
    this.#asked = [];
    if (asked.length === 0) return;
    const gone = await this.#work.ask(() =>
      readGone(
        github,
        asked.map(({ nodeId }) => nodeId),
      ),
    );
    const now = deps.clock.now();
    this.#gone += await this.#work.handIn(
      asked
        .filter(({ nodeId }) => gone.has(nodeId))
        .map((thread) => goneDelivery(thread, installationId, now)),
    );
  }
}
