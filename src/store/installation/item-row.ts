import type { Item } from '../../loop/item.ts';
import type { repositories } from '../schema/installations.ts';
import type { items } from '../schema/items.ts';

type ItemRow = typeof items.$inferSelect;

/** An item as it is stored. */
export function toRow(installationId: number, item: Omit<Item, 'itemId'>): typeof items.$inferInsert {
  const { snapshot } = item;
  const { id, repository, ...told } = snapshot;
  return {
    ...told,
    installationId,
    repositoryId: repository.id,
    githubId: id,
    repository,
    authorId: snapshot.author?.id ?? null,
    authorRole: item.authorRole,
    roleInferred: item.roleInferred,
    closedBy: item.closedBy,
    observation: item.observation,
    stage: item.stage,
    stageSource: item.stageSource,
    kind: item.kind.value,
    kindSource: item.kind.source,
    severity: item.severity.value,
    severitySource: item.severity.source,
    themes: item.themes,
    paths: item.paths,
    origin: item.origin,
    deletedAt: null,
  };
}

/** The stored row as the loop knows it. `repository` is the row of the repository, newer than the snapshot's. */
export function toItem(row: ItemRow, repository: typeof repositories.$inferSelect | null): Item {
  const { itemId, githubId, authorRole, roleInferred, observation, stage, stageSource, origin, closedBy } =
    row;
  return {
    itemId,
    snapshot: {
      repository:
        repository === null
          ? row.repository
          : {
              id: repository.repositoryId,
              nodeId: repository.nodeId,
              owner: repository.owner,
              name: repository.name,
              private: repository.private,
              archived: repository.archived,
              defaultBranch: repository.defaultBranch,
            },
      number: row.number,
      type: row.type,
      nodeId: row.nodeId,
      id: githubId,
      title: row.title,
      body: row.body,
      author: row.author,
      authorAssociation: row.authorAssociation,
      state: row.state,
      stateReason: row.stateReason,
      locked: row.locked,
      labels: row.labels,
      category: row.category,
      merged: row.merged,
      mergeCommitSha: row.mergeCommitSha,
      baseRef: row.baseRef,
      headSha: row.headSha,
      answer: row.answer,
      thumbsUp: row.thumbsUp,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      closedAt: row.closedAt,
    },
    authorRole,
    roleInferred,
    observation,
    stage,
    stageSource,
    kind: { value: row.kind, source: row.kindSource },
    severity: { value: row.severity, source: row.severitySource },
    themes: row.themes,
    paths: row.paths,
    origin,
    closedBy,
  };
}
