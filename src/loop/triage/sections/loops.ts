import { neutralisePlain } from '../../render/neutralise.ts';
import { threadTitle } from '../../render/title.ts';
import type { CameBack, Loop } from '../loops.ts';

const SHOWN_MAX = 5;
const TITLE_CHARACTERS_MAX = 60;
const URL_CHARACTERS_MAX = 120;

/** What was solved in the week, and who knows of it. '' for nothing. */
export function renderLoops(loops: readonly Loop[], titleOf: (clusterId: number) => string | null): string {
  const lines = loops.slice(0, SHOWN_MAX).map((loop) => {
    const { clusterId, step, at, url } = loop;
    const where =
      url === null ? '' : ` at ${neutralisePlain(url, { inline: true, maxCharacters: URL_CHARACTERS_MAX })}`;
    return `- c${clusterId}${titled(titleOf(clusterId))}: ${step} ${at.toISOString().slice(0, 10)}${where}; ${knownText(loop)}`;
  });
  return withMore(lines, loops.length);
}

function knownText({ eligible, told, verified, stillBroken }: Loop): string {
  if (eligible === 0) return 'nobody to tell';
  const known = `told ${told} of ${eligible}`;
  if (verified + stillBroken === 0) return told === 0 ? known : `${known}, who have not answered yet`;
  const gone = `${known}, ${verified} ${verified === 1 ? 'says' : 'say'} it is gone`;
  return stillBroken === 0 ? gone : `${gone}, **${stillBroken} that it is not**`;
}

/** What came back, and how that is known. '' for nothing. */
export function renderRegressions(
  found: readonly CameBack[],
  titleOf: (clusterId: number) => string | null,
): string {
  const lines = found.slice(0, SHOWN_MAX).map((each) => {
    const stage = each.to === null ? '' : ` **${each.to}** ${each.at.toISOString().slice(0, 10)}:`;
    return `- c${each.clusterId}${titled(titleOf(each.clusterId))}:${stage} ${reasonsText(each)}`;
  });
  return withMore(lines, found.length);
}

const REASONS: Record<CameBack['because'][number], string> = {
  contested: 'somebody says that it is still broken',
  regressed: 'somebody who has the fix reported it anew',
  'taken back': 'the fix was taken back',
};

function reasonsText({ because, stillBroken }: CameBack): string {
  const people = stillBroken === 1 ? '1 reporter says' : `${stillBroken} reporters say`;
  return [
    ...(stillBroken === 0 ? [] : [`${people} that it is still broken`]),
    ...because.flatMap((reason) => (reason === 'contested' && stillBroken > 0 ? [] : [REASONS[reason]])),
  ].join(', ');
}

function titled(title: string | null): string {
  return title === null ? '' : ` ${threadTitle(title, TITLE_CHARACTERS_MAX)}`;
}

function withMore(lines: readonly string[], all: number): string {
  const more = all - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
