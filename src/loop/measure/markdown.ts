import { KIND_NAMES } from '../community/contribution-kind.ts';
import type { Thanks } from '../community/thanks.ts';
import type { AuditedDecision } from '../journey/decisions.ts';
import { limit, short } from '../journey/lines.ts';
import { type Measures, measuredGroups } from '../measure.ts';
import type { Line, Measured } from '../measured.ts';
import { present } from '../present.ts';
import type { RankedCluster } from '../prioritize/ranking.ts';
import { clusterName } from '../record/problems.ts';
import { capital } from '../render/capital.ts';
import { neutralisePlain } from '../render/neutralise.ts';
import { countText, intervalText, percent, valueText } from './figures.ts';

/** Clusters told of the ranking: a longer list is a table nobody reads. */
const RANKED_MAX = 10;

/** Longest login that GitHub allows. */
const LOGIN_CHARACTERS_MAX = 39;

/** All measures as Markdown that mentions nobody. */
export function metricsMarkdown(
  measures: Measures,
  title = `Measures as of the end of ${measures.week}`,
): string {
  const sections = [
    `# ${title}`,
    basisText(measures),
    verdictText(measures),
    ...measures.stages.map(
      ({ stage, goal, question, unseen, metrics }) =>
        `## ${capital(stage)}\n\nGoal: ${goal}. Key question: ${question}${unseen === null ? '' : ` Not visible on GitHub: ${unseen}.`}\n\n${table(metrics)}`,
    ),
    `## Loop health\n\n${table([...measures.firstResponse, ...measures.health])}`,
    `## Ranking\n\n${rankingText(measures.ranking)}`,
    `## Questions that come every week\n\n${weeklyText(measures)}`,
    `## Decisions looked back upon\n\n${decisionsText(measures.decisions)}`,
    `## Three functions\n\n${functionsText(measures)}`,
    `## Flywheel\n\n${table(measures.flywheel)}`,
    `## Monday plan\n\n${lines(measures.monday)}`,
    `## Presence\n\n${table(measures.presence)}`,
    `## Thanks\n\n${thanksText(measures.thanks)}`,
    `## Definitions\n\n${definitionsText(measures)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function basisText({ asOf, staff, rolesInferred }: Measures): string {
  return `As of ${asOf.toISOString()}. Intervals are 95 %; with fewer than 5 observations only their number is told. Staff is ${staff === 'inferred' ? 'inferred' : asConfigured(rolesInferred)}; staff and bots are not counted as community.`;
}

/** That the config says who is staff, and of how many threads only permissions did. */
export function asConfigured(rolesInferred: number): string {
  if (rolesInferred === 0) return 'as configured';
  const threads = rolesInferred === 1 ? '1 older thread' : `${rolesInferred} older threads`;
  return `as configured, in ${threads} inferred from permissions`;
}

function verdictText({ checklist }: Measures): string {
  const { verdict, pause, amplify, findOut } = checklist;
  const next = findOut.length > 0 ? `\n\nFind out next: ${findOut.join('; ')}.` : '';
  return `## Pause or amplify: ${verdict}\n\nPause if any of these is yes:\n\n${lines(pause)}\n\nAmplify only if all of these are yes:\n\n${lines(amplify)}${next}`;
}

/** Metrics with value, interval, number, coverage and provenance. */
export function table(metrics: readonly Measured[]): string {
  const rows = metrics.map((each) => {
    const { coverage, provenance } = each.metric;
    return `| ${cell(each.name)} | ${valueText(each)} | ${intervalText(each)} | ${countText(each.metric)} | ${percent(coverage)} | ${provenance} |`;
  });
  return [
    '| metric | value | 95 % | n | coverage | known by |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...rows,
  ].join('\n');
}

function lines(list: readonly Line[]): string {
  return list.map(lineText).join('\n');
}

function lineText({ state, text, evidence, at }: Line): string {
  const date = at === null ? '' : `, ${at.toISOString().slice(0, 10)}`;
  return `- **${state}**: ${text} (${evidence}${date})`;
}

function rankingText(ranking: readonly RankedCluster[] | null): string {
  if (ranking === null) return 'Nothing was clustered.';
  if (ranking.length === 0) return 'No cluster was reported in 28 days.';
  const rows = ranking.slice(0, RANKED_MAX).map((each) => {
    const { id, places, frequency, severity, isInferred, alignment, rank, range } = each;
    const [first, last] = places;
    const place = first === last ? String(first) : `${first} to ${last}, tied`;
    const trend =
      each.trend.value === null ? present(each.trend.note) : `${each.trend.value.toFixed(1)} times`;
    return `| ${place} | ${clusterName(id)} | ${rank.toFixed(1)} | ${range[0].toFixed(1)} to ${range[1].toFixed(1)} | ${frequency} | ${severity}${isInferred ? ' (inferred)' : ''} | ${alignment} | ${trend} |`;
  });
  return [
    '| place | cluster | rank | range | frequency | severity | alignment | trend |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function weeklyText({ weekly }: Measures): string {
  if (weekly === null) return 'Unknown: clusters of the last four weeks are not known.';
  if (weekly.length === 0) return 'None.';
  return weekly
    .map(
      ({ clusterId, newReporters }) =>
        `- ${clusterName(clusterId)}: new reporters by week ${newReporters.join(', ')}`,
    )
    .join('\n');
}

function decisionsText(decisions: readonly AuditedDecision[] | null): string {
  if (decisions === null) return 'Unknown: decisions are not kept.';
  if (decisions.length === 0) return 'None older than 8 weeks.';
  return decisions
    .map(({ clusterId, decision, decidedAt, shipped, before, after, ratio }) => {
      const range =
        ratio.interval === null
          ? present(ratio.note)
          : `${short(ratio.interval[0])} to ${limit(ratio.interval[1])} times`;
      return `- c${clusterId}, ${decision} (${decidedAt.toISOString().slice(0, 10)}): ${shipped ? 'shipped' : 'not shipped'}; threads in the 4 weeks before ${before}, after ${after} (${range})`;
    })
    .join('\n');
}

function functionsText({ functions }: Measures): string {
  return functions
    .map(({ name, purpose, failures }) => `**${name}**: ${purpose}. Watched:\n\n${lines(failures)}`)
    .join('\n\n');
}

function definitionsText(measures: Measures): string {
  const all = measuredGroups(measures).flatMap(({ metrics }) => metrics);
  const names = new Map<string, string[]>();
  for (const { name, definition } of all) names.set(definition, [...(names.get(definition) ?? []), name]);
  return [...names].map(([definition, of]) => `- ${of.join(', ')}: ${definition}`).join('\n');
}

/** Who did what, by kind, in alphabetical order. Logins stand plain, so that nobody is mentioned. */
export function thanksText(thanks: readonly Thanks[]): string {
  if (thanks.length === 0) return 'Nothing to thank the community for in this window yet.';
  return thanks
    .map(({ kind, people, others }) => {
      const names = people.map((login) =>
        neutralisePlain(login, { inline: true, maxCharacters: LOGIN_CHARACTERS_MAX }),
      );
      return `- ${KIND_NAMES[kind]}: ${[...names, ...(others ? ['people whose accounts are gone'] : [])].join(', ')}`;
    })
    .join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
