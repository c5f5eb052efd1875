import type { CommentPut, Effect, LabelAdd, LabelsCreate, ThreadTarget } from '../../src/loop/effect.ts';

const repository = { repositoryId: 12, owner: 'acme', name: 'widgets' };
const common = { leastMode: 'label', mode: 'act', priority: 'normal' } as const;

function thread(number: number): ThreadTarget {
  return { ...repository, number, nodeId: `I_${number}`, type: 'issue' };
}

export function label(number: number, name = 'stage: adoption'): LabelAdd {
  return {
    kind: 'label.add',
    slot: `label:12-${number}:${name}`,
    ...common,
    thread: thread(number),
    label: name,
  };
}

export function labels(): LabelsCreate {
  const names = ['stage: adoption', 'stage: retention'];
  return {
    kind: 'labels.create',
    slot: 'labels:12',
    ...common,
    repository,
    labels: names.map((name) => ({ name, color: '0e8a16', description: '' })),
  };
}

export function comment(number: number, words: string, priority: Effect['priority'] = 'normal'): CommentPut {
  const marker = `why:12-${number}`;
  return {
    kind: 'comment.put',
    slot: `comment:12-${number}:${marker}`,
    ...common,
    priority,
    thread: thread(number),
    marker,
    body: `${words}\n<!-- fullcircle:${marker} -->`,
    replyToNodeId: null,
  };
}
