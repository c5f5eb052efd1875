import type { Opinion } from '../opinion.ts';
import type { Kind, Role, Severity, Stage, ThreadType } from '../vocabulary.ts';
import { type EnvironmentSettings, environmentOf, fieldAnswer } from './environment.ts';
import { featuresOf, threadWords } from './features.ts';
import { firstSuccessMinutes } from './first-success.ts';
import { kindOf } from './kind.ts';
import { languageOf } from './language.ts';
import type { LearnedModel } from './learned.ts';
import { reportQuality } from './quality.ts';
import { readThread } from './read.ts';
import { severityOf } from './severity.ts';
import { stageOf } from './stage.ts';
import { STAGE_MODEL, type StageClass } from './stage-model.ts';

/** A thread as far as its observation needs it. */
export interface ObservationInput {
  type: ThreadType;
  title: string;
  /** Markdown */
  body: string;
  /** name of the discussion's category; null for others */
  category: string | null;
  labels: readonly string[];
  authorRole: Role;
  authorPriorThreads: number;
  authorPriorMergedPulls: number;
  /** paths a pull request changes; null: not a pull request, or unknown */
  paths: readonly string[] | null;
}

/** What the config says about observing. */
export interface ObservationSettings extends EnvironmentSettings {
  /** 0..1: below it a guess is not shown as a label */
  minConfidence: number;
  keywords: Partial<Record<Stage, readonly string[]>>;
  severityLabels: Readonly<Record<string, Severity>>;
  /** question of the issue form that asks for the minutes to a first success */
  firstSuccessField: string | null;
}

/** Why a stage was guessed: one signal, in words. `quote` is raw text of the thread. */
export interface Reason {
  /** what it speaks for; null: for no stage */
  stage: Stage | null;
  signal: string;
  quote: string;
  /** ends the sentence "the author …" or "the thread …" */
  meaning: string;
  /** by how much it raises the logit of its stage over the mean of all */
  weight: number;
}

export interface Observation {
  /** as the app labels, after `opinion` was heard; null: abstained, or no stage */
  stage: Stage | null;
  /** when forced to choose; null: no stage */
  guess: Stage | null;
  /**
   * 0..1, how sure the guess is as a label: its probability, bent per stage such that labels from 0.6 up were right nine
   * times in ten in cross-validation
   */
  confidence: number;
  probabilities: Record<StageClass, number>;
  /** strongest first, at most 6 */
  reasons: Reason[];
  kind: Kind;
  /** 0..1 */
  kindConfidence: number;
  severity: { value: Severity; inferred: boolean };
  quality: { version: boolean; steps: boolean; error: boolean; expectation: boolean };
  /** BCP 47, or `und` */
  language: string;
  environment: { versions: string[]; os: string | null; production: string | null };
  firstSuccessMinutes: number | null;
  modelVersion: string;
  /** what a language model made of the guess; left out: it was not asked */
  opinion?: Opinion | undefined;
}

/**
 * All that a thread tells by itself: where its author stands, what it is about, how well it is reported.
 * Pure and deterministic; takes a few milliseconds whatever the text.
 */
export function observe(
  input: ObservationInput,
  settings: ObservationSettings,
  learned: LearnedModel | null = null,
): Observation {
  const reading = readThread(input.title, input.body);
  const thread = threadWords(reading);
  const features = featuresOf(reading, thread);
  const all = [...thread.words.title, ...thread.words.prose];
  const kind = kindOf(features, input, learned);
  const { firstSuccessField } = settings;
  return {
    ...stageOf(input, settings, features, thread, learned),
    kind: kind.kind,
    kindConfidence: kind.confidence,
    severity: severityOf(input.labels, settings.severityLabels, kind.kind, [
      thread.words.title,
      thread.words.prose,
    ]),
    quality: reportQuality(reading, all, thread.words.code),
    language: languageOf(all),
    environment: environmentOf(
      reading,
      (['title', 'prose', 'code'] as const).map((place) => ({
        text: thread.texts[place],
        words: thread.words[place],
      })),
      settings,
    ),
    firstSuccessMinutes:
      firstSuccessField === null ? null : firstSuccessMinutes(fieldAnswer(reading, firstSuccessField)),
    modelVersion: STAGE_MODEL.version,
  };
}
