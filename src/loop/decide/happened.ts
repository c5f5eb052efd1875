import type { Facts } from '../facts.ts';
import { periodsOf, withoutParts } from '../fix/landing-periods.ts';
import { countsFor } from '../fix/release-line.ts';
import { releaseSaid } from '../fix/release-said.ts';
import type { KnownLanding, LandingRelease, Release } from '../fix-record.ts';
import { pullKey } from '../fix-record.ts';
import type { Command } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isForgotten } from '../redact.ts';
import { roleOf } from '../roles.ts';
import type { Happening, Usable } from '../tell/happenings.ts';
import { mayShow } from '../visibility.ts';
import type { Account } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import type { Story, View } from './story.ts';
import { tagRules } from './tag-rules.ts';

/** Everything that is known to have happened, but for what people answered and what they reported anew. */
export function happenings(story: Story, view: View, facts: Facts): Happening[] {
  return [...landed(story, view, facts), ...saidByStaff(story, view, facts), ...decided(story, view)];
}

/** Whether what lies in a repository may be told of in the view. */
export function shows(story: Story, view: View, repositoryId: number): boolean {
  if (view === null) return true;
  const repository = story.repositories.get(repositoryId);
  return repository !== undefined && mayShow(repository, view);
}

/**
 * Whether a word of the project said in one repository counts in another: only where its giver may say it, too. Staff by
 * the config may everywhere, and nobody can be asked what somebody who was forgotten may.
 */
function reaches(command: Command, home: KnownRepository, view: View, facts: Facts): boolean {
  if (view === null || view.id === home.id || isForgotten(command.actor)) return true;
  if (roleOf(command.actor, view, facts).role === 'staff') return true;
  const { id, owner, name } = view;
  return facts.get({
    kind: 'permission',
    repositoryId: id,
    owner,
    name,
    login: command.actor.login,
    fresh: false,
  }).triage;
}

/** Words of people of the project that count in this view, with the repository they were said in. */
function staffWords(
  { members }: Story,
  view: View,
  facts: Facts,
  verbs: readonly string[],
): { command: Command; home: KnownRepository }[] {
  return members.flatMap(({ standing, repository: home }) =>
    standing
      .filter(({ verb }) => verbs.includes(verb))
      .filter((command) => (view === null || mayShow(home, view)) && reaches(command, home, view, facts))
      .map((command) => ({ command, home })),
  );
}

/** Fixes that went in, were taken back, and came out. */
function landed(story: Story, view: View, facts: Facts): Happening[] {
  const all = withoutParts(story.landings);
  const members = new Set(story.members.map(({ ref }) => threadKey(ref)));
  const said = new Map<string, Command>();
  for (const { command } of staffWords(story, view, facts, ['fixed-by'])) {
    if (command.target !== null) said.set(pullKey(command.target.ref), command);
  }
  return all
    .filter(({ repositoryId }) => shows(story, view, repositoryId))
    .flatMap((landing) => {
      const closes = landing.closes.some((ref) => members.has(threadKey(ref)));
      const command = said.get(landing.key);
      if (!closes && command === undefined) return [];
      return fixed(landing, all, closes ? null : (command ?? null), story);
    });
}

/** @param command what made it a fix; null: it closes a report itself */
function fixed(
  landing: KnownLanding,
  all: readonly KnownLanding[],
  command: Command | null,
  story: Story,
): Happening[] {
  const { repositoryId, number, author, key } = landing;
  const repository = story.repositories.get(repositoryId);
  if (repository === undefined) return [];
  const fix = { key, pull: number === null ? null : { repositoryId, number }, author };
  const actor = command?.actor ?? null;
  return periodsOf(landing, all).flatMap(({ by, from, until, endedBy }) => {
    const start = later(from, command?.at ?? null);
    if (until !== null && until <= start) return [];
    const found: Happening[] = [{ type: 'landed', at: start, key: by.key, actor, fix }];
    for (const each of by.releases) {
      found.push(...released(each, landing, start, until, repository));
    }
    if (until !== null && endedBy !== null) {
      found.push({ type: 'reverted', at: until, key: endedBy.key, actor: null, fix: key });
    }
    return found;
  });
}

function released(
  { release, witness }: LandingRelease,
  landing: KnownLanding,
  from: Date,
  until: Date | null,
  repository: KnownRepository,
): Happening[] {
  const there = { ...release, goneAt: null };
  if (witness === null || !countsFor(there, landing.packages, tagRules(repository))) return [];
  if (until !== null && until <= release.publishedAt) return [];
  return usable(release, landing.key, later(release.publishedAt, from), null);
}

function usable(release: Release, fix: string | null, at: Date, actor: Account | null): Happening[] {
  const { id, repositoryId, tag, url, goneAt } = release;
  const key = `${repositoryId}-${id}`;
  const what: Usable = { key, version: tag, url, repositoryId };
  const found: Happening[] = [{ type: 'usable', at, key: `release:${key}`, actor, usable: what, fix }];
  if (goneAt !== null) {
    const after = later(goneAt, at);
    found.push({ type: 'withdrawn', at: after, key: `release:${key}`, actor: null, usable: key });
  }
  return found;
}

function later(a: Date, b: Date | null): Date {
  return b !== null && b > a ? b : a;
}

/** `/fixed-in`, `/documented`, `/taught` and `/declined`. */
function saidByStaff(story: Story, view: View, facts: Facts): Happening[] {
  const verbs = ['fixed-in', 'documented', 'taught', 'declined'];
  return staffWords(story, view, facts, verbs).flatMap(({ command, home }): Happening[] => {
    const { verb, argument, actor, at } = command;
    const key = `${threadKey({ repositoryId: home.id, number: 0 })}:${command.key}`;
    const [word = ''] = argument.split(/\s/, 1);
    switch (verb) {
      case 'documented':
      case 'taught':
        return showsAddress(word, view, facts) ? [{ type: verb, at, key, actor, url: word }] : [];
      case 'declined':
        return [{ type: 'declined', at, key, actor, reason: argument }];
      case 'fixed-in': {
        const fix = { key: `said:${key}`, pull: null, author: null };
        const release = releaseSaid({ word, at }, home.id, story.releases);
        return [
          { type: 'landed', at, key, actor, fix },
          ...(release === null ? [] : usable(release, fix.key, later(release.publishedAt, at), actor)),
        ];
      }
      default:
        return [];
    }
  });
}

/** An address that leads into a private repository stays within it. */
function showsAddress(url: string, view: View, facts: Facts): boolean {
  if (view === null || !URL.canParse(url)) return view === null;
  const { host, pathname } = new URL(url);
  if (host !== facts.standing.host) return true;
  const [, owner = '', name = ''] = pathname.split('/');
  const repository = facts.get({ kind: 'repositoryNamed', owner, name });
  return repository === null || mayShow(repository, view);
}

/** What the weekly triage decided. */
function decided(story: Story, view: View): Happening[] {
  return story.words.flatMap(({ repositoryId, key, actor, at, decision }): Happening[] => {
    if (decision === null || !shows(story, view, repositoryId)) return [];
    switch (decision.action) {
      case 'defer':
        return [];
      case 'decline':
        return [{ type: 'declined', at, key, actor, reason: decision.reason }];
      default:
        return [{ type: 'decided', at, key, actor }];
    }
  });
}
