/** Lower and upper limit of a confidence interval, both known; `low <= high`. */
export type Bounded = readonly [low: number, high: number];

/**
 * Lower and upper limit of a confidence interval. `high` is null where the data set no upper limit: a median whose
 * upper limit is not reached, a ratio to nothing.
 */
export type Interval = readonly [low: number, high: number | null];

/** Two-sided confidence of every interval, unless told otherwise. */
export const CONFIDENCE = 0.95;

/** The standard normal quantile that belongs to `CONFIDENCE`: 97.5 % lie below. */
export const Z_95 = 1.959963984540054;
