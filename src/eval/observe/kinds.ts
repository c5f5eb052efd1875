import { observedFeatures } from '../../loop/observe/features.ts';
import { kindScores, learnKindModel } from '../../loop/observe/kind-model.ts';
import { predictorOf } from '../../loop/observe/text-model.ts';
import { KINDS, type Kind } from '../../loop/vocabulary.ts';
import type { KindIssue } from './data.ts';
import { macroF1, type Pair, ratio } from './scores.ts';

/** What `fullcircle eval kinds` prints. */
export interface KindEvaluation {
  /** mean F1 over bug, feature and question */
  repositories: Record<string, number>;
  meanF1: number;
}

/** NLBSE'24: one model per repository, scored by the mean F1 of its three labels. */
const LABELS: readonly Kind[] = ['bug', 'feature', 'question'];

/** Trains one model per repository and scores it on that repository's test issues. */
export function evaluateKinds(train: readonly KindIssue[], test: readonly KindIssue[]): KindEvaluation {
  const repositories = [...new Set(test.map(({ repository }) => repository))].sort();
  const scored = repositories.map((repository): [string, number] => {
    const own = (issue: KindIssue): boolean => issue.repository === repository;
    return [repository, macroF1(guesses(train.filter(own), test.filter(own)), LABELS)];
  });
  return summary(scored);
}

/** The same protocol within one file: each repository in `folds` parts, labels spread evenly, pooled before scoring. */
export function crossValidateKinds(issues: readonly KindIssue[], folds = 5): KindEvaluation {
  const repositories = [...new Set(issues.map(({ repository }) => repository))].sort();
  const scored = repositories.map((repository): [string, number] => {
    const own = issues.filter((issue) => issue.repository === repository);
    const foldOf = spread(
      own.map(({ label }) => label),
      folds,
    );
    const pairs = Array.from({ length: folds }, (_, fold) =>
      guesses(
        own.filter((_issue, at) => foldOf[at] !== fold),
        own.filter((_issue, at) => foldOf[at] === fold),
      ),
    );
    return [repository, macroF1(pairs.flat(), LABELS)];
  });
  return summary(scored);
}

function guesses(train: readonly KindIssue[], test: readonly KindIssue[]): Pair[] {
  const examples = train.flatMap(({ repository, title, body, label }) => {
    const kind = KINDS.find((known) => known === label);
    return kind === undefined ? [] : [{ repository, title, body, kind }];
  });
  const model = learnKindModel(examples);
  const predictor = model === null ? null : predictorOf(model);
  return test.map(({ title, body, label }) => {
    const scores = kindScores(observedFeatures(title, body).values, predictor).filter(({ kind }) =>
      LABELS.includes(kind),
    );
    const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
    return { right: label, guessed: best.kind };
  });
}

function spread(labels: readonly string[], folds: number): number[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const count = seen.get(label) ?? 0;
    seen.set(label, count + 1);
    return count % folds;
  });
}

function summary(scored: readonly (readonly [string, number])[]): KindEvaluation {
  return {
    repositories: Object.fromEntries(scored),
    meanF1: ratio(
      scored.reduce((sum, [, f1]) => sum + f1, 0),
      scored.length,
    ),
  };
}
