import { z } from 'zod';
import type { ClosedByPull } from '../../loop/github-facts.ts';
import type { GitHub } from '../github.ts';

/**
 * Links made by hand are only here, and the messages of commits, which close what they name where they land. One call,
 * one point of the rate limit.
 */
export const CLOSING = `query Closing($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      closingIssuesReferences(first: 50) { nodes { number repository { databaseId } } }
      commits(last: 100) { nodes { commit { oid message } } }
      mergeCommit { parents(first: 1) { totalCount } history(first: 100) { nodes { oid message } } }
    }
  }
}`;

const commitSchema = z.looseObject({ oid: z.string(), message: z.string() });

const pullSchema = z.looseObject({
  closingIssuesReferences: z
    .looseObject({
      nodes: z.array(
        z
          .looseObject({
            number: z.number(),
            repository: z.looseObject({ databaseId: z.number().nullish() }),
          })
          .nullable(),
      ),
    })
    .nullish(),
  commits: z.looseObject({ nodes: z.array(z.looseObject({ commit: commitSchema }).nullable()) }),
  mergeCommit: z
    .looseObject({
      parents: z.looseObject({ totalCount: z.number() }),
      history: z.looseObject({ nodes: z.array(commitSchema.nullable()).nullish() }),
    })
    .nullish(),
});

const schema = z.looseObject({
  repository: z.looseObject({ pullRequest: pullSchema.nullish() }).nullish(),
});

/** The issues that GitHub links a merged pull request with as closed by it, and its commits. */
export async function readClosing(
  github: GitHub,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<ClosedByPull> {
  const { repository } = schema.parse(await github.query(CLOSING, { owner, name, number }));
  const pull = repository?.pullRequest;
  return {
    closes: (pull?.closingIssuesReferences?.nodes ?? []).flatMap((node) => {
      const repositoryId = node?.repository.databaseId;
      return node === null || repositoryId == null ? [] : [{ repositoryId, number: node.number }];
    }),
    commits: pull == null ? [] : commitsOf(pull),
  };
}

/**
 * The last 100 commits of a pull request, and the one that merged it. Under a merge commit all of them land. A rebase
 * makes new ones with the same messages, which then are the newest of the branch. A squash lands its own message alone.
 */
function commitsOf({ commits, mergeCommit }: z.infer<typeof pullSchema>): ClosedByPull['commits'] {
  const own = commits.nodes.flatMap((node) => (node === null ? [] : [node.commit]));
  const branch = (mergeCommit?.history.nodes ?? []).filter((node) => node !== null);
  const messages = new Set(own.map(({ message }) => message));
  const before = branch.findIndex(({ message }) => !messages.has(message));
  const rebased = new Set(
    branch.slice(0, before === -1 ? branch.length : before).map(({ message }) => message),
  );
  const isBelow = (mergeCommit?.parents.totalCount ?? 0) > 1;
  return [
    ...own.map(({ oid, message }) => ({ sha: oid, message, landed: isBelow || rebased.has(message) })),
    ...branch.slice(0, 1).map(({ oid, message }) => ({ sha: oid, message, landed: true })),
  ];
}
