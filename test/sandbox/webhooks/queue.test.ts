import { afterEach, describe, expect, it } from 'vitest';
import { shuffled } from '../../../src/sandbox/webhooks/shuffle.ts';
import { startReceiver, startSandbox } from '../start.ts';

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

describe('shuffling', () => {
  it('keeps all and follows from the seed', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    expect(shuffled(items, 1)).toEqual(shuffled(items, 1));
    expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2));
    expect(shuffled(items, 3).toSorted((one, other) => one - other)).toEqual(items);
  });
});

describe('a queue', () => {
  it('sends at once and in order, holds, and goes on', async () => {
    const receiver = await startReceiver();
    const { sandbox } = await startSandbox({ webhook: { url: receiver.url, secret: 's' } });
    opened.push(receiver, sandbox);
    const { people, webhooks } = sandbox;
    const open = (title: string) => people.openIssue({ repo: 'acme/core', author: 'mira', title });
    open('one');
    await sandbox.settled();
    const before = receiver.received.length;
    webhooks.hold();
    open('two');
    open('three');
    expect(webhooks.waiting()).toHaveLength(2);
    await sandbox.settled();
    expect(receiver.received).toHaveLength(before);
    await webhooks.release();
    open('four');
    await sandbox.settled();
    const titles = receiver.received.slice(before).map((each) => JSON.parse(each.body).issue.title);
    expect(titles).toEqual(['two', 'three', 'four']);
    const first = webhooks.deliveries().at(-1);
    expect((await webhooks.deliver(first?.id ?? 0)).redelivery).toBe(true);
  });

  it('counts a receiver that is not there as failed', async () => {
    const receiver = await startReceiver();
    await receiver.close();
    const { sandbox, app } = await startSandbox({ webhook: { url: receiver.url, secret: 's' } });
    opened.push(sandbox);
    sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'x' });
    await sandbox.settled();
    const { data } = await app.request('GET /app/hook/deliveries', { status: 'failure' });
    expect(data[0]).toMatchObject({ event: 'issues', action: 'opened', status_code: 502, redelivery: false });
  });

  it('delivers what comes of the deliveries as well', async () => {
    const { sandbox } = await startSandbox();
    let answered = 0;
    const receiver = await startReceiver(() => {
      // The first delivery makes the app do something, which is an event again.
      if (answered++ === 0)
        sandbox.people.openIssue({ repo: 'acme/core', author: 'tom', title: 'Because of it' });
      return 202;
    });
    opened.push(receiver, sandbox);
    sandbox.webhooks.hold();
    sandbox.webhooks.target({ url: receiver.url, secret: 's' });
    sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'First' });
    const waiting = sandbox.webhooks.waiting().length;
    expect(await sandbox.webhooks.deliverAll()).toBe(waiting + 1);
    expect(sandbox.webhooks.waiting()).toEqual([]);
  });
});
