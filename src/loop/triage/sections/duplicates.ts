import { threadLink } from '../../render/link.ts';
import { renderBox } from '../../render/marker.ts';
import { threadTitle } from '../../render/title.ts';
import type { DuplicatePair } from '../agenda.ts';
import type { HumanPart } from '../human.ts';
import { boxKey } from '../human.ts';

/** What people say of a pair; the words of the commands. */
export const VERDICTS = ['confirm', 'reject'] as const;

const TITLE_CHARACTERS_MAX = 70;

/** Pairs that look alike, without being sure: each is two ticks away from being settled. '' for none. */
export function renderDuplicates(pairs: readonly DuplicatePair[], host: string, human: HumanPart): string {
  return pairs
    .map((pair) =>
      [
        `${side(pair.thread, host)} and ${side(pair.other, host)}: ${pair.because}.`,
        '',
        ...VERDICTS.map((action) =>
          renderBox(
            { action, id: pair.key, ticked: human.ticked.includes(boxKey({ action, id: pair.key })) },
            action === 'confirm' ? 'the same problem' : 'two problems',
          ),
        ),
      ].join('\n'),
    )
    .join('\n\n');
}

function side(thread: DuplicatePair['thread'], host: string): string {
  return `${threadLink({ ...thread, host })} ${threadTitle(thread.title, TITLE_CHARACTERS_MAX)}`;
}
