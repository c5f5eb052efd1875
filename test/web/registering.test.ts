import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SUBSCRIBED_EVENTS } from '../../src/receive/events.ts';
import { createManifest, INSTALLED_PATH, SIGN_IN_CALLBACK_PATH } from '../../src/web/manifest.ts';

const page = readFileSync(new URL('../../docs/registering.md', import.meta.url), 'utf8');

it('names every event that is read, and no other', () => {
  const listed = [...page.matchAll(/^- (.+)$/gm)].map(([, name = '']) =>
    name.toLowerCase().replaceAll(' ', '_'),
  );
  expect(listed).toEqual([...SUBSCRIBED_EVENTS]);
});

it('names every permission of the manifest with its access, and no other', () => {
  const manifest = createManifest(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8'), {
    base: 'https://fullcircle.example.org',
    webhookPath: '/api/github/webhooks',
    webhookProxyUrl: null,
  });
  const listed = [
    ...page.matchAll(/^\| (?:Repository|Organization): ([\w ]+) \| (read(?: and write)?) \|/gm),
  ].map(([, name = '', access]) => [
    name.toLowerCase().replaceAll(' ', '_'),
    access === 'read' ? 'read' : 'write',
  ]);
  expect(Object.fromEntries(listed)).toEqual(manifest.default_permissions);
  expect(manifest.public).toBe(false);
  expect([...manifest.default_events].sort()).toEqual([...SUBSCRIBED_EVENTS]);
});

it('names the addresses that are served', () => {
  expect(page).toContain('`BASE/api/github/webhooks`');
  expect(page).toContain(`\`BASE${SIGN_IN_CALLBACK_PATH}\``);
  expect(page).toContain(`\`BASE${INSTALLED_PATH}\``);
});
