import type { Stage } from '../vocabulary.ts';
import { readThread } from './read.ts';
import type { TextModel } from './text-model.ts';
import { BREAK, wordsOf } from './words.ts';

/** What the people of a repository taught the app about its threads. Plain data: storing it is JSON, deleting it the reset. */
export interface LearnedModel {
  version: 1;
  stages: readonly StageLesson[];
  /** null: the repository's labels are too few to learn kinds from */
  kinds: TextModel | null;
}

/** One change by a human: this thread is of that stage. */
export interface StageChange {
  /** names the thread in `/why`, such as `#12` */
  thread: string;
  title: string;
  body: string;
  /** null: the human said that it has none */
  stage: Stage | null;
  /** age of the account that said so, when it did */
  accountAgeDays: number;
}

/** What is kept of a change: the words by which a like thread is known. */
export interface StageLesson {
  thread: string;
  stage: Stage | null;
  /** 0..1 */
  trust: number;
  words: readonly string[];
}

/** Newest changes kept: a repository that corrects more has other problems, and each costs time on every thread. */
export const LESSONS_MAX = 500;

/** Words kept of one thread. */
const WORDS_MAX = 60;

/** Cosine of two threads' words below which they have nothing to do with each other. */
const LIKENESS_MIN = 0.4;

/** What one change by a trusted person does to an identical thread, in logits: enough to turn a doubtful guess. */
const SHIFT_MAX = 3;

/** What all changes together may do, in logits. */
const SHIFT_TOTAL_MAX = 4;

/** An account of this age is trusted fully; a day-old one may be made for the purpose. */
const TRUSTED_DAYS = 90;
const TRUST_MIN = 0.1;

/** What is kept of one change. */
export function stageLesson({ thread, title, body, stage, accountAgeDays }: StageChange): StageLesson {
  return { thread, stage, trust: accountTrust(accountAgeDays), words: contentWords(title, body) };
}

/** 0..1: how much a change by an account of that age counts. */
export function accountTrust(accountAgeDays: number): number {
  return Math.min(1, Math.max(TRUST_MIN, accountAgeDays / TRUSTED_DAYS));
}

/** What the lessons say about a thread: per lesson that is like it, the shift of its stage in logits. */
export function lessonsFor(
  learned: LearnedModel | null,
  title: string,
  body: string,
): { lesson: StageLesson; shift: number }[] {
  if (learned === null || learned.stages.length === 0) return [];
  const words = new Set(contentWords(title, body));
  const like = learned.stages.flatMap((lesson) => {
    const likeness = cosine(words, lesson.words);
    if (likeness < LIKENESS_MIN) return [];
    return [{ lesson, shift: (SHIFT_MAX * lesson.trust * (likeness - LIKENESS_MIN)) / (1 - LIKENESS_MIN) }];
  });
  const total = like.reduce((sum, { shift }) => sum + shift, 0);
  const scale = total > SHIFT_TOTAL_MAX ? SHIFT_TOTAL_MAX / total : 1;
  return like.map(({ lesson, shift }) => ({ lesson, shift: shift * scale })).filter(({ shift }) => shift > 0);
}

function cosine(words: ReadonlySet<string>, others: readonly string[]): number {
  if (words.size === 0 || others.length === 0) return 0;
  const shared = others.filter((word) => words.has(word)).length;
  return shared / Math.sqrt(words.size * others.length);
}

/** The first words of title and prose that carry content, each once. */
function contentWords(title: string, body: string): string[] {
  const reading = readThread(title, body);
  const words = [...wordsOf(reading.title), ...wordsOf(reading.prose)].map((word) => word.text);
  return [...new Set(words.filter((word) => word !== BREAK && word.length > 1 && !COMMON.has(word)))].slice(
    0,
    WORDS_MAX,
  );
}

/** Words that any two English threads share. */
const COMMON = new Set(
  `the to and in is it of this that with not when for you how be are on does can my after from but we an or as if so at
  by do have has was were will would should there what which all any some more than then now just only also get got use
  using used like here no me am did been i'm it's one out up about into our your they them their its i a`.split(
    /\s+/u,
  ),
);
