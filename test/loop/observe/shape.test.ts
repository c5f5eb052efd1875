import { describe, expect, it } from 'vitest';
import { observedFeatures } from '../../../src/loop/observe/features.ts';

const has = (name: string, title: string, body = '') => observedFeatures(title, body).values.has(`f:${name}`);

describe('shape', () => {
  it.each([
    ['commit', 'It broke', 'since 3f2a9c1', true],
    ['commit', 'It broke', 'since 1234567', false],
    ['commit', 'It broke', 'the facades defaced', false],
    ['title-major', 'Crash on node 20', '', true],
    ['title-major', '20 crashes a day', '', false],
    ['contrast-named', 'It broke', 'Works with larkspur 3.1, but larkspur 3.2 fails.', true],
    ['contrast-named', 'It broke', 'larkspur 3.1, node 20.1.0', false],
    ['contrast-unnamed', 'It broke', 'Fine in 3.1, not in v3.2.', true],
    ['contrast-unnamed', 'It broke', 'Fine in 3.1, not on 20.2.', false],
  ])('%s of %j, %j: %s', (name, title, body, expected) => {
    expect(has(name, title, body)).toBe(expected);
  });
});
