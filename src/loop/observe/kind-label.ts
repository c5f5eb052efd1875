import { KINDS, type Kind } from '../vocabulary.ts';
import { wordsOf } from './words.ts';

/** Names that repositories give to labels of a kind, as words; GitHub's defaults first. */
const NAMES: Readonly<Record<Exclude<Kind, 'other'>, readonly string[]>> = {
  bug: ['bug', 'bugs', 'defect', 'crash', 'regression', 'confirmed bug', 'bug report', 'c bug', 'unconfirmed bug'],
  feature: ['enhancement', 'feature', 'feature request', 'new feature', 'feat', 'improvement', 'idea', 'c enhancement', 'c feature request', 'proposal'],
  question: ['question', 'questions', 'support', 'help', 'usage question', 'q&a', 'discussion question'],
  docs: ['documentation', 'docs', 'doc', 'a docs', 'documentation issue'],
}; // biome-ignore format: one table

/** Words before a kind in labels like `type: bug`, `kind/bug`, `T-bug`. */
const PREFIXES = new Set(['type', 'kind', 't', 'issue', 'category', 'status', 'c', 'a']);

const KIND_BY_NAME = new Map(
  KINDS.flatMap((kind) => (kind === 'other' ? [] : NAMES[kind].map((name) => [name, kind] as const))),
);

/** The kind that a thread's labels name; null when they name none, or several that disagree. */
export function kindOfLabels(labels: readonly string[]): Kind | null {
  const kinds = new Set(labels.flatMap((label) => kindOfLabel(label) ?? []));
  const [only = null, ...others] = kinds;
  return others.length === 0 ? only : null;
}

function kindOfLabel(label: string): Kind | null {
  const words = wordsOf(label.replace(/[:/_-]/gu, ' '))
    .map((word) => word.text)
    .filter((word) => /^[a-z]/u.test(word));
  const name = words.join(' ');
  const rest = PREFIXES.has(words[0] ?? '') ? words.slice(1).join(' ') : name;
  return KIND_BY_NAME.get(name) ?? KIND_BY_NAME.get(rest) ?? null;
}
