import { describe, expect, it } from 'vitest';
import { isReleasePull } from '../../../src/loop/fix/release-pull.ts';

describe('a pull request that makes a release', () => {
  it.each([
    // release-please
    'chore(main): release 1.4.0',
    'chore: release main',
    'chore(main): release gate 1.4.0',
    'chore(1.x): release @acme/gate 1.4.0-rc.1',
    'chore: release 2.0.0-alpha.3',
    // changesets
    'Version Packages',
    'Version Packages (beta)',
    'chore: version packages',
    'chore(release): version packages',
    'ci(release): Version Packages',
    // semantic-release, standard-version, lerna
    'chore(release): 1.4.0 [skip ci]',
    'chore(release): publish',
    // by hand
    'Release v1.4.0',
    'v1.4.0',
    'Release gate@1.4.0',
  ])('%s', (title) => expect(isReleasePull(title)).toBe(true));

  it.each([
    'fix: release the lock',
    'Release the lock',
    'Release memory when the gate closes',
    'chore: release the lock in tests',
    'fix: crash since 3.2',
    'chore(deps): update gate to 1.4.0',
    'Support Node 22.1',
    'Version check is wrong',
    'Publish types',
    'fix(release): do not tag twice',
    '',
  ])('not: %s', (title) => expect(isReleasePull(title)).toBe(false));
});
