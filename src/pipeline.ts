import type { Decision } from './loop/decide.ts';
import { decide } from './loop/decide.ts';
import type { Event } from './loop/event.ts';
import type { FactAnswer } from './loop/fact-answer.ts';
import type { RemoteFactRequest } from './loop/fact-request.ts';
import { isRemote, requestKey } from './loop/fact-request.ts';
import { Facts } from './loop/facts.ts';
import { answerInside } from './pipeline/answer-inside.ts';
import type { FactSource, Judge } from './pipeline/fact-source.ts';
import { gather } from './pipeline/fact-source.ts';
import { readingMembersOnce } from './pipeline/members-once.ts';
import type { Presupposed } from './pipeline/presuppose.ts';
import { presuppose } from './pipeline/presuppose.ts';
import { withoutForgotten } from './pipeline/without-forgotten.ts';
import { toEvent } from './receive/to-event.ts';
import type { ClaimedDelivery } from './store/interface/inbox.ts';
import type { InstallationReader } from './store/interface/reader.ts';
import type { Store } from './store/store.ts';

/** More rounds than any decision takes: each asks for something new, and a cluster has an end. */
const ROUNDS_MAX = 500;

/** What the path of an event needs from outside. */
export interface PipelineDeps {
  store: Store;
  source: FactSource;
  /** the optional language model; null or left out: there is none */
  judge?: Judge | null;
  clock: { now(): Date };
}

export type Processed = { result: 'done' } | { result: 'ignored'; reason: string };

/**
 * READ FIRST: the path of one event. Delivery → event → what it presupposes → facts → decision → one transaction with
 * the changes, the effects and "delivery done". Facts that only GitHub knows are gathered outside of the transaction,
 * then it begins anew, so that nothing waits for the network while it holds the installation.
 * Throws PayloadRefused, LeaseLost, DatabaseUnavailable, and what GitHub's edge throws.
 */
export async function processDelivery(claim: ClaimedDelivery, deps: PipelineDeps): Promise<Processed> {
  const now = deps.clock.now();
  const received = toEvent(await withoutForgotten(claim, deps.store, now));
  if ('ignored' in received) return ignore(claim, received.ignored, now, deps);
  const { event } = received;
  const known = await presuppose(event, deps, now);
  if ('ignored' in known) return ignore(claim, known.ignored, now, deps);

  const isHistory = event.type === 'item.backfilled' && event.origin === 'history';
  const remote = new Map<string, FactAnswer>();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const missing: RemoteFactRequest[] = [];
    let ignored: string | null = null;
    await deps.store.forInstallation(event.installationId).decide(
      claim,
      async (reader) => {
        const decision = await decideInside(event, known, reader, remote, missing, deps, now);
        ignored = decision?.ignored ?? null;
        return decision;
      },
      now,
    );
    if (missing.length === 0)
      return ignored === null ? { result: 'done' } : { result: 'ignored', reason: ignored };
    for (const [request, answer] of await gather(missing, event.installationId, deps, now, isHistory)) {
      remote.set(requestKey(request), answer);
    }
  }
  throw new Error(`${event.type} still needs facts after ${ROUNDS_MAX} rounds`);
}

async function ignore(
  claim: ClaimedDelivery,
  reason: string,
  now: Date,
  deps: PipelineDeps,
): Promise<Processed> {
  await deps.store.inbox.settle(claim, 'ignored', reason, now);
  return { result: 'ignored', reason };
}

/** Decides with what the store knows, inside the transaction; null, and what is missing, where GitHub has to be asked. */
async function decideInside(
  event: Event,
  known: Presupposed,
  reader: InstallationReader,
  remote: ReadonlyMap<string, FactAnswer>,
  missing: RemoteFactRequest[],
  deps: PipelineDeps,
  now: Date,
): Promise<Decision | null> {
  const answers = new Map(remote);
  const worked = new Map<string, unknown>();
  const inside = readingMembersOnce(reader);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const outcome = decide(event, new Facts(known.standing, answers, worked), now);
    if (!('needs' in outcome)) return outcome;
    for (const request of outcome.needs) {
      const key = requestKey(request);
      if (answers.has(key)) throw new Error(`${event.type} asks for facts in circles: ${key}`);
      const answer = await answerInside(request, inside, deps.source, now);
      if (answer !== null) answers.set(key, answer);
      else if (isRemote(request)) missing.push(request);
    }
    if (missing.length > 0) return null;
  }
  throw new Error(`${event.type} still needs facts after ${ROUNDS_MAX} rounds`);
}
