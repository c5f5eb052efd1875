import type { Stage } from '../../src/loop/vocabulary.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import { seededNumbers } from '../../src/sandbox/webhooks/shuffle.ts';

/** What happens in a run: all of it follows from the seed, and each line of it may be left out. */
export interface Plan {
  seed: number;
  /** processes side by side: one is the embedded app, more are those of a server */
  processes: 1 | 2;
  /** whether the repositories have the labels of the stages before the app comes */
  labelled: boolean;
  acts: readonly Act[];
  troubles: readonly Trouble[];
}

export const PUBLIC = ['acme/core', 'acme/docs'] as const;
/** Where the weekly issue is. */
export const TRIAGE = 'acme/docs';
export const PRIVATE = 'acme/vault';

export const TEXTS = ['regression', 'install', 'vague', 'crash'] as const;

/** What a person does. Threads go by the order in which they were opened; one that is not there does nothing. */
export type Act = { atMs: number } & (
  | { do: 'open'; repo: string; text: (typeof TEXTS)[number]; author: string; stage?: Stage }
  | { do: 'say'; thread: number; author: string; body: string }
  | { do: 'label'; thread: number; stage: Stage }
  | { do: 'unlabel'; thread: number }
  | { do: 'close' | 'reopen' | 'retitle' | 'delete'; thread: number }
  | { do: 'fix'; thread: number }
  | { do: 'release' }
);

/** What goes wrong. Times in ms from the beginning. */
export type Trouble =
  /** a process ends at this call that changes something (or writes to GitHub), and another one takes its place */
  | { kind: 'kill'; of: 'changes' | 'writes'; call: number; when: 'before' | 'after'; restartMs: number }
  | Outage
  /** the clocks of all machines of the app jump against GitHub's */
  | { kind: 'clock'; atMs: number; byMs: number }
  | { kind: 'tokens'; atMs: number }
  | { kind: 'permission' | 'suspended' | 'uninstalled'; atMs: number; forMs: number };

/** For some time some of the calls of a port fail. */
export interface Outage {
  kind: 'github' | 'store' | 'webhooks';
  what: string;
  atMs: number;
  forMs: number;
  /** of the calls */
  share: number;
}

export const GITHUB_TROUBLES = ['away', 'cut', 'lost', 'lost in 502', 'limited', 'used up', 'slow'] as const;
export const STORE_TROUBLES = ['away', 'full', 'lost', 'slow'] as const;
export const WEBHOOK_TROUBLES = ['late', 'repeated', 'refused'] as const;

/** How long people act. */
export const STORY_MS = 5 * 60_000;

const ACTS_MIN = 4;
const ACTS_MAX = 9;
const TROUBLES_MAX = 7;
const KILL_CALL_MAX = { changes: 120, writes: 15 };
const AUTHORS = ['mira', 'kenji', 'nia'] as const;

export function planOf(seed: number): Plan {
  const luck = seededNumbers(seed);
  // The first number of neighbouring seeds is much alike.
  luck();
  const whole = (max: number): number => Math.floor(luck() * max);
  const one = <T>(of: readonly [T, ...T[]]): T => of[whole(of.length)] ?? of[0];
  const acts = Array.from({ length: ACTS_MIN + whole(ACTS_MAX - ACTS_MIN + 1) }, (_, index): Act => {
    // The first ones open, or there would be nothing to act upon.
    const atMs = Math.round(luck() * STORY_MS * (index < 3 ? 0.4 : 1));
    return index < 3 || luck() < 0.25 ? { atMs, ...opening() } : { atMs, ...acting() };
  }).sort((a, b) => a.atMs - b.atMs);
  const troubles = Array.from({ length: whole(TROUBLES_MAX + 1) }, () => trouble());

  function opening(): Extract<WithoutTime, { do: 'open' }> {
    const text = one(TEXTS);
    const repo = luck() < 0.25 ? PRIVATE : one(PUBLIC);
    const stage = luck() < 0.1 ? { stage: one(STAGES) } : {};
    return { do: 'open', repo, text, author: repo === PRIVATE ? 'theo' : one(AUTHORS), ...stage };
  }

  function acting(): WithoutTime {
    const thread = whole(8);
    const dice = luck();
    if (dice < 0.28) return { do: 'say', thread, author: 'theo', body: `Thanks!\n\n/stage ${one(STAGES)}` };
    if (dice < 0.34) return { do: 'say', thread, author: 'nosy', body: `/stage ${one(STAGES)}` };
    if (dice < 0.44) return { do: 'say', thread, author: one(AUTHORS), body: '/why' };
    if (dice < 0.5) return { do: 'say', thread, author: 'kenji', body: 'Same here.' };
    if (dice < 0.62) return { do: 'label', thread, stage: one(STAGES) };
    if (dice < 0.72) return { do: 'unlabel', thread };
    if (dice < 0.82) return { do: one(['close', 'reopen', 'retitle'] as const), thread };
    if (dice < 0.84) return { do: 'delete', thread };
    return dice < 0.93 ? { do: 'fix', thread } : { do: 'release' };
  }

  function trouble(): Trouble {
    const atMs = Math.round(luck() * STORY_MS);
    const forMs = Math.round(2_000 + luck() ** 2 * 90_000);
    const dice = luck();
    if (dice < 0.34) {
      const when = one(['before', 'after'] as const);
      const of = one(['changes', 'writes'] as const);
      const restartMs = Math.round(luck() ** 2 * 60_000);
      return { kind: 'kill', of, call: 1 + whole(KILL_CALL_MAX[of]), when, restartMs };
    }
    if (dice < 0.58) return { kind: 'github', what: one(GITHUB_TROUBLES), atMs, forMs, share: luck() };
    if (dice < 0.72) return { kind: 'store', what: one(STORE_TROUBLES), atMs, forMs, share: luck() };
    if (dice < 0.84) return { kind: 'webhooks', what: one(WEBHOOK_TROUBLES), atMs, forMs, share: luck() };
    if (dice < 0.89) return { kind: 'clock', atMs, byMs: Math.round((luck() - 0.4) * 600_000) };
    if (dice < 0.92) return { kind: 'tokens', atMs };
    return { kind: one(['permission', 'suspended', 'uninstalled'] as const), atMs, forMs };
  }

  return { seed, processes: luck() < 0.5 ? 1 : 2, labelled: luck() < 0.7, acts, troubles };
}

type WithoutTime = Act extends infer A ? (A extends Act ? Omit<A, 'atMs'> : never) : never;

/** A plan as people read it. */
export function told({ processes, acts, troubles }: Plan): string {
  const line = (entry: object): string => `  ${JSON.stringify(entry)}`;
  return [`${processes} process(es)`, 'acts:', ...acts.map(line), 'troubles:', ...troubles.map(line)].join(
    '\n',
  );
}
