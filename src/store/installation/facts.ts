import { and, eq, gte, or } from 'drizzle-orm';
import type { FactAnswer } from '../../loop/fact-answer.ts';
import type { RemoteFactRequest } from '../../loop/fact-request.ts';
import { requestKey } from '../../loop/fact-request.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { facts } from '../schema/installations.ts';
import { readForgotten } from './forgotten.ts';

/** Asked fresh or not, the answer is about the same thing. */
function keyOf(request: RemoteFactRequest): string {
  if (request.kind === 'permission') return requestKey({ ...request, fresh: false });
  if (request.kind !== 'team') return requestKey(request);
  const { fresh: _, ...plain } = request;
  return requestKey(plain);
}

/** An answer that was kept and is not older than `notBefore`. What is asked fresh is never remembered. */
export async function recallFact(
  database: Database,
  installationId: number,
  request: RemoteFactRequest,
  notBefore: Date,
): Promise<FactAnswer | null> {
  if ((request.kind === 'permission' || request.kind === 'team') && request.fresh) return null;
  const [row] = await database
    .select({ value: facts.value })
    .from(facts)
    .where(
      and(
        eq(facts.installationId, installationId),
        eq(facts.key, keyOf(request)),
        gte(facts.readAt, notBefore),
      ),
    );
  // The key names the kind, and `keepFact` is the only writer of its value.
  return row === undefined ? null : ({ kind: request.kind, value: row.value } as FactAnswer);
}

/**
 * Keeps an answer, unless it is about somebody who was forgotten while it was asked for. In a transaction that holds the
 * installation's lock, as forgetting does: so it comes before and is deleted, or after and knows.
 */
export async function keepFact(
  transaction: Database,
  installationId: number,
  request: RemoteFactRequest,
  answer: FactAnswer,
  now: Date,
): Promise<void> {
  const forgotten = await readForgotten(transaction, installationId);
  if (forgotten !== null && loginsIn(request, answer).some((login) => forgotten.isLogin(login))) return;
  await transaction
    .insert(facts)
    .values({
      installationId,
      key: keyOf(request),
      kind: request.kind,
      login: request.kind === 'permission' ? request.login.toLowerCase() : null,
      value: answer.value,
      readAt: now,
    })
    .onConflictDoUpdate({
      target: [facts.installationId, facts.key],
      set: excluded(facts, ['kind', 'login', 'value', 'readAt']),
    });
}

function loginsIn(request: RemoteFactRequest, answer: FactAnswer): readonly string[] {
  if (request.kind === 'permission') return [request.login];
  return answer.kind === 'team' ? (answer.value ?? []) : [];
}

/** Forgets permissions (of this person, or all) and all teams: whoever changed may be in any of them. */
export async function forgetRoles(
  database: Database,
  installationId: number,
  login: string | null,
): Promise<void> {
  const permission = and(
    eq(facts.kind, 'permission'),
    login === null ? undefined : eq(facts.login, login.toLowerCase()),
  );
  await database
    .delete(facts)
    .where(and(eq(facts.installationId, installationId), or(eq(facts.kind, 'team'), permission)));
}
