import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { intakeSecret } from '../../src/web/intake-secret.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { addSignals } from '../../src/web/signals.ts';
import { memoryInbox, memoryLog, startEdge } from './edge.ts';

/** The script as the documentation shows it, in a file of its own. */
function example(): string {
  const docs = readFileSync(new URL('../../docs/signals.md', import.meta.url), 'utf8');
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(docs) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'signals-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'send-signal.mjs');
  writeFileSync(file, script);
  return file;
}

async function run(file: string, environment: Record<string, string>, body: object) {
  const child = spawn(process.execPath, [file], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(body));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { said: await text(child.stdout), code: await ended };
}

it('the script of the documentation sends what the endpoint takes', async () => {
  const inbox = memoryInbox();
  const metrics = createMetrics();
  const edge = await startEdge(inbox, {
    metrics,
    routes: (app) =>
      addSignals(app, {
        inbox,
        clock: { now: () => new Date() },
        log: memoryLog().log,
        metrics,
        secret: 'intake',
        peopleKey: 'people',
        onStored: () => undefined,
      }),
  });
  const file = example();
  const question = { question_id: 77, title: 'Grüße', creation_date: 1_773_999_999, owner: { user_id: 5 } };
  const environment = {
    SIGNALS_URL: `${edge.url}/api/signals/7?from=stackoverflow`,
    SIGNALS_SECRET: intakeSecret('intake', 7),
  };
  expect(await run(file, environment, question)).toEqual({ said: '202 Stored.\n', code: 0 });
  expect(inbox.stored[0]?.payload).toContain('Grüße');
  const wrong = { ...environment, SIGNALS_SECRET: intakeSecret('intake', 8) };
  expect((await run(file, wrong, question)).code).toBe(1);
});
