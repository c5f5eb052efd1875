import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may set the app up. Whoever finishes the set-up owns the app, so a stranger who finds the port first must not:
 * a browser on the machine itself may, anybody else needs the key that only the log shows.
 */

/** GitHub's code is valid for an hour; nobody needs longer for the form before it. */
const STATE_LIFETIME_MS = 60 * 60 * 1000;
/** Pages opened without finishing; the oldest are forgotten. */
const STATES_MAX = 100;

export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

export function sameKey(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Directly from this machine, by a name of this machine. A forwarded request is somebody else's, and another host
 * name on a loopback connection is a page of the web that had its name pointed here.
 */
export function isLocalRequest(incoming: IncomingMessage): boolean {
  const { headers, socket } = incoming;
  if (headers.forwarded ?? headers['x-forwarded-for'] ?? headers['x-forwarded-host']) return false;
  const from = socket.remoteAddress ?? '';
  const isLoopback = from === '::1' || /^(?:::ffff:)?127\./.test(from);
  return isLoopback && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(headers.host ?? '');
}

/** Origin without a trailing slash, or null where the Host header is none we would send a browser to. */
export function requestBase(incoming: IncomingMessage): string | null {
  const host = incoming.headers.host ?? '';
  if (!/^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host)) return null;
  const protocol = incoming.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return URL.canParse(`${protocol}://${host}`) ? `${protocol}://${host}` : null;
}

/** States of the manifest flow: each is good once, for an hour. */
export interface States {
  issue(): string;
  /** whether it was issued, is young enough and was not used */
  redeem(state: string): boolean;
}

export function createStates(now: () => Date): States {
  const issued = new Map<string, number>();
  return {
    issue() {
      const state = newKey();
      issued.set(state, now().getTime());
      for (const oldest of issued.keys()) {
        if (issued.size <= STATES_MAX) break;
        issued.delete(oldest);
      }
      return state;
    },
    redeem(state) {
      const at = issued.get(state);
      issued.delete(state);
      return at !== undefined && now().getTime() - at <= STATE_LIFETIME_MS;
    },
  };
}
