import type { GraphQLResolveInfo } from 'graphql';
import { iso, isoOrNull, repositoryHtml } from '../../shapes/json.ts';
import { resolve } from '../../world/git.ts';
import type { Category, Label, Milestone, Release, Repository } from '../../world/model.ts';
import type { Thread } from '../../world/thread.ts';
import { fullName } from '../../world/world.ts';
import { nodes, type PageArgs } from '../connection.ts';
import { type Context, demand, failure, permissionOf, type View } from '../context.ts';
import { type OrderArgs, ordered } from '../order.ts';
import { accountView, actorView } from './account.ts';
import { commitView, refFields, refView } from './code.ts';
import { nodeView } from './node.ts';
import { threadConnections } from './threads.ts';

/** Address and path of a page below a repository. */
export function page(repository: Repository, path: string): View {
  return {
    url: (_: unknown, context: Context) => repositoryHtml(context.call.scene.world, repository, path),
    resourcePath: `/${fullName(repository)}${path}`,
  };
}

export function repositoryView(repository: Repository): View {
  const numbered =
    (...kinds: Thread['kind'][]) =>
    ({ number }: { number: number }, context: Context) => {
      const thread = repository.threads.get(number);
      if (!thread || !kinds.includes(thread.kind)) {
        throw failure('NOT_FOUND', `Could not resolve to a thread with the number of ${number}.`);
      }
      demand(context, repository, permissionOf(thread), 'read');
      return nodeView(thread);
    };
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: () => accountView(repository.owner),
    description: repository.description,
    isPrivate: repository.private,
    isArchived: repository.archived,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    createdAt: iso(repository.createdAt),
    updatedAt: iso(repository.updatedAt),
    pushedAt: iso(repository.pushedAt),
    hasDiscussionsEnabled: repository.hasDiscussions,
    ...page(repository, ''),
    issue: numbered('issue'),
    pullRequest: numbered('pull_request'),
    discussion: numbered('discussion'),
    issueOrPullRequest: numbered('issue', 'pull_request'),
    ...threadConnections(repository),
    discussionCategories: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(repository.categories, args, info, categoryView),
    discussionCategory: ({ slug }: { slug: string }) => {
      const found = repository.categories.find((each) => each.slug === slug);
      return found ? categoryView(found) : null;
    },
    label: ({ name }: { name: string }) => {
      const found = repository.labels.find((each) => each.name.toLowerCase() === name.toLowerCase());
      return found ? labelView(found) : null;
    },
    labels: (
      args: PageArgs & OrderArgs & { query?: string | null },
      _: unknown,
      info: GraphQLResolveInfo,
    ) => {
      const wanted = args.query?.toLowerCase() ?? '';
      const found = repository.labels.filter((each) => each.name.toLowerCase().includes(wanted));
      return nodes(ordered(found, args.orderBy), args, info, labelView);
    },
    milestones: (
      args: PageArgs & OrderArgs & { states?: readonly string[] | null },
      _: unknown,
      info: GraphQLResolveInfo,
    ) => {
      const found = repository.milestones.filter(
        (each) => args.states?.includes(each.state.toUpperCase()) ?? true,
      );
      return nodes(ordered(found, args.orderBy), args, info, milestoneView);
    },
    release: ({ tagName }: { tagName: string }) => {
      const found = repository.releases.find((each) => each.tag === tagName);
      return found ? releaseView(found) : null;
    },
    releases: (args: PageArgs & OrderArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(ordered(repository.releases, args.orderBy), args, info, releaseView),
    ...refFields(repository),
  };
}

export function labelView(label: Label): View {
  return {
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: false,
    createdAt: iso(label.createdAt),
    updatedAt: iso(label.createdAt),
    repository: () => repositoryView(label.repository),
    ...page(label.repository, `/labels/${encodeURIComponent(label.name)}`),
  };
}

export function categoryView(category: Category): View {
  return {
    __typename: 'DiscussionCategory',
    id: category.nodeId,
    name: category.name,
    slug: category.slug,
    emoji: category.emoji,
    description: category.description,
    isAnswerable: category.answerable,
    createdAt: iso(category.createdAt),
    updatedAt: iso(category.createdAt),
    repository: () => repositoryView(category.repository),
  };
}

export function milestoneView(milestone: Milestone): View {
  return {
    __typename: 'Milestone',
    id: milestone.nodeId,
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    state: milestone.state.toUpperCase(),
    closed: milestone.state === 'closed',
    closedAt: isoOrNull(milestone.closedAt),
    createdAt: iso(milestone.createdAt),
    updatedAt: iso(milestone.updatedAt),
    dueOn: isoOrNull(milestone.dueOn),
    creator: () => actorView(milestone.creator),
    repository: () => repositoryView(milestone.repository),
    ...page(milestone.repository, `/milestone/${milestone.number}`),
  };
}

export function releaseView(release: Release): View {
  const { repository, tag } = release;
  const commit = () => resolve(repository, repository.tags.get(tag) ?? release.target);
  const latest = repository.releases.findLast((each) => !each.prerelease && !each.draft);
  return {
    __typename: 'Release',
    id: release.nodeId,
    databaseId: release.id,
    author: () => (release.author.type === 'User' ? accountView(release.author) : null),
    name: release.name,
    description: release.body,
    isDraft: release.draft,
    isLatest: latest === release,
    isPrerelease: release.prerelease,
    tagName: tag,
    tag: () => refView(repository, 'refs/tags/', tag),
    tagCommit: () => {
      const at = commit();
      return at ? commitView(at) : null;
    },
    createdAt: iso(release.createdAt),
    updatedAt: iso(release.createdAt),
    publishedAt: isoOrNull(release.publishedAt),
    repository: () => repositoryView(repository),
    ...page(repository, `/releases/tag/${encodeURIComponent(tag)}`),
  };
}
