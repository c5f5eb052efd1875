import { describe, expect, it } from 'vitest';
import { problemStanding } from '../../../src/loop/decide/problem-standing.ts';
import type { Story } from '../../../src/loop/decide/story.ts';
import type { Happening } from '../../../src/loop/tell/happenings.ts';
import { lifeOf } from '../../../src/loop/tell/life-of.ts';
import type { ClusterWord } from '../../../src/loop/week-record.ts';
import { person, repository } from '../situations.ts';
import { at, landed, regressed, said, spoken, usable } from '../tell/happened.ts';

const HERE = repository();
const SECRET = repository({ id: 13, name: 'secret', private: true });
const decided = said(1, { type: 'decided' });
const documented = said(1, { type: 'documented', url: 'https://docs.acme.dev/tls' });
const declined = said(4, { type: 'declined', reason: 'not safe' });

function word(action: 'fix' | 'teach' | 'defer', minute: number, repositoryId = 12): ClusterWord {
  return {
    clusterId: 1,
    repositoryId,
    key: `w${minute}`,
    actor: person(60),
    at: at(minute),
    decision: { action, reason: '' },
  };
}

function standing(happened: readonly Happening[], words: readonly ClusterWord[] = []) {
  const story: Story = {
    clusterId: 1,
    log: [],
    members: [],
    landings: [],
    words,
    isApprovalTakenBack: false,
    repositories: new Map([HERE, SECRET].map((each) => [each.id, each])),
    releases: [],
  };
  const viewed = { life: lifeOf(happened), late: [], announced: null, answers: [] };
  return problemStanding(story, viewed, HERE, 'github.com');
}

describe('what became of a problem', () => {
  it.each<[string, Happening[], unknown]>([
    ['nothing', [], null],
    ['a fix is merged', [decided, landed(2)], { is: 'fixed' }],
    ['it can be used', [documented, landed(2), usable(3)], { is: 'released', version: '`v1.4.0`' }],
    [
      'it is explained',
      [decided, documented],
      {
        is: 'documented',
        link: '[docs.acme.dev/tls](https://docs.acme.dev/tls)',
      },
    ],
    [
      'it is explained, and fixed where no release has it yet',
      [documented, landed(2)],
      { is: 'documented', link: '[docs.acme.dev/tls](https://docs.acme.dev/tls)' },
    ],
    ['it will not be done', [documented, decided, declined], { is: 'declined', reason: 'not safe' }],
  ])('%s', (_, happened, said) => {
    expect(standing(happened)).toEqual(said);
  });

  it('is what was decided last, deferring aside, as far as it may be known here', () => {
    const told = (...words: ClusterWord[]) => standing([decided], words);
    expect(told(word('teach', 5), word('fix', 4))).toEqual({ is: 'decided', action: 'teach' });
    expect(told(word('fix', 4), word('defer', 6))).toEqual({ is: 'decided', action: 'fix' });
    expect(told(word('fix', 4), word('teach', 5, 13))).toEqual({ is: 'decided', action: 'fix' });
    expect(told(word('fix', 4, 13))).toBeNull();
  });

  it('is not said while somebody contests it who had it before', () => {
    expect(standing([landed(2), usable(3), spoken(5, 'contested')])).toBeNull();
    expect(standing([documented, spoken(5, 'contested')])).toBeNull();
  });

  it('is said on, whoever reports it anew', () => {
    const copies = [regressed(5, person(7)), spoken(6, 'contested', person(8), 'reporter', at(4))];
    expect(standing([landed(2), usable(3), ...copies])).toMatchObject({ is: 'released' });
  });

  it('is no longer that it will not be done, once it was decided after all', () => {
    expect(standing([declined, said(9, { type: 'decided' })], [word('fix', 9)])).toEqual({
      is: 'decided',
      action: 'fix',
    });
  });
});
