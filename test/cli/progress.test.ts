import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

/** What progress says of eight steps, four seconds each. */
function said(isTerminal: boolean): string[] {
  const told: string[] = [];
  let now = Date.parse('2026-11-20T12:00:00Z');
  const progress = createProgress('Playing', {
    out: () => undefined,
    err: (text) => void told.push(text),
    isTerminal,
    outIsTerminal: false,
    environment: {},
    now: () => new Date(now),
  });
  for (let step = 1; step <= 8; step += 1) {
    now += 4_000;
    progress.at(step, 8);
  }
  progress.end();
  return told;
}

describe('progress', () => {
  it('is a line every ten seconds where nobody can draw over it', () => {
    expect(said(false)).toEqual(['Playing: 3 of 8 (37 %)\n', 'Playing: 6 of 8 (75 %)\n']);
  });

  it('is one line that redraws itself on a terminal', () => {
    const told = said(true);
    expect(told).toHaveLength(9);
    expect(told.at(-2)).toBe('\r\u001b[KPlaying: 8 of 8 (100 %)');
    expect(told.join('')).not.toContain('\n');
  });
});
