import { present } from '../../present.ts';
import type { Bar, Point } from '../../render/mermaid.ts';
import { pieChart, quadrantChart, trendChart } from '../../render/mermaid.ts';
import { neutralisePlain } from '../../render/neutralise.ts';
import type { Agenda } from '../agenda.ts';

/** Weeks of the trend: a quarter. */
export const TREND_WEEKS = 12;

const LABEL_CHARACTERS_MAX = 40;

/** Severity weights go from 1 to 8: three doublings. */
const SEVERITY_DOUBLINGS = 3;

export interface Pictured {
  /** threads of the community per full week, oldest first */
  weeks: readonly Bar[];
  topics: Agenda['topics'];
  /** the community's threads and signals of the last seven days, by where they came from */
  channels: readonly Bar[];
}

/** The pictures, each with its numbers as a table beneath; '' where there is nothing to draw. */
export function renderPictures({ weeks, topics, channels }: Pictured): string {
  const shown = topics.filter(({ places }) => places !== null);
  const most = Math.max(1, ...shown.map(({ frequency }) => frequency));
  const points = shown.map(
    ({ clusterId, frequency, severity }): Point => ({
      label: `c${clusterId}`,
      x: Math.log2(1 + frequency) / Math.log2(1 + most),
      y: Math.log2(Math.max(1, severity)) / SEVERITY_DOUBLINGS,
    }),
  );
  return [
    // Where nothing happened there is nothing to see, nor where all came one way.
    weeks.every(({ value }) => value === 0)
      ? ''
      : picture(
          trendChart('Threads by the community per ISO week', 'threads', weeks.slice(-TREND_WEEKS)),
          table(['week', 'threads'], weeks.slice(-TREND_WEEKS)),
        ),
    picture(
      // Where all stand in one place there is nothing to see.
      new Set(points.map(({ x, y }) => `${x} ${y}`)).size < 2
        ? ''
        : quadrantChart({ x: ['few people', 'many people'], y: ['cosmetic', 'blocker'] }, points),
      rows(
        ['cluster', 'frequency', 'severity'],
        shown.map(({ clusterId, frequency, severity }) => [
          `c${clusterId}`,
          String(Number(frequency.toFixed(2))),
          String(severity),
        ]),
      ),
    ),
    channels.length < 2
      ? ''
      : picture(
          pieChart('Threads and signals of the last seven days', channels),
          table(['channel', 'threads and signals'], channels),
        ),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function picture(diagram: string, numbers: string): string {
  return diagram === '' ? '' : `${diagram}\n\n${numbers}`;
}

function table(heads: readonly string[], bars: readonly Bar[]): string {
  return rows(
    heads,
    bars.map(({ label, value }) => [
      neutralisePlain(label, { inline: true, maxCharacters: LABEL_CHARACTERS_MAX }),
      String(value),
    ]),
  );
}

function rows(heads: readonly string[], cells: readonly (readonly string[])[]): string {
  const numbers = heads.slice(1);
  return [
    `| ${present(heads[0])} | ${numbers.join(' | ')} |`,
    `| --- | ${numbers.map(() => '---:').join(' | ')} |`,
    ...cells.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
