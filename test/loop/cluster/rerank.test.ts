import { describe, expect, it } from 'vitest';
import { impacts } from '../../../src/loop/cluster/bm25f.ts';
import { CANDIDATES_MAX, queryTerms } from '../../../src/loop/cluster/candidate-index.ts';
import { prepare } from '../../../src/loop/cluster/document.ts';
import { sayEvidence } from '../../../src/loop/cluster/evidence.ts';
import type { MatchItem } from '../../../src/loop/cluster/features.ts';
import { MemoryIndex } from '../../../src/loop/cluster/memory-index.ts';
import { massOf, statisticsTerms } from '../../../src/loop/cluster/overlap.ts';
import { type Matching, rerank } from '../../../src/loop/cluster/rerank.ts';

interface Report {
  title: string;
  body?: string;
  author?: string;
  /** hours since the first one */
  hour?: number;
  cluster?: number;
}

/** Looks the last report up among the others. */
function look(...reports: Report[]): Matching {
  const index = new MemoryIndex();
  const items: (MatchItem & { cluster: number | null })[] = [];
  for (const [itemId, { title, body = '', author, hour = 100 * itemId, cluster }] of reports.entries()) {
    const document = prepare({ title, body });
    const statistics = index.statistics(statisticsTerms(document));
    const item: MatchItem = {
      itemId,
      document,
      mass: massOf(document, statistics),
      createdAt: new Date(Date.UTC(2024, 0, 1, hour)),
      author: author ?? `author-${itemId}`,
      names: [`#${itemId + 1}`],
    };
    if (itemId === reports.length - 1) {
      const candidates = index
        .candidates(queryTerms(document, statistics), CANDIDATES_MAX)
        .flatMap(({ itemId: found, score }) => {
          const earlier = items[found];
          if (earlier === undefined) return [];
          const duplicates =
            items.filter((one) => one.cluster !== null && one.cluster === earlier.cluster).length - 1;
          return [{ ...earlier, score, duplicates: Math.max(0, duplicates) }];
        });
      return rerank(item, statistics, candidates);
    }
    items.push({ ...item, cluster: cluster ?? null });
    index.add(itemId, impacts(document));
  }
  throw new Error('no reports');
}

const TRACE = [
  '```',
  'Error [ERR_MODULE_NOT_FOUND]: Cannot find package "gizmo" imported from /home/ann/app/main.js',
  '    at resolveConfig (/home/ann/app/node_modules/widgets/config.js:12:5)',
  '    at loadPlugins (/home/ann/app/node_modules/widgets/plugins.js:80:2)',
  '    at start (/home/ann/app/node_modules/widgets/main.js:7:1)',
  '```',
].join('\n');
const OTHERS: Report[] = [
  { title: 'Dark mode for the settings page', body: 'It would be nice to have a dark theme there.' },
  { title: 'Export to CSV misses the header row', body: 'The first row of the export is missing.' },
  { title: 'Docs: explain how caching works', body: 'I could not find how long responses are kept.' },
];

describe('certain', () => {
  it('is always what fails on the same line, with the same frames and version', () => {
    const { tier, matches } = look(
      ...OTHERS,
      { title: 'Widgets will not start after the upgrade', body: `Since widgets 3.2.1:\n${TRACE}` },
      {
        title: 'help needed urgently',
        body: `nothing works\n${TRACE.replaceAll('/home/ann/app', '/srv/bob').replace(':12:5', ':13:9')}\nwidgets v3.2.1, macOS`,
      },
    );
    expect(tier).toBe('certain');
    expect(matches[0]).toMatchObject({ itemId: 3, tier: 'certain' });
    expect(sayEvidence(matches[0]?.evidence ?? [])).toContain(
      'in `resolveconfig`, same code `err_module_not_found`',
    );
    expect(sayEvidence(matches[0]?.evidence ?? [])).toContain('both name `3.2.1`');
  });

  it('takes text and a signature', () => {
    const body = (words: string) => `${words}\n\n\`TypeError: gizmoRegistry is not iterable\``;
    const { tier } = look(
      ...OTHERS,
      {
        title: 'Gizmo registry is not iterable when plugins are reloaded',
        body: body('Reloading plugins fails.'),
      },
      {
        title: 'Reloading plugins: gizmo registry is not iterable',
        body: body('It fails on reload of plugins.'),
      },
    );
    expect(tier).toBe('certain');
  });

  it('is never text alone, however much of it is the same', () => {
    const words = 'The gizmo panel flickers when the window is resized quickly on a second monitor';
    const { tier, matches } = look(...OTHERS, { title: words, body: words }, { title: words, body: words });
    expect(tier).toBe('possible');
    expect(matches[0]?.itemId).toBe(3);
  });

  it('is not said where both name an error and not the same one, though trace and text agree', () => {
    const told = 'Signing in from the office stops as soon as the browser comes back to the terminal.';
    const stopped = (message: string) =>
      [
        told,
        '```',
        message,
        '    at renewLease (lease.js:12:5)',
        '    at holdSession (session.js:80:2)',
        '```',
      ].join('\n');
    const denied = 'AuthError: device code was not approved within 300 s';
    const reports = [...OTHERS, { title: 'Signing in from the office stops', body: stopped(denied) }];
    const asked = (message: string) =>
      look(...reports, { title: 'Signing in at the office: it stops', body: stopped(message) }).tier;
    expect(asked(denied)).toBe('certain');
    expect(asked('AuthError: token used before issued, clock is ahead')).toBe('possible');
  });

  it('is not said where something that is not certain fits better', () => {
    const line = '`TypeError: gizmoRegistry is not iterable`';
    const title = 'Panels stay empty when plugins are reloaded on resume';
    const told =
      'Every panel of the second monitor goes blank once the machine wakes up, until plugins are reloaded.';
    const { matches } = look(
      ...OTHERS,
      { title: 'Panels and plugins', body: `Plugins cannot be reloaded.\n\n${line}` },
      { title, body: told },
      { title, body: `${told}\n\n${line}` },
    );
    expect(matches.slice(0, 2).map(({ itemId, tier }) => [itemId, tier])).toEqual([
      [4, 'possible'],
      [3, 'possible'],
    ]);
  });

  it('is said beside what fits better and its author wrote themselves', () => {
    const line = '`TypeError: gizmoRegistry is not iterable`';
    const title = 'Gizmo registry is not iterable when plugins are reloaded on resume';
    const body = `${line}\n\nIt fails on reload of plugins, see below.`;
    const { matches } = look(
      ...OTHERS,
      { title: 'Reloading plugins: gizmo registry is not iterable', body: line },
      { title, body, author: 'ann' },
      { title: `${title} again`, body, author: 'ann' },
    );
    expect(matches.slice(0, 2).map(({ itemId, tier }) => [itemId, tier])).toEqual([
      [4, 'possible'],
      [3, 'certain'],
    ]);
  });

  it('is not said to somebody who named the other thread', () => {
    const body = '`TypeError: gizmoRegistry is not iterable`';
    const reports: Report[] = [...OTHERS, { title: 'Gizmo registry is not iterable on reload', body }];
    const asked = { title: 'Gizmo registry is not iterable on reload again', body: `${body}, like #4` };
    expect(look(...reports, asked).tier).toBe('possible');
  });

  it.each([4, 5])('is not said of the rest of a cluster to somebody who named #%i of it', (named) => {
    const line = '`TypeError: gizmoRegistry is not iterable`';
    const title = 'Gizmo registry is not iterable when plugins are reloaded on resume';
    const body = `${line}\n\nIt fails on reload of plugins, see below.`;
    const { links } = look(
      ...OTHERS,
      { title, body, cluster: 1 },
      { title: 'Reloading plugins: gizmo registry is not iterable', body: line, cluster: 1 },
      { title: `${title} again`, body: `This is not the same as #${named}.\n\n${body}` },
    );
    expect(new Map(links.map(({ itemId, tier }) => [itemId, tier]))).toEqual(
      new Map([
        [3, 'possible'],
        [4, 'possible'],
      ]),
    );
  });

  it('holds for the hottest problem too, whose words are not rare any more', () => {
    const hot = Array.from(
      { length: 30 },
      (_, at): Report => ({
        title: `Gizmo registry is not iterable on reload (${at})`,
        body: '`TypeError: gizmoRegistry is not iterable`',
        cluster: 1,
      }),
    );
    const asked = {
      title: 'Reload: gizmo registry not iterable',
      body: '`TypeError: gizmoRegistry is not iterable`',
    };
    const { tier, matches } = look(...OTHERS, ...hot, asked);
    expect(tier).toBe('certain');
    expect(matches.filter(({ itemId }) => itemId >= OTHERS.length)).toHaveLength(1);
  });
});

describe('not the same', () => {
  it('a batch of tasks of one author within an hour', () => {
    const task = (name: string, hour: number): Report => ({
      title: `Migrate ${name} to the new storage interface`,
      body: 'Part of the storage migration. Replace the old calls, add tests, update the docs.',
      author: 'ann',
      hour,
    });
    const { tier } = look(...OTHERS, task('the importer', 300), task('the exporter', 300.2));
    expect(tier).toBe('no');
  });

  it('two answers to one template', () => {
    const form = (answer: string) =>
      `### Steps to reproduce\n\n${answer}\n\n### Expected behavior\n\nIt works\n\n### Operating system\n\nLinux`;
    const { tier } = look(
      ...OTHERS,
      { title: '[Bug]: Scrolling jumps in long lists', body: form('Scroll down a long list.') },
      { title: '[Bug]: Password reset mail never arrives', body: form('Ask for a reset.') },
    );
    expect(tier).toBe('no');
  });
});

describe('inconclusive', () => {
  it('says too little', () => {
    expect(look(...OTHERS, { title: 'help', body: 'pls' })).toMatchObject({
      tier: 'inconclusive',
      reason: 'tooShort',
    });
  });

  it('shows what it found for a report that says too little, without a word for it', () => {
    const { matches, links } = look(...OTHERS, { title: 'caching', body: '' });
    expect(matches.length).toBeGreaterThan(0);
    expect(matches.every(({ tier, evidence }) => tier === 'inconclusive' && evidence.length === 0)).toBe(
      true,
    );
    expect(links).toEqual([]);
  });

  it('finds nothing for a text that is not English, and does not take that for an answer', () => {
    const german = 'Wenn ich die Anwendung starte, dann fehlt die Datei, und das ist nicht gut für uns.';
    expect(look(...OTHERS, { title: 'Datei fehlt', body: german })).toMatchObject({
      tier: 'inconclusive',
      reason: 'language',
      matches: [],
    });
    const english = 'Whenever I launch it, a strange noise comes from under my desk and nobody knows why.';
    expect(look({ title: 'Strange noise', body: english })).toMatchObject({ tier: 'no', reason: null });
  });

  it('is in another language than what it was compared with', () => {
    const german = {
      title: 'Export fehlt die Kopfzeile',
      body: 'Wenn ich als CSV exportiere, dann fehlt in der Datei die erste Zeile, und das ist nicht gut für uns.',
    };
    expect(look(...OTHERS, german)).toMatchObject({ tier: 'inconclusive', reason: 'language' });
  });
});

it('finds a duplicate in a script without spaces', () => {
  const { matches } = look(
    ...OTHERS,
    {
      title: '設定ファイルが見つかりません',
      body: 'アプリを起動すると設定ファイルが見つからないと表示されます',
    },
    { title: '起動時に設定ファイルが見つからない', body: '設定ファイルが見つからないというエラーが出ます' },
  );
  expect(matches[0]?.itemId).toBe(3);
});

it('gives the same answer to the same question', () => {
  const ask = () =>
    look(...OTHERS, { title: 'CSV export without header', body: 'The header row is missing.' });
  expect(ask()).toEqual(ask());
});
