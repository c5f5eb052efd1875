import { z } from 'zod';
import type { SeenEdit } from '../../loop/github-facts.ts';
import { isForgotten } from '../../loop/redact.ts';
import type { Account } from '../../loop/vocabulary.ts';
import type { GitHub } from '../github.ts';
import { loginOf } from '../own-mark.ts';
import { queryPartly } from '../partial-answer.ts';

/** States of the text that are looked at: the newest, of which a week has seldom more. */
const EDITS_MAX = 100;

export const ISSUE_EDITS = `query IssueEdits($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      userContentEdits(first: ${EDITS_MAX}) {
        nodes {
          editedAt diff
          editor { __typename login ... on User { databaseId } ... on Bot { databaseId } }
        }
      }
    }
  }
}`;

const edit = z.looseObject({
  editedAt: z.string(),
  diff: z.string().nullish(),
  editor: z
    .looseObject({ __typename: z.string(), login: z.string(), databaseId: z.number().nullish() })
    .nullish(),
});
const schema = z.looseObject({
  repository: z
    .looseObject({
      issue: z
        .looseObject({ userContentEdits: z.looseObject({ nodes: z.array(edit.nullable()) }).nullish() })
        .nullish(),
    })
    .nullish(),
});

/**
 * Who left an issue's text as what, oldest first. What GitHub calls `diff`, "a summary of the changes", is the whole text
 * after the edit; nothing rests on that but that ticks are read from it where they are in it.
 * Source: https://docs.github.com/en/graphql/reference/objects#usercontentedit
 */
export async function readIssueEdits(
  github: GitHub,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<SeenEdit[]> {
  const { data } = await queryPartly(github, ISSUE_EDITS, { owner, name, number });
  const nodes = schema.parse(data).repository?.issue?.userContentEdits?.nodes ?? [];
  return nodes
    .flatMap((node): SeenEdit[] =>
      node === null
        ? []
        : [{ actor: accountOf(node.editor), at: new Date(node.editedAt), text: node.diff ?? null }],
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function accountOf(editor: z.infer<typeof edit>['editor']): Account | null {
  if (!editor || typeof editor.databaseId !== 'number') return null;
  const login = loginOf(editor);
  if (login === null || isForgotten({ id: editor.databaseId })) return null;
  return { id: editor.databaseId, login, type: editor.__typename === 'Bot' ? 'Bot' : 'User' };
}
