import type { Filled } from './fill-threads.ts';
import { itemOf, REPOSITORY } from './made-up-threads.ts';

/** Every page, and the lists with each filter: also those that find nothing and have to look for it. */
export function pagesOf(
  items: number,
  { words, clusters }: Filled,
): { page: string; path: (turn: number) => string }[] {
  const fixed = (page: string, path: string) => ({ page, path: () => path });
  return [
    fixed('overview', ''),
    fixed('clusters', '/clusters'),
    fixed('clusters of a common stage', '/clusters?stage=adoption'),
    fixed('clusters of a rare stage', '/clusters?stage=advocacy'),
    fixed('clusters of a stage that nobody has', '/clusters?stage=awareness'),
    fixed('clusters that are open', '/clusters?state=open'),
    fixed('clusters that are fixed, which is rare', '/clusters?state=fixed'),
    fixed('clusters in dispute, which none is', '/clusters?state=disputed'),
    fixed('clusters of a rare stage in a rare state', '/clusters?stage=advocacy&state=fixed'),
    fixed('clusters of a repository', `/clusters?repository=${REPOSITORY.id}`),
    fixed('clusters of a rare theme', '/clusters?theme=Types'),
    fixed('clusters of discussions', '/clusters?channel=discussion'),
    fixed('clusters of a channel that tells nothing', '/clusters?channel=discord'),
    fixed('clusters of two threads or more', '/clusters?shared=1'),
    {
      page: 'clusters, searched by words',
      path: (turn) => `/clusters?q=${encodeURIComponent(words[turn % words.length] ?? '')}`,
    },
    {
      page: 'clusters, far down',
      path: (turn) => {
        const item = 1 + ((turn * 104_729) % items);
        const at = itemOf(item, { title: '', body: '', retells: null }).snapshot.createdAt.getTime();
        return `/clusters?after=${at}-${item}`;
      },
    },
    { page: 'one cluster', path: (turn) => `/clusters/c${clusters[(turn * 7_919) % clusters.length]}` },
    fixed('metrics', '/metrics'),
    fixed('help', '/help'),
    fixed('outbox', '/outbox?state=all'),
    fixed('outbox, failed', '/outbox?state=failed'),
    fixed('deliveries', '/deliveries'),
    fixed('deliveries, finished', '/deliveries?state=finished'),
    fixed('config', '/config'),
    fixed('precision', '/precision'),
  ];
}
