/** What people made of the certain links of a repository, by the current version of the matcher. */
export interface LinkVerdicts {
  confirmed: number;
  rejected: number;
  /** nobody has said anything of them; 0 where none was rejected, for then they make no difference */
  unjudged: number;
}

/** Least share of links that must hold; below it the bar goes up. */
const PRECISION_AIM = 0.8;
/** What is believed before anybody said anything: as if five links had been judged, and four of them were right. */
const PRIOR_RIGHT = 4;
const PRIOR_LINKS = 5;
/** Most who are content say nothing, and many who are not: a link that nobody contests tells a quarter. */
const UNJUDGED_WORTH = 0.25;
/** By so much the bar rises for each share that is missing. */
const STEEPNESS = 1;
/** Higher than this nothing but an identical failure would be certain. */
const THRESHOLD_MAX = 0.97;

/**
 * The probability from which a repository's links are certain: what the model was fitted for is the floor, and it rises
 * where people reject more than one in five. Deterministic; forgets nothing while the version of the matcher stays.
 * @param floor 0..1
 */
export function certainFrom(floor: number, { confirmed, rejected, unjudged }: LinkVerdicts): number {
  const silent = UNJUDGED_WORTH * unjudged;
  const right = (confirmed + silent + PRIOR_RIGHT) / (confirmed + rejected + silent + PRIOR_LINKS);
  const missing = Math.max(0, PRECISION_AIM - right);
  return Math.max(floor, Math.min(THRESHOLD_MAX, floor + STEEPNESS * missing));
}
