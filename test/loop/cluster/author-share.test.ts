import { describe, expect, it } from 'vitest';
import {
  type FiledReport,
  isWithinShare,
  NEW_ACCOUNTS_REPORTS_MAX,
  REPORTS_PER_AUTHOR_MAX,
} from '../../../src/loop/cluster/author-share.ts';

const AT = new Date('2025-11-01T00:00:00Z');
/** Given out days before. */
const YOUNG = 240_500_000;

const filed = (itemId: number, author: number | null): FiledReport => ({ itemId, author, createdAt: AT });
const times = (count: number, author: (index: number) => number | null): FiledReport[] =>
  Array.from({ length: count }, (_, index) => filed(index + 1, author(index)));

describe('isWithinShare', () => {
  it.each<{ what: string; author: number | null; others: FiledReport[]; within: boolean }>([
    { what: 'the first report of all', author: 7, others: [], within: true },
    {
      what: 'one more of an author below the limit',
      author: 7,
      others: times(REPORTS_PER_AUTHOR_MAX - 1, () => 7),
      within: true,
    },
    {
      what: 'one more of an author at the limit',
      author: 7,
      others: times(REPORTS_PER_AUTHOR_MAX, () => 7),
      within: false,
    },
    {
      what: 'a report beside many by others',
      author: 7,
      others: times(50, (index) => 100 + index),
      within: true,
    },
    {
      what: 'accounts that are gone: nobody knows whether they are one',
      author: null,
      others: times(50, () => null),
      within: true,
    },
    { what: 'the first of a new account', author: YOUNG, others: [], within: true },
    { what: 'the second of a new account', author: YOUNG, others: times(1, () => YOUNG), within: false },
    {
      what: 'new accounts below their limit',
      author: YOUNG,
      others: times(NEW_ACCOUNTS_REPORTS_MAX - 1, (index) => YOUNG + 1 + index),
      within: true,
    },
    {
      what: 'one new account too many',
      author: YOUNG,
      others: times(NEW_ACCOUNTS_REPORTS_MAX, (index) => YOUNG + 1 + index),
      within: false,
    },
    {
      what: 'an old account beside a crowd of new ones',
      author: 7,
      others: times(50, (index) => YOUNG + index),
      within: true,
    },
  ])('$what', ({ author, others, within }) => {
    expect(isWithinShare(filed(999, author), others)).toBe(within);
  });

  it('does not count the report itself', () => {
    const others = times(REPORTS_PER_AUTHOR_MAX, () => 7);
    expect(isWithinShare(filed(1, 7), others)).toBe(true);
  });
});
