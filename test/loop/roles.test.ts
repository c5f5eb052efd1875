import { describe, expect, it } from 'vitest';
import type { FactAnswer } from '../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../src/loop/fact-request.ts';
import { requestKey } from '../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../src/loop/facts.ts';
import { isInTeams, mayTriage, roleOf, roleRequests } from '../../src/loop/roles.ts';
import type { Settings } from '../../src/loop/settings.ts';
import type { World } from './situations.ts';
import { answer, BOT, INSTALLED_AT, person, repository, settings } from './situations.ts';

const STANDING = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
const at = (changes: Partial<Settings>) => repository({ settings: settings(changes) });

/** Asks the world until there is an answer, and tells what was asked. */
function asked<T>(read: (facts: Facts) => T, world: World = {}): { value: T; requests: FactRequest[] } {
  const answers = new Map<string, FactAnswer>();
  const requests: FactRequest[] = [];
  for (;;) {
    try {
      return { value: read(new Facts(STANDING, answers)), requests };
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      requests.push(...error.requests);
      for (const request of error.requests) answers.set(requestKey(request), answer(request, world));
    }
  }
}

// In this world people may write from 100 on and triage from 50 on.
const WRITER = person(100);
const teams = { devrel: ['person-7'], backend: ['person-100', 'person-8'] };
const staff = { teams: ['devrel'], logins: ['person-9'], bots: ['helper'] };

const roleIn = (account: ReturnType<typeof person> | null, changes: Partial<Settings>) =>
  asked((facts) => roleOf(account, at(changes), facts), { teams }).value;

describe('roleOf', () => {
  it.each<[string, ReturnType<typeof person> | null, Partial<Settings>, string]>([
    ['whoever may write, where nobody is configured', WRITER, {}, 'staff'],
    ['whoever may only triage', person(50), {}, 'community'],
    ['a member of a configured team', person(7), { staff }, 'staff'],
    ['a configured login, whatever its case', person(9, { login: 'Person-9' }), { staff }, 'staff'],
    ['a writer of another team', WRITER, { staff }, 'community'],
    [
      'a member of another team, where the audience is internal',
      person(8),
      { staff, audience: 'internal' },
      'community',
    ],
    [
      'a writer of another team, where the audience is internal',
      WRITER,
      { staff, audience: 'internal' },
      'community',
    ],
    [
      'a member of the staff’s team, where the audience is internal',
      person(7),
      { staff, audience: 'internal' },
      'staff',
    ],
    ['a bot by GitHub’s word', person(100, { type: 'Bot' }), {}, 'bot'],
    ['a bot by the config’s', person(100, { login: 'Helper' }), { staff }, 'bot'],
    ['a deleted account', null, {}, 'community'],
  ])('%s', (_, account, changes, expected) => {
    expect(roleIn(account, changes).role).toBe(expected);
  });

  it('says where it was only inferred', () => {
    expect(roleIn(WRITER, {}).inferred).toBe(true);
    expect(roleIn(WRITER, { staff }).inferred).toBe(false);
  });

  it('is told in one round what it needs', () => {
    const home = at({ staff });
    const known = asked((facts) => facts.require(roleRequests([WRITER, person(7)], home)), { teams });
    const { requests } = asked((facts) => [roleOf(WRITER, home, facts), roleOf(person(7), home, facts)], {
      teams,
    });
    expect(requests).toEqual(known.requests);
  });
});

describe('mayTriage', () => {
  it.each<[string, number, boolean]>([
    ['by permission', 50, true],
    ['by a configured login', 9, true],
    ['by a configured team', 7, true],
    ['by another team', 8, false],
  ])('%s', (_, id, expected) => {
    const { value } = asked((facts) => mayTriage(person(id), at({ staff }), facts), { teams });
    expect(value).toBe(expected);
  });

  it('asks for what is so now, and for teams only where permission does not do', () => {
    const requestsOf = (id: number) =>
      asked((facts) => mayTriage(person(id), at({ staff }), facts), { teams }).requests;
    expect(requestsOf(7)).toMatchObject([
      { kind: 'permission', fresh: true },
      { kind: 'team', slug: 'devrel', fresh: true },
    ]);
    expect(requestsOf(50)).toHaveLength(1);
  });
});

it('knows who is in any of some teams, asking for each once', () => {
  const { value, requests } = asked(
    (facts) => isInTeams(person(8, { login: 'PERSON-8' }), ['docs', 'backend', 'docs'], at({}), facts, false),
    { teams },
  );
  expect(value).toBe(true);
  expect(requests).toHaveLength(2);
});
