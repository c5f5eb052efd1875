import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/loop/cluster/evidence.ts';
import { sayOne } from '../../../src/loop/cluster/evidence.ts';
import { readLedger } from '../../../src/loop/ledger.ts';
import { renderClusterComment } from '../../../src/loop/render/cluster-comment.ts';
import { renderMistake } from '../../../src/loop/render/mistake.ts';
import { renderRelated } from '../../../src/loop/render/related.ts';
import type { ProblemStanding, ThreadStanding } from '../../../src/loop/render/standing.ts';
import { TEXTS } from '../../../src/loop/render/texts/languages.ts';
import { renderWhy, type WhySubject } from '../../../src/loop/render/why.ts';
import { renderPutBack, renderUnread } from '../../../src/loop/triage/put-back.ts';
import { commandOf, itemOf, opened } from '../decide/said.ts';
import { ledgerPlace, settings } from '../situations.ts';

type Language = keyof typeof TEXTS;
const LANGUAGES = Object.keys(TEXTS) as Language[];

const thread = (number: number, title = 'The gate does not open') =>
  ({ host: 'github.com', owner: 'acme', name: 'widgets', number, type: 'issue', title }) as const;

/** One of each kind. */
const EVIDENCE: readonly Evidence[] = [
  { kind: 'error', error: 'ERR_GATE: shut', frame: 'openGate' },
  { kind: 'similarError', error: 'ERR_GATE: shut', similarity: 0.75 },
  { kind: 'frames', frames: 'open > lift' },
  { kind: 'errorCode', code: 'E0308' },
  { kind: 'api', api: 'openGate' },
  { kind: 'version', version: '3.2' },
  { kind: 'title', overlap: 1 },
  { kind: 'title', overlap: 0.5 },
  { kind: 'words', words: ['gate', 'hinge'], overlap: 0.2 },
  { kind: 'mention', name: '#12' },
  { kind: 'duplicates', count: 1 },
  { kind: 'duplicates', count: 4 },
  { kind: 'batch' },
  { kind: 'sameAuthor' },
  { kind: 'opinion', verdict: 'agrees', model: 'small' },
  { kind: 'opinion', verdict: 'disagrees', model: 'small' },
];

function related(
  language: Language,
  standing: ThreadStanding | ProblemStanding,
  foundIn: number | null = null,
  found = EVIDENCE,
): string {
  const { links } = TEXTS[language];
  return renderRelated({
    thread: thread(12),
    standing,
    evidence: found.map((one) => sayOne(one, links.evidence)),
    evidenceIn: foundIn === null ? null : thread(foundIn),
    texts: TEXTS[language],
    prefix: '/',
    marker: 'related:12-34',
  });
}

function counted(language: Language, reports: number): string {
  return renderClusterComment({
    reporters: reports,
    reports,
    hidden: reports > 1 ? 3 : 0,
    asked: reports > 1 ? 3 : 1,
    thumbs: reports > 1 ? 12 : 1,
    since: new Date('2026-10-02T08:00:00Z'),
    versions: reports > 1 ? ['3.2.0', '3.2.1'] : [],
    others: Array.from({ length: reports + 8 }, (_, at) => ({ ...thread(20 + at), open: at !== 1 })),
    standing: reports > 1 ? { is: 'declined', reason: 'It is not safe' } : null,
    texts: TEXTS[language],
    prefix: '/',
    marker: 'cluster:c12',
  });
}

function why(
  language: Language,
  observed: object,
  more: object = {},
  ledger: WhySubject['ledger'] = { stage: null },
) {
  const item = itemOf(opened());
  return renderWhy({
    item: { ...item, ...more, observation: { ...item.observation, reasons: [], ...observed } },
    ledger,
    links: {
      links: [
        { thread: thread(12), because: { by: 'human' } },
        { thread: thread(13), because: { by: 'others' } },
      ],
      denied: [thread(14)],
      hidden: 3,
    },
    settings: settings({ language }),
    marker: 'why:12-34',
  });
}

/** Each of these is mistaken, in another way. */
const MISTAKES = [
  'stage adopted',
  'theme Types',
  'duplicate nothing',
  'fixed-in',
  'documented here',
  'declined',
  'undo',
  'decide c12 perhaps',
  'approve twelve',
  'attest nothing yes',
  'confirm #12',
];

function mistakes(language: Language): string {
  const said = (isWeeklyIssue: boolean, closedAt: Date | null): string[] => {
    const place = ledgerPlace({ settings: settings({ language }), isWeeklyIssue, closedAt });
    const commands = MISTAKES.map((line, at) => commandOf(line, { id: at + 1 }));
    const { outcomes } = readLedger([], commands, place);
    return [...outcomes.values()].flatMap((outcome) =>
      outcome.result === 'mistake' ? [outcome.expected] : [],
    );
  };
  const all = [...said(false, null), ...said(true, null), ...said(true, new Date('2026-11-16T09:00:00Z'))];
  return renderMistake(all, TEXTS[language].commands, 'command:77');
}

/** Everything that is said on threads beside notices, in one language. */
function all(language: Language): Record<string, string> {
  const { commands } = TEXTS[language];
  const sure = { stage: 'retention', guess: 'retention', confidence: 0.84 };
  const doubtful = { stage: null, guess: 'adoption', confidence: 0.42 };
  const opinion = (verdict: string) => ({ opinion: { verdict, model: 'small' } });
  const became = (standing: ProblemStanding) => related(language, standing, null, EVIDENCE.slice(0, 1));
  const by = (stage: WhySubject['ledger']['stage']) => why(language, sure, {}, { stage });
  return {
    'related, open': related(language, { is: 'open' }),
    'related, answered': related(language, { is: 'answered' }, 13),
    'related, completed': related(language, { is: 'closed', reason: 'completed' }),
    'related, not planned': related(language, { is: 'closed', reason: 'not_planned' }),
    'related, closed': related(language, { is: 'closed', reason: null }),
    'related, fixed': became({ is: 'fixed' }),
    'related, released': became({ is: 'released', version: '`v1.4.0`' }),
    'related, documented': became({ is: 'documented', link: '[docs.acme.dev](https://docs.acme.dev/)' }),
    'related, to be fixed': became({ is: 'decided', action: 'fix' }),
    'related, to be documented': became({ is: 'decided', action: 'document' }),
    'related, to be taught': became({ is: 'decided', action: 'teach' }),
    'related, declined': became({ is: 'declined', reason: '' }),
    'counted, one': counted(language, 1),
    'counted, many': counted(language, 4),
    'why, sure': why(language, { ...sure, ...opinion('agrees') }, { origin: 'history' }),
    'why, doubtful': why(language, { ...doubtful, ...opinion('inconclusive') }),
    'why, denied': why(language, { ...doubtful, ...opinion('disagrees') }),
    'why, agreed': why(language, { ...sure, confidence: 0.5, ...opinion('agrees') }),
    'why, unclear': why(language, { stage: null, guess: null }),
    'why, staff': why(language, doubtful, { authorRole: 'staff' }),
    'why, bot': why(language, doubtful, { authorRole: 'bot' }),
    'why, said': by({ stage: 'adoption', by: 'command' }),
    'why, labelled': by({ stage: 'adoption', by: 'label' }),
    'why, taken off': by({ stage: null, by: 'removal' }),
    mistakes: mistakes(language),
    'put back': renderPutBack('/', commands, 'tick:2026-W48'),
    unread: renderUnread('/', commands, 'tick:2026-W48'),
  };
}

describe('what threads are told', () => {
  it.each(LANGUAGES)('in %s', async (language) => {
    const text = Object.entries(all(language))
      .map(([name, body]) => `# ${name}\n\n${body}`)
      .join('\n\n---\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/threads-${language}.md`);
  });

  it.each(LANGUAGES)('says who writes and mentions nobody in %s', (language) => {
    for (const [name, body] of Object.entries(all(language))) {
      expect(body, name).toContain('Fullcircle');
      expect(body, name).not.toContain('@');
      expect(body.replace(/`[^`]*`|\([^)]*\)/g, ''), name).not.toMatch(/#\d/);
      expect(body, name).toMatch(/<!-- fullcircle:[a-z]+:[\w-]+ -->$/);
    }
  });

  it.each(LANGUAGES.filter((language) => language !== 'en'))(
    'is all of it translated into %s',
    (language) => {
      const english = new Set(Object.values(all('en')).flatMap((body) => body.split('\n')));
      const left = Object.values(all(language)).flatMap((body) =>
        body
          .split('\n')
          .filter((line) => english.has(line) && /\p{L}{3}/u.test(line.replace(/<!--.*-->/, ''))),
      );
      // Links and titles of threads are the same in every language.
      expect(
        left.filter((line) => !/^- \[`acme\/widgets#\d+`\]\(\S+\) The gate does not open$/.test(line)),
      ).toEqual([]);
    },
  );
});
