import { accountAgeDays } from '../account-age.ts';

/**
 * Reports of one account that the matcher gathers into one cluster. Who forgets a report writes it twice; two hundred
 * copies would fill the cluster, and each would be answered.
 */
export const REPORTS_PER_AUTHOR_MAX = 3;

/** An account younger than this may have been made for the purpose. */
const NEW_ACCOUNT_DAYS = 30;
/** Of such an account one report is gathered, */
const REPORTS_PER_NEW_AUTHOR_MAX = 1;
/** and of all such accounts together so many: a crowd that somebody made is not a crowd. */
export const NEW_ACCOUNTS_REPORTS_MAX = 10;

/** A report with the account behind it. */
export interface FiledReport {
  itemId: number;
  /** account number; null: the account is gone */
  author: number | null;
  createdAt: Date;
}

/**
 * Whether the matcher may put a report together with others by itself, or has to leave that to people. Counts accounts,
 * not words: nothing that is written in a report moves it.
 * @param others the reports that it is like, and all of their clusters
 */
export function isWithinShare(report: FiledReport, others: readonly FiledReport[]): boolean {
  const rest = others.filter(({ itemId }) => itemId !== report.itemId);
  const own = rest.filter(({ author }) => author !== null && author === report.author).length;
  if (!isByNewAccount(report)) return own < REPORTS_PER_AUTHOR_MAX;
  return own < REPORTS_PER_NEW_AUTHOR_MAX && rest.filter(isByNewAccount).length < NEW_ACCOUNTS_REPORTS_MAX;
}

function isByNewAccount({ author, createdAt }: FiledReport): boolean {
  return author !== null && accountAgeDays(author, createdAt) < NEW_ACCOUNT_DAYS;
}
