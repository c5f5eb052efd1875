import { versionLink } from '../render/notice.ts';
import type { ProblemStanding } from '../render/standing.ts';
import { isDoubted } from '../tell/life.ts';
import { shows } from './happened.ts';
import type { ViewedLife } from './lives.ts';
import { documentLink } from './notice-words.ts';
import type { Story, View } from './story.ts';

/**
 * What became of a problem, as it may be told in a view. Null where nothing did, and where somebody who had it before
 * contests what did: then its threads stand as GitHub says.
 */
export function problemStanding(
  story: Story,
  { life }: ViewedLife,
  view: View,
  host: string,
): ProblemStanding | null {
  if (isDoubted(life)) return null;
  if (life.line === 'declined' && life.declined !== null)
    return { is: 'declined', reason: life.declined.reason };
  if (life.usable !== null) {
    const { version, url } = life.usable.usable;
    return { is: 'released', version: versionLink(version, url) };
  }
  // Of use to its readers now, and a fix of the docs is in no release.
  if (life.documented !== null) return { is: 'documented', link: documentLink(life.documented.url, host) };
  if (life.fixedAt !== null) return { is: 'fixed' };
  return life.line === 'decided' ? decided(story, view) : null;
}

function decided(story: Story, view: View): ProblemStanding | null {
  const made = story.words
    .filter(({ repositoryId }) => shows(story, view, repositoryId))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  for (const { decision } of made) {
    const action = decision?.action;
    if (action === 'fix' || action === 'document' || action === 'teach') return { is: 'decided', action };
  }
  return null;
}
