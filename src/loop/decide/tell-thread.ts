import type { Change } from '../change.ts';
import { itemsNamed } from '../cluster/entry.ts';
import type { Facts } from '../facts.ts';
import { otherSpelling, spelled } from '../fix/release-said.ts';
import type { Containment, Landing, Release } from '../fix-record.ts';
import { pullKey } from '../fix-record.ts';
import type { Command, Item, Post, ThreadState } from '../item.ts';
import type { Outcome } from '../judge-command.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import { hides } from '../touched.ts';
import type { WeekIssueRecord } from '../week-record.ts';
import { releasesOf } from './contained.ts';
import { readDecision } from './decisions.ts';
import type { ThreadishEvent } from './heard.ts';
import { hasLanded, landingOf, landingWithoutText } from './landing.ts';
import { membersByItem } from './members.ts';
import { placeOf } from './place.ts';
import { isTelling } from './story.ts';
import type { Fresh } from './story-of.ts';
import { NOTHING_FRESH } from './story-of.ts';
import type { Told } from './tell.ts';
import { clustersOf, freshLanding, tell } from './tell.ts';

/** One thread after an event. */
export interface ToldSituation {
  event: ThreadishEvent;
  item: Item;
  state: ThreadState;
  /** all commands of the thread, and those that this event brought */
  commands: readonly Command[];
  heard: readonly Command[];
  ledger: Ledger;
  repository: KnownRepository;
  /** the weekly issue that the thread is; null: it is none */
  weekly: WeekIssueRecord | null;
}

/** What an event on one thread adds to what is known of fixes, releases and decisions. */
export interface Added {
  landings: readonly Landing[];
  /** but for the entries of clusters */
  fresh: Fresh;
}

export function addedBy(situation: ToldSituation, facts: Facts): Added {
  const { item, state, repository } = situation;
  const landings = landingsOf(situation, facts);
  const fresh = {
    ...NOTHING_FRESH,
    here: { item, posts: state.posts, commands: [...situation.commands] },
    landings: landings.map((landing) =>
      freshLanding(landing, landing.number === item.snapshot.number ? item : null),
    ),
    containments: landings.flatMap((landing) => containmentsOf(landing, repository, facts)),
    releases: releasesNamed(situation, facts),
    isByAnyone: isByAnyone(situation),
    ...decided(situation),
  };
  return { landings, fresh };
}

/** Whether nobody who may triage said anything, and nothing has to be hidden: it may happen as often as anyone likes. */
function isByAnyone({ event, heard }: ToldSituation): boolean {
  return !hides(event) && !heard.some(({ triage }) => triage);
}

/**
 * What an event on one thread means for everybody who waits for a fix.
 * @param clusterChanges what the event changes of clusters
 * @param commented clusters whose comments were made for it already
 */
export function tellThread(
  situation: ToldSituation,
  { landings, fresh: added }: Added,
  clusterChanges: readonly Change[],
  commented: ReadonlySet<number>,
  facts: Facts,
): Told {
  const { event, item, repository } = situation;
  const fresh: Fresh = {
    ...added,
    entries: clusterChanges.flatMap((change) => (change.type === 'entries.append' ? change.entries : [])),
  };
  const { containments, releases } = fresh;
  const items = new Set([
    ...(isConcerned(situation, fresh, facts) ? [item.itemId] : []),
    ...fresh.entries.flatMap(itemsNamed),
    ...(fresh.entries.length === 0 ? [] : pairedIn(situation)),
    ...clusterChanges.flatMap(firstMembers),
    ...itemsOf(landings, facts),
    ...(fresh.reheard.length === 0
      ? []
      : facts.get({ kind: 'clusterItems', clusters: fresh.reheard.map(({ clusterId }) => clusterId) })),
  ]);
  const told = tell([...items], fresh, repository, facts, commented);
  return {
    changes: [
      ...landings.map((landing): Change => ({ type: 'landing.put', landing })),
      ...releases.map((release): Change => ({ type: 'release.put', release, at: release.publishedAt })),
      ...(containments.length === 0 ? [] : [{ type: 'containments.put' as const, containments }]),
      ...told.changes,
    ],
    effects: told.effects,
    outcomes: here(
      told.outcomes,
      placeOf({ ref: { repositoryId: repository.id, number: event.thread.number } }),
    ),
  };
}

/** One of each cluster that changed: what is told apart, or taken back, does not name those that stay. */
function firstMembers(change: Change): number[] {
  return change.type === 'clusters.put' ? change.clusters.flatMap(({ members }) => members.slice(0, 1)) : [];
}

/** Items of the pairs that a weekly issue asks about: what is taken back there names none. */
function pairedIn({ weekly }: ToldSituation): number[] {
  return (weekly?.agenda?.duplicates ?? []).flatMap(({ itemId, otherItemId }) => [itemId, otherItemId]);
}

/** Those of the event's own thread, by the key of the command. */
function here(outcomes: ReadonlyMap<string, Outcome>, place: string): Map<string, Outcome> {
  const prefix = `${place}:`;
  return new Map(
    [...outcomes].flatMap(([key, outcome]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), outcome] as const] : [],
    ),
  );
}

/** What lands by this event: the pull request itself, or an older one that somebody says is the fix. */
function landingsOf({ event, item, state, heard, repository }: ToldSituation, facts: Facts): Landing[] {
  const own = landingOf(event, item, state.item, repository, facts);
  const said = heard.flatMap(({ verb, target, triage }): Landing[] => {
    if (verb !== 'fixed-by' || !triage || target === null || target.itemId === null) return [];
    const home = facts.get({ kind: 'repository', repositoryId: target.ref.repositoryId });
    const pull = facts.get({ kind: 'thread', ref: target.ref }).item;
    if (home === null || pull === null || !hasLanded(pull, home)) return [];
    const own = pullKey(target.ref);
    const isKnown = facts.get({ kind: 'landings', threads: [], keys: [own] }).some(({ key }) => key === own);
    return isKnown ? [] : [landingWithoutText(pull, home, facts)];
  });
  return [...(own === null ? [] : [own]), ...said];
}

/** Releases that were told before this landing and have it. */
function containmentsOf(landing: Landing, here: KnownRepository, facts: Facts): Containment[] {
  const { repositoryId, key } = landing;
  const repository = repositoryId === here.id ? here : facts.get({ kind: 'repository', repositoryId });
  if (repository === null) return [];
  const stored = facts.get({ kind: 'landings', threads: [], keys: [key] }).find((each) => each.key === key);
  const asked = new Set((stored?.releases ?? []).map(({ release }) => release.id));
  return releasesOf(landing, asked, repository, facts);
}

/** The releases that somebody names by `/fixed-in` and nobody told of. */
function releasesNamed({ heard, repository }: ToldSituation, facts: Facts): Release[] {
  const { id: repositoryId, owner, name } = repository;
  return heard.flatMap(({ verb, argument, triage }) => {
    const [tag = ''] = argument.split(/\s/, 1);
    if (verb !== 'fixed-in' || !triage || tag === '') return [];
    const known = facts.get({ kind: 'releases', repositoryId });
    if (spelled(tag, known) !== null) return [];
    const ask = (word: string) => facts.get({ kind: 'release', repositoryId, owner, name, tag: word });
    const other = otherSpelling(tag);
    const found = ask(tag) ?? (other === null ? null : ask(other));
    return found === null ? [] : [found];
  });
}

/**
 * What stands of `/approve` and `/decide` on this thread, where the event may have changed that. What was decided in a
 * closed weekly issue is stored and changes no more.
 */
function decided({
  commands,
  heard,
  ledger,
  repository,
  weekly,
}: ToldSituation): Pick<Fresh, 'words' | 'reheard'> {
  const isClosed = weekly !== null && weekly.closedAt !== null;
  const all = commands.filter(({ verb }) => verb === 'approve' || (verb === 'decide' && !isClosed));
  const isChanged = heard.some(({ verb }) => verb === 'approve' || verb === 'decide' || verb === 'undo');
  if (all.length === 0 || !isChanged) return { words: [], reheard: [] };
  const standing = new Set(ledger.standing.map(({ key }) => key));
  return {
    words: all.flatMap(({ verb, argument, key, actor, at }) => {
      const decision = verb === 'decide' ? readDecision(argument) : null;
      const clusterId = decision?.clusterId ?? Number(/^c(\d+)$/i.exec(argument.trim())?.[1] ?? Number.NaN);
      if (!standing.has(key) || Number.isNaN(clusterId)) return [];
      return [{ clusterId, repositoryId: repository.id, key, actor, at, decision }];
    }),
    reheard: all.flatMap(({ key, argument }) => {
      const clusterId = Number(/^c(\d+)/i.exec(argument.trim())?.[1] ?? Number.NaN);
      return Number.isNaN(clusterId) ? [] : [{ key, clusterId }];
    }),
  };
}

function itemsOf(landings: readonly Landing[], facts: Facts): number[] {
  if (landings.length === 0) return [];
  const closed = landings.flatMap(({ closes }) => closes.map((ref) => ({ kind: 'thread', ref }) as const));
  facts.require(closed);
  return [
    ...closed.flatMap((request) => {
      const { item, itemId } = facts.get(request);
      return item === null ? [] : [itemId];
    }),
    // What it takes back is known by its own links, which are stored with the landing it names.
    ...facts.get({
      kind: 'fixedItems',
      landings: landings.flatMap(({ key, reverts }) => [key, ...reverts]),
    }),
  ];
}

/** Events after which somebody may have to be told who could not be told before, or the other way round. */
const STATE_EVENTS = new Set<ThreadishEvent['type']>([
  'thread.closed',
  'thread.reopened',
  'thread.locked',
  'thread.unlocked',
]);

/** Whether this thread can make a difference to what is told: most events cannot, and cost nothing here. */
function isConcerned(
  { event, item, state, commands, repository }: ToldSituation,
  fresh: Fresh,
  facts: Facts,
): boolean {
  if (state.item === null || STATE_EVENTS.has(event.type) || fresh.entries.length > 0) return true;
  if (commands.some(isTelling) || state.posts.some(isOfTelling)) return true;
  // Somebody else's words and notices in its cluster.
  const { maxSize } = repository.settings.clusters;
  const members = clustersOf([item.itemId], fresh, maxSize, facts).flatMap((cluster) => cluster.members);
  if (members.length < 2) return false;
  return [...membersByItem(facts, members).values()].some(
    (member) => member.commands.some(isTelling) || member.posts.some(isOfTelling),
  );
}

function isOfTelling({ slot }: Post): boolean {
  return /^comment:[^:]+:(?:notice|thanks|regression):/.test(slot);
}
