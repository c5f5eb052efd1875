import type { Effect } from '../effect.ts';
import type { Command } from '../item.ts';
import type { Outcome } from '../judge-command.ts';
import type { Ledger } from '../ledger.ts';
import { renderMistake } from '../render/mistake.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { renderWhy } from '../render/why.ts';
import { threadKey } from '../vocabulary.ts';
import { isRefused, isThere } from './place.ts';
import type { ThreadSituation } from './thread-situation.ts';
import { threadTarget } from './thread-target.ts';

/**
 * Reactions and replies to commands: one of each kind for a text, whatever the number of its commands. Of those who may
 * not triage the first mistake on a thread alone is explained: nobody makes the app comment as often as they do.
 */
export function answerEffects({ item, ledger, state, commands, repository }: ThreadSituation): Effect[] {
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const posts = new Map(state.posts.map((post) => [post.slot, post]));
  const effects: Effect[] = [];
  const explainedTo = new Set<number>();
  for (const [name, { source, said }] of bySource(commands, ledger)) {
    const common = {
      leastMode: 'suggest' as const,
      mode: repository.settings.mode,
      // Whatever anybody may say as often as they like keeps nothing else waiting.
      priority: said.some(({ command }) => command.triage) ? ('answer' as const) : ('reply' as const),
      thread: threadTarget(item.snapshot, repository),
    };
    const comment = source.in === 'comment' ? source : null;
    const mistakes = said.flatMap(({ outcome }) => (outcome.result === 'mistake' ? [outcome.expected] : []));
    const refused = said.some(({ outcome }) => outcome.result === 'refused');
    const stranger = mistakes.length === 0 ? null : strangerOf(said);
    const isExplained = stranger !== null && explainedTo.has(stranger);
    if (stranger !== null) explainedTo.add(stranger);
    const wanted = {
      '+1': mistakes.length === 0 && !refused,
      confused: refused || isExplained,
    };
    for (const content of ['+1', 'confused'] as const) {
      const slot = `reaction:${key}:${name}:${content}`;
      const post = posts.get(slot);
      if (isThere(post) || (wanted[content] && !isRefused(post, item))) {
        effects.push({
          kind: 'reaction.set',
          slot,
          ...common,
          comment: comment && { id: comment.id, nodeId: comment.nodeId, family: comment.family },
          content,
          removed: !wanted[content],
        });
      }
    }
    const marker = `command:${comment?.id ?? key}`;
    const slot = `comment:${key}:${marker}`;
    const isDue = mistakes.length > 0 && !isExplained;
    if (isDue && !isRefused(posts.get(slot), item)) {
      effects.push({
        kind: 'comment.put',
        slot,
        ...common,
        marker,
        body: renderMistake(mistakes, TEXTS[repository.settings.language].commands, marker),
        replyToNodeId: comment?.parentNodeId ?? comment?.nodeId ?? null,
      });
    } else if (!isDue && isThere(posts.get(slot))) {
      effects.push({ kind: 'comment.remove', slot, ...common, marker });
    }
  }
  return effects;
}

/** A command of a text with what became of it. */
interface Judged {
  command: Command;
  outcome: Outcome;
}

/** The account whose text it is, where it may not triage; null where it may. */
function strangerOf(said: readonly Judged[]): number | null {
  const [first] = said;
  return first === undefined || said.some(({ command }) => command.triage) ? null : first.command.actor.id;
}

/**
 * What became of the commands of each text, the oldest text first. Of several with one verb the last counts, so that a
 * mistake which its author corrected by editing is none any more.
 */
function bySource(
  commands: readonly Command[],
  ledger: Ledger,
): Map<string, { source: Command['source']; said: Judged[] }> {
  const texts = new Map<string, { source: Command['source']; last: Map<string, Judged> }>();
  for (const command of [...commands].sort(byTime)) {
    const { source, verb, key } = command;
    const outcome = ledger.outcomes.get(key);
    // What was no command is answered by what follows from it.
    if (outcome === undefined || source.in === 'gesture') continue;
    const name = source.in === 'thread' ? 'thread' : `${source.family}:${source.id}`;
    const text = texts.get(name) ?? { source, last: new Map<string, Judged>() };
    text.last.set(verb, { command, outcome });
    texts.set(name, text);
  }
  return new Map([...texts].map(([name, { source, last }]) => [name, { source, said: [...last.values()] }]));
}

function byTime(a: Command, b: Command): number {
  return a.at.getTime() - b.at.getTime();
}

/** The one comment that explains stage and reasons, kept up to date once somebody asked. */
export function whyEffects({ item, ledger, state, commands, repository, links }: ThreadSituation): Effect[] {
  const first = commands.filter(({ verb }) => verb === 'why').sort(byTime)[0];
  if (first === undefined) return [];
  const source = first.source.in === 'comment' ? first.source : null;
  const key = threadKey({ repositoryId: repository.id, number: item.snapshot.number });
  const marker = `why:${key}`;
  const slot = `comment:${key}:${marker}`;
  const post = state.posts.find((other) => other.slot === slot);
  if (isRefused(post, item)) return [];
  return [
    {
      kind: 'comment.put',
      slot,
      leastMode: 'suggest',
      mode: repository.settings.mode,
      priority: 'reply',
      thread: threadTarget(item.snapshot, repository),
      marker,
      body: renderWhy({ item, ledger, links, settings: repository.settings, marker }),
      replyToNodeId: source?.parentNodeId ?? source?.nodeId ?? null,
    },
  ];
}
