import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeProblem } from '../../src/config/check-run.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Event } from '../../src/loop/event.ts';
import { withoutPeople } from '../../src/loop/redact.ts';
import { HANDLED_EVENTS } from '../../src/receive/events.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { Organisation } from '../loop/decide/organisation.ts';
import { repository } from '../loop/situations.ts';
import { delivery, examplesOf, fixture, type Payload } from '../receive/payloads.ts';
import { damaged, HOSTILE_VALUES, oneOf, randomOf } from './mutate.ts';

/**
 * Payloads and configs that somebody damaged: nothing may fall over, and what is refused is refused by name. 10,000 of
 * each where changes are checked; `FULLCIRCLE_FUZZ` says how many, and `FULLCIRCLE_FUZZ_FROM` begins at another seed.
 */
const RUNS = Number(process.env.FULLCIRCLE_FUZZ ?? (process.env.CI ? 10_000 : 400));
const FROM = Number(process.env.FULLCIRCLE_FUZZ_FROM ?? 1);
/** Also for ten thousand on a busy machine. */
const LIMIT_MS = 3_600_000;

/** Of its repository the organisation of the tests knows one. */
const HOME = repository();
/** After the installation, so that threads are live. */
const SINCE = '2026-11-18T10:00:00Z';

const SOURCES: readonly { name: string; payload: Payload }[] = [
  ...HANDLED_EVENTS.flatMap((name) => examplesOf(name).map((payload) => ({ name, payload }))),
  ...readdirSync(new URL('../fixtures/events', import.meta.url)).map((file) => ({
    name: file.split('.')[0] ?? '',
    payload: fixture(file.replace(/\.json$/, '')),
  })),
].map(({ name, payload }) => ({ name, payload: atHome(payload) }));

/** The example as if it had happened in the known repository, lately. */
function atHome(payload: Payload): Payload {
  const text = JSON.stringify(payload).replaceAll(/"20\d\d-\d\d-\d\dT[\d:.]+Z"/g, `"${SINCE}"`);
  const copy: Payload = JSON.parse(text);
  if (typeof copy.repository === 'object' && copy.repository !== null) {
    copy.repository = { ...copy.repository, id: HOME.id, node_id: HOME.nodeId, name: HOME.name };
  }
  return copy;
}

interface Tally {
  decided: number;
  refused: number;
  ignored: number;
}

/** Reads and decides one damaged payload. Throws for anything but a refusal with a name. */
function tryPayload(seed: number, organisation: Organisation, tally: Tally): void {
  const random = randomOf(seed);
  const { name, payload } = oneOf(SOURCES, random);
  const hurt = damaged(payload, 1 + Math.floor(random() * 4), random);
  const text =
    random() < 0.03 ? JSON.stringify(hurt).slice(0, Math.floor(random() * 4_000)) : JSON.stringify(hurt);
  const event = eventOf(name, text, tally);
  if (event === null) return;
  organisation.take(event);
  tally.decided += 1;
}

function eventOf(name: string, text: string, tally: Tally): Event | null {
  try {
    const received = toEvent(delivery(name, text));
    if ('event' in received) return received.event;
    expect(received.ignored).not.toBe('');
    tally.ignored += 1;
  } catch (error) {
    if (!(error instanceof PayloadRefused)) throw error;
    // Event, place and what is wrong there, and nothing of the value.
    expect(error.message).toMatch(/^[a-z_]+(\.[^:]{1,200})?: \S/);
    expect(error.message.length).toBeLessThan(2_000);
    tally.refused += 1;
  }
  return null;
}

it(`decides or refuses ${RUNS} damaged payloads`, { timeout: LIMIT_MS }, () => {
  const tally: Tally = { decided: 0, refused: 0, ignored: 0 };
  let organisation = new Organisation();
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    // Threads of one organisation meet each other's leftovers, and do not become too many.
    if (seed % 40 === 0) organisation = new Organisation();
    try {
      tryPayload(seed, organisation, tally);
    } catch (cause) {
      throw new Error(`FULLCIRCLE_FUZZ=1 FULLCIRCLE_FUZZ_FROM=${seed} repeats it`, { cause });
    }
  }
  // All three ways are gone, or the test proves little.
  if (RUNS >= 100) expect(Math.min(tally.decided, tally.refused, tally.ignored)).toBeGreaterThan(RUNS / 100);
  if (RUNS > 1_000) process.stderr.write(`payloads: ${JSON.stringify(tally)}\n`);
});

it('forgets people in damaged payloads, or leaves them as they are', () => {
  const people = {
    isAccount: ({ login }: { login: string }) => login === 'Codertocat',
    isLogin: () => false,
  };
  for (let seed = 1; seed <= Math.min(RUNS, 500); seed += 1) {
    const random = randomOf(seed);
    const hurt = damaged(oneOf(SOURCES, random).payload, 3, random);
    expect(JSON.stringify(withoutPeople(hurt, people))).not.toContain('"login":"Codertocat"');
  }
});

const CONFIG = `version: 1
mode: act
language: de
staff: { teams: [devrel], logins: [mira], bots: [renovate] }
functions: { product: [core], docs: [], support: [], devrel: [] }
office_hours: { days: [mon, fri], from: "09:00", to: "17:00" }
stages:
  labels: { awareness: "stage: awareness" }
  keywords: { onboarding: ["init wizard"] }
  min_confidence: 0.6
clusters: { comment: certain, canonical_from: 3, across_repositories: true, max_size: 200 }
themes: [{ name: Types, weight: 1.5, match: { words: [typescript], labels: [types] } }]
triage: { repository: feedback, day: monday, time: "09:00", timezone: Europe/Berlin, length: full }
notices: { on: [released], prereleases: false, per_release_max: 50, quiet: [] }
privacy: { retain_days: 730, show_in: [] }
`;

/** Pieces of the file mixed with what breaks readers. */
function damagedConfig(random: () => number): string {
  const pieces = CONFIG.split(/(?<=[\n ,{}[\]:])/);
  const times = 1 + Math.floor(random() * 5);
  for (let left = times; left > 0; left -= 1) {
    const at = Math.floor(random() * pieces.length);
    const hostile = oneOf(HOSTILE_VALUES, random);
    const word = typeof hostile === 'string' ? hostile.slice(0, 5_000) : JSON.stringify(hostile);
    const wild = [
      '\t',
      '&a ',
      '*a ',
      '<<: *a\n',
      '? ',
      '- ',
      '!!js/function ',
      '%YAML 9\n',
      '"',
      '|\n',
      `${'['.repeat(200)}`,
      word,
    ];
    pieces.splice(at, Math.floor(random() * 3), oneOf(wild, random));
  }
  return pieces.join('');
}

it(`reads or refuses ${RUNS} damaged configs`, { timeout: LIMIT_MS }, () => {
  const tally = { read: 0, refused: 0 };
  for (let seed = FROM; seed < FROM + RUNS; seed += 1) {
    const random = randomOf(seed);
    const text = damagedConfig(random);
    const scope = oneOf(['organization', 'repository', 'only'] as const, random);
    const { file, problems } = parseConfig(text, { scope });
    if (file === null) tally.refused += 1;
    else tally.read += 1;
    // What is refused is named with its place, in few words.
    expect(file === null, `seed ${seed}`).toBe(problems.length > 0);
    for (const problem of problems) {
      expect(problem.line).toBeGreaterThanOrEqual(1);
      expect(problem.message).not.toBe('');
      expect(describeProblem(problem).length, `seed ${seed}`).toBeLessThan(1_000);
    }
  }
  if (RUNS >= 100) expect(Math.min(tally.read, tally.refused)).toBeGreaterThan(RUNS / 100);
  if (RUNS > 1_000) process.stderr.write(`configs: ${JSON.stringify(tally)}\n`);
});
