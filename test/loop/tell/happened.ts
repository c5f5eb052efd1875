import type { Happening } from '../../../src/loop/tell/happenings.ts';
import type { Account } from '../../../src/loop/vocabulary.ts';
import { person } from '../situations.ts';

/** What happens to a cluster, in few words; minutes of one day are its times. */

export const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 16, 9, minute));

const MAINTAINER = person(60);

export const landed = (minute: number, number = 45): Happening => ({
  type: 'landed',
  at: at(minute),
  key: `pull:12-${number}`,
  actor: null,
  fix: { key: `pull:12-${number}`, pull: { repositoryId: 12, number }, author: person(9) },
});
export const reverted = (minute: number, number = 45): Happening => ({
  type: 'reverted',
  at: at(minute),
  key: `pull:12-${number + 100}`,
  actor: null,
  fix: `pull:12-${number}`,
});
export const usable = (minute: number, version = 'v1.4.0', number: number | null = 45): Happening => ({
  type: 'usable',
  at: at(minute),
  key: `release:${version}`,
  actor: number === null ? MAINTAINER : null,
  usable: { key: `12-${version}`, version, url: null, repositoryId: 12 },
  fix: number === null ? null : `pull:12-${number}`,
});
export const withdrawn = (minute: number, version = 'v1.4.0'): Happening => ({
  type: 'withdrawn',
  at: at(minute),
  key: `release:${version}`,
  actor: null,
  usable: `12-${version}`,
});
export const said = (
  minute: number,
  what:
    | { type: 'decided' }
    | { type: 'declined'; reason: string }
    | { type: 'documented' | 'taught'; url: string },
): Happening => ({ ...what, at: at(minute), key: `command:${minute}`, actor: MAINTAINER });
export const spoken = (
  minute: number,
  type: 'verified' | 'contested',
  who: Account = person(1),
  standing: 'reporter' | 'triage' = 'reporter',
  reportedAt = at(0),
): Happening => ({ type, standing, at: at(minute), reportedAt, key: `word:${minute}`, actor: who });
export const regressed = (minute: number, who = person(3), reportedAt = at(minute)): Happening => ({
  type: 'regressed',
  at: at(minute),
  reportedAt,
  key: `report:${minute}`,
  actor: who,
});
