import type { ClusterNotice } from '../../../store/interface/dashboard.ts';
import { type PageRequest, threadName } from '../page.ts';
import { type Column, Tag } from '../parts.tsx';

/** A notice is short; what is longer was not written by this release. */
const NOTICE_CHARACTERS_MAX = 1_500;
/** Those of one kind of news say the same; the texts of all are in the JSON. */
const NOTICE_TEXTS_SHOWN = 12;

/** Why a notice waits for somebody's word. */
export const HELD_BECAUSE: Record<NonNullable<ClusterNotice['held']>, string> = {
  budget: 'more than one release may tell',
  'before-installation': 'fixed before the app was installed',
};

/** The text of a notice, as much of it as a page has room for. */
export function NoticeText({ text }: { text: string }) {
  return <pre>{text.slice(0, NOTICE_CHARACTERS_MAX)}</pre>;
}

export function noticeColumns(page: PageRequest, all: readonly ClusterNotice[]): Column<ClusterNotice>[] {
  const shown = new Set(all.slice(0, NOTICE_TEXTS_SHOWN));
  return [
    { name: 'Thread', cell: ({ thread }) => threadName(page, thread) },
    { name: 'News', cell: ({ news }) => news },
    { name: 'People', kind: 'number', cell: ({ people }) => people },
    {
      name: 'State',
      cell: ({ state, held }) => (
        <Tag word={state ?? 'pending'}>
          {held === null ? (state ?? 'not wanted yet') : `waits: ${HELD_BECAUSE[held]}`}
        </Tag>
      ),
    },
    {
      name: 'Text',
      kind: 'title',
      cell: (notice) =>
        notice.text === null ? (
          'not kept any more'
        ) : shown.has(notice) ? (
          <details>
            <summary>Read it</summary>
            <NoticeText text={notice.text} />
          </details>
        ) : (
          'in the JSON'
        ),
    },
  ];
}
