import { describe, expect, test } from 'vitest';
import { addLabel } from '../../../src/github/effects/label-add.ts';
import { removeLabel } from '../../../src/github/effects/label-remove.ts';
import { createLabels } from '../../../src/github/effects/labels-create.ts';
import { Invalid, LabelGone, Transient } from '../../../src/github/errors.ts';
import type { LabelAdd, LabelRemove, LabelsCreate } from '../../../src/loop/effect.ts';
import { again, BOT, first, graphql, nocked, repository, thread, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const LABELS = '/repos/acme/widgets/labels?per_page=100&page=1';
const ON_THREAD = '/repos/acme/widgets/issues/34/labels';
const EVENTS = '/repos/acme/widgets/issues/34/events?per_page=100&page=1';
const STAGE = { name: 'Stage: adoption', node_id: 'L_3', color: 'ffffff' };
const done = { remote: null, more: false };

const add: LabelAdd = { ...wanted, kind: 'label.add', thread: thread(), label: 'stage: adoption' };
const remove: LabelRemove = { ...add, kind: 'label.remove' };

function event(name: 'labeled' | 'unlabeled', login: string, at: string, label = 'stage: adoption') {
  return { event: name, actor: { login }, created_at: at, label: { name: label } };
}

describe('labels.create', () => {
  const effect: LabelsCreate = {
    ...wanted,
    kind: 'labels.create',
    repository,
    labels: [
      { name: 'stage: adoption', color: '#0e8a16', description: 'one' },
      { name: 'stage: retention', color: '5319e7', description: 'two' },
      { name: 'stage: advocacy', color: 'd93f0b', description: 'three' },
    ],
  };

  test('creates the first that is missing, one write at a time, and says that there is more', async () => {
    scope().get(LABELS).reply(200, [STAGE]);
    const body = { name: 'stage: retention', color: '5319e7', description: 'two' };
    scope().post('/repos/acme/widgets/labels', body).reply(201, {});
    await expect(createLabels(github, effect)).resolves.toEqual({ remote: null, more: true });
  });

  test('writes nothing where all are there, whatever their colour', async () => {
    const there = effect.labels.map(({ name }) => ({ name: name.toUpperCase(), color: '000000' }));
    scope().get(LABELS).reply(200, there);
    await expect(createLabels(github, effect)).resolves.toEqual(done);
  });

  test('somebody else may be faster', async () => {
    scope()
      .get(LABELS)
      .reply(200, [STAGE, { name: 'stage: retention' }]);
    const errors = [{ resource: 'Label', code: 'already_exists', field: 'name' }];
    scope().post('/repos/acme/widgets/labels').reply(422, { errors });
    await expect(createLabels(github, effect)).resolves.toEqual(done);
  });

  test('another refusal is told', async () => {
    scope().get(LABELS).reply(200, []);
    const errors = [{ resource: 'Label', code: 'invalid', field: 'color' }];
    scope().post('/repos/acme/widgets/labels').reply(422, { errors });
    await expect(createLabels(github, effect)).rejects.toThrow(Invalid);
  });
});

describe('label.add', () => {
  test('adds beside the labels that are there, by the name the repository has', async () => {
    scope().get(LABELS).reply(200, [STAGE]);
    scope()
      .post(ON_THREAD, { labels: ['Stage: adoption'] })
      .reply(200, []);
    await expect(addLabel(github, add, first)).resolves.toEqual(done);
  });

  test('waits for a label that does not exist yet, so that GitHub does not make one up', async () => {
    scope()
      .get(LABELS)
      .reply(200, [{ name: 'bug' }]);
    await expect(addLabel(github, { ...add, creation: 'labels:12' }, first)).rejects.toThrow(Transient);
  });

  test('makes no label anew that somebody took away after it was made', async () => {
    scope()
      .get(LABELS)
      .reply(200, [{ name: 'bug' }]);
    const made = { ...first, isDone: async (slot: string) => slot === 'labels:12' };
    await expect(addLabel(github, { ...add, creation: 'labels:12' }, made)).rejects.toThrow(LabelGone);
  });

  test('after a lost reply it is done if our own bot labelled, even where a human took it off since', async () => {
    scope()
      .get(EVENTS)
      .reply(200, [
        event('labeled', BOT, '2026-11-20T11:59:01Z'),
        event('unlabeled', 'ada', '2026-11-20T11:59:40Z'),
      ]);
    await expect(addLabel(github, add, again)).resolves.toEqual(done);
  });

  test.each([
    ['of a human', event('labeled', 'ada', '2026-11-20T11:59:01Z')],
    ['of an earlier day', event('labeled', BOT, '2026-11-19T11:59:01Z')],
    ['of another label', event('labeled', BOT, '2026-11-20T11:59:01Z', 'bug')],
    ['the other way round', event('unlabeled', BOT, '2026-11-20T11:59:01Z')],
    ['that is no label event', { event: 'renamed', actor: null, created_at: '2026-11-20T11:59:01Z' }],
  ])('after an attempt that did not work it is added: an event %s does not count', async (_name, other) => {
    scope().get(EVENTS).reply(200, [other]);
    scope().get(LABELS).reply(200, [STAGE]);
    scope().post(ON_THREAD).reply(200, []);
    await addLabel(github, add, again);
  });

  test('of a discussion goes by node ids', async () => {
    scope().get(LABELS).reply(200, [STAGE]);
    const input = { labelableId: 'T_34', labelIds: ['L_3'] };
    graphql(scope(), 'AddLabels', { input }, { data: { addLabelsToLabelable: null } });
    await addLabel(github, { ...add, thread: thread('discussion') }, again);
  });
});

describe('label.remove', () => {
  const ONE = `${ON_THREAD}/stage%3A%20adoption`;

  test('removes one label', async () => {
    scope().delete(ONE).reply(200, []);
    await expect(removeLabel(github, remove, first)).resolves.toEqual(done);
  });

  test('is done where it is not there', async () => {
    scope().delete(ONE).reply(404, {});
    await expect(removeLabel(github, remove, first)).resolves.toEqual(done);
  });

  test('after a lost reply a label that a human put back stays', async () => {
    scope()
      .get(EVENTS)
      .reply(200, [
        event('unlabeled', BOT, '2026-11-20T11:59:01Z'),
        event('labeled', 'ada', '2026-11-20T11:59:40Z'),
      ]);
    await removeLabel(github, remove, again);
  });

  test('of a discussion goes by node ids', async () => {
    scope().get(LABELS).reply(200, [STAGE]);
    const input = { labelableId: 'T_34', labelIds: ['L_3'] };
    graphql(scope(), 'RemoveLabels', { input }, { data: { removeLabelsFromLabelable: null } });
    await removeLabel(github, { ...remove, thread: thread('discussion') }, first);
  });

  test('of a discussion is done where the repository has no such label', async () => {
    scope().get(LABELS).reply(200, []);
    await removeLabel(github, { ...remove, thread: thread('discussion') }, first);
  });
});
