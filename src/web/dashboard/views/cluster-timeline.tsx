import type { Entry } from '../../../loop/cluster/entry.ts';
import { decidedIn } from '../../../loop/triage/agenda.ts';
import { assertNever } from '../../../loop/vocabulary.ts';
import type { ClusterHappening } from '../../../store/interface/dashboard.ts';
import { type PageRequest, threadName } from '../page.ts';
import { type Column, Moment, Tag } from '../parts.tsx';
import { Named, type NamedThreads } from './cluster-links.tsx';

/** Everything that happened to a cluster: when, what, and by whom. */
export function timelineColumns(page: PageRequest, named: NamedThreads): Column<ClusterHappening>[] {
  return [
    { name: 'When', cell: ({ at }) => <Moment at={at} /> },
    {
      name: 'What',
      kind: 'title',
      cell: (happening) => <Happened page={page} named={named} happening={happening} />,
    },
    { name: 'By', cell: (happening) => <span class="nowrap">{byWhom(happening)}</span> },
  ];
}

function byWhom(happening: ClusterHappening): string {
  switch (happening.what) {
    case 'entry': {
      const { cause } = happening;
      if (cause.by === 'human') return cause.actor.login;
      return cause.by === 'matcher' ? `matcher ${cause.algorithm}` : 'GitHub';
    }
    case 'step':
      return happening.actor?.login ?? 'evidence';
    case 'said':
      return happening.actor.login;
    case 'decided':
    case 'approved':
      return happening.by.login;
    default:
      return assertNever(happening);
  }
}

interface HappenedProps<H> {
  page: PageRequest;
  named: NamedThreads;
  happening: H;
}

function Happened({ page, named, happening }: HappenedProps<ClusterHappening>) {
  switch (happening.what) {
    case 'entry':
      return <Logged page={page} named={named} happening={happening.entry} />;
    case 'step':
      return (
        <>
          <Tag word={happening.from} /> to <Tag word={happening.to} /> ({happening.cause})
        </>
      );
    case 'said':
      return (
        <>
          <code>
            {happening.verb} {happening.argument}
          </code>{' '}
          on {threadName(page, happening.thread)}
        </>
      );
    case 'decided':
      return (
        <>
          Decided in {happening.week}
          {decidedIn(happening.key) === 'dashboard' && ' on the dashboard'}:{' '}
          <strong>{happening.action}</strong>
          {happening.reason !== '' && `, ${happening.reason}`}
        </>
      );
    case 'approved':
      return (
        <>
          The notices that waited were approved
          {decidedIn(happening.key) === 'dashboard' && ' on the dashboard'} (
          {threadName(page, happening.thread)})
        </>
      );
    default:
      return assertNever(happening);
  }
}

function Logged({ page, named, happening: entry }: HappenedProps<Entry>) {
  const of = (itemId: number) => <Named page={page} named={named} itemId={itemId} />;
  switch (entry.verb) {
    case 'appear':
      return <>{of(entry.itemId)} appeared</>;
    case 'link':
      return (
        <>
          {of(entry.itemId)} is certainly like{' '}
          {entry.links.map((link, index) => (
            <>
              {index > 0 && ', '}
              {of(link.itemId)}
            </>
          ))}
        </>
      );
    case 'join':
      return (
        <>
          {of(entry.itemId)} was put with {of(entry.into)}
        </>
      );
    case 'reject':
      return (
        <>
          {of(entry.itemId)} is not the same as {of(entry.other)}
        </>
      );
    case 'split':
      return <>{of(entry.itemId)} was taken out</>;
    case 'pin':
      return <>{of(entry.itemId)} stands for the cluster</>;
    case 'delete':
      return <>{of(entry.itemId)} was deleted</>;
    case 'undo':
      return <>Something was taken back</>;
    default:
      return assertNever(entry);
  }
}
