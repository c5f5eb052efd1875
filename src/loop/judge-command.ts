import type { Verb } from './commands.ts';
import { commandRow } from './commands.ts';
import type { Command } from './item.ts';
import { ATTESTABLE } from './journey/lines.ts';
import { neutralisePlain } from './render/neutralise.ts';
import type { CommandTexts } from './render/texts/command-texts.ts';
import { TEXTS } from './render/texts/languages.ts';
import type { Settings } from './settings.ts';
import type { ThreadRef, ThreadType } from './vocabulary.ts';
import { KINDS, SEVERITIES, STAGES } from './vocabulary.ts';

/** What became of one command, once all of a thread's commands are known. */
export type Outcome =
  | { result: 'done' }
  /** not theirs to say: 😕 and nothing changes */
  | { result: 'refused' }
  /** a mistake in the command: what was expected, as Markdown */
  | { result: 'mistake'; expected: string };

/** Where a thread's words were said, as far as it decides what they mean. */
export interface LedgerPlace {
  settings: Settings;
  thread: ThreadRef & { type: ThreadType };
  isTriageRepository: boolean;
  /** whether the thread is one of the app's own weekly issues */
  isWeeklyIssue: boolean;
  /** of a weekly issue: whether there is a cluster of this number to decide about */
  decidable?: (clusterId: number) => boolean;
  /** of a weekly issue: since when it is closed; null or left out: it is open */
  closedAt?: Date | null;
  /** accounts that opened this thread, or one that it is linked with: these may reject the link */
  concerned: ReadonlySet<number>;
  /** accounts that reported this problem, or asked to be told of it: what others answer is refused by the step that tells */
  reporters: ReadonlySet<number>;
  /** labels that the app has put on this thread, in lower case: the config may call its stages otherwise by now */
  ownLabels: ReadonlySet<string>;
}

/** Words that an answer lists, and how much of each: a config may name more themes than anybody reads. */
const WORDS_SHOWN_MAX = 20;
const WORD_CHARACTERS_MAX = 60;

/** Every verb but `/undo`, which depends on what was said before. */
export type PlainVerb = Exclude<Verb, 'undo'>;

/** Permission first, then the argument: whoever may not say it learns nothing of how it is said. */
export function judgeCommand(verb: PlainVerb, command: Command, place: LedgerPlace): Outcome {
  const { mayHere, expects } = JUDGES[verb];
  if (!isPermitted(verb, command, place) || !mayHere(command, place)) return { result: 'refused' };
  const texts = textsOf(place);
  const expected = isTooLate(verb, command, place) ? texts.openIssue : expects(command, place, texts);
  return expected === null
    ? { result: 'done' }
    : { result: 'mistake', expected: `\`${place.settings.commands.prefix}${verb}\` ${expected}` };
}

function textsOf({ settings }: LedgerPlace): ExpectTexts {
  return TEXTS[settings.language].commands.expects;
}

function isPermitted(verb: PlainVerb, command: Command, place: LedgerPlace): boolean {
  switch (commandRow(verb).permission) {
    case 'triage':
    case 'functions':
      return command.triage;
    case 'concerned':
      return command.triage || place.concerned.has(command.actor.id);
    case 'reporters':
    case 'anyone':
      return true;
  }
}

/** What people decide in a weekly issue: it stands as it was when the issue closed. */
const DECIDING: readonly string[] = ['decide', 'confirm', 'reject'];

/** Whether this was said after the weekly issue closed, about what is decided in it. */
export function isTooLate(
  verb: string,
  { at }: Pick<Command, 'at'>,
  { closedAt }: Pick<LedgerPlace, 'closedAt'>,
): boolean {
  return DECIDING.includes(verb) && closedAt !== undefined && closedAt !== null && at > closedAt;
}

type ExpectTexts = CommandTexts['expects'];

/** How the outcome of a verb is judged. */
interface Judge {
  /** whether it may be said of this thread at all, and of the one that it names */
  mayHere: (command: Command, place: LedgerPlace) => boolean;
  /** how the sentence that begins with the command goes on where the command is mistaken; null where it is right */
  expects: (command: Command, place: LedgerPlace, texts: ExpectTexts) => string | null;
}

const anywhere = (): boolean => true;
const inWeeklyIssue = (_: Command, place: LedgerPlace): boolean => place.isWeeklyIssue;
const bothRepositories = ({ target }: Command): boolean => target === null || target.triage;
const nothing = (): null => null;

const PLAIN: Judge = { mayHere: anywhere, expects: nothing };
const URL_WANTED: Judge = {
  mayHere: anywhere,
  expects: ({ argument }, _, texts) => (isWebAddress(argument) ? null : texts.address),
};

const JUDGES: Readonly<Record<PlainVerb, Judge>> = {
  stage: oneOf(() => STAGES),
  kind: oneOf(() => KINDS),
  severity: oneOf(() => SEVERITIES),
  theme: oneOf(themeNames),
  why: PLAIN,
  triage: { mayHere: (_, place) => place.isTriageRepository, expects: nothing },
  cluster: { mayHere: bothRepositories, expects: otherThread },
  split: PLAIN,
  'not-duplicate': PLAIN,
  canonical: PLAIN,
  duplicate: {
    mayHere: bothRepositories,
    expects: (command, place, texts) =>
      place.thread.type === 'issue' ? otherThread(command, place, texts) : texts.issuesOnly,
  },
  'fixed-by': { mayHere: anywhere, expects: otherPull },
  'fixed-in': {
    mayHere: anywhere,
    expects: ({ argument }, _, texts) => (argument === '' ? texts.tag : null),
  },
  documented: URL_WANTED,
  taught: URL_WANTED,
  declined: {
    mayHere: anywhere,
    expects: ({ argument }, _, texts) => (argument === '' ? texts.reason : null),
  },
  // Whose thread it is and how far the fix has come is for the step that tells reporters.
  verified: PLAIN,
  'still-broken': PLAIN,
  'notify-me': PLAIN,
  mute: PLAIN,
  decide: {
    mayHere: inWeeklyIssue,
    expects: ({ argument }, place, texts) =>
      /^c\d{1,15}\s+(fix|document|teach|decline|defer)(\s|$)/i.test(argument)
        ? knownCluster(argument, place, texts)
        : texts.decision,
  },
  attest: {
    mayHere: inWeeklyIssue,
    expects: ({ argument }, _, texts) => {
      const [, line = ''] = /^(\S+)\s+(?:yes|no)$/i.exec(argument) ?? [];
      return wordNamed(ATTESTABLE, 'attest', line) === null ? texts.attestation(listed(ATTESTABLE)) : null;
    },
  },
  approve: {
    mayHere: inWeeklyIssue,
    expects: ({ argument }, place, texts) =>
      /^c\d{1,15}$/i.test(argument) ? knownCluster(argument, place, texts) : texts.cluster,
  },
  confirm: { mayHere: inWeeklyIssue, expects: shownThread },
  reject: { mayHere: inWeeklyIssue, expects: shownThread },
};

/** The word of a list that an argument names, without case and with an optional `stage:` (its verb) before it. */
export function wordNamed<Word extends string>(
  words: readonly Word[],
  verb: string,
  argument: string,
): Word | null {
  const said = argument.toLowerCase().trim();
  const bare = said.startsWith(`${verb}:`) ? said.slice(verb.length + 1).trim() : said;
  return words.find((word) => word.toLowerCase() === bare) ?? null;
}

/** The themes that a command may name here. */
export function themeNames({ themes }: Settings): string[] {
  return themes.map(({ name }) => name);
}

function oneOf(words: (settings: Settings) => readonly string[]): Judge {
  return {
    mayHere: anywhere,
    expects: ({ verb, argument }, { settings }, texts) => {
      const names = words(settings);
      if (wordNamed(names, verb, argument) !== null) return null;
      return names.length === 0 ? texts.nothingToChoose : texts.oneOf(listed(names));
    },
  };
}

/** Words of the config as code, as many as anybody reads. */
function listed(words: readonly string[]): string {
  const shown = words
    .slice(0, WORDS_SHOWN_MAX)
    .map((word) => `\`${neutralisePlain(word, { inline: true, maxCharacters: WORD_CHARACTERS_MAX })}\``);
  return [...shown, ...(words.length > WORDS_SHOWN_MAX ? ['…'] : [])].join(', ');
}

function otherThread({ target }: Command, { thread }: LedgerPlace, texts: ExpectTexts): string | null {
  if (target === null || target.itemId === null) return texts.thread;
  const isItself = target.ref.repositoryId === thread.repositoryId && target.ref.number === thread.number;
  return isItself ? texts.otherThread : null;
}

function otherPull(command: Command, place: LedgerPlace, texts: ExpectTexts): string | null {
  const type = command.target?.type ?? 'pull_request';
  return otherThread(command, place, texts) ?? (type === 'pull_request' ? null : texts.pull);
}

/** Which pairs the issue showed is looked up once, when the command is first read. */
function shownThread({ target }: Command, _: LedgerPlace, texts: ExpectTexts): string | null {
  return target === null || target.itemId === null ? texts.shownThread : null;
}

/** A number that nobody has is a slip of the finger. */
function knownCluster(argument: string, { decidable }: LedgerPlace, texts: ExpectTexts): string | null {
  const cluster = Number.parseInt(argument.slice(1), 10);
  return decidable?.(cluster) === false ? texts.knownCluster : null;
}

function isWebAddress(argument: string): boolean {
  const [word = ''] = argument.split(/\s/, 1);
  return /^https?:\/\//i.test(word) && URL.canParse(word);
}
