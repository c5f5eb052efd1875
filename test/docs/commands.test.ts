import { describe, expect, it } from 'vitest';
import { HISTORY_FIELDS, readHistory } from '../../src/cli/analyze/history-file.ts';
import { main } from '../../src/cli/main.ts';
import { COMMANDS } from '../../src/loop/commands.ts';
import { historyFile } from '../cli/analyze/history.ts';
import { recordedIo } from '../cli/recorded-io.ts';
import { codeLines, DOCUMENTS, documentAt, inlineCode } from './documents.ts';

const HEAD = `# The command line

<!-- Generated from the commands' own --help. Do not edit: change the command and run \`npx vitest run test/docs -u\`. -->

\`npm run -s fullcircle -- COMMAND\`, or \`node dist/cli/fullcircle.js COMMAND\` where npm is not there (in the container
image, for example). Exit codes: 0 done, 1 failed, 2 the words of the call are wrong. Progress goes to standard error,
results to standard output. Commands read the same [environment](environment.md) as the app, \`.env\` files included. One
that needs the embedded database while the app holds it asks the running app over loopback.
`;

const HISTORY_EXAMPLE =
  '{"repo":"acme/kettle","number":7,"kind":"issue","title":"Boils over since 3.2","body":"After the upgrade.","author":"mira","createdAt":"2026-11-02T09:30:00Z","closedAt":null,"labels":["bug"],"comments":[{"author":"otto","association":"OWNER","createdAt":"2026-11-03T08:00:00Z","body":"Which lid?"}]}';

function fieldTable(fields: (typeof HISTORY_FIELDS)[keyof typeof HISTORY_FIELDS]): string {
  const rows = fields.map(
    ({ name, isNeeded, expected, meaning }) =>
      `| \`${name}\` | ${isNeeded ? 'yes' : 'no'} | ${expected} | ${meaning} |`,
  );
  return ['| field | needed | value | meaning |', '|---|---|---|---|', ...rows].join('\n');
}

const HISTORY = `### A history file

JSON lines: one thread a line, in any order, of one or several repositories. One such line:

\`\`\`json
${HISTORY_EXAMPLE}
\`\`\`

What is not needed may be left out or be null. Other fields are not read, and named on standard error.

${fieldTable(HISTORY_FIELDS.thread)}

Each of \`comments\`:

${fieldTable(HISTORY_FIELDS.comment)}
`;

async function help(words: readonly string[]): Promise<string> {
  const { io, told } = recordedIo();
  await main([...words, '--help'], io);
  return told.out;
}

const overview = await help([]);
const names = [...overview.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, name]) => name ?? '');
const helps = new Map<string, string>();
for (const name of names) helps.set(name, await help([name]));

describe('the command line', () => {
  it('docs/cli.md is up to date', async () => {
    const parts = [...helps].flatMap(([name, text]) => [
      `## ${name}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`,
      ...(name === 'analyze' ? [HISTORY] : []),
    ]);
    expect(parts.length).toBeGreaterThan(10);
    await expect([HEAD, ...parts].join('\n')).toMatchFileSnapshot('../../docs/cli.md');
  });

  it('shows a line of a history that can be read', async () => {
    const unread: string[] = [];
    const records = await readHistory(historyFile(HISTORY_EXAMPLE), (fields) => void unread.push(...fields));
    expect(records).toMatchObject([{ repo: 'acme/kettle', comments: [{ author: 'otto' }] }]);
    expect(unread).toEqual([]);
  });

  /** What else begins with the app's name: its check run. */
  const NO_CALLS = ['config'];

  const calls = DOCUMENTS.flatMap((document) =>
    [...inlineCode(document), ...codeLines(document, ['sh', 'console', 'yaml', 'ini'])].flatMap((line) => {
      const call =
        /(?:^(?:[A-Z_]+=\S+ )*fullcircle|npm run -s fullcircle --|fullcircle\.js|npm run(?= demo\b)) ([a-z]+)\b(.*)$/.exec(
          line,
        );
      return call === null || NO_CALLS.includes(call[1] ?? '')
        ? []
        : [[`${document.path}: ${line}`, call[1] ?? '', call[2] ?? ''] as const];
    }),
  );

  it.each(calls)('%s', (_, name, rest) => {
    expect(names).toContain(name);
    for (const [flag] of rest.matchAll(/--[a-z][a-z-]*/g)) expect(helps.get(name)).toContain(`${flag} `);
  });
});

describe('commands in comments', () => {
  const documented = documentAt('docs/commands.md');

  it('are all in docs/commands.md, and no others', () => {
    const told = inlineCode(documented).flatMap((code) => /^\/([a-z-]+)/.exec(code)?.[1] ?? []);
    expect([...new Set(told)].sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  /** Paths that the server answers, and folders of our own data, look like commands. */
  const NO_COMMANDS = /^\/(?:$|healthz|readyz|metrics|api|auth|setup|data|var|opt|etc|usr)/;

  it.each(DOCUMENTS.map((document) => [document.path, document] as const))(
    '%s names only these',
    (_, document) => {
      const named = inlineCode(document)
        .filter((code) => /^\/[a-z-]+(?:\s|$)/.test(code) && !NO_COMMANDS.test(code))
        .map((code) => /^\/([a-z-]+)/.exec(code)?.[1] ?? '');
      expect(named.filter((name) => !Object.hasOwn(COMMANDS, name))).toEqual([]);
    },
  );
});
