import { z } from 'zod';
import { MODES, SEVERITIES } from '../loop/vocabulary.ts';
import {
  clusters,
  functions,
  notices,
  officeHours,
  signals,
  staff,
  stages,
  themes,
  triage,
} from './schema-sections.ts';
import { filePath, labelName, list, phrase, repositoryName } from './value-types.ts';

/** Settings a repository may not decide for itself, since they are about trust or about others. */
export const ORGANIZATION_KEYS = [
  'staff',
  'audience',
  'functions',
  'themes',
  'triage',
  'privacy',
  'judge',
  'teach',
  'clusters.across_repositories',
] as const;

/** The only version so far. */
export const CONFIG_VERSION = 1;

/** Ten years: longer than any project asks for. */
const DAYS_MAX = 3_650;

const LANGUAGES = ['en', 'de', 'es', 'fr', 'ja', 'pt-BR', 'zh-CN'] as const;

/**
 * `.github/fullcircle.yml`: strict, everything optional. Its input is what a file says, its output has the defaults
 * filled in. The reference in docs/configuration.md is generated from it.
 */
export const configSchema = z.strictObject({
  version: z.literal(CONFIG_VERSION).default(CONFIG_VERSION).meta({ description: 'Version of this format.' }),
  mode: z.enum(MODES).default('act').meta({
    description:
      '`observe`: no writes; `suggest`: the weekly issue, answers to commands and what they ask for; `label`: and stage labels on new threads; `act`: and comments of its own accord. A repository may lower the mode of the organisation, never raise it.',
  }),
  language: z.enum(LANGUAGES).default('en').meta({ description: 'Language of our comments.' }),
  staff: staff
    .prefault({})
    .meta({ description: 'Who is not community. Without teams and logins: whoever has write permission.' }),
  functions: functions
    .prefault({})
    .meta({ description: 'Who stands for which function in the weekly triage.' }),
  audience: z
    .enum(['external', 'internal'])
    .default('external')
    .meta({ description: '`internal`: members of other teams are the community.' }),
  office_hours: officeHours,
  stages: stages.prefault({}).meta({ description: 'Stages of the developer journey.' }),
  clusters: clusters.prefault({}).meta({ description: 'Threads about the same problem.' }),
  themes,
  severity: z
    .strictObject({
      labels: z
        .record(labelName, z.enum(SEVERITIES))
        .default({})
        .meta({ description: 'Label to the severity that it means.' }),
    })
    .prefault({})
    .meta({ description: 'How much it hurts.' }),
  releases: z
    .strictObject({
      packages: z
        .record(phrase, phrase)
        .default({})
        .meta({ description: 'Repository or package to the prefix of its tags.' }),
    })
    .prefault({})
    .meta({ description: 'Which tags release what.' }),
  notices: notices.prefault({}).meta({ description: 'What reporters are told when their problem moves on.' }),
  triage: triage.prefault({}).meta({ description: 'The weekly issue.' }),
  decisions: z
    .strictObject({
      labels: z
        .record(phrase, labelName)
        .default({})
        .meta({ description: 'Decision to the label that shows it.' }),
      milestones: z
        .record(phrase, phrase)
        .default({})
        .meta({ description: 'Decision to the milestone that shows it.' }),
    })
    .prefault({})
    .meta({ description: 'How decisions show outside the weekly issue.' }),
  teach: z
    .strictObject({
      repository: repositoryName.optional().meta({ description: 'Repository of the documentation.' }),
    })
    .prefault({})
    .meta({ description: 'Where to write what was learnt.' }),
  starters: list(z.strictObject({ repository: repositoryName, workflow: filePath }))
    .default([])
    .meta({ description: 'Starter projects: `repository` and the `workflow` that tries them.' }),
  signals: signals.prefault({}).meta({ description: 'What people tell about their own journey.' }),
  judge: z.enum(['off', 'public', 'all']).default('off').meta({
    description: 'Optional language model: not at all, for public repositories, for all. Needs `JUDGE_URL`.',
  }),
  commands: z
    .strictObject({
      prefix: z
        .string()
        .regex(/^[/!.:;?%&=~][\w./!:-]{0,19}$/, 'a mark such as `/` or `!`, letters may follow')
        .default('/')
        .meta({ description: 'What commands begin with.' }),
    })
    .prefault({})
    .meta({ description: 'Commands in comments.' }),
  backfill: z
    .strictObject({
      since_days: z
        .int()
        .min(0)
        .max(DAYS_MAX)
        .default(365)
        .meta({ description: 'How far back history is read.' }),
      label_old_threads: z
        .boolean()
        .default(false)
        .meta({ description: 'Whether threads from before the installation get stage labels.' }),
    })
    .prefault({})
    .meta({ description: 'What was there before the installation.' }),
  privacy: z
    .strictObject({
      retain_days: z.int().min(1).max(DAYS_MAX).default(730).meta({
        description:
          'How long texts are kept. For a personal account the longest that any of its repositories says counts for all of them; one without a file says 730 days.',
      }),
      show_in: list(repositoryName).default([]).meta({
        description:
          'Private triage repositories that may show private content. For a personal account each repository says this of its own content alone.',
      }),
    })
    .prefault({})
    .meta({ description: 'What is kept and shown.' }),
});

/** What one file says; what it leaves out is left out. */
export type ConfigFile = z.input<typeof configSchema>;
/** What files say together, with the defaults. */
export type FullConfig = z.output<typeof configSchema>;
