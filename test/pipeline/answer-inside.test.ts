import { describe, expect, it } from 'vitest';
import type { FactAnswer } from '../../src/loop/fact-answer.ts';
import type { FactRequest, GitHubFactRequest } from '../../src/loop/fact-request.ts';
import { isRemote } from '../../src/loop/fact-request.ts';
import { answerInside } from '../../src/pipeline/answer-inside.ts';
import { at, item, NOW, ref } from '../store/samples.ts';
import { apply, installed, listed, onStore, ToldSource } from './on-store.ts';

const on = onStore();
const tenant = () => on.store.forInstallation(7);
const target = { repositoryId: 12, owner: 'larkspur', name: 'core-12' };
const REMOTE: readonly GitHubFactRequest[] = [
  { kind: 'permission', ...target, login: 'Mira', fresh: false },
  { kind: 'permission', ...target, login: 'Mira', fresh: true },
  { kind: 'team', organization: 'larkspur', slug: 'devrel' },
  { kind: 'configFile', ...target, ref: null, scope: 'only' },
  { kind: 'pullPaths', ...target, number: 1 },
];
const ask = (request: FactRequest, source = new ToldSource(), now = NOW) =>
  answerInside(request, tenant(), source, now);

describe('what the store answers', () => {
  it.each<[FactRequest, unknown]>([
    [{ kind: 'thread', ref: ref(1) }, { item: { snapshot: { number: 1 } } }],
    [
      { kind: 'repository', repositoryId: 12 },
      { id: 12, configScope: 'repository' },
    ],
    [{ kind: 'repositories' }, [{ id: 12 }, { id: 13 }]],
    [
      { kind: 'week', asOf: at(60), timezone: 'UTC', visible: [12] },
      { opened: { onboarding: 1 }, openedBefore: { onboarding: 0 } },
    ],
  ])('%j', async (request, value) => {
    await installed(on.store, [listed(12), listed(13)]);
    await apply(on.store, [{ type: 'item.put', item: item(1) }]);
    expect(await ask(request)).toMatchObject({ kind: request.kind, value });
    expect(isRemote(request)).toBe(false);
  });

  it('counts what the author of an unknown thread did before', async () => {
    await installed(on.store, [listed(12)]);
    await apply(on.store, [{ type: 'item.put', item: item(1) }]);
    const request = { kind: 'thread', ref: ref(2), author: { id: 501, createdAt: at(0) } } as const;
    expect(await ask(request)).toMatchObject({ value: { item: null, authorPriorThreads: 1 } });
  });

  it('refuses a question that no release of it knows', async () => {
    // What the type forbids is what is tried here.
    await expect(ask({ kind: 'weather' } as unknown as FactRequest)).rejects.toThrow('unexpected kind');
  });
});

describe('what GitHub has to be asked', () => {
  it.each(REMOTE)('$kind, as long as nobody did', async (request) => {
    expect(await ask(request)).toBeNull();
  });

  it('is remembered for an hour, but for what decides about a command', async () => {
    for (const request of REMOTE) {
      const value = request.kind === 'permission' ? { triage: true, write: true } : ['mira'];
      // Of the other kinds nothing is kept, whatever the answer.
      await tenant().remember(request, { kind: request.kind, value } as FactAnswer, NOW);
    }
    const answered = async (now: Date) =>
      (await Promise.all(REMOTE.map((request) => ask(request, new ToldSource(), now)))).map(
        (answer) => answer !== null,
      );
    expect(await answered(at(3_600))).toEqual([true, false, true, false, false]);
    expect(await answered(at(3_601))).toEqual([false, false, false, false, false]);
  });

  it('is not asked where the source knows it from the start', async () => {
    const value = { triage: false, write: false };
    const source = Object.assign(new ToldSource(), {
      instant: (request: GitHubFactRequest) =>
        request.kind === 'permission' ? { kind: 'permission' as const, value } : null,
    });
    const [permission] = REMOTE;
    if (permission === undefined) throw new Error('no request');
    expect(await ask(permission, source)).toEqual({ kind: 'permission', value });
    expect(source.asked).toEqual([]);
    expect(await ask({ kind: 'team', organization: 'larkspur', slug: 'devrel' }, source)).toBeNull();
  });
});
