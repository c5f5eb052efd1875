import { threadLink } from '../render/link.ts';
import type { NoticeNews, NoticeSubject } from '../render/notice.ts';
import { versionLink, webLink } from '../render/notice.ts';
import type { Life } from '../tell/life.ts';
import type { News } from '../tell/news.ts';
import { threadNamed } from '../thread-name.ts';
import type { Story } from './story.ts';

/** What the readers of a notice have said. Where there are several, it speaks to none of them of their own words. */
export function saidBy(people: readonly number[], life: Life, story: Story): NoticeSubject['said'] {
  const said = people.map((id) => saidByOne(id, life, story));
  const [only] = said;
  if (only === undefined) return 'nothing';
  if (said.length === 1) return only;
  return said.includes('nothing') ? 'nothing' : 'asked';
}

/** What one person has said of the claim in force. */
function saidByOne(id: number, life: Life, { members }: Story): NoticeSubject['said'] {
  if (life.contesters.has(id)) return 'contested';
  if (life.confirmers.has(id)) return 'verified';
  // Nobody is asked again after a yes.
  const hasAnswered = members.some(({ standing }) =>
    standing.some(({ verb, actor }) => verb === 'verified' && actor.id === id),
  );
  return hasAnswered ? 'asked' : 'nothing';
}

/** The news as Markdown; all that is named was filtered by what may be shown. */
export function shownNews(news: News, life: Life, story: Story, host: string): NoticeNews {
  switch (news.is) {
    case 'fixed':
      return { is: 'fixed', fix: fixLink(life, story, host) };
    case 'released': {
      const { version, url } = news.since.usable;
      return {
        is: 'released',
        version: versionLink(version, url),
        fix: fixLink(life, story, host),
        documented: life.documented === null ? null : documentLink(life.documented.url, host),
      };
    }
    case 'documented':
      return { is: 'documented', link: documentLink(news.url, host) };
    case 'declined':
      return news;
    case 'reopened':
      return news;
  }
}

function fixLink({ fix }: Life, { repositories }: Story, host: string): string | null {
  const repository = fix?.pull == null ? undefined : repositories.get(fix.pull.repositoryId);
  if (fix?.pull == null || repository === undefined) return null;
  const { owner, name } = repository;
  return threadLink({ host, owner, name, number: fix.pull.number, type: 'pull_request' });
}

/** What somebody wrote may be a thread of GitHub's: then the link leaves no trace there. */
export function documentLink(url: string, host: string): string {
  const named = threadNamed(url, host);
  if (named?.repository == null) return webLink(url);
  const type = url.includes('/discussions/')
    ? 'discussion'
    : url.includes('/pull/')
      ? 'pull_request'
      : 'issue';
  return threadLink({ host, ...named.repository, number: named.number, type });
}
