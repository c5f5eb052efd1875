import type { IngestFigures } from '../bench/ingest.ts';
import type { PipelineFigures } from '../bench/pipeline.ts';
import type { SideBySideFigures } from '../bench/side-by-side.ts';
import type { Skippable } from './bench/on-engines.ts';

/** Figures of `fullcircle bench` as people read them. */

const rate = (value: number): string => `${Math.round(value)} a second`;
const ms = (value: number): string => `${Math.round(value)} ms`;

export function renderIngest(name: string, figures: Skippable<IngestFigures>): string {
  if ('skipped' in figures) return skipped(name, figures);
  const { paused, busy, burst } = figures;
  const drain = busy.drainedPerSecond === null ? '' : `, worked off at ${rate(busy.drainedPerSecond)}`;
  return [
    `${name}:`,
    `  workers paused: ${rate(paused.app.perSecond)}, p99 ${ms(paused.app.p99Ms)}; the plainest handler ${rate(paused.plain.perSecond)}; ratio ${paused.ratio.toFixed(2)}`,
    `  workers busy: ${rate(busy.perSecond)}, p50 ${ms(busy.p50Ms)}, p99 ${ms(busy.p99Ms)}, ${busy.refused} refused; ${busy.backlog} left at the end${drain}`,
    `  burst of ${burst.accepted + burst.refused}: p99 ${ms(burst.p99Ms)}, ${burst.refused} refused, at most ${burst.peakMib ?? 'unknown'} MiB resident`,
    '',
  ].join('\n');
}

export function renderPipeline(name: string, figures: Skippable<PipelineFigures>): string {
  if ('skipped' in figures) return skipped(name, figures);
  const rows = figures.events.map((event) => [
    event.event,
    event.p50Ms.toFixed(1),
    event.p95Ms.toFixed(1),
    event.cpuMs.toFixed(1),
    event.databaseCpuMs.toFixed(1),
    event.cpuP95Ms.toFixed(1),
    (event.plain.cpuMs + event.plain.databaseCpuMs).toFixed(1),
    event.ratio?.toFixed(1) ?? '',
    event.calls.made.toFixed(2),
    event.calls.least.toFixed(2),
  ]);
  return [
    `${name}, ${figures.items} threads stored (filled in ${Math.round(figures.fill.seconds)} s); ms without GitHub:`,
    ...aligned([
      ['event', 'p50', 'p95', 'CPU', 'database', 'p95 of both', 'plain', 'ratio', 'calls', 'least'],
      ...rows,
    ]),
    '',
  ].join('\n');
}

export function renderSideBySide(name: string, figures: Skippable<SideBySideFigures>): string {
  if ('skipped' in figures) return skipped(name, figures);
  const rows = figures.rounds.map((round) => [
    String(round.installations),
    String(round.processes),
    round.perSecond.toFixed(1),
    round.appCpuMs.toFixed(1),
    round.databaseCpuMs.toFixed(1),
    round.busyCores.toFixed(2),
  ]);
  return [
    `${name}, ${figures.cores} processors:`,
    ...aligned([
      ['installations', 'processes', 'a second', 'CPU ms each', 'database', 'busy processors'],
      ...rows,
    ]),
    '',
  ].join('\n');
}

function skipped(name: string, { skipped: reason }: { skipped: string }): string {
  return `${name}: skipped, ${reason}\n`;
}

/** Columns under each other: the first one to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    return `  ${cells.join('  ')}`;
  });
}
