import type { Line, Measured } from '../../../src/loop/measured.ts';

export function metricOf(list: readonly Measured[], id: string) {
  const found = list.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no metric ${id}`);
  return found.metric;
}

export function lineOf(list: readonly Line[], id: string): Line {
  const found = list.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no line ${id}`);
  return found;
}
