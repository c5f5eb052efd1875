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
/** It is hidden and shown again. */
export const TURNING = 'acme/lab';

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
  /** somebody reports in the repository that is hidden and shown again, which nobody touches afterwards */
  | { do: 'report' }
  | { do: 'privatise' }
  | { do: 'publicise' }
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

/** Oftener what is hard: answers that are lost, and slowness, during which all the rest may happen. */
export const GITHUB_TROUBLES = [
  'away',
  'cut',
  'lost',
  'lost',
  'lost',
  'lost in 502',
  'lost in 502',
  'limited',
  'used up',
  'slow',
  'slow',
  'slow',
  'slow',
] as const;
export const STORE_TROUBLES = ['away', 'full', 'lost', 'slow'] as const;
export const WEBHOOK_TROUBLES = ['late', 'repeated', 'refused'] as const;

/** How long people act in a short history. */
export const STORY_MS = 5 * 60_000;

const ACTS_MIN = 4;
const ACTS_MAX = 9;
const TROUBLES_MAX = 7;
const KILL_CALL_MAX = { changes: 120, writes: 15 };
/** What comes of one act, with what the app does itself. */
const DELIVERIES_OF_ACT = 2.2;
const STUBBORN_MS = 20 * 60_000;
const STUBBORN_THREADS = 3;
const STUBBORN_ACTS = 40;
/** Reports in the repository that is hidden and shown again, for each time. */
const REPORTS_OF_TURN = 2;
/** A write of the app takes a second, and there are 400 an hour at most. */
const BUSY_ACT_EVERY_MS = 20_000;
const BUSY_TROUBLE_EVERY_MS = 4 * 60_000;
const BUSY_OPENING_SHARE = 0.35;
const AUTHORS = ['mira', 'kenji', 'nia'] as const;

/** How large a history is. */
interface Size {
  storyMs: number;
  /** threads that people come back to */
  threads: number;
  /** calls of each kind among which kills are */
  calls: { changes: number; writes: number };
}

/** A short history: ten to thirty deliveries, with a few troubles. */
export function planOf(seed: number): Plan {
  const draw = draws(seed, { storyMs: STORY_MS, threads: 8, calls: KILL_CALL_MAX });
  const { luck, whole, opening, acting, trouble } = draw;
  const acts = Array.from({ length: ACTS_MIN + whole(ACTS_MAX - ACTS_MIN + 1) }, (_, index): Act => {
    // The first ones open, or there would be nothing to act upon.
    const atMs = Math.round(luck() * STORY_MS * (index < 3 ? 0.4 : 1));
    return index < 3 || luck() < 0.25 ? { atMs, ...opening() } : { atMs, ...acting() };
  }).sort((a, b) => a.atMs - b.atMs);
  const reports = reportsFor(seed, acts);
  const troubles = Array.from({ length: whole(TROUBLES_MAX + 1) }, () => trouble());
  return {
    seed,
    processes: luck() < 0.5 ? 1 : 2,
    labelled: luck() < 0.7,
    acts: inTime([...acts, ...reports, ...releasesFor(seed, acts)]),
    troubles,
  };
}

/** Hours of a busy organisation with a trouble every few minutes; the app stays installed. */
export function busyPlan(seed: number, deliveries: number): Plan {
  const acts = Math.ceil(deliveries / DELIVERIES_OF_ACT);
  const storyMs = acts * BUSY_ACT_EVERY_MS;
  const calls = { changes: deliveries * 4, writes: acts };
  const { luck, opening, acting, trouble } = draws(seed, { storyMs, threads: acts, calls });
  const drawn = Array.from({ length: acts }, (_, index): Act => {
    const atMs = Math.round(((index + luck()) / acts) * storyMs);
    return { atMs, ...(luck() < BUSY_OPENING_SHARE ? opening() : acting()) };
  });
  return {
    seed,
    processes: 2,
    labelled: false,
    acts: inTime([...drawn, ...reportsFor(seed, drawn)]),
    troubles: Array.from({ length: Math.ceil(storyMs / BUSY_TROUBLE_EVERY_MS) }, () => trouble()).filter(
      ({ kind }) => kind !== 'uninstalled',
    ),
  };
}

/** A history of few threads to which people come back again and again, each time with another word on the stage. */
export function stubbornPlan(seed: number): Plan {
  const size = { storyMs: STUBBORN_MS, threads: STUBBORN_THREADS, calls: KILL_CALL_MAX };
  const { luck, whole, opening, acting, trouble } = draws(seed, size);
  const opened = Array.from({ length: STUBBORN_THREADS }, (_, index): Act => ({ atMs: index, ...opening() }));
  const later = Array.from({ length: STUBBORN_ACTS }, (): Act => {
    const act = acting();
    return { atMs: Math.round(luck() * STUBBORN_MS), ...(act.do === 'delete' ? opening() : act) };
  });
  const troubles = Array.from({ length: whole(TROUBLES_MAX + 1) }, () => trouble());
  return {
    seed,
    processes: luck() < 0.5 ? 1 : 2,
    labelled: true,
    acts: inTime([...opened, ...later]),
    troubles,
  };
}

/** Numbers of their own: a history in which nothing is hidden is drawn as if there were none of these. */
function reportsFor(seed: number, acts: readonly Act[]): Act[] {
  const luck = seededNumbers(seed ^ 0x1ab);
  const before = (atMs: number): Act => ({ atMs: Math.round(luck() * atMs), do: 'report' });
  return acts
    .filter((act) => act.do === 'privatise' || act.do === 'publicise')
    .flatMap(({ atMs }) => Array.from({ length: REPORTS_OF_TURN }, () => before(atMs)));
}

/** A release some time after each fix, or hardly anybody would be told of one. Numbers of their own here, too. */
function releasesFor(seed: number, acts: readonly Act[]): Act[] {
  const luck = seededNumbers(seed ^ 0x2ab);
  return acts.flatMap(({ atMs, do: what }): Act[] =>
    what === 'fix' ? [{ atMs: Math.round(atMs + 1 + luck() * (STORY_MS - atMs)), do: 'release' }] : [],
  );
}

function inTime(acts: readonly Act[]): Act[] {
  return acts.toSorted((a, b) => a.atMs - b.atMs);
}

function draws(seed: number, size: Size) {
  const luck = seededNumbers(seed);
  // The first number of neighbouring seeds is much alike.
  luck();
  const whole = (max: number): number => Math.floor(luck() * max);
  const one = <T>(of: readonly [T, ...T[]]): T => of[whole(of.length)] ?? of[0];

  function opening(): Extract<WithoutTime, { do: 'open' }> {
    const text = one(TEXTS);
    const repo = luck() < 0.25 ? PRIVATE : one(PUBLIC);
    const stage = luck() < 0.1 ? { stage: one(STAGES) } : {};
    return { do: 'open', repo, text, author: repo === PRIVATE ? 'theo' : one(AUTHORS), ...stage };
  }

  function acting(): WithoutTime {
    const thread = whole(size.threads);
    const dice = luck();
    if (dice < 0.24) return { do: 'say', thread, author: 'theo', body: `Thanks!\n\n/stage ${one(STAGES)}` };
    if (dice < 0.3) return { do: 'say', thread, author: 'nosy', body: `/stage ${one(STAGES)}` };
    if (dice < 0.48) return { do: 'say', thread, author: one(AUTHORS), body: '/why' };
    if (dice < 0.52) return { do: 'say', thread, author: 'kenji', body: 'Same here.' };
    if (dice < 0.62) return { do: 'label', thread, stage: one(STAGES) };
    if (dice < 0.72) return { do: 'unlabel', thread };
    if (dice < 0.82) return { do: one(['close', 'reopen', 'retitle'] as const), thread };
    if (dice < 0.84) return { do: 'delete', thread };
    if (dice < 0.93) return { do: 'fix', thread };
    if (dice < 0.97) return { do: 'release' };
    return { do: dice < 0.985 ? 'privatise' : 'publicise' };
  }

  function trouble(): Trouble {
    const atMs = Math.round(luck() * size.storyMs);
    const forMs = Math.round(2_000 + luck() * 110_000);
    const dice = luck();
    if (dice < 0.34) {
      const of = one(['changes', 'writes'] as const);
      // What took effect without anybody knowing is the harder case.
      const when = luck() < (of === 'writes' ? 0.25 : 0.5) ? 'before' : 'after';
      const restartMs = Math.round(luck() ** 2 * 60_000);
      return { kind: 'kill', of, call: 1 + whole(size.calls[of]), when, restartMs };
    }
    if (dice < 0.58) return { kind: 'github', what: one(GITHUB_TROUBLES), atMs, forMs, share: luck() };
    if (dice < 0.72) return { kind: 'store', what: one(STORE_TROUBLES), atMs, forMs, share: luck() };
    if (dice < 0.84) return { kind: 'webhooks', what: one(WEBHOOK_TROUBLES), atMs, forMs, share: luck() };
    if (dice < 0.89) return { kind: 'clock', atMs, byMs: Math.round((luck() - 0.4) * 600_000) };
    if (dice < 0.92) return { kind: 'tokens', atMs };
    return { kind: one(['permission', 'suspended', 'uninstalled'] as const), atMs, forMs };
  }

  return { luck, whole, opening, acting, trouble };
}

type WithoutTime = Act extends infer A ? (A extends Act ? Omit<A, 'atMs'> : never) : never;

/** A plan as people read it. */
export function told({ processes, acts, troubles }: Plan): string {
  const line = (entry: object): string => `  ${JSON.stringify(entry)}`;
  return [`${processes} process(es)`, 'acts:', ...acts.map(line), 'troubles:', ...troubles.map(line)].join(
    '\n',
  );
}
