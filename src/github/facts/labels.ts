import { z } from 'zod';
import type { GitHub } from '../github.ts';
import { inOrder } from '../pages.ts';

const labelSchema = z.looseObject({ name: z.string(), node_id: z.string().optional() });
/** 2,000 labels; only a repository filled by a machine has more. */
const PAGES_MAX = 20;

export interface Label {
  name: string;
  nodeId: string | null;
}

/** GitHub compares label names without regard to case. */
export function sameLabel(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The labels a repository has, in GitHub's order. */
export async function* readLabels(
  github: GitHub,
  repository: { owner: string; name: string },
): AsyncGenerator<Label> {
  const labels = inOrder(github, {
    route: 'GET /repos/{owner}/{repo}/labels',
    parameters: { owner: repository.owner, repo: repository.name },
    item: labelSchema,
    key: null,
    pagesMax: PAGES_MAX,
  });
  for await (const label of labels) yield { name: label.name, nodeId: label.node_id ?? null };
}

/** One label of a repository, or null. */
export async function findLabel(
  github: GitHub,
  repository: { owner: string; name: string },
  name: string,
): Promise<Label | null> {
  for await (const label of readLabels(github, repository)) if (sameLabel(label.name, name)) return label;
  return null;
}
