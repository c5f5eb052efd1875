import { describe, expect, it } from 'vitest';
import { periodsOf } from '../../../src/loop/fix/landing-periods.ts';
import { commitKey } from '../../../src/loop/fix-record.ts';
import { landing, sha } from './records.ts';

const fix = landing(45, 10);
const revert = landing(46, 20, { reverts: ['pull:12-45'] });
const back = landing(47, 30, { reverts: ['pull:12-46'] });
const shown = (all: readonly (typeof fix)[]) =>
  periodsOf(fix, all).map(({ by, until, endedBy }) => [
    by.number,
    until?.getUTCMinutes() ?? null,
    endedBy?.number ?? null,
  ]);

describe('while a landing is in force', () => {
  it('for ever where nothing takes it back', () => expect(shown([fix])).toEqual([[45, null, null]]));
  it('until its revert', () => expect(shown([fix, revert])).toEqual([[45, 20, 46]]));
  it('again after the revert of the revert', () =>
    expect(shown([back, revert, fix])).toEqual([
      [45, 20, 46],
      [47, null, null],
    ]));
  it('until the last of that', () => {
    const again = landing(48, 40, { reverts: [commitKey(12, sha(47))] });
    expect(shown([fix, revert, back, again])).toEqual([
      [45, 20, 46],
      [47, 40, 48],
    ]);
  });
  it('by commit as well as by number', () =>
    expect(shown([fix, landing(46, 20, { reverts: [commitKey(12, sha(45))] })])).toEqual([[45, 20, 46]]));
  it('until the first of two reverts', () =>
    expect(shown([fix, revert, landing(49, 25, { reverts: ['pull:12-45'] })])).toEqual([[45, 20, 46]]));
  it('whatever another repository takes back', () =>
    expect(shown([fix, { ...revert, repositoryId: 13 }])).toEqual([[45, null, null]]));
  it('ends where two take each other back', () => {
    const odd = landing(44, 5, { reverts: ['pull:12-45'] });
    expect(shown([{ ...fix, reverts: ['pull:12-44'] }, odd])).toEqual([[45, null, null]]);
  });
});
