/** A thread as somebody wrote it: the repository is null where none was named, so that it is the one it was written in. */
export interface ThreadName {
  repository: { owner: string; name: string } | null;
  number: number;
}

/** Longer than any address of a thread; owners and repositories have at most 39 and 100 characters. */
const WORD_CHARACTERS_MAX = 300;

const OWNER = /^[\w-]{1,100}$/;
const NAME = /^[\w.-]{1,100}$/;

/** GitHub counts threads in 32 bits. */
const NUMBER = /^[1-9]\d{0,9}$/;
const NUMBER_MAX = 2_147_483_647;

/** What stands before the number in the path of a thread. */
const PATH_WORDS = new Set(['issues', 'pull', 'discussions']);

/** Hosts whose addresses are those of github.com: the app's own links go through the first. */
const ALIASES: ReadonlySet<string> = new Set(['redirect.github.com', 'www.github.com']);

/**
 * The thread that the first word of a text names: `#12`, `owner/name#12`, or the address of an issue, pull request or
 * discussion on this host (a comment's address is its thread's). null where it names none.
 * @param host where threads are: `github.com`, or the name (and port) of an Enterprise server
 */
export function threadNamed(text: string, host: string): ThreadName | null {
  const word =
    text
      .slice(0, WORD_CHARACTERS_MAX + 1)
      .trimStart()
      .split(/\s/, 1)[0] ?? '';
  if (word.length > WORD_CHARACTERS_MAX) return null;
  const bare = word.replace(/^<|[>,.;]+$/g, '');
  return bare.includes('://') ? byAddress(bare, host) : byShortName(bare);
}

function byShortName(word: string): ThreadName | null {
  const [before = '', number = '', ...more] = word.split('#');
  if (more.length > 0) return null;
  if (before === '') return named(null, number);
  const [owner = '', name = '', ...deeper] = before.split('/');
  return deeper.length > 0 ? null : named({ owner, name }, number);
}

function byAddress(word: string, host: string): ThreadName | null {
  if (!URL.canParse(word)) return null;
  const address = new URL(word);
  const isHere = address.host === host.toLowerCase() || (host === 'github.com' && ALIASES.has(address.host));
  if (!isHere || !/^https?:$/.test(address.protocol)) return null;
  const [, owner = '', name = '', kind = '', number = ''] = address.pathname.split('/');
  return PATH_WORDS.has(kind) ? named({ owner, name }, number) : null;
}

function named(repository: ThreadName['repository'], number: string): ThreadName | null {
  if (!NUMBER.test(number) || Number(number) > NUMBER_MAX) return null;
  if (repository !== null && !(OWNER.test(repository.owner) && NAME.test(repository.name))) return null;
  return { repository, number: Number(number) };
}
