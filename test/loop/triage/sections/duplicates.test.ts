import { expect, it } from 'vitest';
import { NO_HUMAN_PART } from '../../../../src/loop/triage/human.ts';
import { renderDuplicates } from '../../../../src/loop/triage/sections/duplicates.ts';
import { wordy } from '../agendas.ts';

it('asks of a fixed thread whether the other is fixed with it', () => {
  const [pair] = wordy('Gate').duplicates;
  if (pair === undefined) throw new Error('no pair');
  const body = renderDuplicates([{ ...pair, fixed: 'other' }], 'github.com', NO_HUMAN_PART);
  expect(body).toMatch(
    /#8\S* “Gate” is fixed\. Is .*#7\S* “Gate” fixed with it\? They may be the same: they read alike\./,
  );
  expect(body).toContain(
    'yes, the same problem: who reported it is told, too <!-- fullcircle:box:confirm:12-7 -->',
  );
  expect(renderDuplicates([pair], 'github.com', NO_HUMAN_PART)).not.toContain('fixed');
});
