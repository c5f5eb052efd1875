import { describe, expect, it } from 'vitest';
import { compareVersions, tagVersion } from '../../../src/loop/fix/version.ts';
import { reportAge } from '../../../src/loop/tell/report-version.ts';

const versions = {
  read: tagVersion,
  compare: compareVersions,
  major: ({ numbers }: { numbers: readonly number[] }) => numbers[0] ?? 0,
};
const release = tagVersion('v1.4.0');

describe('a new report of something fixed in 1.4.0', () => {
  it.each([
    [['1.4.0'], 'at-or-after'],
    [['v1.4.2'], 'at-or-after'],
    [['widgets 1.5'], 'at-or-after'],
    [['1.3.9'], 'before'],
    [['1.4.0-rc.1'], 'before'],
    [['1.3.0', '1.4.1'], 'at-or-after'],
    [['node 22.1.0', '1.3.0'], 'before'],
    [['node 22.1.0'], 'unknown'],
    [['22.1.0'], 'unknown'],
    [['latest'], 'unknown'],
    [[], 'unknown'],
  ])('%j: %s', (named, age) => {
    if (release === null) throw new Error('no release');
    expect(reportAge(named, new Set(['widgets']), release, versions).age).toBe(age);
  });
});
