import type { Item } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import type { Settings } from '../settings.ts';
import { KINDS, SEVERITIES, STAGES } from '../vocabulary.ts';
import { renderMarkerText } from './marker.ts';
import { neutralisePlain } from './neutralise.ts';
import { TEXTS } from './texts/languages.ts';
import type { WhyTexts } from './texts/why-texts.ts';
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
  const texts = TEXTS[settings.language];
  const { why } = texts;
  const named = (verb: string, words: readonly string[]) => `\`${prefix}${verb} NAME\` (${words.join(', ')})`;
  return [
    `**${why.stage}:** ${verdict(subject, why)}`,
    ...reasons(subject, why),
    about(item, why),
    ...(links === null ? [] : [renderWhyLinks(links, texts, prefix)]),
    why.correct(named('stage', STAGES), named('kind', KINDS), named('severity', SEVERITIES)),
    `<sub>${why.footer(`\`${prefix}why\``)}</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}

function verdict({ item, ledger, settings }: WhySubject, texts: WhyTexts): string {
  switch (ledger.stage?.by) {
    case 'command':
      return `\`${ledger.stage.stage}\`. ${texts.byCommand}`;
    case 'label':
      return `\`${ledger.stage.stage}\`. ${texts.byLabel}`;
    case 'removal':
      return `${texts.none} ${texts.byRemoval}`;
    case undefined:
      return [guess(item, settings, texts), ...withoutLabel(item, settings, texts)].join(' ');
  }
}

/**
 * What the app makes of the text, as long as nobody has said anything. Its sureness is a scale on which the config sets
 * the bar, and is shown as one: as a percentage it would read as how often such a label is right.
 */
function guess(
  { authorRole, observation, snapshot }: WhySubject['item'],
  settings: Settings,
  texts: WhyTexts,
): string {
  if (authorRole === 'bot') return `${texts.none} ${texts.bot}`;
  const score = Math.round(observation.confidence * 100);
  const least = Math.round(settings.stages.minConfidence * 100);
  if (observation.stage !== null) {
    const stage = `\`${observation.stage}\`.`;
    // For pull requests the rule decides, not the text.
    return snapshot.type === 'pull_request'
      ? stage
      : [stage, ...sureness(observation, least, score, texts)].join(' ');
  }
  if (authorRole === 'staff') return `${texts.none} ${texts.staff}`;
  if (observation.guess === null) return `${texts.none} ${texts.unclear}`;
  const best = `\`${observation.guess}\``;
  if (observation.opinion?.verdict === 'disagrees')
    return `${texts.none} ${texts.denied(best, least, score)}`;
  return [texts.none, texts.doubtful(best, least, score), ...unanswered(observation, texts)].join(' ');
}

/** Why a guess is a label: by its points, or because a language model agrees. */
function sureness(observation: Item['observation'], least: number, score: number, texts: WhyTexts): string[] {
  const agrees = observation.opinion?.verdict === 'agrees';
  if (agrees && score < least) return [texts.agreedAlone(least, score)];
  return [texts.sure(least, score), ...(agrees ? [texts.agreed] : unanswered(observation, texts))];
}

/** Whoever's text was shown to a language model is told, also where nothing came of it. */
function unanswered({ opinion }: Item['observation'], texts: WhyTexts): string[] {
  return opinion?.verdict === 'inconclusive' ? [texts.unanswered] : [];
}

/** Why a stage that the app is sure of is no label: words for what it does not do by itself. */
function withoutLabel(
  { observation, origin }: WhySubject['item'],
  settings: Settings,
  texts: WhyTexts,
): string[] {
  if (observation.stage === null) return [];
  if (settings.mode === 'suggest') return [texts.suggest];
  return origin === 'history' && !settings.backfill.labelOldThreads ? [texts.old] : [];
}

function reasons({ item, ledger }: WhySubject, texts: WhyTexts): string[] {
  const shown = item.observation.reasons.slice(0, REASONS_SHOWN_MAX);
  if (ledger.stage !== null || item.authorRole === 'bot' || shown.length === 0) return [];
  const lines = shown.map((reason) => {
    const quote = neutralisePlain(reason.quote, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX });
    const said = quote === '' ? '' : `: “${quote}”`;
    // A lesson names the thread it is from: as code, it leaves no reference there.
    const meaning = reason.meaning.replace(/#\d+/g, '`$&`');
    return `- ${meaning}${said} (${reason.stage === null ? texts.noStage : `\`${reason.stage}\``})`;
  });
  return [[texts.signals, '', ...lines].join('\n')];
}

/** The rest of what the app goes by, on one line. */
function about({ kind, severity, themes }: WhySubject['item'], texts: WhyTexts): string {
  const parts = [
    `**${texts.kind}:** \`${kind.value}\`, ${texts.sources[kind.source]}.`,
    `**${texts.severity}:** \`${severity.value}\`, ${texts.sources[severity.source]}.`,
  ];
  const names = themes.map(({ name }) =>
    neutralisePlain(name, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX }),
  );
  if (names.length > 0) parts.push(`**${texts.themes}:** ${names.join(', ')}.`);
  return parts.join(' ');
}
