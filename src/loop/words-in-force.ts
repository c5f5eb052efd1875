import type { Command, Judgement } from './item.ts';
import { themeNames, wordNamed } from './judge-command.ts';
import { kindOfLabels } from './observe/kind-label.ts';
import type { Settings } from './settings.ts';
import type { Kind, Severity } from './vocabulary.ts';
import { KINDS, SEVERITIES } from './vocabulary.ts';

/** A human's word that stands: what it says, and who said it how. `key` is that of the command or judgement. */
export interface Word<Value> {
  value: Value;
  by: 'command' | 'label';
  key: string;
  actor: Command['actor'];
  at: Date;
}

/** What humans have said of a thread besides its stage. */
export interface OtherWords {
  /** the latest human word; null: nobody has said anything that stands */
  kind: Word<Kind> | null;
  severity: Word<Severity> | null;
  /** names of themes that commands gave it, in the order they were said */
  themes: readonly string[];
}

/** One thing said, in the order in which it was said. */
export type Said = { type: 'command'; command: Command } | { type: 'judgement'; judgement: Judgement };

/**
 * The latest word on kind and severity, by a command or by a label put by hand; a label that is taken off again takes
 * its word with it. Themes add up.
 * @param said in the order of saying
 * @param standing commands that count
 */
export function otherWords(
  said: readonly Said[],
  standing: readonly Command[],
  settings: Settings,
): OtherWords {
  const counts = new Set(standing.map(({ key }) => key));
  const severities = new Map(
    Object.entries(settings.severity.labels).map(([label, value]) => [label.toLowerCase(), value]),
  );
  const names = themeNames(settings);
  return {
    kind: latest(said, counts, {
      verb: 'kind',
      named: (argument) => wordNamed(KINDS, 'kind', argument),
      labelled: (label) => kindOfLabels([label]),
    }),
    severity: latest(said, counts, {
      verb: 'severity',
      named: (argument) => wordNamed(SEVERITIES, 'severity', argument),
      labelled: (label) => severities.get(label.toLowerCase()) ?? null,
    }),
    themes: [
      ...new Set(
        standing.flatMap(({ verb, argument }) =>
          verb === 'theme' ? (wordNamed(names, 'theme', argument) ?? []) : [],
        ),
      ),
    ],
  };
}

interface Reading<Value> {
  verb: string;
  /** what the argument of the command means */
  named: (argument: string) => Value | null;
  /** what a label means */
  labelled: (label: string) => Value | null;
}

function latest<Value>(
  said: readonly Said[],
  counts: ReadonlySet<string>,
  { verb, named, labelled }: Reading<Value>,
): Word<Value> | null {
  let word: Word<Value> | null = null;
  for (const one of said) {
    if (one.type === 'command') {
      const { key, argument, actor, at } = one.command;
      const value = one.command.verb === verb && counts.has(key) ? named(argument) : null;
      if (value !== null) word = { value, by: 'command', key, actor, at };
      continue;
    }
    const { label, key, actor, at } = one.judgement;
    const value = labelled(label);
    if (value === null) continue;
    if (one.judgement.verb === 'added') word = { value, by: 'label', key, actor, at };
    else if (word?.by === 'label' && word.value === value) word = null;
  }
  return word;
}
