import { readFileSync } from 'node:fs';
import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { PERMISSIONS as NEEDED } from '../../src/loop/permissions.ts';
import { AUTOMATIC_EVENTS, HANDLED_EVENTS } from '../../src/receive/events.ts';

const text = readFileSync(new URL('../../app.yml', import.meta.url), 'utf8');
const document = parseDocument(text);
const manifest: unknown = document.toJS();

/** The least that does the work; metadata comes by itself. */
const PERMISSIONS = {
  metadata: 'read',
  issues: 'write',
  discussions: 'write',
  pull_requests: 'write',
  contents: 'read',
  checks: 'write',
  actions: 'read',
  members: 'read',
};

/** What GitHub asks for before it sends an event ("Webhook events and payloads"). */
const PERMISSION_OF_EVENT: Record<string, keyof typeof PERMISSIONS> = {
  issues: 'issues',
  issue_comment: 'issues',
  discussion: 'discussions',
  discussion_comment: 'discussions',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  release: 'contents',
  push: 'contents',
  workflow_run: 'actions',
  label: 'metadata',
  repository: 'metadata',
  public: 'metadata',
  member: 'members',
  membership: 'members',
  team: 'members',
  organization: 'members',
};

function eventsOf(value: unknown): string[] {
  const events: unknown = value !== null && typeof value === 'object' && Reflect.get(value, 'default_events');
  return Array.isArray(events) ? events.map(String) : [];
}

describe('app.yml', () => {
  const events = eventsOf(manifest);

  it('is well formed and names the app', () => {
    expect(document.errors).toEqual([]);
    expect(manifest).toMatchObject({
      name: 'Fullcircle',
      description: expect.any(String),

      public: false,
    });
  });

  it('asks for the least permissions', () => {
    expect(manifest).toHaveProperty('default_permissions', PERMISSIONS);
    const needed = Object.fromEntries(Object.entries(NEEDED).map(([name, { level }]) => [name, level]));
    expect(needed).toEqual(PERMISSIONS);
  });

  it('lists events that GitHub has, each once, with the permission they need', () => {
    const known = new Set(examples.map(({ name }: { name: string }) => name));
    expect(events.filter((event) => !known.has(event))).toEqual([]);
    expect(new Set(events).size).toBe(events.length);
    expect(Object.keys(PERMISSION_OF_EVENT).sort()).toEqual([...events].sort());
    expect(Object.values(PERMISSION_OF_EVENT).every((permission) => permission in PERMISSIONS)).toBe(true);
  });

  it('lists all events that the code reads and no other', () => {
    expect([...events, ...AUTOMATIC_EVENTS].sort()).toEqual([...HANDLED_EVENTS].sort());
  });

  it('gives a reason before each permission and event', () => {
    const lines = text.split('\n');
    const entries = lines.flatMap((line, at) =>
      /^ {2}(?:- \w+|\w+: (?:read|write))$/.test(line) ? [at] : [],
    );
    expect(entries.length).toBe(events.length + Object.keys(PERMISSIONS).length);
    for (const at of entries) expect(lines[at - 1]).toMatch(/^ {2}# \S/);
  });
});
