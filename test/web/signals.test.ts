import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toEvent } from '../../src/receive/to-event.ts';
import { DatabaseUnavailable } from '../../src/store/errors.ts';
import type { NewDelivery } from '../../src/store/interface/inbox.ts';
import { intakeSecret } from '../../src/web/intake-secret.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { addSignals } from '../../src/web/signals.ts';
import { memoryInbox, memoryLog, NOW, startEdge } from './edge.ts';

const INTAKE = 'shared with nobody';
const REPORT = {
  source: 'discord',
  id: '1234',
  type: 'report',
  title: 'Login loops',
  text: 'Since the update I am asked to log in again and again.',
  authorKey: 'mira#1',
  at: '2026-03-20T11:00:00Z',
};

async function intake({
  secret = INTAKE as string | null,
  put = null as null | (() => Promise<never>),
} = {}) {
  const inbox = memoryInbox();
  const { log } = memoryLog();
  const metrics = createMetrics();
  let now = NOW;
  let nudges = 0;
  const edge = await startEdge(inbox, {
    metrics,
    routes: (app) =>
      addSignals(app, {
        inbox: put === null ? inbox : { put },
        clock: { now: () => now },
        log,
        metrics,
        secret,
        peopleKey: 'people',
        onStored: () => {
          nudges += 1;
        },
      }),
  });
  return {
    ...edge,
    stored: inbox.stored,
    nudges: () => nudges,
    wait(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    send: (
      body: unknown,
      {
        installation = 7 as number | string,
        signedFor = 7,
        headers = {} as Record<string, string>,
        query = '',
      } = {},
    ) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const timestamp = String(Math.floor(now.getTime() / 1000));
      const key = Buffer.from(intakeSecret(INTAKE, signedFor).slice('whsec_'.length), 'base64');
      const signature = createHmac('sha256', key).update(`m-1.${timestamp}.${text}`).digest('base64');
      return fetch(`${edge.url}/api/signals/${installation}${query}`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': 'application/json',
          'webhook-id': 'm-1',
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
          ...headers,
        },
      });
    },
  };
}

/** What may come before a body that is signed; nobody signed it. */
const HEAD = {
  'webhook-id': 'm-1',
  'webhook-timestamp': String(NOW.getTime() / 1000),
  'webhook-signature': 'v1,x',
};

/** The answer to a request whose body never comes to its end. */
function begun(port: number, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `POST /api/signals/7 HTTP/1.1\r\nhost: x\r\ncontent-length: 524288\r\n${lines.join('')}\r\n${body}`,
    );
    socket.on('error', () => {});
    socket.on('data', (data) => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(String(data))?.[1])));
  });
}

function eventOf(delivery: NewDelivery | undefined) {
  if (delivery === undefined) throw new Error('nothing was stored');
  const received = toEvent({ ...delivery, installationId: delivery.installationId });
  if ('ignored' in received || received.event.type !== 'signal.received') throw new Error('no signal');
  return received.event;
}

describe('the signals endpoint', () => {
  it('stores a signal once, whoever repeats it', async () => {
    const { send, stored, nudges } = await intake();
    expect((await send(REPORT)).status).toBe(202);
    expect((await send(REPORT)).status).toBe(200);
    expect((await send({ ...REPORT, text: 'other words' })).status).toBe(200);
    expect((await send({ ...REPORT, source: 'slack' })).status).toBe(202);
    expect([stored.length, nudges()]).toEqual([2, 2]);
    expect(stored[0]).toMatchObject({ installationId: 7, name: 'fullcircle.signal', receivedAt: NOW });
    expect(eventOf(stored[0])).toMatchObject({
      installationId: 7,
      at: new Date(REPORT.at),
      signal: { source: 'discord', id: '1234', kind: 'report', private: true, minutes: null, url: null },
    });
  });

  it('keeps nobody’s name, and another number for them in each channel and installation', async () => {
    const { send, stored } = await intake();
    const of = async (more: object, installation = 7) => {
      await send({ ...REPORT, ...more }, { installation, signedFor: installation });
      return eventOf(stored.at(-1)).signal.person;
    };
    const person = await of({});
    expect(person).toBeLessThan(0);
    expect(Number.isSafeInteger(person)).toBe(true);
    expect(await of({ id: '2' })).toBe(person);
    const others = [
      await of({ id: '3', authorKey: 'mira#2' }),
      await of({ source: 'slack' }),
      await of({}, 8),
    ];
    expect(new Set([person, ...others]).size).toBe(4);
    expect(JSON.stringify(stored)).not.toContain('mira#1');
  });

  it.each([
    ['no JSON', '{', 'JSON'],
    ['a list', [], 'body'],
    ['no author', { ...REPORT, authorKey: undefined }, 'authorKey'],
    ['an unknown type', { ...REPORT, type: 'rumour' }, 'type'],
    ['an unknown key', { ...REPORT, visiblity: 'public' }, 'visiblity'],
    ['a report without words', { ...REPORT, title: ' ', text: '' }, 'text'],
    ['GitHub as its source', { ...REPORT, source: 'GitHub' }, 'source'],
    ['a time without a zone', { ...REPORT, at: '2026-03-20T11:00:00' }, 'at'],
    ['a time to come', { ...REPORT, at: '2026-03-20T12:06:00Z' }, 'at'],
    ['an address that is no page', { ...REPORT, url: 'javascript:alert(1)' }, 'url'],
    ['minutes below zero', { ...REPORT, type: 'first_success', minutes: -1 }, 'minutes'],
  ])('refuses %s, and says where', async (_, body, place) => {
    const { send, stored } = await intake();
    const response = await send(body);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(place)]);
    expect(stored).toEqual([]);
  });

  it.each([
    ['without a signature', { headers: { 'webhook-signature': '' } }],
    ['signed for another installation', { signedFor: 8 }],
    ['signed long ago', { headers: { 'webhook-timestamp': '1700000000' } }],
  ])('takes nothing %s', async (_, how) => {
    const { send, stored } = await intake();
    expect((await send(REPORT, how)).status).toBe(401);
    expect(stored).toEqual([]);
  });

  it('takes nothing where no secret is set, and says so', async () => {
    const { send } = await intake({ secret: null });
    const response = await send(REPORT);
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('INTAKE_SECRET')]);
  });

  it('lets a signal come again where the database is away', async () => {
    const { send } = await intake({ put: () => Promise.reject(new DatabaseUnavailable('gone')) });
    const response = await send(REPORT);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
  });

  it('takes sixty in a minute from each installation, and tells when to go on', async () => {
    const { send, wait, stored } = await intake();
    await send({ ...REPORT, id: 'first' });
    wait(10_000);
    for (let sent = 1; sent < 60; sent += 1) {
      expect((await send({ ...REPORT, id: `r${sent}` })).status).toBe(202);
    }
    const late = await send({ ...REPORT, id: 'late' });
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '50']);
    expect((await send(REPORT, { installation: 8, signedFor: 8 })).status).toBe(202);
    // Who cannot sign takes nobody's place.
    wait(50_000);
    await send(REPORT, { signedFor: 9 });
    expect((await send({ ...REPORT, id: 'late' })).status).toBe(202);
    expect(stored).toHaveLength(62);
  });

  it('reads no body beyond its limit, told or not', async () => {
    const { send, url } = await intake();
    const long = JSON.stringify({ ...REPORT, text: 'x'.repeat(600 * 1024) });
    expect((await send(long)).status).toBe(413);
    const stream = new Blob([long]).stream();
    const init = { method: 'POST', body: stream, duplex: 'half' as const, headers: HEAD };
    expect((await fetch(`${url}/api/signals/7`, init)).status).toBe(413);
    // The server is well afterwards.
    expect((await send(REPORT)).status).toBe(202);
  });

  it('answers by the head alone what it will not take', async () => {
    const { port } = await intake();
    const unset = await intake({ secret: null });
    const late = { ...HEAD, 'webhook-timestamp': '1700000000' };
    expect(await begun(port, {}, '')).toBe(401);
    expect(await begun(port, late, '')).toBe(401);
    expect(await begun(unset.port, HEAD, '')).toBe(503);
  });

  it('keeps so many bytes at once that nobody knows to be signed, and goes on beside them', async () => {
    const { port, send } = await intake();
    const almost = 'x'.repeat(511 * 1024);
    // 128 of them are 64 MiB, but for 128 KiB.
    const statuses = Array.from({ length: 129 }, () => begun(port, HEAD, almost));
    expect(await Promise.race(statuses)).toBe(503);
    expect((await send(REPORT)).status).toBe(202);
  });

  it('is at its path only, by POST', async () => {
    const { send, url } = await intake();
    expect((await fetch(`${url}/api/signals/7`)).status).toBe(405);
    expect((await send(REPORT, { installation: '0' })).status).toBe(404);
    expect((await send(REPORT, { installation: 'x' })).status).toBe(404);
  });

  it('takes messages of channels as they are', async () => {
    const { send, stored } = await intake();
    const ticket = {
      id: 35,
      subject: 'Cannot log in',
      description: 'It loops.',
      requester_id: 9,
      created_at: '2026-03-20T11:00:00Z',
    };
    expect((await send(ticket, { query: '?from=zendesk' })).status).toBe(202);
    expect(eventOf(stored[0]).signal).toMatchObject({
      source: 'zendesk',
      id: '35',
      title: 'Cannot log in',
      private: true,
    });
    expect((await send(ticket, { query: '?from=slack' })).status).toBe(400);
    expect((await send(ticket, { query: '?from=constructor' })).status).toBe(400);
    const bot = { ts: '1773999999.000100', channel: 'C1', bot_id: 'B1', text: 'deployed' };
    expect((await send(bot, { query: '?from=slack' })).status).toBe(200);
    expect(stored).toHaveLength(1);
  });
});
