import { describe, expect, it } from 'vitest';
import type { KnownRepository } from '../../../src/loop/known-repository.ts';
import { showsPrivate, triageRepository, visibleIn } from '../../../src/loop/triage/place.ts';
import { repository, settings } from '../situations.ts';

const settingsShowing = (...showIn: string[]) => settings({ privacy: { retainDays: 730, showIn } });

describe('what may be shown in the weekly issue', () => {
  const saying = (...showIn: string[]) => [
    repository({ id: 3, name: 'open', settings: settingsShowing(...showIn) }),
    repository({ id: 2, name: 'other', private: true, settings: settingsShowing(...showIn) }),
    repository({ id: 1, name: 'Secret', private: true, settings: settingsShowing(...showIn) }),
  ];

  it.each([
    ['in a public repository: what is public', 3, saying(), [3], false],
    ['in a private one: itself, too', 1, saying(), [1, 3], false],
    ['in a private one that the organisation listed: everything', 1, saying('secret'), [1, 2, 3], true],
    ['in a public one that the organisation listed: only what is public', 3, saying('open'), [3], false],
  ])('%s', (_, id, repositories, expected, andSignals) => {
    const place = repositories.find((each) => each.id === id) ?? repository();
    expect(visibleIn(place, repositories)).toEqual(expected);
    expect(showsPrivate(place, repositories)).toBe(andSignals);
  });

  it('is of a personal account what each private repository says of itself, not what the place says of others', () => {
    const [open, other, secret] = saying() as [KnownRepository, KnownRepository, KnownRepository];
    const settings = settingsShowing('secret');
    const greedy = { ...secret, settings };
    const repositories = [open, other, greedy];
    expect(visibleIn(greedy, repositories)).toEqual([1, 3]);
    expect(showsPrivate(greedy, repositories)).toBe(false);
    expect(visibleIn(greedy, [open, { ...other, settings }, greedy])).toEqual([1, 2, 3]);
  });
});

describe('where the weekly issue goes', () => {
  const triage = (name: string | null) => settings({ triage: { ...settings().triage, repository: name } });

  it('is what any repository of a personal account names, not the first alone', () => {
    const first = repository({ id: 1, name: 'first', settings: triage(null) });
    const desk = repository({ id: 2, name: 'desk', settings: triage('Desk') });
    expect(triageRepository([first, desk])).toBe(desk);
    expect(triageRepository([first, repository({ id: 3, settings: triage(null) })])).toBeNull();
  });
});
