import type { InForce, Item } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import type { Settings } from '../settings.ts';
import { KINDS, SEVERITIES, STAGES } from '../vocabulary.ts';
import { renderMarkerText } from './marker.ts';
import { neutralisePlain } from './neutralise.ts';
import { renderWhyLinks, type WhyLinks } from './why-links.ts';

/** Longest quotation of a signal. */
const QUOTE_CHARACTERS_MAX = 80;

/** Signals that are named; the strongest come first. */
const REASONS_SHOWN_MAX = 4;

export interface WhySubject {
  item: Omit<Item, 'itemId'>;
  ledger: Pick<Ledger, 'stage'>;
  /** null: links of this thread are not looked at */
  links: WhyLinks | null;
  settings: Settings;
  /** `KIND:KEY` of the comment */
  marker: string;
}

/** The comment that explains what the app makes of a thread: who or what said so, how sure, how to correct it. */
export function renderWhy(subject: WhySubject): string {
  const { item, links, settings, marker } = subject;
  const { prefix } = settings.commands;
  return [
    `**Stage:** ${verdict(subject)}`,
    ...reasons(subject),
    about(item),
    ...(links === null ? [] : [renderWhyLinks(links, prefix)]),
    `Not right? A maintainer can say \`${prefix}stage NAME\` (${STAGES.join(', ')}), \`${prefix}kind NAME\` (${KINDS.join(', ')}), \`${prefix}severity NAME\` (${SEVERITIES.join(', ')}), or change the label by hand. The app never overrules that, and learns from it.`,
    `<sub>Fullcircle, an automated app, wrote this because somebody asked \`${prefix}why\` here, and keeps it up to date in place. To stop it, delete this comment: it does not come back.</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}

function verdict({ item, ledger, settings }: WhySubject): string {
  switch (ledger.stage?.by) {
    case 'command':
      return `\`${ledger.stage.stage}\`. A maintainer said so with a command.`;
    case 'label':
      return `\`${ledger.stage.stage}\`. Somebody put that label by hand.`;
    case 'removal':
      return 'none. Somebody took a stage label off by hand, so the app does not label this thread by itself.';
    case undefined:
      return `${guess(item, settings)}${withoutLabel(item, settings)}`;
  }
}

/**
 * What the app makes of the text, as long as nobody has said anything. Its sureness is a scale on which the config sets
 * the bar, and is shown as one: as a percentage it would read as how often such a label is right.
 */
function guess({ authorRole, observation, snapshot }: WhySubject['item'], settings: Settings): string {
  if (authorRole === 'bot') return 'none. A bot wrote this thread.';
  const score = Math.round(observation.confidence * 100);
  const least = Math.round(settings.stages.minConfidence * 100);
  if (observation.stage !== null) {
    // For pull requests the rule decides, not the text.
    return `\`${observation.stage}\`.${snapshot.type === 'pull_request' ? '' : sureness(observation, least, score)}`;
  }
  if (authorRole === 'staff') return 'none. Threads of the team are not labelled by themselves.';
  if (observation.guess === null) return 'none. The text does not tell where its author stands.';
  const best = `none. The best guess is \`${observation.guess}\``;
  if (observation.opinion?.verdict === 'disagrees') {
    return `${best} (${score} of 100 points, ${least} are needed), but a language model that was shown the text disagrees.`;
  }
  const short = `${best}, but not sure enough for a label: ${least} of 100 points are needed, this has ${score}.`;
  return `${short}${unanswered(observation)}`;
}

/** Why a guess is a label: by its points, or because a language model agrees. */
function sureness(observation: Item['observation'], least: number, score: number): string {
  const agrees = observation.opinion?.verdict === 'agrees';
  if (agrees && score < least) {
    return ` By itself not sure enough for a label (${least} of 100 points are needed, this has ${score}), but a language model that was shown the text agrees.`;
  }
  const sure = ` Sure enough for a label: ${least} of 100 points are needed, this has ${score}.`;
  return agrees
    ? `${sure} A language model that was shown the text agrees.`
    : `${sure}${unanswered(observation)}`;
}

/** Whoever's text was shown to a language model is told, also where nothing came of it. */
function unanswered({ opinion }: Item['observation']): string {
  return opinion?.verdict === 'inconclusive' ? ' A language model was asked, too, and gave no answer.' : '';
}

/** Why a stage that the app is sure of is no label: words for what it does not do by itself. */
function withoutLabel({ observation, origin }: WhySubject['item'], settings: Settings): string {
  if (observation.stage === null) return '';
  if (settings.mode === 'suggest') return ' In `mode: suggest` the app puts no label by itself.';
  if (origin === 'history' && !settings.backfill.labelOldThreads) {
    return ' The app leaves threads from before its installation unlabelled.';
  }
  return '';
}

function reasons({ item, ledger }: WhySubject): string[] {
  const shown = item.observation.reasons.slice(0, REASONS_SHOWN_MAX);
  if (ledger.stage !== null || item.authorRole === 'bot' || shown.length === 0) return [];
  const lines = shown.map((reason) => {
    const quote = neutralisePlain(reason.quote, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX });
    const said = quote === '' ? '' : `: “${quote}”`;
    // A lesson names the thread it is from: as code, it leaves no reference there.
    const meaning = reason.meaning.replace(/#\d+/g, '`$&`');
    return `- ${meaning}${said} (${reason.stage === null ? 'no stage' : `\`${reason.stage}\``})`;
  });
  return [['What speaks for what, strongest first:', '', ...lines].join('\n')];
}

const SOURCES: Record<InForce<string>['source'], string> = {
  human: 'said by a maintainer',
  label: 'by a label',
  model: 'read from the text',
};

/** The rest of what the app goes by, on one line. */
function about({ kind, severity, themes }: WhySubject['item']): string {
  const parts = [
    `**Kind:** \`${kind.value}\`, ${SOURCES[kind.source]}.`,
    `**Severity:** \`${severity.value}\`, ${SOURCES[severity.source]}.`,
  ];
  const names = themes.map(({ name }) =>
    neutralisePlain(name, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX }),
  );
  if (names.length > 0) parts.push(`**Themes:** ${names.join(', ')}.`);
  return parts.join(' ');
}
