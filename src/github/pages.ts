import { z } from 'zod';
import type { Answer, GitHub } from './github.ts';

/** GitHub's largest page. */
const PAGE_ITEMS = 100;

function linked(answer: Answer, relation: string): string | null {
  for (const part of (answer.headers.link ?? '').split(',')) {
    const match = /<([^>]+)>\s*;\s*rel="([^"]+)"/.exec(part);
    if (match?.[2] === relation) return match[1] ?? null;
  }
  return null;
}

function pageNumber(url: string | null): number | null {
  const page = url === null ? Number.NaN : Number(new URL(url).searchParams.get('page') ?? Number.NaN);
  return Number.isInteger(page) ? page : null;
}

/** Lists come bare, or inside an object under `key` (`repositories`, `check_runs`). */
function itemsOf<T>(answer: Answer, item: z.ZodType<T>, key: string | null): T[] {
  const list = z.array(item);
  return key === null
    ? list.parse(answer.data)
    : (z.looseObject({ [key]: list }).parse(answer.data)[key] ?? []);
}

export interface PagesOptions<T> {
  route: string;
  parameters: Record<string, unknown>;
  item: z.ZodType<T>;
  /** where the list is inside the answer; null: the answer is the list */
  key: string | null;
  pagesMax: number;
}

/** All items in GitHub's order, page by page, at most `pagesMax` pages. */
export async function* inOrder<T>(github: GitHub, options: PagesOptions<T>): AsyncGenerator<T> {
  for (let page = 1; page <= options.pagesMax; page++) {
    const answer = await github.read(options.route, { ...options.parameters, per_page: PAGE_ITEMS, page });
    yield* itemsOf(answer, options.item, options.key);
    if (linked(answer, 'next') === null) return;
  }
}

/** The same from the end, for lists that GitHub gives oldest first only. The first page is read first, to learn where the end is. */
export async function* fromTheEnd<T>(github: GitHub, options: PagesOptions<T>): AsyncGenerator<T> {
  const read = (page: number) =>
    github.read(options.route, { ...options.parameters, per_page: PAGE_ITEMS, page });
  const first = await read(1);
  const last = pageNumber(linked(first, 'last')) ?? 1;
  const until = Math.max(2, last - options.pagesMax + 2);
  for (let page = last; page >= until; page--) {
    yield* itemsOf(await read(page), options.item, options.key).reverse();
  }
  if (until === 2) yield* itemsOf(first, options.item, options.key).reverse();
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
