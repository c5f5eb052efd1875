import type { GraphQLResolveInfo } from 'graphql';
import { iso } from '../../shapes/json.ts';
import { blobSha, compare, history, resolve } from '../../world/git.ts';
import type { Commit, Repository } from '../../world/model.ts';
import { connection, nodes, type PageArgs } from '../connection.ts';
import { type Context, demand, failure, type View } from '../context.ts';
import { accountView } from './account.ts';
import { page, repositoryView } from './repository.ts';
import { pullRequestView } from './thread.ts';

const HEADS = 'refs/heads/';
const TAGS = 'refs/tags/';

/** Branches, tags and objects of a repository. */
export function refFields(repository: Repository): View {
  return {
    defaultBranchRef: () => refView(repository, HEADS, repository.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }, context: Context) => {
      demand(context, repository, 'contents', 'read');
      if (qualifiedName.startsWith(TAGS)) return refView(repository, TAGS, qualifiedName.slice(TAGS.length));
      const branch = qualifiedName.replace(HEADS, '');
      return refView(repository, HEADS, branch) ?? refView(repository, TAGS, qualifiedName);
    },
    refs: (args: PageArgs & { refPrefix: string }, context: Context, info: GraphQLResolveInfo) => {
      demand(context, repository, 'contents', 'read');
      const prefix = args.refPrefix.endsWith('/') ? args.refPrefix : `${args.refPrefix}/`;
      const names = [...(prefix === TAGS ? repository.tags : repository.branches).keys()];
      return connection(names, args, info, (name) => refView(repository, prefix, name) ?? {}, String);
    },
    object: (args: { expression?: string | null; oid?: string | null }, context: Context) => {
      demand(context, repository, 'contents', 'read');
      const [at = 'HEAD', path] = (args.oid ?? args.expression ?? 'HEAD').split(/:(.*)/s);
      const commit = resolve(repository, at);
      if (!commit) return null;
      if (path === undefined) return commitView(commit);
      const text = commit.tree.get(path);
      return text === undefined ? null : blobView(repository, text);
    },
  };
}

export function refView(repository: Repository, prefix: string, name: string): View | null {
  const sha = (prefix === TAGS ? repository.tags : repository.branches).get(name);
  const commit = sha ? repository.commits.get(sha) : undefined;
  if (!commit) return null;
  return {
    __typename: 'Ref',
    id: `REF_${repository.id}_${prefix}${name}`,
    name,
    prefix,
    repository: () => repositoryView(repository),
    target: () => commitView(commit),
    compare: ({ headRef }: { headRef: string }, context: Context) => {
      demand(context, repository, 'contents', 'read');
      const head = resolve(repository, headRef);
      const result = head && compare(repository, commit, head);
      if (!result) throw failure('NOT_FOUND', `Could not compare with ${headRef}`);
      return {
        __typename: 'Comparison',
        id: `CMP_${commit.sha}_${head.sha}`,
        status: result.status.toUpperCase(),
        aheadBy: result.aheadBy,
        behindBy: result.behindBy,
        baseTarget: () => commitView(commit),
        headTarget: () => commitView(head),
        commits: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
          nodes(result.commits, args, info, commitView),
      };
    },
  };
}

function blobView(repository: Repository, text: string): View {
  const sha = blobSha(text);
  return {
    __typename: 'Blob',
    id: `B_${sha}`,
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    byteSize: Buffer.byteLength(text),
    isBinary: false,
    isTruncated: false,
    text,
    repository: () => repositoryView(repository),
    commitUrl: page(repository, `/commit/${sha}`).url,
  };
}

export function commitView(commit: Commit): View {
  const { repository, sha, author } = commit;
  return {
    __typename: 'Commit',
    id: commit.nodeId,
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0],
    committedDate: iso(commit.at),
    authoredDate: iso(commit.at),
    author: () => ({ name: author.login, email: null, date: iso(commit.at), user: accountView(author) }),
    ...page(repository, `/commit/${sha}`),
    commitUrl: page(repository, `/commit/${sha}`).url,
    repository: () => repositoryView(repository),
    parents: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(
        commit.parents
          .map((parent) => repository.commits.get(parent))
          .filter((parent) => parent !== undefined),
        args,
        info,
        commitView,
      ),
    history: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) =>
      nodes(history(repository, commit), args, info, commitView),
    associatedPullRequests: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) => {
      const pulls = [...repository.pulls].filter(
        (pull) => pull.mergeCommitSha === sha || pull.commits.includes(commit),
      );
      return nodes(pulls, args, info, pullRequestView);
    },
  };
}
