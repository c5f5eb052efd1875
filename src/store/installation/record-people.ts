import { accountId } from '../../loop/record/people.ts';
import type { Actor } from '../../loop/record.ts';
import type { Account, Role } from '../../loop/vocabulary.ts';

/** As whom somebody was seen at a moment. */
export interface Sighting {
  id: number;
  login: string;
  role: Role;
  at: Date;
}

/** As whom a row knows its author, and whether that was only inferred. */
export interface KnownRole {
  authorRole: Role;
  roleInferred: boolean;
}

/** Whether one tells more of a person than the other; of two at once always the same one, in whatever order they come. */
function isNewer(one: Sighting, other: Sighting): boolean {
  const after = one.at.getTime() - other.at.getTime();
  if (after !== 0) return after > 0;
  return one.login === other.login ? one.role > other.role : one.login > other.login;
}

/** Everybody who was seen, by account: the newest login, and the newest role for rows that do not tell one. */
export class People {
  readonly #newest = new Map<number, Sighting>();

  see(sighting: Sighting): void {
    const before = this.#newest.get(sighting.id);
    if (before === undefined || isNewer(sighting, before)) this.#newest.set(sighting.id, sighting);
  }

  /** The newest sighting of each. */
  get sightings(): Sighting[] {
    return [...this.#newest.values()];
  }

  /** The login that each account has now. */
  get logins(): ReadonlyMap<number, string> {
    return new Map(this.sightings.map(({ id, login }) => [id, login]));
  }

  /** Who was never seen to write, and yet labels and closes, has the permission to: staff. */
  actor({ id, login, type }: Account): Actor {
    const isBot = type === 'Bot' || login.endsWith('[bot]');
    return { id: accountId(id, login), role: isBot ? 'bot' : (this.#newest.get(id)?.role ?? 'staff') };
  }
}
