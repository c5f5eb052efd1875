import { createHash } from 'node:crypto';
import type { Json } from '../shapes/json.ts';
import { labelJson } from '../shapes/repository.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import type { Actor, Label, Repository } from '../world/model.ts';
import type { Thread } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import { happened, tell, touch } from './threads.ts';

export interface LabelWords {
  name: string;
  color: string;
  description?: string | null;
}

export function createLabel(scene: Scene, actor: Actor, repository: Repository, words: LabelWords): Label {
  const id = scene.world.id('label');
  const label: Label = {
    kind: 'label',
    id,
    nodeId: nodeId('LA', id),
    repository,
    name: words.name,
    color: words.color,
    description: words.description ?? null,
    createdAt: scene.world.now(),
  };
  repository.labels.push(scene.world.register(label));
  tellLabel(scene, actor, label, 'created');
  return label;
}

/** The label of that name; one that does not exist gets a colour nobody chose. */
export function labelNamed(scene: Scene, actor: Actor, repository: Repository, name: string): Label {
  const color = createHash('sha1').update(`${repository.id} ${name}`).digest('hex').slice(0, 6);
  return scene.world.label(repository, name) ?? createLabel(scene, actor, repository, { name, color });
}

export function editLabel(scene: Scene, actor: Actor, label: Label, change: Partial<LabelWords>): void {
  const changes: Json = {};
  if (change.name !== undefined && change.name !== label.name) {
    changes.name = { from: label.name };
    label.name = change.name;
  }
  if (change.color !== undefined && change.color !== label.color) {
    changes.color = { from: label.color };
    label.color = change.color;
  }
  if (change.description !== undefined && change.description !== label.description) {
    changes.description = { from: label.description ?? '' };
    label.description = change.description;
  }
  if (Object.keys(changes).length > 0) tellLabel(scene, actor, label, 'edited', { changes });
}

/** Deletes a label of the repository, which takes it off every thread. */
export function deleteLabel(scene: Scene, actor: Actor, label: Label): void {
  const { repository } = label;
  repository.labels = repository.labels.filter((each) => each !== label);
  scene.world.nodes.delete(label.nodeId);
  tellLabel(scene, actor, label, 'deleted');
  for (const thread of repository.threads.values()) removeLabel(scene, actor, thread, label);
}

/** Puts labels on a thread; those it has already make no event. */
export function addLabels(scene: Scene, actor: Actor, thread: Thread, labels: readonly Label[]): void {
  for (const label of labels) {
    if (thread.labels.includes(label)) continue;
    thread.labels.push(label);
    touch(scene, thread);
    happened(scene, actor, thread, { event: 'labeled', label });
    tell(scene, actor, thread, 'labeled', { label: labelJson(scene.world, label) });
  }
}

export function removeLabel(scene: Scene, actor: Actor, thread: Thread, label: Label): void {
  if (!thread.labels.includes(label)) return;
  thread.labels = thread.labels.filter((each) => each !== label);
  touch(scene, thread);
  happened(scene, actor, thread, { event: 'unlabeled', label });
  tell(scene, actor, thread, 'unlabeled', { label: labelJson(scene.world, label) });
}

/** Replaces the labels of a thread: what is missing goes first, then what is new comes. */
export function replaceLabels(scene: Scene, actor: Actor, thread: Thread, labels: readonly Label[]): void {
  for (const label of thread.labels) if (!labels.includes(label)) removeLabel(scene, actor, thread, label);
  addLabels(scene, actor, thread, labels);
}

function tellLabel(scene: Scene, actor: Actor, label: Label, action: string, extra: Json = {}): void {
  const body = { label: labelJson(scene.world, label), ...extra };
  announce(scene, { event: 'label', action, actor, at: label.repository, body });
}
