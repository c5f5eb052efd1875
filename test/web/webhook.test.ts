import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseUnavailable } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/open-store.ts';
import { BODY_BYTES_MAX } from '../../src/web/body.ts';
import { fixture } from '../receive/payloads.ts';
import { type Edge, headersFor, memoryInbox, NOW, PATH, post, SECRET, sign, startEdge } from './edge.ts';

const BODY = JSON.stringify(fixture('issues.labeled.by-app'));

describe('a signed delivery', () => {
  it('is stored, then answered', async () => {
    const inbox = memoryInbox();
    const edge = await startEdge(inbox);
    const answer = await post(edge, BODY, { 'x-github-delivery': 'd-1' });
    expect([answer.status, await answer.text()]).toEqual([202, 'Stored.\n']);
    expect(inbox.stored).toMatchObject([
      { id: 'd-1', name: 'issues', orderKey: '12-34', payload: BODY, receivedAt: NOW },
    ]);
  });

  it('is answered 200 when it comes again', async () => {
    const inbox = memoryInbox();
    const edge = await startEdge(inbox);
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await post(edge, BODY, { 'x-github-delivery': 'd-1' })).status);
    }
    expect(statuses).toEqual([202, 200, 200]);
    expect(inbox.stored).toHaveLength(1);
  });

  it('may be of an event that nobody knows yet, with any characters, without a content type', async () => {
    const inbox = memoryInbox();
    const edge = await startEdge(inbox);
    const body = JSON.stringify({ action: 'ärger 😀', installation: { id: 7 } });
    const headers = headersFor(body, { 'x-github-event': 'weather_forecast' });
    delete headers['content-type'];
    const answer = await fetch(edge.url + PATH, {
      method: 'POST',
      headers,
      body: new TextEncoder().encode(body),
    });
    expect(answer.status).toBe(202);
    expect(inbox.stored).toMatchObject([{ name: 'weather_forecast', action: 'ärger 😀', orderKey: 'i7' }]);
  });

  it('is stored by the real database', async () => {
    const store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'test',
      startedAt: NOW,
    });
    onTestFinished(() => store.close());
    const edge = await startEdge(store.inbox);
    const again = { 'x-github-delivery': 'd-1' };
    expect((await post(edge, BODY, again)).status).toBe(202);
    expect((await post(edge, BODY, again)).status).toBe(200);
    const [claimed] = await store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1000, limit: 10 });
    expect(claimed).toMatchObject({ id: 'd-1', payload: BODY, orderKey: '12-34', installationId: 7 });
  });
});

describe('a delivery that is refused', () => {
  it.each<[what: string, body: string, changes: Record<string, string>, status: number, text: RegExp]>([
    ['no event', BODY, { 'x-github-event': '' }, 400, /X-GitHub-Event is missing/],
    ['no id', BODY, { 'x-github-delivery': '' }, 400, /X-GitHub-Delivery is missing/],
    ['no signature', BODY, { 'x-hub-signature-256': '' }, 400, /X-Hub-Signature-256 is missing.*secret set/],
    ['a name of our own', BODY, { 'x-github-event': 'fullcircle.backfill' }, 400, /not the name of an event/],
    ['an id of our own', BODY, { 'x-github-delivery': 'week:7:2026-W48' }, 400, /not an id/],
    [
      'a form',
      'payload=%7B%7D',
      { 'content-type': 'application/x-www-form-urlencoded' },
      400,
      /application\/json/,
    ],
    ['another secret', BODY, { 'x-hub-signature-256': sign(BODY, 'guess') }, 401, /does not fit/],
    ['a signature of another length', BODY, { 'x-hub-signature-256': 'sha256=00' }, 401, /does not fit/],
    ['SHA-1', BODY, { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` }, 401, /does not fit/],
    ['no body', '', {}, 401, /does not fit/],
    ['not JSON', '{"action":', {}, 400, /not JSON/],
    ['JSON without fields', '"text"', {}, 400, /not a JSON object/],
    ['null', 'null', {}, 400, /not a JSON object/],
  ])('%s', async (_what, body, changes, status, text) => {
    const inbox = memoryInbox();
    const edge = await startEdge(inbox);
    const answer = await post(edge, body, changes);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(text);
    expect(inbox.stored).toEqual([]);
  });

  it.each(['X-GitHub-Event', 'X-GitHub-Delivery', 'X-Hub-Signature-256'])('%s twice', async (name) => {
    const edge = await startEdge(memoryInbox());
    const headers = Object.entries(headersFor(BODY)).flatMap(([key, value]) =>
      key === name.toLowerCase() ? [key, value, key, value] : [key, value],
    );
    const { status, text } = await rawPost(edge, ['host', 'x', ...headers], BODY);
    expect([status, text]).toEqual([400, `The header ${name} is there more than once.\n`]);
  });

  it('is not a GET', async () => {
    const edge = await startEdge(memoryInbox());
    const answer = await fetch(edge.url + PATH);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a large delivery', () => {
  it('is taken up to the last byte', async () => {
    const inbox = memoryInbox();
    const edge = await startEdge(inbox);
    const body = bodyOfBytes(BODY_BYTES_MAX);
    expect((await post(edge, body)).status).toBe(202);
    expect(inbox.stored[0]?.payload).toHaveLength(BODY_BYTES_MAX);
  });

  it('is refused one byte later', async () => {
    const edge = await startEdge(memoryInbox());
    expect((await post(edge, bodyOfBytes(BODY_BYTES_MAX + 1))).status).toBe(413);
  });

  it('is refused by its Content-Length before a byte was sent', async () => {
    const edge = await startEdge(memoryInbox());
    const headers = { ...headersFor('x'), 'content-length': String(BODY_BYTES_MAX + 1) };
    const { status } = await rawPost(edge, headers, null);
    expect(status).toBe(413);
  });

  it('is refused without a Content-Length, and the connection does not go on for ever', async () => {
    const edge = await startEdge(memoryInbox());
    const outcome = await endlessPost(edge);
    expect(outcome.status).toBe(413);
    // The answer comes after the limit; what is still on its way is drained for a moment, not read on.
    expect(outcome.sentBytes).toBeLessThan(BODY_BYTES_MAX * 8);
  });
});

describe('a database that is away', () => {
  it.each([
    ['away', new DatabaseUnavailable('refused'), 503, 'unavailable'],
    ['broken', new Error('no such column'), 500, 'failed'],
  ])('%s', async (_what, error, status, result) => {
    const edge = await startEdge({ put: () => Promise.reject(error) });
    const answer = await post(edge, BODY);
    expect(answer.status).toBe(status);
    expect(answer.headers.has('retry-after')).toBe(status === 503);
    const metrics = await (await fetch(`${edge.url}/metrics`)).text();
    expect(metrics).toContain(`fullcircle_webhook_deliveries_total{result="${result}"} 1`);
  });

  it('is not waited for longer than GitHub waits', async () => {
    const edge = await startEdge({ put: () => new Promise(() => {}) }, { answerWithinMs: 20 });
    expect((await post(edge, BODY)).status).toBe(503);
  });
});

it('tells nothing of payloads, signatures and secrets in its log', async () => {
  const inbox = memoryInbox();
  const good = await startEdge(inbox);
  const bad = await startEdge({ put: () => Promise.reject(new Error('no such column')) });
  const away = await startEdge({ put: () => Promise.reject(new DatabaseUnavailable('refused')) });
  const body = JSON.stringify({ action: 'opened', issue: { title: 'a title of a private thread' } });
  const wrong = sign(body, 'guess');
  for (const edge of [good, bad, away]) {
    await post(edge, body);
    await post(edge, body, { 'x-hub-signature-256': wrong });
    await post(edge, `${body},`);
  }
  const log = [good, bad, away].flatMap(({ lines }) => lines).join('');
  expect(log).toContain('wrong signature');
  expect(log).toContain('no such column');
  for (const secret of ['a title of', SECRET, wrong.slice(7), sign(body).slice(7), 'PRIVATE KEY']) {
    expect(log).not.toContain(secret);
  }
});

/** A JSON object that is exactly this long. */
function bodyOfBytes(bytes: number): string {
  const frame = '{"filler":""}';
  return `{"filler":"${'x'.repeat(bytes - frame.length)}"}`;
}

/** Node's own client: headers as they are, a body that may never come. */
function rawPost(
  edge: Edge,
  headers: string[] | Record<string, string>,
  body: string | null,
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port: edge.port, path: PATH, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += String(chunk);
      });
      answer.on('end', () => {
        resolve({ status: answer.statusCode, text });
        sent.destroy();
      });
    });
    sent.on('error', reject);
    if (body === null) sent.flushHeaders();
    else sent.end(body);
  });
}

/** Sends chunks until the server closes the connection. */
function endlessPost(edge: Edge): Promise<{ status: number; sentBytes: number }> {
  return new Promise((resolve) => {
    const socket = connect(edge.port, '127.0.0.1');
    const headers = Object.entries(headersFor('x')).map(([name, value]) => `${name}: ${value}`);
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n${headers.join('\r\n')}\r\n\r\n`,
    );
    const chunk = `40000\r\n${'x'.repeat(0x40000)}\r\n`;
    let sentBytes = 0;
    let status = 0;
    const send = () => {
      while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length;
      sentBytes += chunk.length;
    };
    socket.on('drain', send);
    socket.on('data', (data) => {
      status ||= Number(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1]);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ status, sentBytes }));
    send();
  });
}
