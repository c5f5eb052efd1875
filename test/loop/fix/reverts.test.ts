import { describe, expect, it } from 'vitest';
import {
  numbersInSubject,
  pickedCommits,
  revertedCommits,
  takenBackByPull,
} from '../../../src/loop/fix/reverts.ts';

const SHA = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678';

describe('what is taken back', () => {
  it('by the button of GitHub', () => {
    expect(takenBackByPull('Revert "Fix the crash"', 'Reverts acme/widgets#45', 'github.com')).toEqual({
      pulls: [{ repository: { owner: 'acme', name: 'widgets' }, number: 45 }],
      commits: [],
    });
  });

  it('by git', () => {
    expect(revertedCommits(`Revert "Fix"\n\nThis reverts commit ${SHA}, reversing\nchanges.`)).toEqual([SHA]);
    expect(takenBackByPull('Undo', `This reverts commit ${SHA}.`, 'github.com').commits).toEqual([SHA]);
  });

  it.each([
    ['Talks of it', 'It reverts #45 in a way'],
    ['Revert nothing', 'See #45'],
    ['Quotes', '> Reverts #45'],
  ])('not: %s', (title, body) => expect(takenBackByPull(title, body, 'github.com').pulls).toEqual([]));
});

describe('second witnesses', () => {
  it.each([
    ['Fix the crash (#45)', [45]],
    ['[1.x] Fix the crash (#45) (#50)', [45, 50]],
    ['Merge pull request #45 from ada/patch', [45]],
    ['Fix #45', []],
    ['Revert "Fix the crash (#45)" (#46)', []],
    ['Fix\n\nmore (#45)', []],
  ])('%s', (message, numbers) => expect(numbersInSubject(message)).toEqual(numbers));

  it('what was picked', () => {
    expect(pickedCommits(`Fix\n\n(cherry picked from commit ${SHA})`)).toEqual([SHA]);
    expect(pickedCommits('Fix\n\n(cherry picked from commit abc)')).toEqual([]);
  });
});
