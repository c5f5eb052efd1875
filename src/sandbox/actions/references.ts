import type { Scene } from '../webhooks/announce.ts';
import type { Actor, Repository } from '../world/model.ts';
import type { Issue, PullRequest, Thread } from '../world/thread.ts';
import { fullName } from '../world/world.ts';
import { withoutCode } from './plain-text.ts';
import { happened } from './threads.ts';

/**
 * What GitHub reads out of a text besides showing it: mentions, references to threads, closing keywords.
 * Good enough to catch a text of the app that pings or refers by accident.
 */
export interface References {
  mentions: string[];
  /** threads as `owner/name#number` */
  threads: string[];
  /** those that a closing keyword stands before */
  closing: string[];
}

const CLOSING_WORD = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s{1,8}$/i;

/** A closing keyword stands at most so far before its reference. */
const KEYWORD_REACH = 24;

/** @param origin address of this GitHub, to know its own thread addresses */
export function readReferences(text: string, repository: Repository, origin: string): References {
  const plain = withoutCode(text);
  const mentions = [...plain.matchAll(/(?<![\w/`@.-])@([a-z\d](?:[a-z\d-]{0,38})(?:\/[a-z\d-]+)?)/gi)].map(
    (match) => match[1] ?? '',
  );
  const threads: string[] = [];
  const closing: string[] = [];
  const note = (match: RegExpMatchArray, name: string, number: string) => {
    const key = `${name}#${number}`;
    threads.push(key);
    const end = match.index ?? 0;
    if (CLOSING_WORD.test(plain.slice(Math.max(0, end - KEYWORD_REACH), end))) closing.push(key);
  };
  for (const match of plain.matchAll(/(?<![\w/&;.-])([\w.-]+\/[\w.-]+)?(?:#|\bGH-)(\d+)\b/gi)) {
    note(match, match[1] ?? fullName(repository), match[2] ?? '');
  }
  const address = new RegExp(
    `${origin.replaceAll('.', '\\.')}/([\\w.-]+/[\\w.-]+)/(?:issues|pull|discussions)/(\\d+)`,
    'g',
  );
  for (const match of plain.matchAll(address)) note(match, match[1] ?? '', match[2] ?? '');
  return { mentions: [...new Set(mentions)], threads: [...new Set(threads)], closing: [...new Set(closing)] };
}

/** The thread of a reference, if it is one that this repository's readers can be led to. */
export function findReferenced(scene: Scene, reference: string): Thread | null {
  const [, owner, name, number] = /^([^/]+)\/(.+)#(\d+)$/.exec(reference) ?? [];
  if (!owner || !name) return null;
  return scene.world.findRepository(owner, name)?.threads.get(Number(number)) ?? null;
}

/** Puts `cross-referenced` on the threads that a text names for the first time. */
export function crossReference(
  scene: Scene,
  actor: Actor,
  source: Thread,
  text: string,
  before: string,
): void {
  const { origin } = scene.world;
  const named = readReferences(text, source.repository, origin);
  const known = new Set(readReferences(before, source.repository, origin).threads);
  if (source.kind === 'discussion') return;
  for (const reference of named.threads) {
    const target = known.has(reference) ? null : findReferenced(scene, reference);
    if (!target || target === source || target.kind === 'discussion') continue;
    const willClose = source.kind === 'pull_request' && named.closing.includes(reference);
    happened(scene, actor, target, { event: 'cross-referenced', source, willClose });
  }
}

/** What a pull request names as closing, kept for as long as its body stays the same. */
const closingOf = new WeakMap<PullRequest, { text: string; named: string[] }>();

/** The issues that a pull request is linked with as closed by it, by words in its body. */
export function closedBy(scene: Scene, pull: PullRequest): Issue[] {
  const { body: text } = pull;
  let known = closingOf.get(pull);
  if (known?.text !== text) {
    known = { text, named: readReferences(text, pull.repository, scene.world.origin).closing };
    closingOf.set(pull, known);
  }
  return issuesOf(scene, known.named);
}

/** The issues that a text names as closed. */
export function issuesNamed(scene: Scene, repository: Repository, text: string): Issue[] {
  return issuesOf(scene, readReferences(text, repository, scene.world.origin).closing);
}

function issuesOf(scene: Scene, references: readonly string[]): Issue[] {
  return references
    .map((reference) => findReferenced(scene, reference))
    .filter((thread): thread is Issue => thread?.kind === 'issue');
}
