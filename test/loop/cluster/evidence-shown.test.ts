import { expect, it } from 'vitest';
import { evidenceShown } from '../../../src/loop/cluster/evidence-shown.ts';

it('names few reasons, none twice, and weak ones only where there is nothing better', () => {
  const shown = evidenceShown([
    { kind: 'error', error: 'AuthError: not approved', frame: null },
    { kind: 'errorCode', code: 'AuthError' },
    { kind: 'version', version: '3.2' },
    { kind: 'words', words: ['login'], overlap: 0.2 },
  ]);
  expect(shown).toEqual(['same error `AuthError: not approved`', 'both name `3.2`']);
  expect(
    evidenceShown([
      { kind: 'similarError', error: 'AuthError: not approved', similarity: 0.8 },
      { kind: 'words', words: ['approved', '127', 'login'], overlap: 0.2 },
    ]),
  ).toEqual([
    'similar error `AuthError: not approved` (80 % of the words)',
    'words in common: `login` (20 % of all)',
  ]);
  expect(
    evidenceShown([
      { kind: 'api', api: 'openGate' },
      { kind: 'version', version: '3.2' },
      { kind: 'words', words: ['login'], overlap: 0.2 },
    ]),
  ).toEqual(['both about `openGate`', 'both name `3.2`', 'words in common: `login` (20 % of all)']);
  expect(
    evidenceShown([
      { kind: 'title', overlap: 0.5 },
      { kind: 'words', words: ['login'], overlap: 0.2 },
    ]),
  ).toEqual(['similar title (50 %)', 'words in common: `login` (20 % of all)']);
});
