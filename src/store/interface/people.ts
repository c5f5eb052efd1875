import type { LeftOut } from '../../loop/redact.ts';
import type { ClaimedDelivery } from './inbox.ts';

/** What forgetting a person came to. */
export interface PersonForgotten {
  /** accounts that bore the login here; 0: it was never seen, and is kept out from now on all the same */
  accounts: number;
  /** rows in which something of theirs stood, by table */
  rows: Record<string, number>;
  /** `owner/name` of repositories whose config file names them: only its own people can change that */
  namedInConfigOf: string[];
}

/** Those who were forgotten, to be left out of what arrives. */
export interface ForgottenPeople extends LeftOut {
  /** Accounts that were met under a name which was not known yet, or for the first time. */
  met(): { id: number; login: string }[];
}

/** What is stored about single people of an installation. */
export interface PeopleStore {
  /** Who was forgotten; null: nobody. */
  forgotten(): Promise<ForgottenPeople | null>;
  /**
   * Takes a person out of everything, embedded files included, and keeps them out. Doing it again finds nothing.
   * @param login whatever the case
   */
  forget(login: string, now: Date): Promise<PersonForgotten>;
  /** What forgetting them would come to, by reading alone: nobody waits for it. */
  find(login: string): Promise<PersonForgotten>;
  /** What is stored about a person, by table; payloads that GitHub sent are named and not repeated. */
  rows(login: string): AsyncIterable<{ table: string; row: Record<string, unknown> }>;
  /**
   * Keeps a delivery without those who were forgotten, instead of as it came.
   * @param met whom it named under a new name, known by it from now on
   * @throws LeaseLost
   */
  keepRedacted(
    claim: ClaimedDelivery,
    payload: string,
    met: readonly { id: number; login: string }[],
    now: Date,
  ): Promise<void>;
}
