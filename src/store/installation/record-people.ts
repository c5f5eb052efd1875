import { accountId } from '../../loop/record/people.ts';
import type { Actor } from '../../loop/record.ts';
import type { Account, Role } from '../../loop/vocabulary.ts';

/** Everybody who was seen, by account: the newest login, and the newest role for rows that do not tell one. */
export class People {
  readonly #logins = new Map<number, string>();
  readonly #roles = new Map<number, Role>();
  readonly #newest = new Map<number, number>();

  get logins(): ReadonlyMap<number, string> {
    return this.#logins;
  }

  see(account: Account | null, role: Role, at: Date): void {
    const id = account === null ? null : accountId(account.id, account.login);
    if (account !== null && id !== null) this.seeLogin(id, account.login, role, at);
  }

  seeLogin(id: number, login: string, role: Role, at: Date): void {
    if (at.getTime() < (this.#newest.get(id) ?? Number.NEGATIVE_INFINITY)) return;
    this.#newest.set(id, at.getTime());
    this.#logins.set(id, login);
    this.#roles.set(id, role);
  }

  /** Who was never seen to write, and yet labels and closes, has the permission to: staff. */
  actor({ id, login, type }: Account): Actor {
    const isBot = type === 'Bot' || login.endsWith('[bot]');
    return { id: accountId(id, login), role: isBot ? 'bot' : (this.#roles.get(id) ?? 'staff') };
  }
}
