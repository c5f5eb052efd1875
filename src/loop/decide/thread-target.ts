import type { ThreadTarget } from '../effect.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { ThreadSnapshot } from '../vocabulary.ts';

/** Where effects on this thread go. */
export function threadTarget(
  { number, nodeId, type }: Pick<ThreadSnapshot, 'number' | 'nodeId' | 'type'>,
  { id, owner, name }: KnownRepository,
): ThreadTarget {
  return { repositoryId: id, owner, name, number, nodeId, type };
}
