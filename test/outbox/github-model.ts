import { type GitHub, githubOver, type OctokitLike } from '../../src/github/github.ts';
import type { ManualClock } from './manual-clock.ts';

export const BOT = 'fullcircle[bot]';

/** What happens to one write. `lost`: it takes effect and the reply does not come. */
export type Fault = 'ok' | 'lost' | 'unavailable' | 'limited' | 'forbidden' | 'crash' | 'crash after';

interface Post {
  id: number;
  node_id: string;
  body: string;
  user: { login: string };
}

interface LabelEvent {
  event: 'labeled' | 'unlabeled';
  actor: { login: string };
  created_at: string;
  label: { name: string };
}

/** The process is gone: nothing after this is recorded anywhere. */
export class Crash extends Error {}

const LIMIT_S = 45;

/** A GitHub in memory: labels, comments and label events of issues, with faults in a given order. */
export class GitHubModel {
  readonly labels = new Set<string>();
  readonly labelsOn = new Map<number, Set<string>>();
  readonly events = new Map<number, LabelEvent[]>();
  readonly comments = new Map<number, Post[]>();
  /** when writes came in, whatever became of them */
  readonly writesAt: number[] = [];
  readonly faults: Fault[] = [];
  /** called when the process dies */
  onCrash = () => {};
  /** how long each request takes */
  latencyMs = 0;
  readonly #clock: ManualClock;
  #lastId = 0;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  client(): GitHub {
    const octokit: OctokitLike = {
      request: (route, parameters = {}) => this.#request(route, parameters),
      graphql: () => Promise.reject(new Error('the model knows no GraphQL')),
    };
    return githubOver(() => octokit, { clock: this.#clock });
  }

  /** Somebody on the web page takes a label off. */
  unlabel(issue: number, name: string, login: string): void {
    this.labelsOn.get(issue)?.delete(name);
    this.#event(issue, 'unlabeled', name, login);
  }

  async #request(route: string, parameters: Record<string, unknown>) {
    const isRead = route.startsWith('GET ');
    if (!isRead) this.writesAt.push(this.#clock.now().getTime());
    const fault = isRead ? 'ok' : (this.faults.shift() ?? 'ok');
    this.#clock.advance(this.latencyMs);
    if (fault === 'crash') {
      this.onCrash();
      throw new Crash();
    }
    if (fault === 'unavailable') throw failure(503);
    if (fault === 'forbidden') throw failure(403, { 'x-accepted-github-permissions': 'issues=write' });
    if (fault === 'limited') throw failure(403, { 'retry-after': String(LIMIT_S) });
    const data = this.#answer(route, parameters);
    if (data === null) throw failure(404);
    if (fault === 'lost') throw new TypeError('socket hang up');
    if (fault === 'crash after') {
      this.onCrash();
      throw new Crash();
    }
    return { status: 200, headers: {}, data };
  }

  #answer(route: string, parameters: Record<string, unknown>): unknown {
    const issue = Number(parameters.issue_number);
    switch (route) {
      case 'GET /repos/{owner}/{repo}/labels':
        return [...this.labels].map((name) => ({ name }));
      case 'POST /repos/{owner}/{repo}/labels':
        this.labels.add(String(parameters.name));
        return {};
      case 'GET /repos/{owner}/{repo}/issues/{issue_number}/events':
        return this.events.get(issue) ?? [];
      case 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels':
        return this.#label(issue, String(parameters.labels));
      case 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments':
        return this.comments.get(issue) ?? [];
      case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments':
        return this.#comment(issue, String(parameters.body));
      case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
        const all = [...this.comments.values()].flat();
        const found = all.find((comment) => comment.id === parameters.comment_id);
        if (found === undefined) return null;
        found.body = String(parameters.body);
        return found;
      }
      default:
        throw new Error(`the model does not know ${route}`);
    }
  }

  #label(issue: number, name: string): object {
    const on = this.labelsOn.get(issue) ?? new Set();
    this.labelsOn.set(issue, on.add(name));
    this.#event(issue, 'labeled', name, BOT);
    return [];
  }

  #event(issue: number, event: LabelEvent['event'], name: string, login: string): void {
    const at = this.#clock.now().toISOString();
    const entry = { event, actor: { login }, created_at: at, label: { name } };
    this.events.set(issue, [...(this.events.get(issue) ?? []), entry]);
  }

  #comment(issue: number, body: string): Post {
    this.#lastId += 1;
    const post = { id: this.#lastId, node_id: `C_${this.#lastId}`, body, user: { login: BOT } };
    this.comments.set(issue, [...(this.comments.get(issue) ?? []), post]);
    return post;
  }
}

function failure(status: number, headers: Record<string, string> = {}): Error {
  return Object.assign(new Error('no'), { status, response: { status, headers, data: {} } });
}
