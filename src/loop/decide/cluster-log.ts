import type { Entry, Link, Word } from '../cluster/entry.ts';
import { standing } from '../cluster/entry.ts';
import type { Cause, LoggedEntry } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { Command } from '../item.ts';
import { latePlace } from './late-place.ts';

/** An entry before it has its number. */
export type Unnumbered = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq'> : never) : never;

/** The log of all that these items are linked with, to be written on. */
export function clusterLog(items: readonly number[], facts: Facts): LogWriter {
  const inOrder = [...new Set(items)].sort((a, b) => a - b);
  const { entries, nextSeq } = facts.get({ kind: 'clusterLog', items: inOrder });
  return new LogWriter(entries, nextSeq);
}

/** Appends to the log of clusters what is not in it yet. The same said again appends nothing. */
export class LogWriter {
  /** what was in the log before */
  readonly known: readonly LoggedEntry[];
  readonly #entries: LoggedEntry[];
  readonly #appended: LoggedEntry[] = [];
  #nextSeq: number;

  /** @param entries in the order of `seq` */
  constructor(entries: readonly LoggedEntry[], nextSeq: number) {
    this.known = entries;
    this.#entries = [...entries];
    this.#nextSeq = nextSeq;
  }

  /** Known and appended ones, in the order of `seq`. */
  get all(): readonly LoggedEntry[] {
    return this.#entries;
  }

  get appended(): readonly LoggedEntry[] {
    return this.#appended;
  }

  /** Whether a thread takes part: it appeared, and did not go since. */
  has(itemId: number): boolean {
    const last = this.#entries.findLast(
      (entry) => (entry.verb === 'appear' || entry.verb === 'delete') && entry.itemId === itemId,
    );
    return last?.verb === 'appear';
  }

  appear(itemId: number, at: Date): void {
    if (!this.has(itemId)) this.#append({ verb: 'appear', itemId }, { by: 'github' }, at);
  }

  gone(itemId: number, at: Date): void {
    if (this.has(itemId)) this.#append({ verb: 'delete', itemId }, { by: 'github' }, at);
  }

  /**
   * What the matcher says of an item, where it is not what it said before.
   * @param sizeMax of the item's repository: kept, so that whoever replays the log comes to the same clusters
   */
  link(itemId: number, links: readonly Link[], sizeMax: number, algorithm: string, at: Date): void {
    const before = this.#entries.findLast((entry) => entry.verb === 'link' && entry.itemId === itemId);
    const said = before?.verb === 'link' ? before.links : [];
    if (targets(said) === targets(links)) return;
    this.#append({ verb: 'link', itemId, links, sizeMax }, { by: 'matcher', algorithm }, at);
  }

  /**
   * What a command does. Deliveries come in any order: the latest human word wins, not the one that is heard last.
   * @param saidOn item that it was said on; with its key it names the command
   */
  say(command: Command, saidOn: number, word: Word): void {
    if (this.#said(command, saidOn) !== undefined) return;
    const cause = causeOf(command, saidOn);
    const late = latePlace(word, { at: command.at, key: cause.key }, this.#entries);
    this.#append(late === null ? word : { ...word, late }, cause, command.at);
  }

  /** Somebody took the command back, whatever it did. */
  takeBack(command: Command, saidOn: number): void {
    const said = this.#said(command, saidOn);
    if (said === undefined) return;
    this.#append({ verb: 'undo', of: said.seq }, causeOf(command, saidOn), command.at);
  }

  /** What stands of a command in the log. */
  #said(command: Command, saidOn: number): LoggedEntry | undefined {
    const { key } = causeOf(command, saidOn);
    const own = this.#entries.filter(({ cause }) => cause.by === 'human' && cause.key === key);
    if (own.length === 0) return undefined;
    const stands = new Set(standing(this.#entries).map(({ seq }) => seq));
    return own.find(({ seq }) => stands.has(seq));
  }

  #append(entry: Unnumbered, cause: Cause, at: Date): void {
    const logged: LoggedEntry = { ...entry, seq: this.#nextSeq, cause, at };
    this.#nextSeq += 1;
    this.#entries.push(logged);
    this.#appended.push(logged);
  }
}

function causeOf({ actor, key }: Command, saidOn: number): Extract<Cause, { by: 'human' }> {
  return { by: 'human', actor, key: `${saidOn}:${key}` };
}

/** Probabilities move a little with every new report; who is linked is what counts. */
function targets(links: readonly Link[]): string {
  return links
    .map(({ itemId, tier }) => `${itemId}:${tier}`)
    .sort()
    .join(',');
}
