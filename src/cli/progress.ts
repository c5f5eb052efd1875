import type { CommandIo } from './command.ts';

/** Redrawing more often than this only costs time. */
const REDRAW_MS = 100;

/** Elsewhere each is a line of its own, so that whoever waits sees that it goes on. */
const LINE_MS = 10_000;

/** Progress of long work: one line that redraws itself on a terminal, a line now and then elsewhere. */
export interface Progress {
  /** `total` null: nobody knows yet */
  at(done: number, total: number | null): void;
  /** Ends the line. */
  end(): void;
}

export function createProgress(what: string, io: CommandIo): Progress {
  // What is done sooner needs no line in a log.
  let toldAt = io.isTerminal ? 0 : io.now().getTime();
  return {
    at(done, total) {
      const now = io.now().getTime();
      const isDue = io.isTerminal ? now - toldAt >= REDRAW_MS || done === total : now - toldAt >= LINE_MS;
      if (!isDue) return;
      toldAt = now;
      const text = `${what}: ${told(done, total)}`;
      io.err(io.isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end() {
      if (io.isTerminal) io.err('\r\u001b[K');
    },
  };
}

/** Progress of work that goes through several pieces, each with a line of its own. */
export function createStages(io: CommandIo): {
  at(what: string, done: number, total: number): void;
  end(): void;
} {
  let drawn: { what: string; progress: Progress } | null = null;
  const end = (): void => {
    drawn?.progress.end();
    drawn = null;
  };
  return {
    end,
    at(what, done, total) {
      if (drawn?.what !== what) {
        end();
        drawn = { what, progress: createProgress(what, io) };
      }
      drawn.progress.at(done, total);
    },
  };
}

function told(done: number, total: number | null): string {
  if (total === null) return String(done);
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `${done} of ${total} (${percent} %)`;
}
