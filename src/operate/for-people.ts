import { EnvironmentError } from '../config/environment-error.ts';
import {
  DatabaseUnavailable,
  DataFolderInUse,
  DataFolderVersion,
  SchemaNewer,
  SchemaOlder,
} from '../store/errors.ts';
import { ImportRefused } from '../store/import-data.ts';
import { UserError } from '../user-error.ts';
import { ListenFailed } from '../web/listen.ts';

/** What an operator can repair: the message says what is wrong and what to do, and a stack would only hide it. */
const FOR_PEOPLE = [
  UserError,
  EnvironmentError,
  ListenFailed,
  DatabaseUnavailable,
  DataFolderInUse,
  DataFolderVersion,
  SchemaNewer,
  SchemaOlder,
  ImportRefused,
];

/** Whether the message alone says it all. */
export function isForPeople(error: unknown): boolean {
  return FOR_PEOPLE.some((kind) => error instanceof kind);
}

/** What to print of an error: its message where a person can act on it, else the stack, which helps whoever repairs the code. */
export function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isForPeople(error) ? error.message : (error.stack ?? error.message);
}
