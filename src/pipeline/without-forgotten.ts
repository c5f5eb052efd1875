import type { FactAnswer } from '../loop/fact-answer.ts';
import { withoutPeople } from '../loop/redact.ts';
import type { ClaimedDelivery } from '../store/interface/inbox.ts';
import type { ForgottenPeople } from '../store/interface/people.ts';
import type { Store } from '../store/store.ts';

/**
 * A delivery as it may be read: without those who asked to be forgotten. The stored payload is replaced before anything
 * follows from it, so that it is gone from there within moments of its arrival.
 * @throws LeaseLost, DatabaseUnavailable
 */
export async function withoutForgotten(
  claim: ClaimedDelivery,
  store: Pick<Store, 'forInstallation'>,
  now: Date,
): Promise<ClaimedDelivery> {
  if (claim.installationId === null) return claim;
  const { people } = store.forInstallation(claim.installationId);
  const forgotten = await people.forgotten();
  if (forgotten === null) return claim;
  const payload = payloadWithout(claim.payload, forgotten);
  if (payload === claim.payload) return claim;
  await people.keepRedacted(claim, payload, forgotten.met(), now);
  return { ...claim, payload };
}

function payloadWithout(payload: string, forgotten: ForgottenPeople): string {
  let read: unknown;
  try {
    read = JSON.parse(payload);
  } catch {
    // Whoever reads it says so.
    return payload;
  }
  const left = withoutPeople(read, forgotten);
  return left === read ? payload : JSON.stringify(left);
}

/**
 * The same answer of GitHub without those who asked to be forgotten: what they reacted with, their ticks, their place
 * in a team.
 */
export function answerWithout(answer: FactAnswer, forgotten: ForgottenPeople): FactAnswer {
  switch (answer.kind) {
    case 'reactions':
      return { ...answer, value: answer.value.filter(({ actor }) => !forgotten.isAccount(actor)) };
    case 'edits':
      return {
        ...answer,
        value: answer.value.map((edit) =>
          edit.actor !== null && forgotten.isAccount(edit.actor) ? { ...edit, actor: null } : edit,
        ),
      };
    case 'team':
      return { ...answer, value: answer.value?.filter((login) => !forgotten.isLogin(login)) ?? null };
    default:
      return answer;
  }
}
