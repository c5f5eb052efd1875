import type { Observation } from './observe/observe.ts';
import type { Kind, Severity, Stage } from './vocabulary.ts';

/** What is kept of what happens outside of threads: other channels, starters, adopters' files. */

export const SIGNAL_KINDS = ['report', 'first_success', 'deploy'] as const;

/** What another channel told, once. */
export interface OutsideReport {
  /** lower case, `discord`; never `github` */
  source: string;
  /** the source's own */
  id: string;
  /** `report`: somebody asks or tells of trouble; `first_success`: somebody got it to run; `deploy`: somebody uses it for real */
  kind: (typeof SIGNAL_KINDS)[number];
  /** who, as a negative number that only this installation's secret makes of the channel's own name */
  person: number;
  title: string;
  text: string;
  url: string | null;
  /** whether it may not count where everybody reads */
  private: boolean;
  /** to the first success; null: not told */
  minutes: number | null;
  at: Date;
}

/** A report that was told before. */
export interface KnownOutside
  extends Pick<OutsideReport, 'source' | 'id' | 'person' | 'title' | 'text' | 'at'> {
  /** `SOURCE:ID` of the first known report of the same problem; null: it is that itself, or alone */
  sameAs: string | null;
}

/** The name of a report among those of all channels. */
export function outsideKey({ source, id }: Pick<OutsideReport, 'source' | 'id'>): string {
  return `${source}:${id}`;
}

/** What the text of a report tells. */
export interface ObservedSignal extends Pick<Observation, 'environment'> {
  stage: Stage | null;
  kind: Kind;
  severity: { value: Severity; inferred: boolean };
  quality: Pick<Observation['quality'], 'version' | 'steps' | 'error'>;
}

/** A run of a starter's workflow. */
export interface StarterRun {
  repositoryId: number;
  runId: number;
  /** from 1 */
  attempt: number;
  workflow: string;
  trigger: string;
  conclusion: string | null;
  startedAt: Date;
  finishedAt: Date;
}

/** Entries of an adopters' file as a push left it. */
export interface AdoptersSeen {
  repositoryId: number;
  entries: readonly { name: string; added: boolean }[];
  at: Date;
}
