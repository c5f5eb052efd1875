/**
 * Pictures as Mermaid, each beside a table with the same numbers: mail, screen readers and hosts without Mermaid show the
 * table. GitHub renders `pie`, `xychart-beta` and `quadrantChart`.
 */

/** Longest label: more does not fit below a bar. */
const LABEL_CHARACTERS_MAX = 24;

const TITLE_CHARACTERS_MAX = 60;

/** Digits of coordinates. */
const DIGITS = 2;

/** A number with what it is of. Labels may be anybody's words. */
export interface Bar {
  label: string;
  value: number;
}

/** A point within the unit square. */
export interface Point {
  label: string;
  /** 0..1 each */
  x: number;
  y: number;
}

/**
 * Words as a label within double quotes: letters, digits and a few marks that mean nothing to Mermaid or Markdown in any
 * place. Everything else goes, so that no text leaves its quotes, its line or the code block.
 */
export function mermaidLabel(text: string, charactersMax = LABEL_CHARACTERS_MAX): string {
  const words = text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N} .,+-]/gu, ' ')
    // A break of the diagram or a comment (`%%` is gone already); also "--" for older parsers.
    .replace(/-{2,}/g, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  const short = [...words].slice(0, charactersMax).join('').trim();
  return short === '' ? 'unnamed' : short;
}

/** Values over time as bars; '' for fewer than two. */
export function trendChart(title: string, axis: string, bars: readonly Bar[]): string {
  if (bars.length < 2) return '';
  const top = Math.max(1, ...bars.map(({ value }) => value));
  return diagram([
    'xychart-beta',
    `    title "${mermaidLabel(title, TITLE_CHARACTERS_MAX)}"`,
    `    x-axis [${bars.map(({ label }) => `"${mermaidLabel(label)}"`).join(', ')}]`,
    `    y-axis "${mermaidLabel(axis)}" 0 --> ${Math.ceil(top)}`,
    `    bar [${bars.map(({ value }) => figure(value)).join(', ')}]`,
  ]);
}

/** Points on two axes; '' for none. */
export function quadrantChart(
  axes: { x: readonly [low: string, high: string]; y: readonly [low: string, high: string] },
  points: readonly Point[],
): string {
  if (points.length === 0) return '';
  const side = (name: 'x' | 'y', [low, high]: readonly [string, string]) =>
    `    ${name}-axis "${mermaidLabel(low)}" --> "${mermaidLabel(high)}"`;
  const inside = (value: number) => figure(Math.min(1, Math.max(0, value)));
  return diagram([
    'quadrantChart',
    side('x', axes.x),
    side('y', axes.y),
    ...points.map(({ label, x, y }) => `    "${mermaidLabel(label)}": [${inside(x)}, ${inside(y)}]`),
  ]);
}

/** Shares of a whole; '' where there is nothing to share. Mermaid takes no slice of 0. */
export function pieChart(title: string, slices: readonly Bar[]): string {
  const shown = slices.filter(({ value }) => value > 0);
  if (shown.length === 0) return '';
  return diagram([
    `pie title ${mermaidLabel(title, TITLE_CHARACTERS_MAX)}`,
    ...shown.map(({ label, value }) => `    "${mermaidLabel(label)}" : ${figure(value)}`),
  ]);
}

function diagram(lines: readonly string[]): string {
  return ['```mermaid', ...lines, '```'].join('\n');
}

function figure(value: number): string {
  return String(Number((Number.isFinite(value) ? value : 0).toFixed(DIGITS)));
}
