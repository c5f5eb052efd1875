import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configCheckRun } from '../../src/config/check-run.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Evidence } from '../../src/loop/cluster/evidence.ts';
import { sayOne } from '../../src/loop/cluster/evidence.ts';
import { ATTESTABLE } from '../../src/loop/journey/lines.ts';
import { renderClusterComment } from '../../src/loop/render/cluster-comment.ts';
import { renderMistake } from '../../src/loop/render/mistake.ts';
import {
  type NoticeNews,
  type NoticeSubject,
  renderNotice,
  renderRegression,
  renderThanks,
  versionLink,
  webLink,
} from '../../src/loop/render/notice.ts';
import { renderRelated } from '../../src/loop/render/related.ts';
import { type ProblemStanding, standingWords, type ThreadStanding } from '../../src/loop/render/standing.ts';
import type { CommandTexts } from '../../src/loop/render/texts/command-texts.ts';
import { TEXTS } from '../../src/loop/render/texts/languages.ts';
import type { Texts } from '../../src/loop/render/texts/texts.ts';
import { renderWhy } from '../../src/loop/render/why.ts';
import { renderOutline } from '../../src/loop/teach/outline.ts';
import { renderBrief } from '../../src/loop/triage/brief.ts';
import { renderPutBack, renderUnread } from '../../src/loop/triage/put-back.ts';
import { KINDS } from '../../src/loop/vocabulary.ts';
import { itemOf, opened } from '../loop/decide/said.ts';
import { settings } from '../loop/situations.ts';
import { topic } from '../loop/triage/agendas.ts';
import { ROOT } from './documents.ts';

/** One text of the app: when it is written, in which modes, and as it is. */
interface Shown {
  name: string;
  when: string;
  text: string;
}

const HOST = 'github.com';
const PREFIX = '/';
const thread = (number: number, title: string) =>
  ({ host: HOST, owner: 'acme', name: 'widgets', number, type: 'issue', title }) as const;
const VERSION = versionLink('v1.4.0', 'https://github.com/acme/widgets/releases/tag/v1.4.0');
const FIX = '[`acme/widgets#45`](https://redirect.github.com/acme/widgets/pull/45)';
const DOCS = webLink('https://docs.acme.dev/proxy#tls');
const EVIDENCE: readonly Evidence[] = [
  { kind: 'error', error: 'ERR_GATE: cannot open', frame: null },
  { kind: 'version', version: '3.2' },
];
const LANGUAGES = Object.keys(TEXTS) as (keyof typeof TEXTS)[];
const RELEASED: NoticeNews = { is: 'released', version: VERSION, fix: FIX, documented: null };

const notice = (texts: Texts, news: NoticeNews, more: Partial<NoticeSubject> = {}): string =>
  renderNotice({
    news,
    said: 'nothing',
    isDisputed: false,
    why: 'reported',
    texts,
    prefix: PREFIX,
    renewal: null,
    marker: 'notice:c12',
    ...more,
  });

/** What reporters and helpers are told, in every language of the app. */
function told(texts: Texts): Shown[] {
  const regression = { version: VERSION, texts, prefix: PREFIX, marker: 'regression:12-40' };
  return [
    {
      name: 'Fixed in the code',
      when: 'only where `notices.on` has `fixed`: a fix was merged and is not released yet.',
      text: notice(texts, { is: 'fixed', fix: FIX }),
    },
    {
      name: 'Released',
      when: 'a release has the fix. The older note on this thread is replaced, since an edit would tell nobody.',
      text: notice(texts, RELEASED),
    },
    {
      name: 'Released, to somebody who asked with `/notify-me`',
      when: 'the same, with their name in front when it is first posted; edits mention nobody.',
      text: `@ada\n\n${notice(texts, RELEASED, { why: 'asked' })}`,
    },
    {
      name: 'Released, where who reported it and who asked read the same note',
      when: 'they share a thread: one note is for all of them, with the names of those who asked in front.',
      text: `@ada\n\n${notice(texts, RELEASED, { why: 'either' })}`,
    },
    {
      name: 'After `/verified`',
      when: 'the reader confirmed: the same note, edited.',
      text: notice(texts, RELEASED, { said: 'verified' }),
    },
    {
      name: 'After `/still-broken`',
      when: 'the reader said no: the same note, edited.',
      text: notice(texts, RELEASED, { said: 'contested', isDisputed: true }),
    },
    {
      name: 'When somebody else says `/still-broken`',
      when: 'the same note, edited: nobody reads good news that is contested.',
      text: notice(texts, RELEASED, { isDisputed: true }),
    },
    {
      name: 'The same, before a release has the fix',
      when: 'only where `notices.on` has `fixed`: the same note, edited.',
      text: notice(texts, { is: 'fixed', fix: FIX }, { isDisputed: true }),
    },
    {
      name: 'The fix does not hold',
      when: 'it was reverted, or it is still broken for two people, one of whom had reported it before or asked to be told, or for one such person who may triage.',
      text: notice(texts, { is: 'reopened' }),
    },
    {
      name: 'Documented',
      when: 'a maintainer said `/documented URL`.',
      text: notice(texts, { is: 'documented', link: DOCS }),
    },
    {
      name: 'Documented, and released since',
      when: 'a release has a fix of what was documented before.',
      text: notice(texts, { is: 'released', version: VERSION, fix: FIX, documented: DOCS }),
    },
    {
      name: 'Declined',
      when: 'a maintainer said `/declined REASON`, or declined it in the weekly issue.',
      text: notice(texts, { is: 'declined', reason: 'it would slow every build down by a third' }),
    },
    {
      name: 'Thanks',
      when: 'on the pull request of an outside author whose fix was released, once.',
      text: renderThanks({ version: VERSION, reports: 8, texts, prefix: PREFIX, marker: 'thanks:c12' }),
    },
    {
      name: 'It is back',
      when: 'on a new report of a problem that was fixed, by somebody whose version has the fix.',
      text: renderRegression({ ...regression, isBack: true, theirs: '1.4.2' }),
    },
    {
      name: 'Please update',
      when: 'the same, by somebody whose version does not have the fix yet.',
      text: renderRegression({ ...regression, isBack: false, theirs: '1.3.0' }),
    },
  ];
}

type Language = keyof typeof TEXTS;

function why(language: Language): string {
  const item = itemOf(opened());
  const observation = {
    ...item.observation,
    stage: 'retention' as const,
    guess: 'retention' as const,
    confidence: 0.84,
    reasons: [
      {
        stage: 'retention' as const,
        signal: 'upgrade',
        quote: 'after upgrading to 3.2',
        meaning: 'says that it came with an upgrade',
        weight: 1,
      },
    ],
  };
  const because = { by: 'matcher', evidence: ['the same error `ERR_GATE`', 'the same version 3.2'] } as const;
  return renderWhy({
    item: { ...item, observation },
    ledger: { stage: null },
    links: { links: [{ thread: thread(12, 'The gate does not open'), because }], denied: [], hidden: 0 },
    settings: settings({ language }),
    marker: 'why:12-34',
  });
}

/** How the thread stands that another one is like, or what became of their problem, beside what the comments show. */
const STANDINGS: readonly (ThreadStanding | ProblemStanding)[] = [
  { is: 'answered' },
  { is: 'closed', reason: null },
  { is: 'closed', reason: 'not_planned' },
  { is: 'closed', reason: 'completed' },
  { is: 'decided', action: 'document' },
  { is: 'decided', action: 'teach' },
  { is: 'declined', reason: 'it would slow every build down by a third' },
  { is: 'documented', link: DOCS },
  { is: 'fixed' },
];

/** All that is answered to mistaken commands. */
function mistakes({ expects, nothingToUndo, decisionStands }: CommandTexts): string[] {
  const said: Record<keyof typeof expects, string> = {
    address: `\`/documented\` ${expects.address}`,
    issuesOnly: `\`/duplicate\` ${expects.issuesOnly}`,
    tag: `\`/fixed-in\` ${expects.tag}`,
    reason: `\`/declined\` ${expects.reason}`,
    decision: `\`/decide\` ${expects.decision}`,
    attestation: `\`/attest\` ${expects.attestation(asCode(ATTESTABLE))}`,
    cluster: `\`/approve\` ${expects.cluster}`,
    knownCluster: `\`/decide\` ${expects.knownCluster}`,
    oneOf: `\`/kind\` ${expects.oneOf(asCode(KINDS))}`,
    nothingToChoose: `\`/theme\` ${expects.nothingToChoose}`,
    thread: `\`/cluster\` ${expects.thread}`,
    otherThread: `\`/cluster\` ${expects.otherThread}`,
    pull: `\`/fixed-by\` ${expects.pull}`,
    shownThread: `\`/confirm\` ${expects.shownThread}`,
    openIssue: `\`/decide\` ${expects.openIssue}`,
    claim: `\`/verified\` ${expects.claim}`,
    notDeclined: `\`/still-broken\` ${expects.notDeclined}`,
  };
  return [...Object.values(said), nothingToUndo('`/undo`'), decisionStands];
}

function asCode(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** Texts of which one is written, where another one is shown above. */
function choice(texts: readonly string[]): string {
  return texts.map((text) => `- ${text}`).join('\n');
}

/** What is said on threads, to commands and to ticks, in every language of the app. */
const onThreads = (language: Language): Shown[] => [
  {
    name: 'The same problem as another thread',
    when: 'mode `act`; on a new report that is certainly the same problem as an earlier one.',
    text: renderRelated({
      thread: thread(12, 'The gate does not open'),
      standing: { is: 'open' },
      evidence: EVIDENCE.map((one) => sayOne(one, TEXTS[language].links.evidence)),
      evidenceIn: null,
      texts: TEXTS[language],
      prefix: PREFIX,
      marker: 'related:12-34',
    }),
  },
  {
    name: 'The same problem as another thread, solved since',
    when: 'the same; a release has the fix, and the report does not say which version it is about.',
    text: renderRelated({
      thread: thread(12, 'The gate does not open'),
      standing: { is: 'released', version: VERSION },
      evidence: EVIDENCE.map((one) => sayOne(one, TEXTS[language].links.evidence)),
      evidenceIn: null,
      texts: TEXTS[language],
      prefix: PREFIX,
      marker: 'related:12-34',
    }),
  },
  {
    name: 'How many have it',
    when: 'mode `act`; on the thread that stands for a problem, from `clusters.canonical_from` people on; who asked by `/notify-me` counts, too.',
    text: renderClusterComment({
      reporters: 4,
      reports: 5,
      hidden: 3,
      asked: 2,
      thumbs: 12,
      since: new Date('2026-10-02T08:00:00Z'),
      versions: ['3.2.0', '3.2.1'],
      others: [
        { ...thread(17, 'Gate stays shut'), open: true },
        { ...thread(21, 'ERR_GATE on every start'), open: false },
      ],
      standing: { is: 'decided', action: 'fix' },
      texts: TEXTS[language],
      prefix: PREFIX,
      marker: 'cluster:c12',
    }),
  },
  {
    name: 'How the other thread stands, or what became of the problem',
    when: 'behind the first sentence of a link, and in the comment that counts, there only what became of the problem.',
    text: choice(STANDINGS.map((standing) => standingWords(standing, TEXTS[language]))),
  },
  { name: 'Why', when: 'mode `suggest` and above; somebody said `/why`.', text: why(language) },
  {
    name: 'A mistaken command',
    when: 'mode `suggest` and above; a command of somebody who may give it cannot be understood.',
    text: renderMistake(
      [
        `\`/stage\` ${TEXTS[language].commands.expects.oneOf('`awareness`, `onboarding`, `adoption`, `retention`, `advocacy`')}`,
      ],
      TEXTS[language].commands,
      'command:77',
    ),
  },
  {
    name: 'What mistaken commands are answered',
    when: 'in the same comment, for each mistake of one comment.',
    text: choice(mistakes(TEXTS[language].commands)),
  },
  {
    name: 'A tick that does not count',
    when: 'mode `suggest` and above; in the weekly issue, once: somebody ticked who may not decide.',
    text: renderPutBack(PREFIX, TEXTS[language].commands, 'tick:2026-W48'),
  },
  {
    name: 'A tick by nobody knows whom',
    when: 'mode `suggest` and above; in the weekly issue, once: GitHub did not tell who ticked.',
    text: renderUnread(PREFIX, TEXTS[language].commands, 'tick:2026-W48'),
  },
];

/** What is written in English, whatever the config says. */
const IN_ENGLISH: readonly Shown[] = [
  {
    name: 'A brief',
    when: 'mode `suggest` and above; in the weekly issue: somebody ticked "prepare a brief for a PRD".',
    text: renderBrief({ topic: topic(12), host: HOST, week: '2026-W48' }),
  },
];

function section({ name, when, text }: Shown): string {
  // The fence is longer than any in the texts, so that they are shown as they are written.
  return `### ${name}\n\nWhen: ${when}\n\n\`\`\`\`markdown\n${text}\n\`\`\`\``;
}

function checkRuns(): string {
  const shown = [
    ['A mistake', 'version: 1\nmode: atc\ntriaje: { day: monday }\n', 'organization'],
    ['Keys that do not count in the file of a repository', 'staff: { logins: [mira] }\n', 'repository'],
    ['Valid', 'version: 1\nmode: act\n', 'organization'],
  ] as const;
  return shown
    .map(([name, text, scope]) => {
      const { conclusion, title, summary } = configCheckRun(parseConfig(text, { scope }));
      return `### ${name}\n\n\`${conclusion}\`: **${title}**\n\n\`\`\`\`markdown\n${summary}\n\`\`\`\``;
    })
    .join('\n\n');
}

const outline = renderOutline(
  {
    clusterId: 12,
    format: 'troubleshooting',
    title: 'The gate does not open',
    because: 'it was solved three times in threads',
    stage: 'onboarding',
    reporters: 4,
    quotes: [{ text: 'The gate stays shut after the upgrade.', thread: thread(12, '') }],
    solution: { text: 'Delete the folder .gate and start again.', thread: thread(17, '') },
    error: 'ERR_GATE: cannot open',
  },
  HOST,
);

const HEAD = `# What the app writes

<!-- Generated from the renderers. Do not edit: change them and run \`npx vitest run test/docs -u\`. -->

All comments, with made-up content. Each says that it is automated, why it is there and how to stop it, and ends with a
hidden line by which the app finds it again. None mentions anybody (but those who asked by \`/notify-me\`), none makes a
reference that others are told of. Reasons for links, and what \`/why\` says, come in more words than are shown here: all
of them are in [the texts](../src/loop/render/texts/en.ts). The weekly issue is described in
[weekly-hour.md](weekly-hour.md).

Comments are in the language of \`language\` in the [config](configuration.md), but for the signals that \`/why\` names;
briefs, prepared issues, the weekly issue and check runs are in English. What may be switched off, and how, is in
[maintainers.md](maintainers.md).
`;

it('docs/comments.md is up to date', async () => {
  const others = LANGUAGES.filter((language) => language !== 'en');
  const text = [
    HEAD.trimEnd(),
    '## To reporters and helpers',
    'Mode `act` alone. One note for each reporter and problem, on one of their threads; `notices` in the config says which.',
    ...told(TEXTS.en).map(section),
    '## On threads, in commands and in the weekly issue',
    ...[...onThreads('en'), ...IN_ENGLISH].map(section),
    '## The prepared issue',
    'Mode `suggest` and above; in `teach.repository`, where somebody ticked "open the prepared issue".',
    `Title: ${outline.title}\n\n\`\`\`\`markdown\n${outline.body}\n\`\`\`\``,
    '## The check run `fullcircle config`',
    'Mode `suggest` and above; on commits and pull requests that touch `.github/fullcircle.yml`.',
    checkRuns(),
    '## The other languages',
    ...others.flatMap((language) => [
      `### ${language}`,
      ...[...told(TEXTS[language]), ...onThreads(language)].map(
        ({ name, text }) => `**${name}**\n\n\`\`\`\`markdown\n${text}\n\`\`\`\``,
      ),
    ]),
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../../docs/comments.md');
});

/** Parts of texts, and the weekly issue, which has a page of its own. */
const NO_COMMENTS = ['renderMarker', 'renderMarkerText', 'renderBox', 'renderRenewal', 'renderIssue'];

it('leaves out no renderer of a text with a marker', () => {
  const folder = join(ROOT, 'src/loop');
  const renderers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .filter((code) => /renderMarker(?:Text)?\(/.test(code))
    .flatMap((code) => [...code.matchAll(/export function (render\w+)/g)].map(([, name]) => name ?? ''))
    .filter((name) => !NO_COMMENTS.includes(name));
  expect(renderers.length).toBeGreaterThan(8);
  const here = readFileSync(import.meta.filename, 'utf8');
  expect(renderers.filter((name) => !here.includes(`${name}(`))).toEqual([]);
});
