import { describe, expect, it } from 'vitest';
import { isWritable } from '../../../src/loop/decide/place.ts';
import type { ThreadSnapshot } from '../../../src/loop/vocabulary.ts';
import { repository } from '../situations.ts';
import { known, opened } from './said.ts';

describe('where people may be told something', () => {
  it.each<[string, Partial<ThreadSnapshot>, boolean, boolean]>([
    ['an open thread', {}, false, true],
    ['a closed one', { state: 'closed' }, false, true],
    ['a locked one', { locked: true }, false, false],
    ['one of an archived repository', {}, true, false],
    ['one that is marked as spam', { labels: ['bug', 'Spam'] }, false, false],
    ['one about spam', { labels: ['spam filter'] }, false, true],
  ])('%s', (_, changes, archived, expected) => {
    const item = known(opened(changes));
    expect(isWritable({ item, repository: repository({ archived }) })).toBe(expected);
  });
});
