import { ORGANIZATION_KEYS } from './schema.ts';
import { CONFIG_DESCRIPTION, type DescribedSchema, describeType } from './schema-description.ts';

const HEAD = `# Configuration

<!-- Generated from src/config/schema.ts. Do not edit: change the schema and run the test of the reference with \`-u\`. -->

\`.github/fullcircle.yml\` of the default branch. The file in the organisation's repository \`.github\` comes first; a
repository's own file overrides it key by key (lists as a whole). Everything is optional. An unknown key or a wrong value
changes nothing: the last good config stays in force, and the check run \`fullcircle config\` on the commit, and on pull
requests that touch the file, names the line, the key and the nearest valid word.

Keys marked **org** decide about trust or about others and count only in the organisation's file. For a personal account,
and for an installation that covers exactly one repository, they count in that repository's file.

Without any file the mode is \`label\`: the app labels new threads, answers commands, opens the weekly issue where it is
clear in which repository, and comments on nobody's thread. With a file that leaves \`mode\` out it is \`act\`.
`;

/** A file to begin with; a test reads it. */
export const EXAMPLE = `version: 1
mode: act
staff: { teams: [devrel], bots: [renovate] }
functions: { product: [product], docs: [docs] }
stages:
  keywords: { onboarding: ["init wizard"] }
themes:
  - { name: Types, weight: 1.5, match: { words: [typescript, d.ts], labels: [types] } }
severity: { labels: { P0: blocker, P1: major } }
triage: { repository: feedback, day: monday, time: "09:00", timezone: Europe/Berlin, team: devrel }
`;

/** docs/configuration.md: every key with its type, default and meaning. */
export function renderReference(): string {
  const top: [string, DescribedSchema][] = Object.entries(CONFIG_DESCRIPTION.properties ?? {});
  const plain = top.filter(([, described]) => described.properties === undefined);
  const sections = top.flatMap(([key, described]) => section(key, described));
  const general = ['## General', '', ...table(plain.map(([key, described]) => row(key, described)))].join(
    '\n',
  );
  const example = ['## Example', '', '```yaml', EXAMPLE.trimEnd(), '```'].join('\n');
  return `${[HEAD.trimEnd(), example, general, ...sections].join('\n\n')}\n`;
}

function section(key: string, described: DescribedSchema): string[] {
  if (described.properties === undefined) return [];
  const rows = leavesOf(key, described).map(([path, leaf]) => row(path, leaf));
  const mark = isOrganizationKey(key) ? " Only in the organisation's file." : '';
  return [[`## ${key}`, '', `${described.description ?? ''}${mark}`, '', ...table(rows)].join('\n')];
}

/** The keys below a section that hold values, with their paths. */
function leavesOf(path: string, described: DescribedSchema): [string, DescribedSchema][] {
  if (described.properties === undefined) return [[path, described]];
  return Object.entries(described.properties).flatMap(([key, inner]) => leavesOf(`${path}.${key}`, inner));
}

function row(path: string, described: DescribedSchema): string {
  const mark = isOrganizationKey(path) ? ' **org**' : '';
  return `| \`${path}\`${mark} | ${typeOf(described)} | ${defaultOf(described)} | ${described.description ?? ''} |`;
}

function table(rows: readonly string[]): string[] {
  return ['| key | type | default | meaning |', '| --- | --- | --- | --- |', ...rows];
}

function typeOf(described: DescribedSchema): string {
  if (described.title !== undefined) return described.title;
  if (described.enum !== undefined) return described.enum.map((word) => `\`${String(word)}\``).join(', ');
  if (described.type === 'object' && described.additionalProperties) {
    return `${words(described.propertyNames ?? {})} to ${words(described.additionalProperties)}`;
  }
  if (described.type === 'array' && described.items !== undefined) return `list of ${words(described.items)}`;
  return describeType(described);
}

function words(described: DescribedSchema): string {
  if (described.title !== undefined || described.enum !== undefined) return typeOf(described);
  if (described.properties !== undefined) {
    return `\`{ ${Object.keys(described.properties).join(', ')} }\``;
  }
  return 'text';
}

function defaultOf({ default: value }: DescribedSchema): string {
  if (value === undefined) return 'none';
  return `\`${JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ')}\``;
}

function isOrganizationKey(path: string): boolean {
  return ORGANIZATION_KEYS.some((key) => path === key || path.startsWith(`${key}.`));
}
