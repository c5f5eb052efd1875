import { expect, it } from 'vitest';
import { measure, measuredGroups } from '../../src/loop/measure.ts';
import type { Line } from '../../src/loop/measured.ts';
import { project, SETTINGS } from '../loop/record/project.ts';

const HEAD = `# Every metric

<!-- Generated from the measures. Do not edit: change them and run \`npx vitest run test/docs -u\`. -->

Each number comes with n, a 95 % interval, its coverage and how it is known; how to read them, who counts and where the
methods come from is in [metrics.md](metrics.md). The names on the left are those of
\`fullcircle export --format json\` and of the dashboard.
`;

// Office hours given, since some waits are told in both.
const measures = measure(project(), {
  ...SETTINGS,
  officeHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
});

const TITLES: Readonly<Record<string, string>> = {
  loop: 'Health of the loop',
  flywheel: 'Flywheel',
  presence: 'Presence of people',
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const lines = (list: readonly Line[]): string =>
  table(
    ['line', 'what it asks'],
    list.map(({ id, text }) => [`\`${id}\``, cell(text)]),
  );

it('docs/metrics-list.md is up to date', async () => {
  const groups = measuredGroups(measures).map(({ group, metrics }) => {
    const stage = measures.stages.find((each) => each.stage === group);
    const about =
      stage === undefined
        ? []
        : [
            `Goal: ${stage.goal}. Key question: ${stage.question}${stage.unseen === null ? '' : ` Not visible on GitHub: ${stage.unseen}.`}`,
          ];
    const title = TITLES[group] ?? group.charAt(0).toUpperCase() + group.slice(1);
    const rows = metrics.map(({ id, name, unit, definition }) => [
      `\`${id}\``,
      cell(name),
      unit,
      cell(definition),
    ]);
    return [`## ${title}`, ...about, table(['name', 'what', 'in', 'definition'], rows)].join('\n\n');
  });
  const { pause, amplify } = measures.checklist;
  const text = [
    HEAD.trimEnd(),
    ...groups,
    '## Pause or amplify',
    'Pause if any of these is yes:',
    lines(pause),
    'Amplify only if all of these are yes:',
    lines(amplify),
    '## The three functions',
    'What each is for, and the failures that are watched.',
    ...measures.functions.map(
      ({ name, purpose, failures }) => `**${name}**: ${purpose}.\n\n${lines(failures)}`,
    ),
    '## Monday plan',
    lines(measures.monday),
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../../docs/metrics-list.md');
});
