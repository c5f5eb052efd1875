import type { ListedDelivery } from '../../../store/interface/dashboard.ts';
import { numberOf, type PageRequest, pagePath, type View, wordOf } from '../page.ts';
import { Choices, type Column, Moment, Pages, Rows, Tag } from '../parts.tsx';

const PAGE_ROWS = 50;

const CHOICES = ['dead', 'waiting', 'finished'] as const;
type Choice = (typeof CHOICES)[number];

const CHOICE_NAMES: Record<Choice, string> = {
  dead: 'Dead letters',
  waiting: 'Waiting',
  finished: 'Finished',
};

export interface DeliveriesData {
  choice: Choice;
  deliveries: readonly ListedDelivery[];
  next: number | null;
  isFirst: boolean;
}

export const deliveries: View<DeliveriesData> = {
  async load(page) {
    // Events of repositories that somebody may not read are among them.
    if (!page.admin) return null;
    const choice = wordOf(page.query('state'), CHOICES) ?? 'dead';
    const before = numberOf(page.query('before'));
    const found = await page.tenant.dashboard.deliveries({
      state: choice,
      before: before === null ? null : new Date(before),
      limit: PAGE_ROWS + 1,
    });
    const shown = found.slice(0, PAGE_ROWS);
    const last = shown.at(-1)?.finishedAt ?? null;
    return {
      choice,
      deliveries: shown,
      next: found.length > PAGE_ROWS && last !== null ? last.getTime() : null,
      isFirst: before === null,
    };
  },
  title: () => 'Deliveries',
  body: (data, page) => (
    <>
      <h1>Deliveries</h1>
      <p class="lead">
        What GitHub told the app. A dead letter was given up after several attempts: its reason is beside it,
        and it can be taken up again once that is repaired.
      </p>
      {page.query('replayed') === '1' && <p class="note">It is taken up again.</p>}
      <Choices
        label="What became of them"
        choices={CHOICES.map((choice) => ({
          name: CHOICE_NAMES[choice],
          href: pagePath(page, 'deliveries', { state: choice }),
          current: choice === data.choice,
        }))}
      />
      <Rows
        label="Deliveries"
        columns={columns(page)}
        rows={data.deliveries}
        empty={data.choice === 'dead' ? 'There are no dead letters.' : 'There is nothing here.'}
      />
      <Pages
        first={data.isFirst ? null : pagePath(page, 'deliveries', { state: data.choice })}
        next={
          data.next === null
            ? null
            : pagePath(page, 'deliveries', { state: data.choice, before: String(data.next) })
        }
      />
    </>
  ),
  table: ({ deliveries: rows }) => ({
    columns: ['id', 'name', 'action', 'state', 'attempts', 'reason', 'received', 'finished'],
    rows: rows.map((row) => [
      row.id,
      row.name,
      row.action,
      row.state,
      row.attempts,
      row.error,
      row.receivedAt,
      row.finishedAt,
    ]),
  }),
};

function columns(page: PageRequest): Column<ListedDelivery>[] {
  return [
    { name: 'Received', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
    { name: 'Event', cell: ({ name, action }) => (action === null ? name : `${name}.${action}`) },
    { name: 'State', cell: ({ state }) => <Tag word={state} /> },
    { name: 'Attempts', kind: 'number', cell: ({ attempts }) => attempts },
    { name: 'Reason', kind: 'title', cell: ({ error }) => error ?? '' },
    { name: 'Id', cell: ({ id }) => <code>{id}</code> },
    {
      name: 'Again',
      cell: ({ id, finishedAt, replayable }) =>
        finishedAt !== null && replayable ? <Replay page={page} id={id} /> : '',
    },
  ];
}

function Replay({ page, id }: { page: PageRequest; id: string }) {
  return (
    <form class="inline" method="post" action={pagePath(page, 'deliveries/replay')}>
      <input type="hidden" name="csrf" value={page.csrf} />
      <input type="hidden" name="id" value={id} />
      <button class="btn btn-sm" type="submit" aria-label={`Take up again: ${id}`}>
        Take up again
      </button>
    </form>
  );
}
