import type { Kind, Stage } from '../vocabulary.ts';
import type { FunctionName } from './agenda.ts';

/** What decides whose problem a cluster is. */
export interface Belonging {
  /** of most of its threads */
  kind: Kind;
  stage: Stage | null;
  /** of its threads */
  titles: readonly string[];
}

/** A question that a page would answer. */
const HOW_TO =
  /\bhow (?:do|does|can|could|should|would|to)\b|\bis (?:it|there) (?:possible|a way)\b|\b(?:example|tutorial|guide|documentation|docs)\b/iu;

/** Setting something up is helped along, not built. */
const SET_UP =
  /\b(?:config(?:ure|uration|uring)?|set ?up|install(?:ing|ation)?|environment variables?|credentials?|password|login|log in|permission|proxy|firewall)\b/iu;

/**
 * At whose part of the table a cluster is decided. Docs: it is about the documentation, or most of its threads ask how
 * something is done. Support: other questions, and whatever stops people while they set something up. Product: all
 * other bugs and wishes. Judged by kind, stage and titles alone, so that everybody can follow it.
 */
export function belongsTo({ kind, stage, titles }: Belonging): FunctionName {
  if (kind === 'docs') return 'docs';
  const half = titles.length / 2;
  if (kind === 'question') return asksHow(titles) ? 'docs' : 'support';
  const setsUp = titles.filter((title) => SET_UP.test(title)).length >= half;
  return kind !== 'feature' && stage === 'onboarding' && setsUp && titles.length > 0 ? 'support' : 'product';
}

/** Whether at least half of these titles ask how something is done. */
export function asksHow(titles: readonly string[]): boolean {
  return titles.length > 0 && titles.filter((title) => HOW_TO.test(title)).length >= titles.length / 2;
}
