import { present } from '../present.ts';
import { KINDS, type Kind } from '../vocabulary.ts';
import { observedFeatures } from './features.ts';
import model from './kinds.model.json' with { type: 'json' };
import {
  type Predictor,
  predictorOf,
  scoresOf,
  type TextExample,
  type TextModel,
  type TextModelOptions,
  trainTextModel,
} from './text-model.ts';

/** A thread whose kind is known. */
export interface KindExample {
  repository: string;
  title: string;
  body: string;
  kind: Kind;
  /** 0..1: how much it counts; a change by a new account weighs little. Default 1 */
  trust?: number;
}

/** The kind model with where it comes from. */
export interface KindModel extends TextModel {
  version: string;
  provenance: Record<string, string | number>;
}

const FAMILIES = ['s', 'st', 'so', 'f', 't', 'b', 'k', 'q', 'c'] as const;
const SCALES = { t: 3, b: 2, k: 1, q: 1.5, s: 0.4, st: 0.4, so: 0.4, f: 0.4, c: 4, m: 0.5 } as const;

export const KIND_OPTIONS: TextModelOptions = {
  l2: 2,
  steps: 40,
  families: FAMILIES,
  minDocuments: 6,
  minGroups: 3,
  minDocumentsSignal: 3,
  scales: SCALES,
  balance: 0.3,
};

/** For one repository: its own words count from three threads on, with the general model's opinion (`m:`) beside them. */
const REPOSITORY_OPTIONS: TextModelOptions = {
  ...KIND_OPTIONS,
  steps: 35,
  families: [...FAMILIES, 'm'],
  minDocuments: 3,
  minGroups: 1,
  minDocumentsSignal: 2,
  balance: 0,
};

/** Newest threads of each kind that a repository's model is trained on: enough to learn its words, and done in seconds. */
const EXAMPLES_PER_KIND_MAX = 300;

/** Below these a repository's labels teach more noise than its words. */
const EXAMPLES_MIN = 30;
const EXAMPLES_PER_KIND_MIN = 8;

/** Trains the kind model that comes with the app, on threads of many repositories. Deterministic. */
export function trainKindModel(
  examples: readonly KindExample[],
  provenance: Record<string, string | number> = {},
): KindModel {
  const trained = trainTextModel(examples.map(textExample), KINDS, KIND_OPTIONS);
  return { ...trained, version: `kinds-${examples.length}`, provenance };
}

/** The model that comes with the app; `fullcircle train` makes it again. */
export const KIND_MODEL: KindModel = { ...model, provenance: { ...model.provenance } };

const GENERAL: Predictor = predictorOf(KIND_MODEL);

/**
 * A kind model of one repository from its own labels and the changes of its people, oldest first.
 * null where there are too few to learn from. Kinds with too few threads are left to the general model.
 */
export function learnKindModel(examples: readonly KindExample[]): TextModel | null {
  const counts = new Map<Kind, number>();
  for (const { kind } of examples) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const kinds = KINDS.filter((kind) => (counts.get(kind) ?? 0) >= EXAMPLES_PER_KIND_MIN);
  const newest = kinds.flatMap((kind) =>
    examples.filter((example) => example.kind === kind).slice(-EXAMPLES_PER_KIND_MAX),
  );
  if (kinds.length < 2 || newest.length < EXAMPLES_MIN) return null;
  const learning = newest.map((example) => {
    const text = textExample(example);
    return { ...text, features: withGeneralOpinion(text.features) };
  });
  return trainTextModel(learning, kinds, REPOSITORY_OPTIONS);
}

/** The scores of every kind: of the repository's model where it knows the kind, else the general model's. */
export function kindScores(
  features: ReadonlyMap<string, number>,
  learned: Predictor | null,
): { kind: Kind; score: number }[] {
  const general = centred(scoresOf(GENERAL, features));
  if (learned === null) return KINDS.map((kind, at) => ({ kind, score: present(general[at]) }));
  const own = centred(scoresOf(learned, withGeneralOpinion(features)));
  return KINDS.map((kind, at) => {
    const place = learned.model.classes.indexOf(kind);
    return { kind, score: place === -1 ? present(general[at]) - UNSEEN_PENALTY : present(own[place]) };
  });
}

/** A kind that the repository hardly ever labels needs that much more evidence, in logits. */
const UNSEEN_PENALTY = 2;

function textExample({ repository, title, body, kind, trust }: KindExample): TextExample {
  return {
    features: observedFeatures(title, body).values,
    label: kind,
    group: repository,
    importance: trust ?? 1,
  };
}

function withGeneralOpinion(features: ReadonlyMap<string, number>): Map<string, number> {
  const opinion = centred(scoresOf(GENERAL, features));
  return new Map([...features, ...KINDS.map((kind, at) => [`m:${kind}`, present(opinion[at])] as const)]);
}

function centred(scores: readonly number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return scores.map((score) => score - mean);
}
