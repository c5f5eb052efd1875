import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { withStoredEnvironment } from '../../src/config/stored-environment.ts';

const folders: string[] = [];
const folder = (text: string | null): string => {
  const made = mkdtempSync(join(tmpdir(), 'fullcircle-env-'));
  folders.push(made);
  if (text !== null) writeFileSync(join(made, '.env'), text);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

it('adds what the set-up page wrote, below what is set', () => {
  const DATA_DIR = folder('APP_ID=12\nPRIVATE_KEY="line 1\nline 2"\nPORT=1\n');
  expect(withStoredEnvironment({ DATA_DIR, PORT: '3000' })).toEqual({
    DATA_DIR,
    APP_ID: '12',
    PRIVATE_KEY: 'line 1\nline 2',
    PORT: '3000',
  });
});

it('does without a file or a folder', () => {
  const DATA_DIR = folder(null);
  expect(withStoredEnvironment({ DATA_DIR })).toEqual({ DATA_DIR });
  expect(withStoredEnvironment({ DATA_DIR: join(DATA_DIR, 'none') }).APP_ID).toBeUndefined();
});
