import { type Settings, WEEKDAYS, type Weekday } from '../loop/settings.ts';
import { MODES, type Mode } from '../loop/vocabulary.ts';
import { configSchema, type FullConfig, ORGANIZATION_KEYS } from './schema.ts';

/** What the files of one repository are, each as `parseConfig` accepted it; null where there is none. */
export interface ConfigFiles {
  organizationFile: unknown;
  repositoryFile: unknown;
  /** a personal account, or an installation that covers exactly one repository: its file decides everything */
  single: boolean;
}

type Keys = Record<string, unknown>;

/** First day without any file: labels, but comments on nobody's thread. */
const MODE_UNCONFIGURED: Mode = 'label';

/**
 * The settings in force for one repository: the organisation's file, over it the repository's own key by key (lists as
 * a whole), under both the defaults. What a repository cannot decide is left out, and it can only lower the mode. A
 * section that contradicts the organisation's, or that an older version stored and this one does not read, is left out, too.
 */
export function resolveSettings({ organizationFile, repositoryFile, single }: ConfigFiles): Settings {
  const organization = isKeys(organizationFile) ? organizationFile : null;
  const own = isKeys(repositoryFile) ? repositoryFile : null;
  if (organization === null && own === null) {
    return settingsOf(configSchema.parse({ mode: MODE_UNCONFIGURED }), false);
  }
  const base = organization === null ? {} : readable(organization, {});
  const over = own === null ? {} : single ? own : withoutKeys(own, ORGANIZATION_KEYS);
  const config = configSchema.parse(readable(over, base));
  if (organization === null) return settingsOf(config, true);
  const mode = lowerMode(configSchema.parse(base).mode, config.mode);
  return settingsOf({ ...config, mode }, true);
}

/** `over` merged into the valid `base`, without the sections of `over` that make it invalid. */
function readable(over: Keys, base: Keys): Keys {
  const merged = merge(base, over);
  const { error } = configSchema.safeParse(merged);
  if (error === undefined) return merged;
  const bad = error.issues.flatMap((issue) =>
    issue.path.length === 0 && issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])],
  );
  const kept = withoutKeys(over, bad);
  // Each round leaves out a section; where none is to blame, nothing of the file counts.
  return Object.keys(kept).length < Object.keys(over).length ? readable(kept, base) : base;
}

function merge(base: Keys, over: Keys): Keys {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isKeys(below) && isKeys(value) ? merge(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Without these keys; one with a dot is of a section. */
function withoutKeys(file: Keys, keys: readonly string[]): Keys {
  const entries = Object.entries(file)
    .filter(([key]) => !keys.includes(key))
    .map(([key, value]): [string, unknown] => {
      const inner = keys
        .filter((other) => other.startsWith(`${key}.`))
        .map((other) => other.slice(key.length + 1));
      return [key, isKeys(value) && inner.length > 0 ? withoutKeys(value, inner) : value];
    });
  return Object.fromEntries(entries);
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lowerMode(a: Mode, b: Mode): Mode {
  return MODES.indexOf(a) < MODES.indexOf(b) ? a : b;
}

function settingsOf(config: FullConfig, configured: boolean): Settings {
  const { staff, stages, clusters, notices, triage, signals, backfill, privacy } = config;
  const hasStaff = staff.teams.length + staff.logins.length + staff.bots.length > 0;
  return {
    configured,
    mode: config.mode,
    language: config.language,
    staff: hasStaff ? staff : null,
    functions: config.functions,
    audience: config.audience,
    officeHours:
      config.office_hours === undefined
        ? null
        : { ...config.office_hours, days: config.office_hours.days.map(weekdayOf) },
    stages: { labels: stages.labels, keywords: stages.keywords, minConfidence: stages.min_confidence },
    clusters: {
      comment: clusters.comment,
      canonicalFrom: clusters.canonical_from,
      acrossRepositories: clusters.across_repositories,
      maxSize: clusters.max_size,
    },
    themes: config.themes,
    severity: config.severity,
    releases: config.releases,
    notices: {
      on: notices.on,
      prereleases: notices.prereleases,
      perReleaseMax: notices.per_release_max,
      quiet: notices.quiet,
    },
    triage: {
      repository: triage.repository ?? null,
      day: weekdayOf(triage.day),
      time: triage.time,
      timezone: triage.timezone,
      team: triage.team ?? null,
      length: triage.length,
      skipEmpty: triage.skip_empty,
    },
    decisions: config.decisions,
    teach: { repository: config.teach.repository ?? null },
    starters: config.starters,
    signals: {
      firstSuccessField: signals.first_success_field ?? null,
      productionField: signals.production_field ?? null,
      adoptersFile: signals.adopters_file ?? null,
    },
    judge: config.judge,
    commands: config.commands,
    backfill: { sinceDays: backfill.since_days, labelOldThreads: backfill.label_old_threads },
    privacy: { retainDays: privacy.retain_days, showIn: privacy.show_in },
  };
}

/** A file may write the day out. */
function weekdayOf(day: FullConfig['triage']['day']): Weekday {
  return WEEKDAYS.find((short) => day.startsWith(short)) ?? 'mon';
}
