import type { Mode, Severity, Stage } from './vocabulary.ts';

/**
 * The config in force for one repository: organisation's file, then the repository's own, then defaults.
 * `src/config` makes it; nobody else reads YAML. Meaning of each key: the config reference.
 */
export interface Settings {
  /** whether any config file is in force; without one the first day is quiet (`mode: label`) */
  configured: boolean;
  mode: Mode;
  language: 'en' | 'de' | 'es' | 'fr' | 'ja' | 'pt-BR' | 'zh-CN';
  /** null: nobody configured staff, so whoever has write permission is (inferred) */
  staff: { teams: string[]; logins: string[]; bots: string[] } | null;
  functions: { product: string[]; docs: string[]; support: string[]; devrel: string[] };
  audience: 'external' | 'internal';
  officeHours: { days: Weekday[]; from: string; to: string } | null;
  stages: {
    labels: Record<Stage, string>;
    keywords: Partial<Record<Stage, string[]>>;
    /** 0..1 */
    minConfidence: number;
  };
  clusters: {
    comment: 'certain' | 'never';
    canonicalFrom: number;
    acrossRepositories: boolean;
    maxSize: number;
  };
  themes: { name: string; weight: number; match: { words: string[]; labels: string[] } }[];
  severity: { labels: Record<string, Severity> };
  releases: { packages: Record<string, string> };
  notices: {
    on: ('released' | 'documented' | 'declined' | 'fixed')[];
    prereleases: boolean;
    perReleaseMax: number;
    quiet: string[];
  };
  triage: {
    /** name of the repository in the same organisation; null: the installation's only one, else none */
    repository: string | null;
    day: Weekday;
    /** HH:MM in `timezone` */
    time: string;
    /** IANA zone */
    timezone: string;
    team: string | null;
    length: 'full' | 'short';
    skipEmpty: boolean;
  };
  decisions: { labels: Record<string, string>; milestones: Record<string, string> };
  teach: { repository: string | null };
  starters: { repository: string; workflow: string }[];
  signals: {
    firstSuccessField: string | null;
    productionField: string | null;
    adoptersFile: string | null;
  };
  judge: 'off' | 'public' | 'all';
  commands: { prefix: string };
  backfill: { sinceDays: number; labelOldThreads: boolean };
  privacy: { retainDays: number; showIn: string[] };
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
