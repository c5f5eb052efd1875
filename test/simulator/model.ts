import type { Stage } from '../../src/loop/vocabulary.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import type { CommentHandle, ThreadHandle } from '../../src/sandbox/people/handles.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Repository } from '../../src/sandbox/world/model.ts';
import type { Comment, Thread } from '../../src/sandbox/world/thread.ts';
import { fullName } from '../../src/sandbox/world/world.ts';
import type { Store } from '../../src/store/store.ts';
import { TURNING } from './plan.ts';

export const BOT = 'fullcircle[bot]';
const MARKER = /<!-- fullcircle:((?!box:)[^>]*?) -->/g;

/** What must be true of a thread in the end, by what people did. */
export interface Expected {
  handle: ThreadHandle;
  text: string;
  author: string;
  openedAt: Date;
  /** when pull requests that fix it were merged */
  fixedAt: Date[];
  private: boolean;
  /** the app was away for good, without anybody to tell it afterwards, when something was done here */
  unheard: boolean;
  /** the latest human word on the stage; null: no human said one */
  word: { stage: Stage | null; by: 'command' | 'label' | 'removal' } | null;
  /** the latest stage label that was put by hand; null: none, or it was taken off by hand */
  byHand: Stage | null;
  /** commands, with the reaction that each must have */
  commands: { comment: CommentHandle; reaction: '+1' | 'confused' }[];
}

/** Stages that the texts certainly have when nobody says otherwise; null: none. Others may have any. */
export const STAGE_OF: Readonly<Record<string, Stage | null>> = { regression: 'retention', vague: null };

/** Words that only the private repository may have. */
export const SECRET = 'zephyr';
/** Words that only the repository which is hidden and shown again may have, while it is hidden. */
export const TURNED = 'heron';
const OF_TURNED = new RegExp(`${TURNED}|${TURNING}`, 'i');

export function isPrivateNow(sandbox: Sandbox, repo: string): boolean {
  const [owner = '', name = ''] = repo.split('/');
  return sandbox.world.findRepository(owner, name)?.private === true;
}

export function threadOf(sandbox: Sandbox, { repo, number }: ThreadHandle): Thread | null {
  const [owner = '', name = ''] = repo.split('/');
  return sandbox.world.findRepository(owner, name)?.threads.get(number) ?? null;
}

export const stageLabelsOf = (thread: Thread): Stage[] =>
  thread.labels.flatMap(({ name }) => STAGES.filter((stage) => name === `stage: ${stage}`));

function ownComments(thread: Thread): Comment[] {
  const all: readonly Comment[] = thread.comments;
  return all.filter(({ author }) => author?.login === BOT);
}

/** Texts that were read before: this is looked at after every write, and few of all texts have changed since. */
const read = new WeakMap<object, Read>();

interface Read {
  text: string;
  markers: string[];
  tells: boolean;
}

function readOf(holder: object, text: string): Read {
  const known = read.get(holder);
  if (known?.text === text) return known;
  const markers = [...text.matchAll(MARKER)].map(([, marker = '']) => marker);
  const made = { text, markers, tells: /zephyr|vault/i.test(text) };
  read.set(holder, made);
  return made;
}

/** What must never be, at no moment: two of one, or private things in public. */
export function neverTrue(sandbox: Sandbox): string[] {
  const wrong: string[] = [];
  const told = toldBy(sandbox);
  for (const { thread, texts } of told) {
    const isOwn = thread.author?.login === BOT;
    const name = `${fullName(thread.repository)}#${thread.number}`;
    const here = new Map<string, number>();
    for (const { markers } of texts)
      for (const marker of markers) here.set(marker, (here.get(marker) ?? 0) + 1);
    for (const [marker, count] of here) if (count > 1) wrong.push(`${name} has ${count} times ${marker}`);
    const tells = texts.some((text) => text.tells) || (isOwn && /zephyr|vault/i.test(thread.title));
    if (!thread.repository.private && tells) wrong.push(`${name} shows something private`);
  }
  // At the moment at which a repository is shown again, what stood there is there still.
  const isApart = (repository: Repository) => repository.private || fullName(repository) === TURNING;
  return [...wrong, ...inTwoPlaces(told, isApart)];
}

/** What stands for one cluster or one week in two places that the same people see, once nothing is left to be done. */
export function stillTwice(sandbox: Sandbox): string[] {
  return inTwoPlaces(toldBy(sandbox), (repository) => repository.private);
}

/**
 * @param isApart whether what stands in a repository is looked at for itself: where the first report is private, the
 *   first public one stands for the cluster in public
 */
function inTwoPlaces(told: readonly Told[], isApart: (repository: Repository) => boolean): string[] {
  /** by marker and whom it is shown to: where it stands */
  const places = new Map<string, string[]>();
  for (const { thread, texts } of told) {
    const repo = fullName(thread.repository);
    for (const marker of new Set(texts.flatMap(({ markers }) => markers))) {
      if (!/^(?:cluster|triage):/.test(marker)) continue;
      const shown = `${marker} ${isApart(thread.repository) ? repo : 'in public'}`;
      places.set(shown, [...(places.get(shown) ?? []), `${repo}#${thread.number}`]);
    }
  }
  return [...places].flatMap(([shown, names]) =>
    names.length > 1 ? [`${shown} is on ${names.join(' and ')}`] : [],
  );
}

interface Told {
  thread: Thread;
  texts: readonly Read[];
}

/** Threads on which the app says something, and what. */
function toldBy(sandbox: Sandbox): Told[] {
  return [...sandbox.world.threads()].flatMap((thread) => {
    const texts = ownComments(thread).map((comment) => readOf(comment, comment.body));
    if (thread.author?.login === BOT) texts.push(readOf(thread, thread.body));
    return texts.length === 0 ? [] : [{ thread, texts }];
  });
}

/** What the app still tells in public of a repository that has become private. Closed weekly issues are as they were. */
export function stillShown(sandbox: Sandbox): string[] {
  if (!isPrivateNow(sandbox, TURNING)) return [];
  return [...sandbox.world.threads()].flatMap((thread) => {
    if (thread.repository.private) return [];
    const isOwn = thread.author?.login === BOT;
    const texts = ownComments(thread).map(({ body }) => body);
    if (isOwn && thread.state === 'open') texts.push(thread.title, thread.body);
    return texts.some((text) => OF_TURNED.test(text))
      ? [`${fullName(thread.repository)}#${thread.number} still shows what has become private`]
      : [];
  });
}

/** What the app takes for true of its installation and the repositories there, and is not. */
export async function mistaken(sandbox: Sandbox, store: Store, installationId: number): Promise<string[]> {
  const installation = sandbox.world.installations.find(({ id }) => id === installationId);
  const tenant = store.forInstallation(installationId);
  const row = await tenant.row();
  if (installation === undefined || row === null) return ['the installation is unknown'];
  const wrong =
    row.suspended === (installation.suspendedAt !== null) ? [] : ['who is suspended is not known'];
  if (row.repositoriesStale) wrong.push('the list of repositories is still to be read anew');
  const stored = await tenant.repositories();
  for (const repository of sandbox.world.repositories) {
    const known = stored.find(({ id }) => id === repository.id);
    const isTrue = known?.private === repository.private && known.archived === repository.archived;
    if (!isTrue) wrong.push(`${fullName(repository)} is not known as it is`);
  }
  return wrong;
}

/** What must be true of what people did, once nothing is left to be done. */
export function missing(sandbox: Sandbox, expected: readonly Expected[]): string[] {
  return expected.flatMap((one) => {
    const thread = threadOf(sandbox, one.handle);
    if (thread === null) return [];
    const name = `${one.handle.repo}#${one.handle.number}`;
    // What people say of one text the app learns for others like it.
    const taught = expected.some(({ text, word }) => text === one.text && word !== null);
    return [...stageWrong(thread, one, taught), ...commandsWrong(thread, one)].map(
      (text) => `${name} ${text}`,
    );
  });
}

function stageWrong(thread: Thread, { word, text, unheard }: Expected, taught: boolean): string[] {
  const has = stageLabelsOf(thread).sort().join(' + ');
  if (unheard) return [];
  if (word !== null) {
    const wanted = word.stage ?? '';
    return has === wanted
      ? []
      : [`is ${has || 'without stage'}, but a human said ${wanted || 'none'} by ${word.by}`];
  }
  const sure = taught ? undefined : STAGE_OF[text];
  if (sure !== undefined)
    return has === (sure ?? '') ? [] : [`is ${has || 'without stage'} instead of ${sure}`];
  return stageLabelsOf(thread).length > 1 ? [`has several stages: ${has}`] : [];
}

function commandsWrong(thread: Thread, { commands, unheard }: Expected): string[] {
  const all: readonly Comment[] = thread.comments;
  return all.flatMap((comment) => {
    if (comment.author?.login === BOT) return [];
    const has = comment.reactions.filter(({ user }) => user.login === BOT).map(({ content }) => content);
    const command = commands.find((each) => each.comment.id === comment.id);
    if (command === undefined || unheard)
      return has.length > 0 && command === undefined ? [`reacts to comment ${comment.id} with ${has}`] : [];
    return has.join() === command.reaction
      ? []
      : [`has ${has.join() || 'nothing'} for ${command.reaction} on “${comment.body.replaceAll('\n', ' ')}”`];
  });
}
