/** What gives back what was opened. */
export type Closers = (() => Promise<unknown>)[];

/** Does work that opens things. What it put among the closers is given back, last one first, however the work ends. */
export async function closing<T>(work: (closers: Closers) => Promise<T>): Promise<T> {
  const closers: Closers = [];
  try {
    return await work(closers);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
