import { isIPv4 } from 'node:net';
import type { Variables } from './variables.ts';

/** Where GitHub is: github.com, or one Enterprise server to which everything goes. */
export interface GitHubHost {
  /** host with port of the Enterprise server; null: github.com */
  enterpriseHost: string | null;
  /** REST */
  apiUrl: string;
  graphqlUrl: string;
  /** pages and sign-in */
  webUrl: string;
  /** whether it is on this very machine, which only stands in for GitHub */
  loopback: boolean;
}

const GITHUB: GitHubHost = {
  enterpriseHost: null,
  apiUrl: 'https://api.github.com',
  graphqlUrl: 'https://api.github.com/graphql',
  webUrl: 'https://github.com',
  loopback: false,
};

/** Reads `GHE_HOST` and `GHE_PROTOCOL`. */
export function readGitHubHost(variables: Variables): GitHubHost {
  const protocol = variables.word('GHE_PROTOCOL', ['https', 'http'] as const) ?? 'https';
  const host = variables.text('GHE_HOST');
  if (host === null) return GITHUB;
  const webUrl = `${protocol}://${host}`;
  const isHost = /^[\w.:[\]-]+$/.test(host) && URL.canParse(webUrl);
  if (!isHost) {
    variables.refuse(
      'GHE_HOST',
      'is not a host name',
      'set the host alone, like github.example.org or 127.0.0.1:8080, and the protocol in GHE_PROTOCOL',
    );
    return GITHUB;
  }
  return {
    enterpriseHost: host,
    apiUrl: `${webUrl}/api/v3`,
    graphqlUrl: `${webUrl}/api/graphql`,
    webUrl,
    loopback: isLoopbackAddress(new URL(webUrl).hostname),
  };
}

/** Whether a host name or address (brackets allowed) always means this machine. */
export function isLoopbackAddress(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare === '::1') return true;
  return isIPv4(bare) && bare.startsWith('127.');
}
