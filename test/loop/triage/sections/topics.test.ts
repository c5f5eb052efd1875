import { expect, it } from 'vitest';
import { NO_HUMAN_PART } from '../../../../src/loop/triage/human.ts';
import { renderTopics } from '../../../../src/loop/triage/sections/topics.ts';
import { agenda, topic } from '../agendas.ts';

it('counts people who gave a thumbs-up beside the reporters', () => {
  const shown = (thumbs?: number) => {
    const one = topic(7, thumbs === undefined ? {} : { thumbs });
    return renderTopics(agenda({ topics: [one] }), new Map(), NO_HUMAN_PART, false);
  };
  expect(shown(6)).toContain('3 people in 28 days, at least 6 more with 👍;');
  expect(shown()).not.toContain('👍');
});
