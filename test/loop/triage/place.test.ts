import { describe, expect, it } from 'vitest';
import { triageRepository, visibleIn } from '../../../src/loop/triage/place.ts';
import { repository, settings } from '../situations.ts';

const settingsShowing = (...showIn: string[]) => settings({ privacy: { retainDays: 730, showIn } });

describe('what may be shown in the weekly issue', () => {
  const open = repository({ id: 3 });
  const secret = repository({ id: 1, private: true });
  const other = repository({ id: 2, private: true });

  it.each([
    ['in a public repository: what is public', open, [3]],
    ['in a private one: itself, too', secret, [1, 3]],
    [
      'in a private one that the organisation listed: everything',
      repository({ id: 1, private: true, name: 'Feedback', settings: settingsShowing('feedback') }),
      [1, 2, 3],
    ],
    [
      'in a public one that the organisation listed: still only what is public',
      repository({ id: 3, name: 'feedback', settings: settingsShowing('feedback') }),
      [3],
    ],
  ])('%s', (_, place, expected) => {
    expect(visibleIn(place, [open, other, secret])).toEqual(expected);
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
