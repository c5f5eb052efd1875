import { neutralisePlain } from '../../render/neutralise.ts';
import { threadTitle } from '../../render/title.ts';
import type { Loop, regressions } from '../loops.ts';

const SHOWN_MAX = 5;
const TITLE_CHARACTERS_MAX = 60;
const URL_CHARACTERS_MAX = 120;

/** What was solved in the week, and who knows of it. '' for nothing. */
export function renderLoops(loops: readonly Loop[], titleOf: (clusterId: number) => string | null): string {
  const lines = loops.slice(0, SHOWN_MAX).map((loop) => {
    const { clusterId, step, at, url, eligible, told, verified, stillBroken } = loop;
    const where =
      url === null ? '' : ` at ${neutralisePlain(url, { inline: true, maxCharacters: URL_CHARACTERS_MAX })}`;
    const known =
      eligible === 0
        ? 'nobody to tell'
        : `told ${told} of ${eligible}, ${verified} say it is gone${stillBroken > 0 ? `, **${stillBroken} that it is not**` : ''}`;
    return `- c${clusterId}${titled(titleOf(clusterId))}: ${step} ${at.toISOString().slice(0, 10)}${where}; ${known}`;
  });
  return withMore(lines, loops.length);
}

/** What came back. '' for nothing. */
export function renderRegressions(
  found: ReturnType<typeof regressions>,
  titleOf: (clusterId: number) => string | null,
): string {
  const lines = found.slice(0, SHOWN_MAX).map(({ clusterId, stillBroken }) => {
    const people = stillBroken === 1 ? '1 reporter says' : `${stillBroken} reporters say`;
    return `- c${clusterId}${titled(titleOf(clusterId))}: ${people} that it is still broken`;
  });
  return withMore(lines, found.length);
}

function titled(title: string | null): string {
  return title === null ? '' : ` ${threadTitle(title, TITLE_CHARACTERS_MAX)}`;
}

function withMore(lines: readonly string[], all: number): string {
  const more = all - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
