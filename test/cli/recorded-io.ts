import type { CommandIo } from '../../src/cli/command.ts';

/** What a command may touch where nobody looks on, and what it told. */
export function recordedIo(more: Partial<CommandIo> = {}): {
  io: CommandIo;
  told: { out: string; err: string };
} {
  const told = { out: '', err: '' };
  const io: CommandIo = {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    isTerminal: false,
    outIsTerminal: false,
    environment: {},
    now: () => new Date('2026-11-20T12:00:00Z'),
    ...more,
  };
  return { io, told };
}
