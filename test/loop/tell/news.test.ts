import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/loop/settings.ts';
import { lifeOf } from '../../../src/loop/tell/life-of.ts';
import { newsOf } from '../../../src/loop/tell/news.ts';
import { landed, said, usable } from './happened.ts';

const page = said(1, { type: 'documented', url: 'https://a.dev' });
const QUIET: Settings['notices']['on'] = ['released', 'documented', 'declined'];

describe('what there is to tell', () => {
  it('is no fix that nobody can use yet, where the config does not want it told', () => {
    expect(newsOf(lifeOf([landed(1)]), QUIET, false)).toBeNull();
    expect(newsOf(lifeOf([landed(1)]), [...QUIET, 'fixed'], false)).toEqual({ is: 'fixed' });
  });

  it.each([false, true])('stays the page that helps already, before and after it was told (%s)', (told) => {
    expect(newsOf(lifeOf([page, landed(2)]), QUIET, told)).toEqual({
      is: 'documented',
      url: 'https://a.dev',
    });
  });

  it.each([false, true])('becomes the release once there is one (%s)', (told) => {
    expect(newsOf(lifeOf([page, landed(2), usable(3)]), QUIET, told)).toMatchObject({ is: 'released' });
  });

  it('keeps a notice true that tells of nothing else', () => {
    expect(newsOf(lifeOf([landed(1)]), QUIET, true)).toEqual({ is: 'fixed' });
    expect(newsOf(lifeOf([page, landed(2)]), [...QUIET, 'fixed'], true)).toEqual({ is: 'fixed' });
  });
});
