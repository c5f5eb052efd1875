import { z } from 'zod';
import type { ClosedByPull } from '../../loop/github-facts.ts';
import type { GitHub } from '../github.ts';

/** Links made by hand are only here; commits close what their messages name. One call, one point of the rate limit. */
export const CLOSING = `query Closing($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      closingIssuesReferences(first: 50) { nodes { number repository { databaseId } } }
      commits(first: 100) { nodes { commit { oid message } } }
    }
  }
}`;

const schema = z.looseObject({
  repository: z
    .looseObject({
      pullRequest: z
        .looseObject({
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
          commits: z.looseObject({
            nodes: z.array(
              z.looseObject({ commit: z.looseObject({ oid: z.string(), message: z.string() }) }).nullable(),
            ),
          }),
        })
        .nullish(),
    })
    .nullish(),
});

/** The issues that GitHub links a pull request with as closed by it, and its first 100 commits. */
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
    commits: (pull?.commits.nodes ?? []).flatMap((node) =>
      node === null ? [] : [{ sha: node.commit.oid, message: node.commit.message }],
    ),
  };
}
