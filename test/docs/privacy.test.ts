import { expect, it } from 'vitest';
import { TABLES } from '../../src/store/schema/tables.ts';
import { documentAt, firstCells } from './documents.ts';

it('docs/privacy.md says of every table what is in it, and of no other', () => {
  expect(firstCells(documentAt('docs/privacy.md')).sort()).toEqual(Object.keys(TABLES).sort());
});
