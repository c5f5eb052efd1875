import type { Fault, FaultRule } from '../../src/sandbox/faults.ts';
import type { SeenRequest } from '../../src/sandbox/rest/serve.ts';

/** Everything that GitHub can do wrong, each to some of the requests of a run. */

/** Numbers that follow from a seed, so that a failing run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function isWrite({ method, path, body }: SeenRequest): boolean {
  if (path === '/graphql') return /^\s*mutation/.test(String(Object(body).query));
  return method !== 'GET' && !path.startsWith('/app/');
}

/** Asked in the name of an installation; the app's own requests need no permission. */
function isOfInstallation({ path }: SeenRequest): boolean {
  return !path.startsWith('/app');
}

/** Each kind of fault with the requests that it strikes; `satisfies` below fails to compile where one is forgotten. */
const TROUBLES = {
  status: [
    ...([500, 502, 503, 504] as const).map((status) => ({ fault: { kind: 'status', status } as const })),
    ...([500, 502, 504] as const).map((status) => ({
      fault: { kind: 'status', status, after: true } as const,
      when: isWrite,
    })),
  ],
  'secondary limit': ([403, 429] as const).map((status) => ({
    fault: { kind: 'secondary limit', status, retryAfterS: 1 } as const,
  })),
  'primary limit': [{ fault: { kind: 'primary limit', resetInS: 1 } as const }],
  slow: [{ fault: { kind: 'slow', ms: 300 } as const }],
  cut: [
    { fault: { kind: 'cut', when: 'before' } as const },
    { fault: { kind: 'cut', when: 'after' } as const, when: isWrite },
  ],
  'permission withdrawn': [{ fault: { kind: 'permission withdrawn' } as const, when: isOfInstallation }],
  'token expired': [{ fault: { kind: 'token expired' } as const }],
  // These come with each wave, since they end with it.
  blocked: [],
} satisfies {
  [Kind in Fault['kind']]: { fault: Extract<Fault, { kind: Kind }>; when?: FaultRule['when'] }[];
};

/** Faults of one wave, in turn, each for one request: more of them, and repeats come minutes later. */
const KINDS_AT_ONCE = 4;

/**
 * Rules for each wave of a run, in an order that follows from the seed; what has not struck yet goes first.
 * @param luck numbers from the seed
 */
export function troubles(luck: () => number) {
  const order = Object.values(TROUBLES)
    .flat()
    .map((trouble) => ({ trouble, by: luck() }))
    .sort((a, b) => a.by - b.by)
    .map(({ trouble }) => trouble);
  let turn = 0;
  /**
   * @param struck names of the faults that struck so far
   * @param until GitHub carries out the writes that it has taken in only then
   */
  return (struck: ReadonlySet<string>, until: Promise<unknown>): FaultRule[] => {
    const turned = order.map((_, index) => order[(turn + index) % order.length] ?? order[0]);
    turn += KINDS_AT_ONCE;
    const rules = turned
      .flatMap((trouble) => trouble ?? [])
      .sort((a, b) => Number(struck.has(nameOf(a.fault))) - Number(struck.has(nameOf(b.fault))))
      .slice(0, KINDS_AT_ONCE)
      .map((trouble): FaultRule => {
        const when = ('when' in trouble ? trouble.when : undefined) ?? (() => true);
        // Writes are fewer than reads, and it is they that must not be done twice.
        const only = luck() < 0.6 ? isWrite : () => true;
        return { ...trouble, when: (request) => when(request) && only(request), probability: 0.5 };
      });
    return [{ fault: { kind: 'blocked', until }, when: isWrite, skip: Math.floor(luck() * 5) }, ...rules];
  };
}

/** What must have struck in a run, each as text. */
export const ALL_TROUBLES: readonly string[] = [
  ...Object.values(TROUBLES)
    .flat()
    .map(({ fault }) => nameOf(fault)),
  'blocked',
];

/** A fault without what differs from run to run. */
export function nameOf(fault: Fault): string {
  return fault.kind === 'blocked' ? 'blocked' : JSON.stringify(fault);
}
