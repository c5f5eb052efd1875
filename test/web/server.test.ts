import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ListenFailed } from '../../src/web/listen.ts';
import type { Readiness } from '../../src/web/readiness.ts';
import { memoryInbox, memoryLog, PATH, post, startEdge } from './edge.ts';

const NOT_READY: Readiness = {
  ready: false,
  database: false,
  migrations: false,
  workers: true,
  backlogAgeS: null,
  backfill: null,
  notes: ['The database is away.'],
};

describe('health', () => {
  it('is alive whatever is ready', async () => {
    const edge = await startEdge(memoryInbox(), { readiness: async () => NOT_READY });
    expect((await fetch(`${edge.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${edge.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, NOT_READY]);
  });

  it('is served by every role', async () => {
    const edge = await startEdge(null, { webhook: null });
    const statuses = await Promise.all(
      ['/healthz', '/readyz', '/metrics'].map(async (path) => (await fetch(edge.url + path)).status),
    );
    expect(statuses).toEqual([200, 200, 200]);
    expect((await post(edge, '{}')).status).toBe(404);
  });

  it('gives metrics as Prometheus reads them', async () => {
    const edge = await startEdge(memoryInbox());
    await post(edge, '{}');
    const answer = await fetch(`${edge.url}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await answer.text()).toContain('fullcircle_webhook_deliveries_total{result="stored"} 1\n');
  });
});

describe('pages', () => {
  it('come with headers that allow nothing from elsewhere', async () => {
    const edge = await startEdge(memoryInbox(), { formTargets: ['https://github.com'] });
    const { headers } = await fetch(`${edge.url}/`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' https://github.com");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('may be added, and hide the placeholder', async () => {
    const edge = await startEdge(memoryInbox(), {
      routes: (app) => app.get('/', (context) => context.text('dashboard')),
    });
    expect(await (await fetch(edge.url)).text()).toBe('dashboard');
  });

  it('that fail say so without the reason, which is in the log without the path', async () => {
    const edge = await startEdge(memoryInbox(), {
      routes: (app) =>
        app.get('/r/:name', () => {
          throw new Error('no such column');
        }),
    });
    const answer = await fetch(`${edge.url}/r/secret-project`);
    expect([answer.status, await answer.text()]).toEqual([500, 'Something failed; the log says what.']);
    const log = edge.lines.join('');
    expect(log).toContain('no such column');
    expect(log).not.toContain('secret-project');
  });

  it('that are not there are 404', async () => {
    const edge = await startEdge(memoryInbox());
    expect((await fetch(`${edge.url}/wp-login.php`)).status).toBe(404);
  });
});

it('takes no deliveries in set-up mode', async () => {
  const edge = await startEdge(null);
  const answer = await post(edge, '{}');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '300']);
});

describe('slow and greedy clients', () => {
  const limits = { headersTimeoutMs: 150, requestTimeoutMs: 300, checkIntervalMs: 25 };

  it('that never finish their headers are cut off', async () => {
    const edge = await startEdge(memoryInbox(), { limits });
    expect(await answerTo(edge.port, 'GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ')).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  it('that never finish their body are cut off', async () => {
    const edge = await startEdge(memoryInbox(), { limits });
    const head = [
      `POST ${PATH} HTTP/1.1`,
      'host: x',
      'x-github-event: issues',
      'x-github-delivery: d-1',
      'x-hub-signature-256: sha256=00',
      'content-length: 100',
    ];
    const answer = await answerTo(edge.port, `${head.join('\r\n')}\r\n\r\n{"a":`);
    expect(answer === '' || answer.startsWith('HTTP/1.1 408 ')).toBe(true);
  });

  it('that send too many headers are refused', async () => {
    const edge = await startEdge(memoryInbox(), { limits });
    const answer = await answerTo(edge.port, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe('starting and stopping', () => {
  it('says which port is in use and what to do', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    onTestFinished(() => void taken.close());
    const start = startEdge(null, { port });
    await expect(start).rejects.toThrow(ListenFailed);
    await expect(start).rejects.toThrow(new RegExp(`Port ${port} on 127.0.0.1 is in use.*set PORT`));
  });

  it('says that a host is none of this machine', async () => {
    await expect(startEdge(null, { host: '192.0.2.1' })).rejects.toThrow(/HOST=192\.0\.2\.1 is no address/);
  });

  it('lets a request in progress end, and takes no new one', async () => {
    let store: () => void = () => {};
    const begun = new Promise<void>((begin) => {
      const inbox = {
        put: () =>
          new Promise<'stored'>((resolve) => {
            store = () => resolve('stored');
            begin();
          }),
      };
      void startEdge(inbox).then(async (edge) => {
        running = edge;
        answer = post(edge, '{}');
      });
    });
    let running: Awaited<ReturnType<typeof startEdge>> | undefined;
    let answer: Promise<Response> | undefined;
    await begun;
    const closed = running?.server.close();
    await expect(fetch(`${running?.url}/healthz`)).rejects.toThrow();
    store();
    expect((await answer)?.status).toBe(202);
    expect((await answer)?.headers.get('connection')).toBe('close');
    await closed;
  });

  it('waits for what is in progress, also when the client went away', async () => {
    const events: string[] = [];
    const client = new AbortController();
    const edge = await startEdge(null, {
      routes: (app) =>
        app.get('/slow', async (context) => {
          client.abort();
          await new Promise((resolve) => {
            context.env.incoming.socket.once('close', () => setImmediate(resolve));
          });
          events.push('done');
          return context.text('Nobody reads this.');
        }),
    });
    await expect(fetch(`${edge.url}/slow`, { signal: client.signal })).rejects.toThrow();
    await edge.server.close();
    events.push('closed');
    expect(events).toEqual(['done', 'closed']);
  });

  it('cuts off what does not end in time', async () => {
    const edge = await startEdge({ put: () => new Promise(() => {}) }, { limits: { graceMs: 20 } });
    const answer = post(edge, '{}').catch(() => 'cut off');
    await new Promise<void>((resolve) => {
      const probe = connect(edge.port, '127.0.0.1', () => {
        probe.destroy();
        resolve();
      });
    });
    await edge.server.close();
    expect(await answer).toBe('cut off');
  });
});

it('logs where it listens', async () => {
  const { log, lines } = memoryLog();
  const edge = await startEdge(null, { log });
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ msg: 'Listening', host: '127.0.0.1', port: edge.port }),
  );
});

/** Sends some bytes, then nothing; all that comes back until the server hangs up. */
function answerTo(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
