import type { IsoWeek } from '../calendar.ts';
import type { Command } from '../item.ts';
import { ATTESTABLE } from '../journey/lines.ts';
import { wordNamed } from '../judge-command.ts';
import type { MadeAttestation } from '../triage/agenda.ts';

/**
 * What was attested in a weekly issue and stands: of each line the latest word.
 * @param standing commands that were done and not taken back, in the order in which they were said
 */
export function attestationsOf(week: IsoWeek, standing: readonly Command[]): MadeAttestation[] {
  const latest = new Map<string, MadeAttestation>();
  for (const { verb, argument, key, actor, at } of standing) {
    const said = verb === 'attest' ? /^(\S+)\s+(yes|no)$/i.exec(argument.trim()) : null;
    const line = wordNamed(ATTESTABLE, 'attest', said?.[1] ?? '');
    if (line === null) continue;
    const answer = said?.[2]?.toLowerCase() === 'yes' ? 'yes' : 'no';
    latest.set(line, { key, week, line, answer, by: { id: actor.id, login: actor.login }, at });
  }
  return [...latest.values()];
}
