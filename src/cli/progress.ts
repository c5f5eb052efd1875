import type { CommandIo } from './command.ts';

/** Redrawing more often than this only costs time. */
const REDRAW_MS = 100;

/** Progress of long work: one line that redraws itself on a terminal, nothing elsewhere. */
export interface Progress {
  at(done: number, total: number): void;
  /** Ends the line. */
  end(): void;
}

export function createProgress(what: string, io: CommandIo): Progress {
  let drawnAt = 0;
  return {
    at(done, total) {
      const now = performance.now();
      if (!io.isTerminal || (now - drawnAt < REDRAW_MS && done < total)) return;
      drawnAt = now;
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
      io.err(`\r\u001b[K${what}: ${done} of ${total} (${percent} %)`);
    },
    end() {
      if (io.isTerminal) io.err('\r\u001b[K');
    },
  };
}
