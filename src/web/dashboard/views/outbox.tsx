import type { Effect } from '../../../loop/effect.ts';
import { assertNever } from '../../../loop/vocabulary.ts';
import type { ListedEffect } from '../../../store/interface/dashboard.ts';
import type { EffectState } from '../../../store/interface/outbox.ts';
import { numberOf, type PageRequest, pagePath, type View, wordOf } from '../page.ts';
import { Choices, type Column, Moment, Pages, Rows, Tag } from '../parts.tsx';

const PAGE_ROWS = 25;
/** Weekly issues are long; the whole text is in the JSON. */
const BODY_CHARACTERS_MAX = 3_000;

const CHOICES = ['all', 'withheld', 'pending', 'sent', 'failed'] as const;
type Choice = (typeof CHOICES)[number];

const STATES: Record<Choice, readonly EffectState[] | null> = {
  all: null,
  withheld: ['withheld'],
  pending: ['pending', 'sending'],
  sent: ['sent'],
  failed: ['failed'],
};

const CHOICE_NAMES: Record<Choice, string> = {
  all: 'All',
  withheld: 'Would have written',
  pending: 'Waiting',
  sent: 'Written',
  failed: 'Failed',
};

export interface OutboxData {
  shadow: boolean;
  choice: Choice;
  effects: readonly (ListedEffect & { what: string })[];
  next: number | null;
  isFirst: boolean;
}

export const outbox: View<OutboxData> = {
  async load(page) {
    const choice = wordOf(page.query('state'), CHOICES) ?? (page.shadow ? 'withheld' : 'all');
    const before = numberOf(page.query('before'));
    const found = await page.tenant.dashboard.effects({
      visible: page.visible,
      states: STATES[choice],
      before,
      limit: PAGE_ROWS + 1,
    });
    const shown = found
      .slice(0, PAGE_ROWS)
      .map((each) => (each.current || page.admin ? each : { ...each, effect: withoutText(each.effect) }));
    return {
      shadow: page.shadow,
      choice,
      effects: shown.map((each) => ({ ...each, what: sayEffect(each.effect) })),
      next: found.length > PAGE_ROWS ? (shown.at(-1)?.id ?? null) : null,
      isFirst: before === null,
    };
  },
  title: () => 'Outbox',
  body: (data, page) => (
    <>
      <h1>Outbox</h1>
      <p class="lead">Every change on GitHub that the app wanted, and what became of it.</p>
      {data.shadow && (
        <p class="note">Shadow mode: everything is recorded here, and nothing is written to GitHub.</p>
      )}
      <Choices
        label="What became of it"
        choices={CHOICES.map((choice) => ({
          name: CHOICE_NAMES[choice],
          href: pagePath(page, 'outbox', { state: choice }),
          current: choice === data.choice,
        }))}
      />
      <Rows
        label="Changes on GitHub"
        columns={columns()}
        rows={data.effects}
        empty={data.choice === 'withheld' ? 'Nothing was held back.' : 'There is nothing here.'}
      />
      <Pages
        first={data.isFirst ? null : pagePath(page, 'outbox', { state: data.choice })}
        next={nextPath(page, data)}
      />
    </>
  ),
  table: ({ effects }) => ({
    columns: ['id', 'kind', 'what', 'state', 'reason', 'attempts', 'created', 'settled'],
    rows: effects.map(({ id, effect, what, state, error, attempts, createdAt, settledAt }) => [
      id,
      effect.kind,
      what,
      state,
      error,
      attempts,
      createdAt,
      settledAt,
    ]),
  }),
};

function nextPath(page: PageRequest, { choice, next }: OutboxData): string | null {
  return next === null ? null : pagePath(page, 'outbox', { state: choice, before: String(next) });
}

function columns(): Column<OutboxData['effects'][number]>[] {
  return [
    { name: 'Wanted', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      name: 'What',
      kind: 'title',
      cell: ({ what, effect }) => (
        <>
          {what}
          <Body effect={effect} />
        </>
      ),
    },
    {
      name: 'State',
      cell: ({ state, error }) => (
        <>
          <Tag word={state} />
          {error !== null && (
            <>
              <br />
              <span class="small">{error}</span>
            </>
          )}
        </>
      ),
    },
    { name: 'Attempts', kind: 'number', cell: ({ attempts }) => attempts },
    { name: 'Settled', cell: ({ settledAt }) => (settledAt === null ? '' : <Moment at={settledAt} />) },
  ];
}

function Body({ effect }: { effect: Effect }) {
  const text = 'body' in effect ? effect.body : 'summary' in effect ? effect.summary : null;
  if (text === null) return null;
  const more = text.length - BODY_CHARACTERS_MAX;
  return (
    <details>
      <summary>Text</summary>
      <pre>
        {text.slice(0, BODY_CHARACTERS_MAX)}
        {more > 0 && `\n… and ${more} characters more`}
      </pre>
    </details>
  );
}

/**
 * What is wanted now tells of nothing that is hidden; what was wanted before may tell of repositories that were hidden
 * since.
 */
function withoutText(effect: Effect): Effect {
  if (effect.kind === 'comment.put') {
    const { mentions: _, renewal: __, ...rest } = effect;
    return { ...rest, body: OLDER };
  }
  if (effect.kind === 'issue.put') {
    const { seen: _, ...rest } = effect;
    return { ...rest, title: effect.marker, body: OLDER };
  }
  return effect;
}

const OLDER = 'An earlier text. It is shown to those who administer every repository.';

/** One change in words. */
function sayEffect(effect: Effect): string {
  const place = placeOf(effect);
  switch (effect.kind) {
    case 'labels.create':
      return `create ${effect.labels.length} labels in ${place}`;
    case 'label.add':
      return `add the label “${effect.label}” to ${place}`;
    case 'label.remove':
      return `take the label “${effect.label}” off ${place}`;
    case 'comment.put':
      return `comment on ${place} (${effect.marker})`;
    case 'comment.remove':
      return `delete the comment ${effect.marker} on ${place}`;
    case 'reaction.set':
      return `${effect.removed ? 'take back the reaction' : 'react with'} ${effect.content === '+1' ? '👍' : '😕'} on ${place}`;
    case 'issue.put':
      return `issue “${effect.title}” in ${place}`;
    case 'issue.close':
      return `close the issue ${effect.marker} in ${place}`;
    case 'issue.state':
      return effect.state.is === 'open' ? `reopen ${place}` : `close ${place} as a duplicate`;
    case 'milestone.set':
      return effect.title === null
        ? `take ${place} out of its milestone`
        : `put ${place} into the milestone “${effect.title}”`;
    case 'check.put':
      return `check run “${effect.name}” in ${place}: ${effect.conclusion}`;
    default:
      return assertNever(effect);
  }
}

function placeOf(effect: Effect): string {
  if ('repository' in effect) return `${effect.repository.owner}/${effect.repository.name}`;
  const { owner, name, number } = effect.thread;
  return `${owner}/${name}#${number}`;
}
