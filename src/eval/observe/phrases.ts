import type { StageText } from '../../loop/observe/stage-model.ts';

/**
 * The signals' phrases were written after reading threads of the training file. A phrase made after one thread "finds"
 * that thread, and a model trained on it would take its signal for surer than it is on threads that nobody has read.
 * So a phrase counts in training, and where a thread is judged in cross-validation, only when the threads trained on
 * confirm it. The app looks for all of them.
 */

/** Threads, and repositories, that a phrase must occur in. */
const THREADS_MIN = 3;
const REPOSITORIES_MIN = 2;

/** Phrases that enough of these threads contain, whatever their stage. */
export function confirmedPhrases(texts: readonly StageText[]): ReadonlySet<string> {
  const seen = new Map<string, string[]>();
  for (const { evidence, group } of texts) {
    for (const phrase of new Set(evidence.map((each) => each.phrase))) {
      const groups = seen.get(phrase);
      if (groups === undefined) seen.set(phrase, [group]);
      else groups.push(group);
    }
  }
  const isConfirmed = (groups: readonly string[]): boolean =>
    groups.length >= THREADS_MIN && new Set(groups).size >= REPOSITORIES_MIN;
  return new Set([...seen].filter(([, groups]) => isConfirmed(groups)).map(([phrase]) => phrase));
}

/** The text as if only these phrases were looked for. */
export function withPhrases(text: StageText, confirmed: ReadonlySet<string>): StageText {
  const standing = new Set(
    text.evidence.filter(({ phrase }) => confirmed.has(phrase)).map(({ feature }) => feature),
  );
  const fallen = new Set(
    text.evidence.map(({ feature }) => feature).filter((feature) => !standing.has(feature)),
  );
  return { ...text, features: new Map([...text.features].filter(([name]) => !fallen.has(name))) };
}
