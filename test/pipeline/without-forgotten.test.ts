import { expect, it } from 'vitest';
import type { FactAnswer } from '../../src/loop/fact-answer.ts';
import { answerWithout } from '../../src/pipeline/without-forgotten.ts';
import { person } from '../loop/situations.ts';

const at = new Date('2026-11-16T10:00:00Z');
const forgotten = {
  isAccount: ({ id }: { id: number | null }) => id === 5,
  isLogin: (login: string) => login === 'person-5',
  met: () => [],
};

it.each<[string, FactAnswer, FactAnswer]>([
  [
    'reactions',
    {
      kind: 'reactions',
      value: [
        { content: '+1', actor: person(5), at },
        { content: '+1', actor: person(6), at },
      ],
    },
    { kind: 'reactions', value: [{ content: '+1', actor: person(6), at }] },
  ],
  [
    'ticks, which somebody made all the same',
    {
      kind: 'edits',
      value: [
        { actor: person(5), at, text: '- [x] one' },
        { actor: person(6), at, text: '- [ ] one' },
        { actor: null, at, text: null },
      ],
    },
    {
      kind: 'edits',
      value: [
        { actor: null, at, text: '- [x] one' },
        { actor: person(6), at, text: '- [ ] one' },
        { actor: null, at, text: null },
      ],
    },
  ],
  ['teams', { kind: 'team', value: ['person-5', 'ada'] }, { kind: 'team', value: ['ada'] }],
])('answers of GitHub come without those who were forgotten: %s', (_, told, expected) => {
  expect(answerWithout(told, forgotten)).toEqual(expected);
});
