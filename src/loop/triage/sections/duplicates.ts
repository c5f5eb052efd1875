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
        pair.fixed === undefined
          ? `${side(pair.thread, host)} and ${side(pair.other, host)}: ${pair.because}.`
          : `${side(pair[pair.fixed], host)} is fixed. Is ${side(pair[OTHER[pair.fixed]], host)} fixed with it? They may be the same: ${pair.because}.`,
        '',
        ...VERDICTS.map((action) =>
          renderBox(
            { action, id: pair.key, ticked: human.ticked.includes(boxKey({ action, id: pair.key })) },
            pair.fixed === undefined ? WORDS[action] : WORDS_OF_FIXED[action],
          ),
        ),
      ].join('\n'),
    )
    .join('\n\n');
}

const OTHER = { thread: 'other', other: 'thread' } as const;
const WORDS = { confirm: 'the same problem', reject: 'two problems' } as const;
const WORDS_OF_FIXED = {
  confirm: 'yes, the same problem: who reported it is told, too',
  reject: 'no, another problem',
} as const;

function side(thread: DuplicatePair['thread'], host: string): string {
  return `${threadLink({ ...thread, host })} “${threadTitle(thread.title, TITLE_CHARACTERS_MAX)}”`;
}
