import type { Kind, Severity } from '../vocabulary.ts';
import { type Match, PhraseTable } from './phrases.ts';
import type { Word } from './words.ts';

/** Words from which a severity is inferred where no label tells. The first row that is found wins. */
const TABLE: Readonly<Record<'blocker' | 'major' | 'cosmetic', readonly string[]>> = {
  blocker: [
    'data loss', 'lose|lost|loses __ data', 'corrupt*', 'production [is] down', 'blocker', 'blocks us', 'blocking us|our|production|release',
    'security', 'vulnerab*', 'cve*', 'outage', 'completely broken|unusable', 'unusable', 'can not use __ at all', 'urgent',
  ],
  major: [
    'crash*', 'segfault*', 'panic*', 'regress*', 'memory leak*', 'leak*', 'hang*', 'deadlock*', 'out of memory', 'internal compiler error',
    'stopped working', 'no longer work*', 'broken', 'can not install|build|start|run|login', 'can not log in', 'unable to', 'not working', 'freez*',
  ],
  cosmetic: [
    'typo*', 'spelling', 'misspell*', 'grammar', 'wording', 'cosmetic', 'misaligned', 'alignment', 'colour|color', 'icon', 'nitpick', 'whitespace',
  ],
}; // biome-ignore format: one table

const PHRASES = new PhraseTable<'blocker' | 'major' | 'cosmetic'>(
  (['blocker', 'major', 'cosmetic'] as const).flatMap((value) =>
    TABLE[value].map((phrase) => [phrase, value] as const),
  ),
);

/** Words after which a phrase says what did not happen: "no outage", "it never crashes". */
const NEGATIONS = new Set(['no', 'not', 'never', 'without', 'nor', 'zero']);

/** What may stand between the two: "never had any outage". */
const BETWEEN = new Set('a an any one single once even ever more had have been be seen caused'.split(' '));

/**
 * Severity by the labels of the config (the worst of them), else inferred from the words.
 * Only bugs are inferred above minor: a missing feature or a question hurts, but nothing is broken.
 */
export function severityOf(
  labels: readonly string[],
  severityLabels: Readonly<Record<string, Severity>>,
  kind: Kind,
  words: readonly (readonly Word[])[],
): { value: Severity; inferred: boolean } {
  const wanted = new Map(
    Object.entries(severityLabels).map(([label, value]) => [label.toLowerCase(), value]),
  );
  const given = labels.flatMap((label) => wanted.get(label.toLowerCase()) ?? []);
  const worst = ORDER.find((value) => given.includes(value));
  if (worst !== undefined) return { value: worst, inferred: false };
  const found = new Set(
    words.flatMap((part) =>
      PHRASES.find(part)
        .filter((match) => !isNegated(match, part))
        .map(({ meaning }) => meaning),
    ),
  );
  return { value: inferredSeverity(kind, found), inferred: true };
}

function isNegated({ start }: Match<unknown>, words: readonly Word[]): boolean {
  let at = words.findIndex((word) => word.start >= start) - 1;
  while (BETWEEN.has(words[at]?.text ?? '')) at -= 1;
  return NEGATIONS.has(words[at]?.text ?? '');
}

const ORDER: readonly Severity[] = ['blocker', 'major', 'minor', 'cosmetic'];

function inferredSeverity(kind: Kind, found: ReadonlySet<string>): Severity {
  if (kind === 'bug' && found.has('blocker')) return 'blocker';
  if (kind === 'bug' && found.has('major')) return 'major';
  if ((kind === 'bug' || kind === 'docs') && found.has('cosmetic')) return 'cosmetic';
  return 'minor';
}
