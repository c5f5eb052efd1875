import { KIND_NAMES } from '../../../loop/community/contribution-kind.ts';
import type { Thanks } from '../../../loop/community/thanks.ts';
import type { Measured } from '../../../loop/measured.ts';
import type { View } from '../page.ts';
import { MetricTable } from '../parts.tsx';

/** More names than this are counted: a page of names is no thank-you. */
const NAMES_MAX = 200;

export interface HelpData {
  thanks: readonly Thanks[];
  metrics: readonly Measured[];
}

export const help: View<HelpData> = {
  async load(page) {
    const { measures } = await page.insight();
    const advocacy = measures.stages.find(({ stage }) => stage === 'advocacy')?.metrics ?? [];
    return { thanks: measures.thanks, metrics: [...advocacy, ...measures.presence] };
  },
  title: () => 'Help given',
  body: ({ thanks, metrics }) => (
    <>
      <h1>Help given</h1>
      <p class="lead">
        Who helped in the last 12 weeks, by kind and in alphabetical order. There are no counts beside names,
        and no ranks: code is one kind of help among others.
      </p>
      {thanks.length === 0 && <p>Nothing to thank the community for in this window yet.</p>}
      <div class="two">
        {thanks.map(({ kind, people, others }) => (
          <section>
            <h2>{KIND_NAMES[kind]}</h2>
            <p>
              {people.slice(0, NAMES_MAX).join(', ')}
              {people.length > NAMES_MAX && ` and ${people.length - NAMES_MAX} more`}
              {others && `${people.length > 0 ? ', ' : ''}people whose accounts are gone`}
            </p>
          </section>
        ))}
      </div>
      <h2>How the community helps</h2>
      <MetricTable label="How the community helps" metrics={metrics} />
    </>
  ),
  table: ({ thanks }) => ({
    columns: ['kind', 'person'],
    rows: thanks.flatMap(({ kind, people }) => people.map((person) => [KIND_NAMES[kind], person])),
  }),
};
