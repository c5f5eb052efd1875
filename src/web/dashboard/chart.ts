import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { figureText, percent } from '../../loop/measure/figures.ts';
import type { Measured, Unit } from '../../loop/measured.ts';
import type { Stage } from '../../loop/vocabulary.ts';
import { STAGES } from '../../loop/vocabulary.ts';

/** Narrow, so that its words can be read on a telephone, too. */
const WIDTH = 480;
/** A name, and below it its interval. */
const ROW_HEIGHT = 42;
const AXIS_HEIGHT = 34;
const NAME_CHARACTERS_MAX = 60;
/** An interval that nothing bounds goes on beyond what is known. */
const OPEN_MARGIN = 1.15;
/** Names of more weeks would run into each other. */
const WEEKS_NAMED_EVERY = 4;

/** Plot draws into any document; this one is never shown. */
const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** A picture with the words that stand for it where it cannot be seen. */
export interface Chart {
  title: string;
  description: string;
  /** element for the page, without style or script */
  svg: string;
}

/** Values of one unit with their 95 % intervals, one below the other; null where none of them is known. */
export function intervalChart(title: string, unit: Unit, all: readonly Measured[]): Chart | null {
  const known = all.flatMap((each) => {
    const { value, interval } = each.metric;
    if (value === null) return [];
    // Without an interval there is a point alone, which is something else than an interval without an end.
    const [low, high] = interval ?? [value, value];
    return [
      { name: shortened(each.name), value, low: low ?? value, high, hasInterval: interval !== null, each },
    ];
  });
  if (known.length === 0) return null;
  const most = Math.max(...known.map(({ value, high }) => Math.max(value, high ?? value)));
  const isOpen = known.some(({ high }) => high === null);
  const end = unit === 'share' ? 1 : isOpen ? most * OPEN_MARGIN : most;
  const rows = known.map((row) => ({ ...row, end: row.high ?? end }));
  const start = Math.min(0, ...rows.map(({ low }) => low));
  const open = rows.filter(({ high }) => high === null);
  const svg = Plot.plot({
    document,
    className: 'plot',
    width: WIDTH,
    height: AXIS_HEIGHT + ROW_HEIGHT * rows.length,
    marginLeft: 16,
    marginRight: 24,
    x: {
      domain: [start, end || 1],
      label: null,
      grid: true,
      tickFormat: (value: number) => (unit === 'share' ? percent(value) : String(value)),
      ticks: 5,
    },
    y: { domain: rows.map(({ name }) => name), axis: null },
    marks: [
      Plot.text(rows, {
        y: 'name',
        x: start,
        text: 'name',
        dy: -16,
        textAnchor: 'start',
        fill: 'currentColor',
      }),
      Plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'end', stroke: 'var(--viz-soft)', strokeWidth: 4 }),
      // What is not bounded from above runs to the edge, with an arrow.
      Plot.text(open, { y: 'name', x: 'end', text: () => '▶', dx: 4, fill: 'var(--viz-soft)' }),
      Plot.dot(rows, { y: 'name', x: 'value', r: 5, fill: 'var(--viz-main)' }),
    ],
  });
  const told = known.map(({ each, value, low, high, hasInterval }) => {
    if (!hasInterval) return `${each.name}: ${figureText(value, unit)}, without an interval`;
    const upper = high === null ? 'no upper limit' : figureText(high, unit);
    return `${each.name}: ${figureText(value, unit)}, 95 % from ${figureText(low, unit)} to ${upper}`;
  });
  return { title, description: `${told.join('. ')}.`, svg: plain(svg.outerHTML) };
}

/** Threads by week and stage, one row of bars for each stage; null where no week is known. */
export function weeklyChart(
  weeks: readonly string[],
  counts: Record<Stage, readonly number[]>,
): Chart | null {
  if (weeks.length === 0) return null;
  const rows = STAGES.flatMap((stage) =>
    weeks.map((week, index) => ({ stage, week: week.slice(-3), count: counts[stage][index] ?? 0 })),
  );
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const svg = Plot.plot({
    document,
    className: 'plot',
    width: WIDTH,
    height: 320,
    marginLeft: 30,
    marginRight: 90,
    x: {
      domain: weeks.map((week) => week.slice(-3)),
      ticks: weeks
        .filter((_, index) => (weeks.length - 1 - index) % WEEKS_NAMED_EVERY === 0)
        .map((week) => week.slice(-3)),
      label: null,
      tickSize: 0,
    },
    y: { domain: [0, most], label: null, ticks: 2, grid: true, tickFormat: 'd' },
    fy: { domain: [...STAGES], label: null, padding: 0.2 },
    marks: [
      Plot.barY(rows, {
        fy: 'stage',
        x: 'week',
        y: 'count',
        fill: 'var(--viz-main)',
        insetLeft: 1,
        insetRight: 1,
      }),
      Plot.ruleY([0], { stroke: 'currentColor' }),
    ],
  });
  const told = STAGES.map((stage) => `${stage}: ${counts[stage].join(', ')}`).join('. ');
  return {
    title: 'Threads of the community by week and stage',
    description: `Weeks ${weeks[0]} to ${weeks.at(-1)}. ${told}.`,
    svg: plain(svg.outerHTML),
  };
}

/** Plot's style element is in the style sheet, and what the picture says is in the figure that holds it. */
function plain(svg: string): string {
  return svg
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/ aria-(?:label|description|hidden)="[^"]*"/g, '');
}

function shortened(name: string): string {
  return name.length > NAME_CHARACTERS_MAX ? `${name.slice(0, NAME_CHARACTERS_MAX - 1)}…` : name;
}
