import type { Report } from './reports.ts';

/** Which reports are known to be the same. */
export interface Groups {
  /** group of each report that is linked to anything, by id; targets outside the file have one too */
  groupOf: ReadonlyMap<string, number>;
  /** ids of the reports with an earlier one in their group, in the order of the file */
  queries: ReadonlySet<string>;
}

/** Connected components of `duplicateOf`, over the links of all reports given. */
export function groupsOf(reports: readonly Report[]): Groups {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    while ((parent.get(at) ?? at) !== at) at = parent.get(at) ?? at;
    return at;
  };
  for (const report of reports) {
    for (const target of report.duplicateOf) parent.set(root(report.id), root(target));
  }
  const numbers = new Map<string, number>();
  const groupOf = new Map<string, number>();
  const linked = new Set(
    reports.flatMap((report) => (report.duplicateOf.length > 0 ? [report.id, ...report.duplicateOf] : [])),
  );
  for (const id of linked) {
    const top = root(id);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    groupOf.set(id, numbers.get(top) ?? 0);
  }
  const seen = new Set<number>();
  const queries = new Set<string>();
  for (const { id } of reports) {
    const group = groupOf.get(id);
    if (group === undefined) continue;
    if (seen.has(group)) queries.add(id);
    seen.add(group);
  }
  return { groupOf, queries };
}
