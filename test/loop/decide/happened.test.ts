import { describe, expect, it } from 'vitest';
import { lifeIn } from '../../../src/loop/decide/lives.ts';
import type { Story, ToldMember } from '../../../src/loop/decide/story.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { Release } from '../../../src/loop/fix-record.ts';
import type { Command, Item } from '../../../src/loop/item.ts';
import { GHOST } from '../../../src/loop/redact.ts';
import { answer, BOT, INSTALLED_AT, person, repository } from '../situations.ts';
import { commandOf, known, opened } from './said.ts';

/** A problem of two repositories: what was said of it in `widgets`, and how it is seen from `gadgets`. */

const HOME = repository();
const OTHER = repository({ id: 13, name: 'gadgets' });

const RELEASE: Release = {
  id: 1,
  repositoryId: HOME.id,
  tag: 'v1.4.0',
  url: 'https://github.com/acme/widgets/releases/tag/v1.4.0',
  prerelease: false,
  publishedAt: new Date('2026-11-16T10:00:00Z'),
  named: [],
  goneAt: null,
};

function member(
  item: Item,
  where: ToldMember['repository'],
  number: number,
  standing: Command[] = [],
): ToldMember {
  return {
    item,
    posts: [],
    commands: standing,
    standing,
    repository: where,
    ref: { repositoryId: where.id, number },
  };
}

/** The steps of the cluster's life as they may be known in `gadgets`, or by the app itself. */
function steps(standing: Command[], view: typeof OTHER | null, late: Item[] = []): string[] {
  const members = [
    member(known(), HOME, 34, standing),
    member(known(), OTHER, 5),
    ...late.map((item) => member(item, HOME, 40)),
  ];
  const repositories = [HOME, OTHER];
  const story: Story = {
    clusterId: 1,
    log: [],
    members,
    landings: [],
    words: [],
    isApprovalTakenBack: false,
    repositories: new Map(repositories.map((each) => [each.id, each])),
    releases: [RELEASE],
  };
  const about = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  const answers = new Map<string, FactAnswer>();
  for (let round = 0; round < 9; round += 1) {
    try {
      const { life } = lifeIn(story, view, new Facts(about, answers));
      return life.transitions.map(({ cause, actor }) => `${cause} ${actor?.login ?? 'nobody'}`);
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests)
        answers.set(requestKey(request), answer(request, { repositories }));
    }
  }
  throw new Error('asks in circles');
}

describe('a word of the project in another repository', () => {
  it.each([
    ['counts of whoever may say it there', person(60), ['declined person-60']],
    ['does not count of others', person(8), []],
    ['goes on counting when its giver was forgotten', GHOST, ['declined ghost']],
  ])('%s', (_, actor, expected) => {
    expect(steps([{ ...commandOf('declined too many boats'), actor }], OTHER)).toEqual(expected);
  });
});

describe('a report of something that was fixed', () => {
  const FIXED = [commandOf('fixed-in v1.4.0')];
  const report = (author: Item['snapshot']['author']): Item => {
    const item = known(opened({ body: 'widgets 1.5.0 crashes.' }));
    const { observation, snapshot } = item;
    return {
      ...item,
      itemId: 3,
      observation: { ...observation, environment: { ...observation.environment, versions: ['1.5.0'] } },
      snapshot: { ...snapshot, author, createdAt: new Date('2026-11-17T10:00:00Z') },
    };
  };

  it.each([
    ['says that it is back', person(3), 'regressed person-3'],
    ['goes on saying so when its author was forgotten', null, 'regressed ghost'],
  ])('%s', (_, author, expected) => {
    expect(steps(FIXED, null)).toEqual(['landed person-60', 'usable person-60']);
    expect(steps(FIXED, null, [report(author)])).toContain(expected);
  });
});
