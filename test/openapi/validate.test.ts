import { describe, expect, it } from 'vitest';
import { faultsOf, payloadFaults, type SentRequest } from './validate.ts';

const request = (method: string, path: string, more: Partial<SentRequest> = {}): SentRequest => ({
  method,
  path,
  query: {},
  body: {},
  ...more,
});
const issue = '/repos/acme/core/issues/1';

describe('a request', () => {
  it.each<[string, SentRequest]>([
    [
      'a page of issues',
      request('GET', '/repos/acme/core/issues', { query: { per_page: '100', state: 'all' } }),
    ],
    ['a comment', request('POST', `${issue}/comments`, { body: { body: 'Hello' } })],
    ['labels to add', request('POST', `${issue}/labels`, { body: { labels: ['bug'] } })],
    ['a removed label', request('DELETE', `${issue}/labels/stage%3A%20awareness`)],
    [
      'a closing',
      request('PATCH', issue, {
        body: { state: 'closed', state_reason: 'duplicate', duplicate_issue_id: 1 },
      }),
    ],
    ['a file in a folder', request('GET', '/repos/acme/core/contents/.github/fullcircle.yml')],
    ['a token', request('POST', '/app/installations/1/access_tokens')],
    ['a GraphQL query', request('POST', '/graphql', { body: { query: '{ rateLimit { cost } }' } })],
  ])('%s is right', (_, sent) => {
    expect(faultsOf(sent)).toEqual([]);
  });

  it.each<[string, SentRequest, string]>([
    ['an unknown address', request('GET', '/repos/acme/core/thoughts'), 'no such operation'],
    ['an unknown method', request('PUT', issue, { body: { title: 'x' } }), 'no such operation'],
    ['a missing field', request('POST', `${issue}/comments`), "must have required property 'body'"],
    ['a wrong type', request('POST', `${issue}/comments`, { body: { body: 1 } }), 'must be string'],
    [
      'an unknown key',
      request('POST', `${issue}/comments`, { body: { body: 'x', mood: 1 } }),
      'additional properties',
    ],
    ['an unknown parameter', request('GET', issue, { query: { page: '1' } }), 'additional properties'],
    ['a wrong choice', request('PATCH', issue, { body: { state: 'shut' } }), 'must be equal to one of'],
    ['a number that is none', request('GET', '/repos/acme/core/issues/one'), 'is no integer'],
    [
      'a body where none goes',
      request('DELETE', `${issue}/labels/bug`, { body: { name: 'bug' } }),
      'takes no body',
    ],
    [
      'an unknown GraphQL field',
      request('POST', '/graphql', { body: { query: '{ nobody }' } }),
      'Cannot query field',
    ],
  ])('%s is noticed', (_, sent, expected) => {
    expect(faultsOf(sent).join()).toContain(expected);
  });
});

describe('a payload', () => {
  it('needs what GitHub always sends', () => {
    expect(payloadFaults('issues', 'opened', { action: 'opened' }).join()).toContain(
      "required property 'issue'",
    );
    expect(payloadFaults('issues', 'pondered', {})).toEqual([
      "issues.pondered: no such webhook in GitHub's description",
    ]);
  });
});
