import { z } from 'zod';
import { WEEKDAYS } from '../loop/settings.ts';
import { STAGES } from '../loop/vocabulary.ts';
import {
  fieldName,
  filePath,
  labelName,
  list,
  login,
  phrase,
  repositoryName,
  teamSlug,
  time,
  zone,
} from './value-types.ts';

// The larger sections of the config; their meaning is in their own descriptions.

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const NOTICES = ['released', 'documented', 'declined', 'fixed'] as const;

/** Clusters of one are no clusters; ten thousand members are a blob, whatever the project. */
const CLUSTER_SIZE_MAX = 10_000;
/** A theme shall tip a ranking, not be it. */
const THEME_WEIGHT_MAX = 10;
/** More than this in one release would flood a community, whatever the budget. */
const NOTICES_PER_RELEASE_MAX = 1_000;

const weekday = z
  .enum([...WEEKDAYS, ...DAY_NAMES], { error: 'a day of the week such as monday or mon' })
  .meta({ title: 'day of the week' });

const teams = (what: string) =>
  list(teamSlug)
    .default([])
    .meta({ description: `Team slugs of ${what}.` });

export const staff = z.strictObject({
  teams: teams('the people who answer'),
  logins: list(login).default([]).meta({ description: 'Single people who answer.' }),
  bots: list(login).default([]).meta({
    description: 'Machines under an ordinary account. Accounts that GitHub marks as bots need no mention.',
  }),
});

export const functions = z.strictObject({
  product: teams('Product'),
  docs: teams('Docs'),
  support: teams('Support'),
  devrel: teams('DevRel'),
});

export const officeHours = z
  .strictObject({
    days: list(weekday)
      .min(1)
      .default(['mon', 'tue', 'wed', 'thu', 'fri'])
      .meta({ description: 'Working days.' }),
    from: time.default('09:00').meta({ description: 'Start of the working day, in `triage.timezone`.' }),
    to: time.default('17:00').meta({ description: 'End of the working day, later than `from`.' }),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'a time later than `from`' })
  .optional()
  .meta({ description: 'Where given, durations are told in business time, too.' });

function stageLabel(stage: (typeof STAGES)[number]) {
  return labelName.default(`stage: ${stage}`).meta({ description: `Label of the stage ${stage}.` });
}

const stageLabels = z
  .strictObject({
    awareness: stageLabel('awareness'),
    onboarding: stageLabel('onboarding'),
    adoption: stageLabel('adoption'),
    retention: stageLabel('retention'),
    advocacy: stageLabel('advocacy'),
  })
  .check((context) => {
    const seen = new Map<string, string>();
    for (const stage of STAGES) {
      // GitHub compares label names without case
      const name = context.value[stage].toLowerCase();
      const other = seen.get(name);
      if (other !== undefined) {
        const message = `a label of its own: \`${other}\` has the same one`;
        context.issues.push({ code: 'custom', message, input: context.value[stage], path: [stage] });
      }
      seen.set(name, stage);
    }
  });

function keywords(stage: (typeof STAGES)[number]) {
  return list(phrase)
    .optional()
    .meta({ description: `Words of this project that speak for ${stage}.` });
}

const stageKeywords = z.strictObject({
  awareness: keywords('awareness'),
  onboarding: keywords('onboarding'),
  adoption: keywords('adoption'),
  retention: keywords('retention'),
  advocacy: keywords('advocacy'),
});

export const stages = z.strictObject({
  labels: stageLabels.prefault({}),
  keywords: stageKeywords.prefault({}),
  min_confidence: z
    .number()
    .min(0)
    .max(1)
    .default(0.6)
    .meta({ description: 'Below this confidence a thread gets no stage label.' }),
});

export const clusters = z.strictObject({
  comment: z
    .enum(['certain', 'never'])
    .default('certain')
    .meta({ description: 'Whether a thread is told that its problem is known.' }),
  canonical_from: z.int().min(2).max(CLUSTER_SIZE_MAX).default(3).meta({
    description:
      'From how many people the canonical thread carries the count of its reports: who reported it, or asked by `/notify-me`.',
  }),
  across_repositories: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether threads of several repositories may be one problem.' }),
  max_size: z
    .int()
    .min(2)
    .max(CLUSTER_SIZE_MAX)
    .default(200)
    .meta({ description: 'A cluster of this size takes in nothing more by itself.' }),
});

const theme = z.strictObject({
  name: phrase,
  weight: z.number().positive().max(THEME_WEIGHT_MAX).default(1),
  match: z
    .strictObject({ words: list(phrase).default([]), labels: list(labelName).default([]) })
    .prefault({}),
});

export const themes = list(theme)
  .check((context) => {
    const names = context.value.map(({ name }) => name.toLowerCase());
    for (const [at, name] of names.entries()) {
      if (names.indexOf(name) === at) continue;
      const message = 'a name of its own: another theme has the same one';
      context.issues.push({ code: 'custom', message, input: name, path: [at, 'name'] });
    }
  })
  .default([])
  .meta({
    description: 'Strategic goals: `name`, `weight` in the rank and what matches (`words`, `labels`).',
  });

export const notices = z.strictObject({
  on: list(z.enum(NOTICES))
    .default(['released', 'documented', 'declined'])
    .meta({ description: 'What reporters are told of.' }),
  prereleases: z.boolean().default(false).meta({ description: 'Whether a prerelease counts as released.' }),
  per_release_max: z
    .int()
    .min(0)
    .max(NOTICES_PER_RELEASE_MAX)
    .default(50)
    .meta({ description: 'Most notices for one release; the rest waits for approval.' }),
  quiet: list(login).default([]).meta({ description: 'People who get no notes and no thanks.' }),
});

export const triage = z.strictObject({
  repository: repositoryName.optional().meta({
    description:
      'Where the weekly issue is opened. Left out: the only repository of the installation, else none.',
  }),
  day: weekday.default('monday').meta({ description: 'Day of the weekly issue.' }),
  time: time.default('09:00').meta({ description: 'Time of the weekly issue, in `timezone`.' }),
  timezone: zone.default('UTC').meta({ description: 'IANA zone of weeks and times.' }),
  team: teamSlug
    .optional()
    .meta({ description: 'Team that does the triage. The weekly issue names it, without a mention.' }),
  length: z.enum(['full', 'short']).default('full').meta({
    description:
      'How much the weekly issue tells. `short`: the verdict, three decisions, and what should not wait.',
  }),
  skip_empty: z.boolean().default(true).meta({
    description:
      'No weekly issue where nothing was opened and neither the app nor the config has a problem; what waits comes with the next.',
  }),
});

export const signals = z.strictObject({
  first_success_field: fieldName.optional().meta({
    description: 'Heading of the issue form in which people tell the minutes to their first success.',
  }),
  production_field: fieldName
    .optional()
    .meta({ description: 'Heading of the issue form in which people tell where they run it.' }),
  adopters_file: filePath.optional().meta({ description: 'File in which adopters list themselves.' }),
});
