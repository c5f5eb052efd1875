import type { Change } from '../../src/loop/change.ts';
import { itemIdOf } from './filled.ts';
import { documentPut, logged, pair } from './matching-samples.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  decision,
  item,
  judgement,
  labelAdd,
  landing,
  lesson,
  notice,
  ref,
  release,
  repository,
} from './samples.ts';

const LATER = at(900);

/**
 * One change of each kind that names what a filled installation 7 has and says something else of it: it would change by
 * its own, and may not by anybody else's.
 */
export const INTRUSIONS: { [T in Change['type']]: Extract<Change, { type: T }> } = {
  'item.put': {
    type: 'item.put',
    item: item(1, { title: 'intruded', updatedAt: LATER }),
  },
  'item.deleted': { type: 'item.deleted', ref: ref(1), at: LATER },
  'item.moved': { type: 'item.moved', ref: ref(1), to: { ...ref(20), nodeId: 'intruded' }, at: LATER },
  'comment.put': {
    type: 'comment.put',
    ref: ref(1),
    comment: comment(31, { body: 'intruded', updatedAt: LATER }),
    authorRole: 'community',
  },
  'comment.deleted': {
    type: 'comment.deleted',
    ref: ref(1),
    family: 'issue_comment',
    commentId: 31,
    at: LATER,
  },
  'judgement.put': {
    type: 'judgement.put',
    ref: ref(1),
    judgement: judgement('label:a:added', { at: at(-900) }),
  },
  'command.put': {
    type: 'command.put',
    ref: ref(1),
    command: command('thread:why:', { at: at(-900) }),
  },
  'lesson.put': {
    type: 'lesson.put',
    ref: ref(1),
    lesson: lesson('thread:stage:advocacy', { value: 'advocacy', words: ['intruded'], at: LATER }),
  },
  'lesson.dropped': { type: 'lesson.dropped', ref: ref(1), about: 'stage' },
  'post.vetoed': { type: 'post.vetoed', slot: labelAdd(ref(1)).slot, at: LATER },
  'posts.retried': { type: 'posts.retried', at: LATER },
  'label.returned': { type: 'label.returned', repositoryId: 12, label: 'stage: adoption', at: LATER },
  'repository.put': { type: 'repository.put', repository: repository(12, { private: true }), at: LATER },
  'repository.gone': { type: 'repository.gone', repositoryId: 12, at: LATER },
  'installation.put': {
    type: 'installation.put',
    account: account(71, 'intruder'),
    permissions: { issues: 'write' },
    suspended: true,
    at: LATER,
  },
  'installation.gone': { type: 'installation.gone', at: LATER },
  'repositories.put': { type: 'repositories.put', repositories: [], at: LATER },
  'repositories.stale': { type: 'repositories.stale', at: LATER },
  'config.put': {
    type: 'config.put',
    repositoryId: 12,
    file: { mode: 'observe' },
    refused: false,
    problems: [],
    at: LATER,
  },
  'roles.stale': { type: 'roles.stale', login: null, at: LATER },
  'document.put': documentPut(itemIdOf(7, 1), 'Intruded upon'),
  'pairs.put': { type: 'pairs.put', itemId: itemIdOf(7, 1), pairs: [pair(itemIdOf(7, 3))] },
  'entries.append': {
    type: 'entries.append',
    entries: logged(
      [{ verb: 'join', itemId: itemIdOf(7, 3), into: itemIdOf(7, 1), authority: 'triage' }],
      90,
    ),
  },
  'clusters.put': {
    type: 'clusters.put',
    clusters: [{ id: 1, members: [itemIdOf(7, 2)], pinned: null }],
    redirects: [{ from: 1, to: 2 }],
  },
  'landing.put': { type: 'landing.put', landing: landing(45, { closes: [ref(3)], at: LATER }) },
  'release.put': { type: 'release.put', release: release(99, { tag: 'intruded' }), at: LATER },
  'containments.put': {
    type: 'containments.put',
    containments: [{ repositoryId: 12, releaseId: 99, landingKey: 'pull:12-45', witness: null }],
  },
  'transitions.put': { type: 'transitions.put', clusterId: 1, transitions: [] },
  'notices.put': { type: 'notices.put', notices: [notice(ref(1), { people: [666], claim: 'intruded' })] },
  'notices.drop': { type: 'notices.drop', slots: [notice(ref(2)).slot] },
  'week.opened': {
    type: 'week.opened',
    week: '2026-W10',
    repositoryId: 12,
    asOf: LATER,
    agenda: agenda('2026-W10', 'intruded'),
    summary: { topics: [], signals: {} },
  },
  'week.closed': { type: 'week.closed', week: '2026-W10', repositoryId: 12, at: LATER },
  'run.put': {
    type: 'run.put',
    run: {
      repositoryId: 12,
      runId: 31,
      attempt: 1,
      workflow: 'intruded',
      trigger: 'push',
      conclusion: 'failure',
      startedAt: LATER,
      finishedAt: LATER,
    },
  },
  'adopters.put': {
    type: 'adopters.put',
    seen: { repositoryId: 12, entries: [{ name: 'Acme', added: true }], at: at(-900) },
  },
  'signal.put': {
    type: 'signal.put',
    report: {
      source: 'discord',
      id: '2',
      kind: 'report',
      person: -5,
      title: 'intruded',
      text: '',
      url: null,
      private: false,
      minutes: null,
      at: LATER,
    },
    observed: null,
    itemId: itemIdOf(7, 1),
    sameAs: 'discord:1',
  },
  'decisions.put': {
    type: 'decisions.put',
    week: '2026-W10',
    repositoryId: 12,
    decisions: [decision('2026-W10', 1, { reason: 'intruded' })],
  },
};
