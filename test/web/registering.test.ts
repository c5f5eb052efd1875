import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SUBSCRIBED_EVENTS } from '../../src/receive/events.ts';
import { SIGN_IN_CALLBACK_PATH } from '../../src/web/manifest.ts';

const page = readFileSync(new URL('../../docs/registering.md', import.meta.url), 'utf8');

it('names every event that is read, and no other', () => {
  const listed = [...page.matchAll(/^- (.+)$/gm)].map(([, name = '']) =>
    name.toLowerCase().replaceAll(' ', '_'),
  );
  expect(listed).toEqual([...SUBSCRIBED_EVENTS]);
});

it('names the addresses that are served', () => {
  expect(page).toContain('`BASE/api/github/webhooks`');
  expect(page).toContain(`\`BASE${SIGN_IN_CALLBACK_PATH}\``);
});
