import { CONFIG_PATH } from '../loop/decide/config.ts';
import type { CheckPut } from '../loop/effect.ts';
import { breakReferences, cleanText } from '../loop/render/escape.ts';
import { neutralisePlain } from '../loop/render/neutralise.ts';
import { type IgnoredKey, type ParsedConfig, PROBLEMS_MAX, type Problem } from './problem.ts';

/** Lines of the summary: longer than any message of ours with a quoted value. */
const LINE_CHARACTERS_MAX = 400;

/** What the check run `fullcircle config` says of a file: every problem with its line, key and nearest valid word. */
export function configCheckRun(
  parsed: ParsedConfig,
): Pick<CheckPut, 'conclusion' | 'title' | 'summary' | 'annotations'> {
  const { file, problems, ignoredKeys } = parsed;
  if (problems.length > 0) {
    return {
      conclusion: 'failure',
      title: problems.length === 1 ? 'One problem' : `${counted(problems)} problems`,
      summary: [
        'This file is not used. The last good config stays in force until it is repaired.',
        '',
        ...problems.map((problem) => listLine(problem.line, describeProblem(problem))),
      ].join('\n'),
      annotations: problems.map((problem) => annotation(problem.line, describeProblem(problem))),
    };
  }
  if (ignoredKeys.length > 0) {
    return {
      conclusion: 'neutral',
      title: `Valid, but ${ignoredKeys.length === 1 ? 'one key does' : `${ignoredKeys.length} keys do`} not count here`,
      summary: [
        'These keys decide about trust or about others. They count only in the file of the organisation, in its repository `.github`:',
        '',
        ...ignoredKeys.map((ignored) => listLine(ignored.line, describeIgnored(ignored))),
      ].join('\n'),
      annotations: ignoredKeys.map((ignored) => annotation(ignored.line, describeIgnored(ignored))),
    };
  }
  const summary =
    file === null
      ? `There is no \`${CONFIG_PATH}\` here.`
      : 'Every key is known and every value fits. What the file leaves out has its default.';
  return { conclusion: 'success', title: file === null ? 'No config' : 'Valid', summary, annotations: [] };
}

/** A problem on one line of plain text, without its place. May quote the file. */
export function describeProblem({ key, message, suggestion }: Problem): string {
  const guess = suggestion === null ? '' : `. Did you mean \`${suggestion}\`?`;
  return `${key === '' ? '' : `${shortened(key)}: `}${message}${guess}`;
}

/** Characters of a key that are said: a file may have made up one of any length. */
const KEY_CHARACTERS_MAX = 100;

function shortened(key: string): string {
  return key.length > KEY_CHARACTERS_MAX ? `${key.slice(0, KEY_CHARACTERS_MAX)}…` : key;
}

function describeIgnored({ key }: IgnoredKey): string {
  return `${shortened(key)}: does not count in the file of a repository`;
}

function counted(problems: readonly Problem[]): string {
  return problems.length === PROBLEMS_MAX ? `${PROBLEMS_MAX} or more` : String(problems.length);
}

function listLine(line: number, text: string): string {
  return `- line ${line}: ${neutralisePlain(text, { inline: true, maxCharacters: LINE_CHARACTERS_MAX })}`;
}

/** Annotations are shown as plain text. */
function annotation(line: number, text: string): { path: string; line: number; message: string } {
  return { path: CONFIG_PATH, line, message: breakReferences(cleanText(text)) };
}
