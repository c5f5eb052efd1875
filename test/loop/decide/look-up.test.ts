import { describe, expect, it } from 'vitest';
import { person, repository, settings } from '../situations.ts';
import { FAILURE, HERE, minute, other, report } from './failures.ts';
import { home, Organisation } from './organisation.ts';

const apart = settings({ clusters: { ...settings().clusters, acrossRepositories: false } });
const gadgets = repository({ id: 13, name: 'gadgets', nodeId: 'R_13' });

function pairsOf(organisation: Organisation, name: string) {
  return organisation.pairs.get(organisation.threads.get(name)?.itemId ?? 0) ?? [];
}

describe('a report is looked up', () => {
  it('among all repositories, or within its own where the config keeps them apart', () => {
    for (const [chosen, clusters] of [
      [settings(), [['13-1', '12-2']]],
      [apart, [['13-1'], ['12-2']]],
    ] as const) {
      const organisation = new Organisation([
        repository({ settings: chosen }),
        { ...gadgets, settings: chosen },
      ]);
      organisation.take(report(1, { repository: home(gadgets) }));
      organisation.take(report(2));
      expect(organisation.clusters()).toEqual(clusters);
    }
  });

  it('is never certain to be the same as a pull request, whichever of the two comes first', () => {
    const pull = (n: number) => report(n, { type: 'pull_request', nodeId: `PR_${n}` });
    for (const story of [
      [pull(1), report(2)],
      [report(1), pull(2)],
    ]) {
      const organisation = new Organisation();
      for (const event of story) organisation.take(event);
      expect(organisation.clusters()).toEqual([['12-1'], ['12-2']]);
      expect(pairsOf(organisation, '12-2').map(({ tier }) => tier)).toEqual(['possible']);
      expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    }
  });

  it('and said to name the newest version of the product that both name, as it is written', () => {
    const environment = 'We use 3.2.0, it worked in 3.1.4. Runs on node 22.12.0.';
    const body = FAILURE[0].body.replace('Since 3.2.0 our build stops.', environment);
    const organisation = new Organisation();
    for (const n of [1, 2]) organisation.take(report(n, { body }));
    const [pair] = pairsOf(organisation, '12-2');
    expect(pair?.evidence.filter(({ kind }) => kind === 'version')).toEqual([
      { kind: 'version', version: '3.2.0' },
    ]);
  });

  it('without an author, as one whose account is gone', () => {
    const organisation = new Organisation();
    for (const n of [1, 2]) organisation.take({ ...report(n, { author: null }), actor: null });
    expect(organisation.clusters()).toEqual([['12-1', '12-2']]);
  });

  it('anew when its text changes, and leaves what it is no longer like', () => {
    const organisation = new Organisation();
    for (const n of [1, 2]) organisation.take(report(n));
    const changed = other(2).thread;
    const edited = { ...report(2).thread, title: changed.title, body: changed.body, updatedAt: minute(90) };
    organisation.take({ ...report(2), type: 'thread.edited', thread: edited, at: minute(90) });
    expect(organisation.clusters()).toEqual([['12-1'], ['12-2']]);
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
  });

  it('not at all where a bot wrote it', () => {
    const organisation = new Organisation();
    organisation.take(report(1));
    organisation.take(report(2, { ...FAILURE[0], author: person(7, { type: 'Bot', login: 'copier[bot]' }) }));
    expect(organisation.clusters()).toEqual([['12-1']]);
    expect(organisation.documents.size).toBe(1);
  });

  it('and found by nobody any more once a bot has taken it over', () => {
    const organisation = new Organisation();
    for (const n of [1, 2]) organisation.take(report(n));
    const bot = person(2, { type: 'Bot', login: 'copier[bot]' });
    organisation.take({
      ...report(2, { author: bot, updatedAt: minute(90) }),
      type: 'thread.edited',
      at: minute(90),
    });
    expect(organisation.clusters()).toEqual([['12-1']]);
  });
});
