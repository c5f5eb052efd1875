import { z } from 'zod';
import { parseMarker } from '../loop/render/marker.ts';

/** Author of a comment or issue as REST gives it; null where the account is gone. */
export const restAuthor = z.looseObject({ login: z.string() }).nullish();
/** Author as GraphQL gives it: a bot's login comes without `[bot]` there. */
export const graphqlAuthor = z.looseObject({ __typename: z.string(), login: z.string() }).nullish();

/**
 * Whether a text is our own post of this marker (`why:12-34`): written by our own bot, and ending with the marker. People may
 * write or quote a marker; that never counts.
 */
export function isOwnPost(
  authorLogin: string | null,
  body: string,
  botLogin: string,
  marker: string,
): boolean {
  if (!isOwnBot(authorLogin, botLogin)) return false;
  const found = parseMarker(body);
  return found !== null && `${found.kind}:${found.key}` === marker;
}

export function isOwnBot(authorLogin: string | null, botLogin: string): boolean {
  return authorLogin?.toLowerCase() === botLogin.toLowerCase();
}

/** The login that REST would give. No person can have it, since brackets are not allowed in names. */
export function loginOf(author: z.infer<typeof graphqlAuthor>): string | null {
  if (author === null || author === undefined) return null;
  const bare = author.login.replace(/\[bot\]$/, '');
  return author.__typename === 'Bot' ? `${bare}[bot]` : author.login;
}

/** GitHub's editor turns line ends into CRLF; that is not a difference. */
export function sameText(left: string, right: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(left) === plain(right);
}
