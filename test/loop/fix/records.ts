import type { KnownLanding, Landing, Release } from '../../../src/loop/fix-record.ts';
import { person } from '../situations.ts';

/** Invented landings and releases; minutes of one day are their times. */

export const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 16, 9, minute));

export const sha = (n: number): string => n.toString(16).padStart(40, '0');

export const landing = (number: number, minute: number, changes: Partial<Landing> = {}): KnownLanding => ({
  key: `pull:12-${number}`,
  repositoryId: 12,
  number,
  sha: sha(number),
  at: at(minute),
  closes: [],
  reverts: [],
  packages: [],
  includes: [],
  title: `Fix ${number}`,
  author: person(9),
  authorRole: 'staff',
  releases: [],
  ...changes,
});

export const release = (tag: string, minute: number, changes: Partial<Release> = {}): Release => ({
  id: minute,
  repositoryId: 12,
  tag,
  url: `https://github.com/acme/widgets/releases/tag/${tag}`,
  prerelease: tag.includes('-'),
  publishedAt: at(minute),
  named: [],
  goneAt: null,
  ...changes,
});
