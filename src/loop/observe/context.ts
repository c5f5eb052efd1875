import { present } from '../present.ts';
import { STAGES } from '../vocabulary.ts';
import type { ThreadWords } from './features.ts';
import { type LearnedModel, lessonsFor } from './learned.ts';
import type { ObservationInput, ObservationSettings, Reason } from './observe.ts';
import { PhraseTable } from './phrases.ts';
import type { StageClass } from './stage-model.ts';
import { wordsOf } from './words.ts';

/** What is known of a thread besides its text, as shifts of the logits with their reasons. */
export interface Context {
  shifts: Partial<Record<StageClass, number>>;
  reasons: Reason[];
}

/** A keyword of the config turns a doubtful guess, not a clear one. */
const KEYWORD_SHIFT = 2;

/**
 * What a discussion's category says of its threads, in logits. Set by hand after GitHub's default categories:
 * there are no labelled discussions to learn from. In discussions people rarely write down internal work.
 */
const CATEGORIES: readonly {
  words: readonly string[];
  meaning: string;
  shifts: Partial<Record<StageClass, number>>;
}[] = [
  { words: ['show'], meaning: 'is in a category for showing things', shifts: { advocacy: 4, none: -1 } },
  {
    words: ['announcement', 'news', 'release'],
    meaning: 'is in a category for announcements',
    shifts: { none: 4 },
  },
  { words: ['poll'], meaning: 'is in a category for polls', shifts: { none: 2 } },
  {
    words: ['q&a', 'question', 'help', 'support'],
    meaning: 'is in a category for questions',
    shifts: { none: -2, advocacy: -0.5 },
  },
  {
    words: ['idea', 'feature', 'rfc', 'proposal'],
    meaning: 'is in a category for ideas',
    shifts: { none: -1.5 },
  },
  { words: [''], meaning: 'is a discussion', shifts: { none: -1 } },
];

/** From so many earlier threads on, an author is past the first steps. */
const REGULAR_THREADS = 3;

/** Collects category, history, configured keywords and lessons. */
export function contextOf(
  input: ObservationInput,
  settings: ObservationSettings,
  thread: ThreadWords,
  learned: LearnedModel | null,
): Context {
  const context: Context = { shifts: {}, reasons: [] };
  addCategory(context, input);
  addHistory(context, input);
  addKeywords(context, settings, thread);
  for (const { lesson, shift: by } of lessonsFor(learned, input.title, input.body)) {
    shift(context, lesson.stage ?? 'none', by);
    const said = lesson.stage ?? 'no stage';
    const meaning = `is like ${lesson.thread}, which a maintainer called ${said}`;
    context.reasons.push({ stage: lesson.stage, signal: 'learned', quote: '', meaning, weight: by });
  }
  return context;
}

function addCategory(context: Context, { type, category }: ObservationInput): void {
  if (type !== 'discussion') return;
  const quote = category ?? '';
  const name = quote.toLowerCase();
  // the last row fits every name
  const { meaning, shifts } = present(
    CATEGORIES.find(({ words }) => words.some((word) => name.includes(word))),
  );
  for (const [stage, by] of entries(shifts)) {
    shift(context, stage, by);
    if (by > 0) {
      const reason = { signal: 'category', quote, meaning, weight: by };
      context.reasons.push({ ...reason, stage: stage === 'none' ? null : stage });
    }
  }
}

function addHistory(
  context: Context,
  { authorPriorThreads, authorPriorMergedPulls }: ObservationInput,
): void {
  if (authorPriorThreads >= REGULAR_THREADS || authorPriorMergedPulls > 0) {
    shift(context, 'awareness', -1);
    shift(context, 'onboarding', -0.5);
  }
  if (authorPriorMergedPulls > 0) {
    shift(context, 'advocacy', 0.5);
    const meaning = 'comes from somebody whose pull requests were merged before';
    context.reasons.push({ stage: 'advocacy', signal: 'history', quote: '', meaning, weight: 0.5 });
  }
}

function addKeywords(context: Context, settings: ObservationSettings, thread: ThreadWords): void {
  for (const stage of STAGES) {
    const phrases = (settings.keywords[stage] ?? []).map(phraseOf).filter((phrase) => phrase !== '');
    if (phrases.length === 0) continue;
    const table = new PhraseTable(phrases.map((phrase) => [phrase, stage] as const));
    for (const place of ['title', 'prose'] as const) {
      const found = table.find(thread.words[place])[0];
      if (found === undefined) continue;
      shift(context, stage, KEYWORD_SHIFT);
      const quote = thread.texts[place].slice(found.start, found.end);
      const meaning = 'uses a keyword of the config';
      context.reasons.push({ stage, signal: 'keyword', quote, meaning, weight: KEYWORD_SHIFT });
      break;
    }
  }
}

/** A keyword as a phrase of plain words: what the config writes is no pattern. */
function phraseOf(keyword: string): string {
  return wordsOf(keyword)
    .map((word) => word.text)
    .filter((word) => /^[\p{L}\p{N}@#]/u.test(word))
    .join(' ');
}

function shift(context: Context, stage: StageClass, by: number): void {
  context.shifts[stage] = (context.shifts[stage] ?? 0) + by;
}

function entries(shifts: Partial<Record<StageClass, number>>): [StageClass, number][] {
  return [...STAGES, 'none' as const].flatMap((stage): [StageClass, number][] => {
    const by = shifts[stage];
    return by === undefined ? [] : [[stage, by]];
  });
}
