import { describe, expect, it } from 'vitest';
import type { Verb } from '../../src/loop/commands.ts';
import { COMMANDS } from '../../src/loop/commands.ts';
import type { Command, CommandTarget } from '../../src/loop/item.ts';
import type { LedgerPlace } from '../../src/loop/judge-command.ts';
import { readLedger } from '../../src/loop/ledger.ts';
import { commandOf } from './decide/said.ts';
import { ledgerPlace, person, settings } from './situations.ts';

const there = (changes: Partial<CommandTarget> = {}): CommandTarget => ({
  ref: { repositoryId: 13, number: 12 },
  itemId: 5,
  triage: true,
  ...changes,
});

const said = (line: string, changes: Partial<Command> = {}): Command => ({ ...commandOf(line), ...changes });
const to = (line: string, target: Partial<CommandTarget> = {}): Command =>
  said(line, { target: there(target) });

const THEMES = [{ name: 'Typed APIs', weight: 1, match: { words: [], labels: [] } }];

/** `done`, `refused`, or what was expected. */
function judged(command: Command, place: Partial<LedgerPlace> = {}): string | undefined {
  const outcome = readLedger([], [command], ledgerPlace(place)).outcomes.get(command.key);
  return outcome?.result === 'mistake' ? outcome.expected : outcome?.result;
}

const weekly = { isWeeklyIssue: true };

const ATTEST =
  '`/attest` takes one of `docs-by-product-feature`, `examples-need-edits`, `docs-explain-workflows`, `starter-complete`, and `yes` or `no`.';

describe('every verb', () => {
  it.each<[string, Command, Partial<LedgerPlace>]>([
    ['stage', said('stage adoption'), {}],
    ['kind', said('kind Kind: Bug'), {}],
    ['severity', said('severity MAJOR'), {}],
    ['theme', said('theme typed apis'), { settings: settings({ themes: THEMES }) }],
    ['why', said('why'), {}],
    ['triage', said('triage'), { isTriageRepository: true }],
    ['cluster', to('cluster #12'), {}],
    ['split', said('split'), {}],
    ['not-duplicate', said('not-duplicate'), {}],
    ['canonical', said('canonical'), {}],
    ['duplicate', to('duplicate #12'), {}],
    ['fixed-by', to('fixed-by #12', { triage: false }), {}],
    ['fixed-by', to('fixed-by #12', { type: 'pull_request' }), {}],
    ['fixed-in', said('fixed-in v1.4.0'), {}],
    ['documented', said('documented https://docs.example.com/x the new page'), {}],
    ['taught', said('taught https://blog.example.com/x'), {}],
    ['declined', said('declined it would break everybody'), {}],
    ['verified', said('verified'), {}],
    ['still-broken', said('still-broken as before'), {}],
    ['notify-me', said('notify-me'), {}],
    ['mute', said('mute'), {}],
    ['decide', said('decide C12 defer until spring'), weekly],
    ['attest', said('attest starter-complete yes'), weekly],
    ['approve', said('approve c12'), weekly],
    ['confirm', to('confirm #12'), weekly],
    ['reject', to('reject #12'), weekly],
  ])('is done where all is right: %s', (verb, command, place) => {
    expect(command.verb).toBe(verb);
    expect(judged(command, place)).toBe('done');
  });

  it('is refused where triage is needed and was not there, whatever the argument', () => {
    const needed = (Object.keys(COMMANDS) as Verb[]).filter((verb) =>
      ['triage', 'functions'].includes(COMMANDS[verb].permission),
    );
    expect(needed).toHaveLength(19);
    for (const verb of needed) {
      expect(judged(said(verb, { triage: false }), { ...weekly, isTriageRepository: true })).toBe('refused');
    }
  });
});

describe('mistakes', () => {
  it.each<[string, Command, Partial<LedgerPlace>, string]>([
    ['stage', said('stage adopted'), {}, '`/stage` takes one of `awareness`, `onboarding`, `adoption`, `retention`, `advocacy`.'],
    ['kind', said('kind defect'), {}, '`/kind` takes one of `bug`, `feature`, `question`, `docs`, `other`.'],
    ['severity', said('severity bad'), {}, '`/severity` takes one of `blocker`, `major`, `minor`, `cosmetic`.'],
    ['theme', said('theme speed'), { settings: settings({ themes: THEMES }) }, '`/theme` takes one of `Typed APIs`.'],
    ['no themes', said('theme speed'), {}, '`/theme` has nothing to choose from: the config names none.'],
    ['no thread', said('cluster'), {}, '`/cluster` takes a thread that the app knows: `#12`, `owner/name#12` or an address.'],
    ['an unknown thread', to('cluster #99', { itemId: null }), {}, '`/cluster` takes a thread that the app knows: `#12`, `owner/name#12` or an address.'],
    ['itself', to('cluster #34', { ref: { repositoryId: 12, number: 34 } }), {}, '`/cluster` takes another thread than this one.'],
    ['a discussion', to('duplicate #12'), { thread: { repositoryId: 12, number: 34, type: 'discussion' } }, '`/duplicate` closes issues only.'],
    ['an issue as a fix', to('fixed-by #12', { type: 'issue' }), {}, '`/fixed-by` takes a pull request, such as `#45`.'],
    ['a discussion as a fix', to('fixed-by #12', { type: 'discussion' }), {}, '`/fixed-by` takes a pull request, such as `#45`.'],
    ['no tag', said('fixed-in'), {}, '`/fixed-in` takes the tag of a release, such as `v1.4.0`.'],
    ['no address', said('documented in the guide'), {}, '`/documented` takes an address that begins with `https://`.'],
    ['a script', said('taught javascript:alert(1)'), {}, '`/taught` takes an address that begins with `https://`.'],
    ['no reason', said('declined'), {}, '`/declined` takes the reason, which reporters will read.'],
    ['no word of decisions', said('decide c12 maybe'), weekly, '`/decide` takes a cluster and one of `fix`, `document`, `teach`, `decline`, `defer`, as in `c12 fix`.'],
    ['no answer', said('attest starter-complete'), weekly, ATTEST],
    ['no line', said('attest docs yes'), weekly, ATTEST],
    ['no cluster', said('approve all'), weekly, '`/approve` takes a cluster, such as `c12`.'],
  ])('%s', (_, command, place, expected) => {
    expect(judged(command, place)).toBe(expected);
  }); // biome-ignore format: one table

  it('says the prefix of the config, and lets no name of it out of its code', () => {
    const themes = [{ name: 'a` @octo #12', weight: 1, match: { words: [], labels: [] } }];
    const answer = judged(said('theme x'), { settings: settings({ themes, commands: { prefix: '!' } }) });
    expect(answer).toContain('`!theme`');
    expect(answer).not.toMatch(/@octo|#12/);
    expect(answer?.match(/`/g)).toHaveLength(4);
  });

  it('lists no more names than anybody reads', () => {
    const themes = Array.from({ length: 50 }, (_, index) => ({ ...THEMES[0], name: `t${index}` }));
    const answer = judged(said('theme x'), { settings: settings({ themes: themes as typeof THEMES }) });
    expect(answer).toContain('`t19`, ….');
  });
});

describe('where, and who', () => {
  it.each<[string, Command, Partial<LedgerPlace>, string]>([
    ['cluster with a thread where the giver may not', to('cluster #12', { triage: false }), {}, 'refused'],
    ['duplicate of one', to('duplicate #12', { triage: false, itemId: null }), {}, 'refused'],
    ['a decision elsewhere', said('decide c12 fix'), {}, 'refused'],
    ['triage elsewhere', said('triage'), {}, 'refused'],
    ['the author rejects a link', said('not-duplicate', { triage: false, actor: person(7) }), { concerned: new Set([7]) }, 'done'],
    ['somebody else does', said('not-duplicate', { triage: false, actor: person(8) }), { concerned: new Set([7]) }, 'refused'],
    ['a reporter contests', said('still-broken', { triage: false }), {}, 'done'],
  ])('%s', (_, command, place, expected) => {
    expect(judged(command, place)).toBe(expected);
  }); // biome-ignore format: one table
});
