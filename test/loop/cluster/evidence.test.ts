import { describe, expect, it } from 'vitest';
import { prepare } from '../../../src/loop/cluster/document.ts';
import { type Evidence, evidenceOf, sayEvidence } from '../../../src/loop/cluster/evidence.ts';
import {
  featuresOf,
  type MatchCandidate,
  type MatchItem,
  matchQuery,
} from '../../../src/loop/cluster/features.ts';
import { massOf } from '../../../src/loop/cluster/overlap.ts';

const STATISTICS = { items: 1_000, documentFrequency: new Map<string, number>() };

interface Report {
  title: string;
  body?: string;
  author?: string;
  minute?: number;
  duplicates?: number;
  /** of the product; absent: nobody knows */
  versions?: string[];
  /** `owner/name` of its repository, in lower case */
  repository?: string;
}

function itemOf(
  itemId: number,
  { title, body = '', author, versions, repository, minute = 10_000 * itemId }: Report,
): MatchItem {
  const document = prepare({ title, body });
  return {
    itemId,
    document,
    mass: massOf(document, STATISTICS),
    createdAt: new Date(Date.UTC(2024, 0, 1, 0, minute)),
    author: author ?? `author-${itemId}`,
    names: [`#${itemId}`, ...(repository === undefined ? [] : [`${repository}#${itemId}`])],
    versions,
  };
}

function evidence(earlier: Report, later: Report): Evidence[] {
  const asked = matchQuery(itemOf(2, later), STATISTICS);
  const candidate: MatchCandidate = {
    ...itemOf(1, earlier),
    score: 1,
    cluster: null,
    duplicates: earlier.duplicates ?? 0,
  };
  return evidenceOf(asked, candidate, featuresOf(asked, candidate, 0));
}

const kinds = (found: readonly Evidence[]) => found.map(({ kind }) => kind);
const TRACE =
  '```\nError: gizmo registry is sealed\n    at seal (a.js:1:1)\n    at open (a.js:2:1)\n    at run (a.js:3:1)\n```';

describe('evidenceOf', () => {
  it('names the same error with the innermost function', () => {
    expect(evidence({ title: 'It stops', body: TRACE }, { title: 'Help', body: TRACE })).toContainEqual({
      kind: 'error',
      error: 'error: gizmo registry is sealed',
      frame: 'seal',
    });
  });

  it('names the same error where nobody gave a trace', () => {
    const body = '`TypeError: gizmo registry is sealed`';
    expect(evidence({ title: 'It stops', body }, { title: 'Help', body })).toContainEqual({
      kind: 'error',
      error: 'typeerror: gizmo registry is sealed',
      frame: null,
    });
  });

  it('names a similar error, and the trace, where the lines differ', () => {
    const found = evidence(
      { title: 'It stops', body: TRACE },
      { title: 'Help', body: TRACE.replace('is sealed', 'is closed') },
    );
    expect(kinds(found).slice(0, 2)).toEqual(['similarError', 'frames']);
  });

  it('does not call errors similar that share a name only', () => {
    const found = evidence(
      { title: 'It stops', body: '`TypeError: gizmo registry is sealed`' },
      { title: 'Help', body: '`TypeError: cannot parse row nine of the table`' },
    );
    expect(kinds(found)).not.toContain('similarError');
  });

  it('names code, name, version, title and words that both have', () => {
    const report = {
      title: 'Gizmo panel flickers on resize',
      body: 'With widgets 3.2.1, `resizePanel()` fails with PX1234.',
    };
    expect(evidence(report, report)).toEqual([
      { kind: 'errorCode', code: 'px1234' },
      { kind: 'api', api: 'resizepanel' },
      { kind: 'version', version: '3.2.1' },
      { kind: 'title', overlap: 1 },
      { kind: 'words', words: expect.any(Array), overlap: 1 },
    ]);
  });

  it('names the newest version of the product that both name, and no language as what both are about', () => {
    const title = 'Queue stalls after the upgrade';
    const body = 'Version 1.10.0 with `TypeScript` 5.8, worked in 1.2.4 and 1.9.3; `drainQueue()` waits.';
    const found = evidence({ title, body }, { title, body, versions: ['1.2.4', '1.9.3', '1.10'] });
    expect(found.filter(({ kind }) => kind === 'version')).toEqual([{ kind: 'version', version: '1.10' }]);
    expect(found.filter(({ kind }) => kind === 'api')).toEqual([{ kind: 'api', api: 'drainqueue' }]);
    const [theirs, ours] = ['`TypeScript` 5.8 is never', 'On `never` with `TypeScript` 5.8 it is'];
    expect(
      kinds(evidence({ title, body: `${theirs} slow` }, { title, body: `${ours} slow`, versions: [] })),
    ).toEqual(['title', 'words']);
  });

  it('takes the name of the product for no reason, by whichever of the two repositories it is called', () => {
    const earlier = {
      title: 'Gizmos vanish',
      body: 'Since `acme-widgets` is there.',
      repository: 'acme/gadgets',
    };
    const later = { title: 'Slow start', body: 'I call `acmeWidgets` or `acme-widgets` at night.' };
    const reasons = (repository: string) => evidence(earlier, { ...later, repository });
    expect(reasons('acme/other')).toContainEqual({ kind: 'api', api: 'widgets' });
    expect(reasons('acme/acme-widgets')).toEqual([]);
    const also = 'It is `drainQueue()` of `acme`.';
    const common = evidence(
      { ...earlier, title: also, repository: 'acme/acme-widgets' },
      { ...later, title: also },
    );
    expect(common).toContainEqual({ kind: 'api', api: 'drainqueue' });
    expect(JSON.stringify(common)).not.toMatch(/acme|widget/);
  });

  it('takes no number, timestamp, folder or stray character for a reason', () => {
    const body =
      'It stalls at 14:30:00Z, 88 times: `/usr/lib/gizmo` and `/var/tmp`, ÿ, 2026-03-30T00:00:00Z, wx.';
    const found = evidence({ title: 'Slow start', body }, { title: 'Help', body });
    expect(found.flatMap((one) => (one.kind === 'words' ? one.words : []))).toEqual([
      'gizmo',
      'stall',
      'time',
    ]);
    expect(found.filter(({ kind }) => kind === 'api')).toEqual([{ kind: 'api', api: 'gizmo' }]);
    const japanese = '設定';
    const words = evidence({ title: japanese }, { title: japanese }).find(({ kind }) => kind === 'words');
    expect(words).toMatchObject({ words: expect.arrayContaining(['設定']) });
  });

  it('says that the report names the other one, and how many there are already', () => {
    const found = evidence(
      { title: 'Panel flickers', duplicates: 3 },
      { title: 'Other trouble', body: 'Perhaps like #1?' },
    );
    expect(found).toEqual([
      { kind: 'mention', name: '#1' },
      { kind: 'duplicates', count: 3 },
    ]);
  });

  it('says against it that one person filed both, and a batch within the hour', () => {
    const by = (title: string, minute: number): Report => ({ title, author: 'ann', minute });
    expect(kinds(evidence(by('Migrate the importer', 0), by('Write the manual', 30)))).toEqual(['batch']);
    expect(kinds(evidence(by('Migrate the importer', 0), by('Write the manual', 300)))).toEqual([
      'sameAuthor',
    ]);
  });
});

describe('sayEvidence', () => {
  it('says nothing without any, and of a batch what it is', () => {
    expect(sayEvidence([])).toBe('');
    expect(sayEvidence([{ kind: 'batch' }])).toContain('a batch of tasks');
  });
});
