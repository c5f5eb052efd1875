import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actionOf, installationIdOf, orderKey } from '../../src/receive/order-key.ts';
import { fixture } from './payloads.ts';

it.each([
  ['issues.labeled.by-app', '12-34'],
  ['issue_comment.created.on-pull-request', '12-78'],
  ['pull_request.closed.merged', '12-78'],
  ['pull_request_review.submitted.no-words', '12-78'],
  ['discussion.answered.plain', '12-56'],
  ['discussion_comment.created.reply', '12-56'],
  ['release.unpublished.plain', 'r12'],
  ['push.none.config-changed', 'r12'],
  ['label.edited.renamed', 'r12'],
  ['member.removed.plain', 'r12'],
  ['installation.created.organization', 'i7'],
  ['installation_repositories.removed.one', 'i7'],
  ['organization.renamed.plain', 'i7'],
  ['membership.removed.team-gone', 'i7'],
])('%s → %s', (name, key) => {
  expect(orderKey(name.split('.')[0] ?? '', fixture(name), 'd-1')).toBe(key);
});

it('keeps a backfilled thread in one row with its webhooks', () => {
  const payload = { thread: { number: 34, repository: { id: 12 } } };
  expect(orderKey('fullcircle.backfill', payload, 'd-1')).toBe('12-34');
});

it('gives what belongs to nothing a key of its own', () => {
  expect(orderKey('ping', { zen: 'Keep it logically awesome.' }, 'd-1')).toBe('none-d-1');
});

it('reads installation and action', () => {
  expect(installationIdOf(fixture('issues.labeled.by-app'))).toBe(7);
  expect(actionOf(fixture('issues.labeled.by-app'))).toBe('labeled');
  expect(installationIdOf({ installation: { id: '7' } })).toBeNull();
  expect(actionOf({ action: 7 })).toBeNull();
});

it('never throws, whatever the payload', () => {
  fc.assert(
    fc.property(fc.constantFrom('issues', 'fullcircle.backfill'), fc.jsonValue(), (name, payload) => {
      expect(orderKey(name, payload, 'd-1')).toMatch(/^(\d+-\d+|[ri]\d+|none-d-1)$/);
    }),
  );
});
