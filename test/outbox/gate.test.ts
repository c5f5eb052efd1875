import { expect, test } from 'vitest';
import { MODES, type Mode } from '../../src/loop/vocabulary.ts';
import { gate } from '../../src/outbox/gate.ts';
import { label } from './effects.ts';

/** The least mode (row) against the mode in force (column, observe to act). */
const TABLE: [Mode, string][] = [
  ['observe', 'send send send send'],
  ['suggest', 'held send send send'],
  ['label', 'held held send send'],
  ['act', 'held held held send'],
];

test.each(TABLE)('from %s on', (leastMode, row) => {
  const verdicts = MODES.map((mode) => gate({ ...label(1), leastMode, mode }, { shadow: false }));
  expect(verdicts.map((verdict) => (verdict === 'send' ? 'send' : 'held')).join(' ')).toBe(row);
});

test('what is withheld says why', () => {
  const effect = { ...label(1), mode: 'observe', leastMode: 'label' } as const;
  expect(gate(effect, { shadow: false })).toEqual({ withhold: 'mode observe is below label' });
});

test('in shadow nothing is sent, whatever the mode', () => {
  for (const leastMode of MODES) {
    expect(gate({ ...label(1), leastMode }, { shadow: true })).toEqual({ withhold: 'shadow' });
  }
});
