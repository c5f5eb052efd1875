import type { Change } from '../change.ts';
import type { Effect } from '../effect.ts';
import type { Facts } from '../facts.ts';
import type { Command, Item, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isOnDashboard, type Ledger } from '../ledger.ts';
import { TEXTS } from '../render/texts/languages.ts';
import { renderOutline } from '../teach/outline.ts';
import type { Agenda, MadeDecision } from '../triage/agenda.ts';
import { readHumanPart } from '../triage/human.ts';
import { renderIssue } from '../triage/issue.ts';
import { renderPutBack, renderUnread } from '../triage/put-back.ts';
import { BRIEF } from '../triage/sections/topics.ts';
import type { WeekIssueRecord } from '../week-record.ts';
import { attestationsOf } from './attestations.ts';
import { boxesSaid, isPrepared, standingPart, unreadTicks } from './boxes.ts';
import { decisionLabels } from './decision-labels.ts';
import { decisionsOf, decisionsShownIn } from './decisions.ts';
import type { ThreadishEvent } from './heard.ts';
import { briefOf, briefsBelow, issueComment } from './issue-comment.ts';
import { decideLinks, type LinkWord } from './link-words.ts';
import type { Fresh } from './story-of.ts';
import { weekPut } from './week.ts';
import { shownDecisions } from './week-agenda.ts';

/** Several ticks in a row are one edit of ours; the slowest of them shows within 30 s. */
const DEBOUNCE_MS = 8_000;

/** What follows in and from the weekly issue. */
export interface WeeklyStep {
  changes: Change[];
  effects: Effect[];
}

/** Where a thread is no weekly issue. */
export const NO_STEP: WeeklyStep = { changes: [], effects: [] };

/** The weekly issue after an event on it. */
export interface WeeklySituation {
  event: ThreadishEvent;
  issue: WeekIssueRecord;
  item: Item;
  state: ThreadState;
  /** all commands and ticks of the issue, and those that this event brought */
  commands: readonly Command[];
  heard: readonly Command[];
  ledger: Ledger;
  repository: KnownRepository;
  /** what the event adds to what is known of problems */
  fresh: Fresh;
}

/**
 * What follows from what people said or ticked in the weekly issue: decisions, links, briefs and drafts, and the text of
 * the issue, which is made again from its agenda and what stands.
 */
export function decideWeekly(situation: WeeklySituation, facts: Facts): WeeklyStep {
  const { event, issue, item, repository } = situation;
  if (issue.closedAt !== null || issue.agenda === null) return NO_STEP;
  const { agenda } = issue;
  const isByUs = 'actor' in event && event.actor?.login === facts.standing.botLogin;
  // Whoever closes it is done with it: it is not written to any more.
  if (event.type === 'thread.closed' && !isByUs) {
    const closed = { week: issue.week, repositoryId: issue.repositoryId, at: event.at };
    return { changes: [{ type: 'week.closed', ...closed }], effects: [] };
  }
  const decisions = decisionsOf(issue, situation.ledger.standing, repository, facts);
  const links = decideLinks(linkWords(situation, agenda), item.itemId, facts, situation.fresh);
  const changes: Change[] = [
    ...(situation.heard.length === 0
      ? []
      : [{ type: 'decisions.put' as const, week: issue.week, repositoryId: issue.repositoryId, decisions }]),
    ...links.changes,
  ];
  const answers = [
    ...links.effects,
    ...prepared(situation, agenda, facts),
    ...putBack(situation, issue, agenda),
    ...decisionLabels(
      agenda,
      () => [...decisions, ...earlierDecisions(issue, repository, facts)],
      situation.commands,
      repository,
      facts,
    ),
  ];
  if (isByUs || item.snapshot.state === 'closed') return { changes, effects: answers };
  return { changes, effects: [...answers, ...rewritten(situation, agenda, decisions, facts)] };
}

/** What was decided in other weekly issues, as far as it may be spoken of here. */
function earlierDecisions(
  issue: WeekIssueRecord,
  repository: KnownRepository,
  facts: Facts,
): readonly MadeDecision[] {
  return decisionsShownIn(repository, facts).filter(({ week }) => week !== issue.week);
}

/** The text as it should be now, where it is not. */
function rewritten(
  { event, issue, item, commands, heard, ledger, repository }: WeeklySituation,
  agenda: Agenda,
  decisions: readonly MadeDecision[],
  facts: Facts,
): Effect[] {
  const { body, title, updatedAt } = item.snapshot;
  const all = shownDecisions([...decisions, ...earlierDecisions(issue, repository, facts)], agenda);
  const wanted = renderIssue(
    agenda,
    all,
    standingPart(body, agenda, commands, ledger),
    attestationsOf(issue.week, ledger.standing),
  );
  // A button is pressed beside the issue: whatever was known of its text may be old by then.
  const given = heard.filter(isOnDashboard);
  if (given.length === 0 && sameText(wanted.body, body) && wanted.title === title) return [];
  return [
    {
      ...weekPut(issue.week, repository, wanted),
      priority: 'answer',
      seen: readHumanPart(body),
      opens: false,
      occasion: updatedAt.toISOString(),
      ...(given.length === 0 ? {} : { firm: given.flatMap((word) => boxesSaid(word, commands)) }),
      ...(event.type === 'thread.edited' ? { delayMs: DEBOUNCE_MS } : {}),
    },
  ];
}

/** `/confirm` and `/reject` as words about the pair that the issue shows of this thread. */
function linkWords({ commands, ledger }: WeeklySituation, agenda: Agenda): LinkWord[] {
  const standing = new Set(ledger.standing.map(({ key }) => key));
  return commands.flatMap((command): LinkWord[] => {
    const { verb, target, triage } = command;
    if ((verb !== 'confirm' && verb !== 'reject') || target === null || !triage) return [];
    const pair = agenda.duplicates.find(
      ({ itemId, otherItemId }) => itemId === target.itemId || otherItemId === target.itemId,
    );
    const said = { command, stands: standing.has(command.key) };
    // A pair that was settled is shown no more; taking the word back needs no more than one of its threads.
    if (pair === undefined) {
      if (said.stands || target.itemId === null) return [];
      return [{ ...said, verb: 'join', itemId: target.itemId, other: target.itemId }];
    }
    const { itemId, otherItemId: other } = pair;
    return [{ ...said, verb: verb === 'confirm' ? 'join' : 'reject', itemId, other }];
  });
}

/** Briefs as comments here, drafts as issues in the docs repository: each once, and then people's to change. */
function prepared(
  { item, state, commands, repository }: WeeklySituation,
  agenda: Agenda,
  facts: Facts,
): Effect[] {
  const below = briefsBelow(state.posts, item.snapshot, repository);
  const wanted = new Map(
    commands
      .filter((command) => isPrepared(command) && command.triage)
      .map((command) => [`${command.verb}:${command.argument}`, command]),
  );
  return [...wanted.values()].flatMap(({ verb, argument: id }): Effect[] => {
    if (verb === BRIEF) {
      // An agenda that was made anew has other figures.
      const brief = below.has(id) ? null : briefOf(id, agenda, item.snapshot, repository);
      return brief === null ? [] : [brief];
    }
    const clusterId = Number(id.slice(1));
    const draft = agenda.drafts.find((each) => each.clusterId === clusterId);
    const docs = docsRepository(facts.get({ kind: 'repositories' }), agenda.docs);
    if (draft === undefined || docs === null) return [];
    const marker = `teach:${id}`;
    return [
      {
        kind: 'issue.put',
        slot: `issue:${docs.id}:${marker}`,
        leastMode: 'suggest',
        mode: docs.settings.mode,
        priority: 'answer',
        repository: { repositoryId: docs.id, owner: docs.owner, name: docs.name },
        marker,
        opens: false,
        once: true,
        ...renderOutline(draft, agenda.host),
      },
    ];
  });
}

export function docsRepository(
  repositories: readonly KnownRepository[],
  name: string | null,
): KnownRepository | null {
  const wanted = name?.toLowerCase();
  const found = repositories.find((repository) => repository.name.toLowerCase() === wanted);
  return found?.hasIssues && !found.archived ? found : null;
}

/** A short note where somebody ticked who may not decide, and where nobody knows who ticked. */
function putBack(
  { event, item, commands, repository }: WeeklySituation,
  issue: WeekIssueRecord,
  agenda: Agenda,
): Effect[] {
  const { body: text, state } = item.snapshot;
  // Only where the issue was read anew: what other events bring may be told by a webhook that is still on its way.
  const unread =
    event.type === 'item.backfilled' && state === 'open' && unreadTicks(text, agenda, commands).length > 0;
  const refused = commands.some(
    ({ source, triage }) => source.in === 'gesture' && source.what === 'tick' && !triage,
  );
  if (!unread && !refused) return [];
  const marker = `tick:${issue.week}`;
  const render = unread ? renderUnread : renderPutBack;
  const {
    commands: { prefix },
    language,
  } = repository.settings;
  return [issueComment(item.snapshot, repository, marker, render(prefix, TEXTS[language].commands, marker))];
}

/** GitHub's editor turns line ends into CRLF; that is no difference. */
function sameText(left: string, right: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return plain(left) === plain(right);
}
