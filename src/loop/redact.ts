import type { Account } from './vocabulary.ts';

/** Leaves somebody out of what is stored: of payloads as GitHub sends them, and of our own JSON. */

/** GitHub's own stand-in for accounts that are gone: decisions keep it in the place of who made them. */
export const GHOST: Account = { id: 10_137, login: 'ghost', type: 'User' };

/**
 * Whether somebody who was forgotten said it. What GitHub tells of its own ghost is read as told of nobody, so
 * forgetting alone writes this account. What they had a right to say when they said it stays said.
 */
export function isForgotten({ id }: Pick<Account, 'id'>): boolean {
  return id === GHOST.id;
}

/** Who is to be left out. */
export interface LeftOut {
  /** @param id null where only the login is told */
  isAccount(account: { id: number | null; login: string }): boolean;
  /** by the login alone, whatever the case: mentions, addresses, lists of logins */
  isLogin(login: string): boolean;
}

/** Deeper than any payload of GitHub goes (about 10); what lies deeper is dropped, since it cannot be looked at. */
const DEPTH_MAX = 64;

/** Words of whoever wrote the object that they stand in. */
const WORDS = new Set(['title', 'body', 'body_text', 'body_html', 'bodyText', 'text']);

/** Texts from before an edit. The rest of `changes` tells where a thread moved, and what others decided goes by that. */
const EDITED: ReadonlySet<string> = new Set(['title', 'body']);

/** Parts of a payload that somebody wrote; with their texts go those from before an edit. */
const WRITTEN = ['issue', 'comment', 'discussion', 'pull_request', 'review', 'thread'] as const;

/** Strings that are a login, or begin with one (`mira/core`, `mira:branch`). */
const NAMING = new Set(['login', 'username', 'label', 'full_name', 'owner', 'display_login']);

/** Lists of logins. */
const LOGIN_LISTS = new Set(['mentions', 'logins']);

/**
 * A login, for expressions that ignore the case. Accounts that a company manages have a `_` (`mira_acme`), and old ones
 * hyphens at the end or next to each other, which GitHub gives to nobody any more. A `_` at the end is Markdown's.
 */
export const LOGIN = '[a-z\\d](?:[a-z\\d_-]{0,98}[a-z\\d-])?';

/** After a login in a text: it ends there. */
const ENDS = '(?!_*[a-z\\d-])';

/** After an `@` that no word, address or code goes before. */
const MENTION = new RegExp(`(^|[^\\w\`/@.-])@(${LOGIN})${ENDS}`, 'gi');

/** A part of a path that begins with one. */
const PATH_PART = new RegExp(`^(${LOGIN})${ENDS}(.*)$`, 'is');

/** One alone, or with what is theirs. */
const NAME = new RegExp(`^(${LOGIN})((?:[:/]\\S+)?)$`, 'i');

/** An address up to its path, and the path. */
const ADDRESS = /((?:https?|git|ssh):\/\/[^\s/"'<>)\]]+|git@[\w.-]+:)([^\s"'<>)\]]*)/gi;

/** The words of paths that are followed by a login. */
const BEFORE_LOGIN = new Set(['users', 'repos', 'orgs']);

/**
 * The same value without these people: accounts become the ghost, what they wrote becomes empty, mentions and addresses
 * name the ghost. What has nothing of them comes back as it is, so that `===` tells whether anything changed.
 */
export function withoutPeople(value: unknown, people: LeftOut): unknown {
  return visit(value, '', people, 0);
}

/** A text of somebody else without their mentions and addresses. */
export function textWithoutPeople(text: string, people: LeftOut): string {
  const ghosted = text.replace(MENTION, (all, before: string, login: string) =>
    people.isLogin(login) ? `${before}@${GHOST.login}` : all,
  );
  return ghosted.replace(
    ADDRESS,
    (_all, host: string, path: string) => `${host}${pathWithout(path, people)}`,
  );
}

function pathWithout(path: string, people: LeftOut): string {
  const parts = path.split('/');
  const first = parts[0] === '' ? 1 : 0;
  return parts
    .map((part, index) => {
      const isNamed = index === first || BEFORE_LOGIN.has(parts[index - 1] ?? '');
      const [, login = '', rest = ''] = PATH_PART.exec(part) ?? [];
      return isNamed && login !== '' && people.isLogin(login) ? `${GHOST.login}${rest}` : part;
    })
    .join('/');
}

function visit(value: unknown, key: string, people: LeftOut, depth: number): unknown {
  if (typeof value === 'string') return visitText(value, key, people);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) return null;
  if (Array.isArray(value)) return visitList(value, key, people, depth);
  // Moments and the like have nothing of anybody.
  return isPlain(value) ? visitObject(value, people, depth) : value;
}

function visitText(text: string, key: string, people: LeftOut): string {
  if (NAMING.has(key)) {
    const [, login = '', rest = ''] = NAME.exec(text) ?? [];
    // A label may have the name of a person.
    const isName = key !== 'label' || rest !== '';
    if (isName && login !== '' && people.isLogin(login)) return `${GHOST.login}${rest}`;
  }
  return textWithoutPeople(text, people);
}

function visitList(list: unknown[], key: string, people: LeftOut, depth: number): unknown[] {
  const kept = LOGIN_LISTS.has(key)
    ? list.filter((each) => typeof each !== 'string' || !people.isLogin(each))
    : list;
  const visited = kept.map((each) => visit(each, key, people, depth + 1));
  const isSame = kept.length === list.length && visited.every((each, index) => each === list[index]);
  return isSame ? list : visited;
}

function visitObject(object: Record<string, unknown>, people: LeftOut, depth: number): unknown {
  if (isTheirs(object, people)) return { ...GHOST };
  const commit = commitPerson(object, people);
  if (commit !== null) return commit;
  // A fork of theirs in a pull request: GitHub itself gives null where a fork is gone.
  if (typeof object.full_name === 'string' && isTheirs(object.owner, people)) return null;
  const isWritten = isTheirs(object.user, people) || isTheirs(object.author, people);
  const dropsEdits = WRITTEN.some((name) => {
    const written = object[name];
    return isPlain(written) && (isTheirs(written.user, people) || isTheirs(written.author, people));
  });
  const entries = Object.entries(object).map(([name, value]): [string, unknown] => {
    if (isWritten && WORDS.has(name) && typeof value === 'string') return [name, ''];
    if (dropsEdits && name === 'changes' && isPlain(value)) {
      const kept = Object.fromEntries(Object.entries(value).filter(([part]) => !EDITED.has(part)));
      return [name, visit(kept, name, people, depth + 1)];
    }
    // Notes of a release are the project's words, whoever typed them.
    if (name === 'release' && isPlain(value) && isTheirs(value.author, people)) {
      return [name, visit({ ...value, author: { ...GHOST } }, name, people, depth + 1)];
    }
    return [name, visit(value, name, people, depth + 1)];
  });
  return entries.every(([name, value]) => value === object[name]) ? object : Object.fromEntries(entries);
}

/** The author of a commit, as git and GitHub tell them. */
function commitPerson(
  object: Record<string, unknown>,
  people: LeftOut,
): { name: string; email: string; username?: string } | null {
  const { name, email, username } = object;
  if (typeof email !== 'string' || typeof name !== 'string') return null;
  if (typeof username === 'string') {
    return people.isLogin(username) ? { name: GHOST.login, email: '', username: GHOST.login } : null;
  }
  return people.isLogin(name) ? { name: GHOST.login, email: '' } : null;
}

function isTheirs(value: unknown, people: LeftOut): boolean {
  if (!isPlain(value) || typeof value.login !== 'string') return false;
  const id = typeof value.id === 'number' ? value.id : null;
  return people.isAccount({ id, login: value.login });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
