import type { Effect } from '../effect.ts';
import type { Facts } from '../facts.ts';
import type { KnownLanding } from '../fix-record.ts';
import type { ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { renderThanks, versionLink } from '../render/notice.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { isBot } from '../roles.ts';
import { mayShow } from '../visibility.ts';
import { threadKey } from '../vocabulary.ts';
import { lifeIn } from './lives.ts';
import { isThere, isWritable, target } from './place.ts';
import type { Story } from './story.ts';
import { standingWords } from './story.ts';

/** The author of the fix from outside is thanked once, on the pull request, when people can use it. */
export function thanksEffects(story: Story, facts: Facts): Effect[] {
  const pulls = story.landings.filter(
    ({ number, author, authorRole }) => number !== null && author !== null && authorRole === 'community',
  );
  // All in one round: a large cluster may have many.
  facts.require(
    pulls.flatMap(({ repositoryId, number }) =>
      number === null ? [] : [{ kind: 'thread', ref: { repositoryId, number } } as const],
    ),
  );
  return pulls.flatMap((landing) => {
    const repository = story.repositories.get(landing.repositoryId);
    return repository === undefined ? [] : thanks(landing, repository, story, facts);
  });
}

function thanks(
  { repositoryId, number, key, author, at }: KnownLanding,
  repository: KnownRepository,
  story: Story,
  facts: Facts,
): Effect[] {
  if (number === null || author === null || isBot(author, repository)) return [];
  const ref = { repositoryId, number };
  const { life } = lifeIn(story, repository, facts);
  const isOut = life.usable !== null && life.usable.fix === key;
  const state = facts.get({ kind: 'thread', ref });
  const { item } = state;
  if (item === null) return [];
  const marker = `thanks:c${story.clusterId}`;
  const slot = `comment:${threadKey(ref)}:${marker}`;
  const { settings } = repository;
  const common = {
    slot,
    leastMode: 'act',
    mode: settings.mode,
    priority: 'bulk',
    thread: target({ item, repository }),
    marker,
  } as const;
  if (!isOut || life.usable === null) {
    const isSaid = isThere(state.posts.find((post) => post.slot === slot));
    return isSaid && !item.snapshot.locked ? [{ kind: 'comment.remove', ...common }] : [];
  }
  if (!isWritable({ item, repository }) || isLeftAlone(state, author.id, author.login, repository, facts))
    return [];
  // One pull request that fixes several problems is thanked for once.
  if (isThankedElsewhere(state, slot)) return [];
  const reports = reportsOfOthers(author.id, repository, story);
  if (reports === 0) return [];
  const isOld = at < facts.standing.installedAt;
  const isApproved = story.words.some(({ decision }) => decision === null);
  return [
    {
      kind: 'comment.put',
      ...common,
      ...(isOld && !isApproved ? { heldFor: 'approval' as const } : {}),
      body: renderThanks({
        version: versionLink(life.usable.usable.version, life.usable.usable.url),
        reports,
        texts: TEXTS[settings.language],
        prefix: settings.commands.prefix,
        marker,
      }),
      replyToNodeId: null,
    },
  ];
}

/** How many reports that may be shown there somebody else has opened. */
function reportsOfOthers(author: number, repository: KnownRepository, { members }: Story): number {
  return members.filter(
    ({ item: { snapshot }, repository: home }) =>
      snapshot.type !== 'pull_request' && snapshot.author?.id !== author && mayShow(home, repository),
  ).length;
}

function isLeftAlone(
  { item, posts, commands }: ThreadState,
  id: number,
  login: string,
  repository: KnownRepository,
  facts: Facts,
): boolean {
  if (repository.settings.notices.quiet.some((other) => other.toLowerCase() === login.toLowerCase()))
    return true;
  if (item === null) return true;
  return (
    standingWords({ item, posts, commands }, repository, facts).findLast(
      ({ verb, actor }) => actor.id === id && (verb === 'mute' || verb === 'notify-me'),
    )?.verb === 'mute'
  );
}

function isThankedElsewhere({ posts }: ThreadState, slot: string): boolean {
  const [kind, place] = slot.split(':');
  return posts.some(
    (post) =>
      post.slot !== slot && post.slot.startsWith(`${kind}:${place}:thanks:`) && post.wanted === 'present',
  );
}
