import { type Evidence, sayOne } from '../../../loop/cluster/evidence.ts';
import type { ThreadRef, ThreadType } from '../../../loop/vocabulary.ts';
import type { ClusterPair } from '../../../store/interface/dashboard.ts';
import type { PageRequest } from '../page.ts';
import { type Column, ThreadLink } from '../parts.tsx';

/** Threads that timeline and evidence name, by item; hidden ones are missing. */
export type NamedThreads = Readonly<Record<number, ThreadRef & { type: ThreadType }>>;

export function pairColumns(page: PageRequest, named: NamedThreads): Column<ClusterPair>[] {
  return [
    {
      name: 'Threads',
      cell: ({ itemId, otherItemId }) => (
        <>
          <Named page={page} named={named} itemId={itemId} /> and{' '}
          <Named page={page} named={named} itemId={otherItemId} />
        </>
      ),
    },
    { name: 'Tier', cell: ({ tier }) => tier },
    {
      name: 'Likeliest target',
      kind: 'number',
      cell: ({ probability }) => `${Math.round(100 * probability)} %`,
    },
    {
      name: 'Evidence',
      kind: 'title',
      cell: ({ evidence }) =>
        evidence.length === 0 ? (
          <span class="small">not kept for this pair</span>
        ) : (
          evidence.map((each, index) => (
            <>
              {index > 0 && '; '}
              <Said evidence={each} />
            </>
          ))
        ),
    },
    { name: 'Matcher', cell: ({ algorithm }) => algorithm },
  ];
}

/** The phrase of a comment, its code as code. */
function Said({ evidence }: { evidence: Evidence }) {
  const parts = sayOne(evidence).split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

/** A thread by its name, where whoever asks may read it. */
export function Named({ page, named, itemId }: { page: PageRequest; named: NamedThreads; itemId: number }) {
  const thread = named[itemId];
  return thread === undefined ? 'another thread' : <ThreadLink page={page} thread={thread} />;
}
