import type { Item } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import type { Settings } from '../settings.ts';
import { STAGES } from '../vocabulary.ts';
import { renderMarkerText } from './marker.ts';
import { neutralisePlain } from './neutralise.ts';

/** Longest quotation of a signal. */
const QUOTE_CHARACTERS_MAX = 80;

/** Signals that are named; the strongest come first. */
const REASONS_SHOWN_MAX = 4;

/** The comment that explains the stage of a thread: what it is, who or what said so, how sure, how to correct it. */
export function renderWhy(subject: {
  item: Omit<Item, 'itemId'>;
  ledger: Ledger;
  settings: Settings;
  /** `KIND:KEY` of the comment */
  marker: string;
}): string {
  const { item, ledger, settings, marker } = subject;
  const { prefix } = settings.commands;
  return [
    `**Stage:** ${verdict(item, ledger, settings)}`,
    ...reasons(item, ledger),
    `<sub>Automated explanation, because somebody asked \`${prefix}why\`. Maintainers correct it with \`${prefix}stage ${STAGES.join('|')}\` or by changing the label by hand, which the app never overrules.</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}

function verdict(item: Omit<Item, 'itemId'>, ledger: Ledger, settings: Settings): string {
  const { observation } = item;
  switch (ledger.stage?.by) {
    case 'command':
      return `\`${ledger.stage.stage}\`, said by a maintainer's command.`;
    case 'label':
      return `\`${ledger.stage.stage}\`, from the label that was put by hand.`;
    case 'removal':
      return 'none: a stage label was taken off by hand, so the app does not label this thread by itself.';
    case undefined:
      break;
  }
  const percent = Math.round(observation.confidence * 100);
  if (item.authorRole === 'bot') return 'none: the author is a bot.';
  if (observation.stage !== null) return `\`${observation.stage}\`, ${percent} % sure.`;
  if (observation.guess === null) return `none: the text does not place its author (${percent} % sure).`;
  const least = Math.round(settings.stages.minConfidence * 100);
  return `none. The best guess is \`${observation.guess}\` with ${percent} %, and the app labels from ${least} % up.`;
}

function reasons(item: Omit<Item, 'itemId'>, ledger: Ledger): string[] {
  const shown = item.observation.reasons.slice(0, REASONS_SHOWN_MAX);
  if (ledger.stage !== null || item.authorRole === 'bot' || shown.length === 0) return [];
  const lines = shown.map((reason) => {
    const quote = neutralisePlain(reason.quote, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX });
    const said = quote === '' ? '' : `says “${quote}”: `;
    return `- ${said}${reason.meaning} → ${reason.stage ?? 'no stage'}`;
  });
  return [['What it went by:', '', ...lines].join('\n')];
}
