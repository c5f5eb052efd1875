import { z } from 'zod';
import type { GitHub } from '../github.ts';
import { queryPartly } from '../partial-answer.ts';

export const DUPLICATE_OF = `query DuplicateOf($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      timelineItems(itemTypes: [MARKED_AS_DUPLICATE_EVENT], last: 1) {
        nodes {
          ... on MarkedAsDuplicateEvent {
            canonical {
              ... on Issue { number repository { name owner { login } } }
              ... on PullRequest { number repository { name owner { login } } }
            }
          }
        }
      }
    }
  }
}`;

const canonical = z.looseObject({
  number: z.number(),
  repository: z.looseObject({ name: z.string(), owner: z.looseObject({ login: z.string() }) }),
});
const schema = z.looseObject({
  repository: z
    .looseObject({
      issue: z
        .looseObject({
          timelineItems: z.looseObject({
            nodes: z.array(z.looseObject({ canonical: canonical.nullish() }).nullable()),
          }),
        })
        .nullable(),
    })
    .nullable(),
});

/** The thread that an issue was last marked as a duplicate of; null where GitHub tells none: the event is not always made. */
export async function readDuplicateOf(
  github: GitHub,
  where: { owner: string; name: string; number: number },
): Promise<{ repository: { owner: string; name: string }; number: number } | null> {
  const { owner, name, number } = where;
  const { data } = await queryPartly(github, DUPLICATE_OF, { owner, name, number });
  const { repository } = schema.parse(data);
  const found = repository?.issue?.timelineItems.nodes.at(-1)?.canonical;
  if (!found) return null;
  return {
    repository: { owner: found.repository.owner.login, name: found.repository.name },
    number: found.number,
  };
}
