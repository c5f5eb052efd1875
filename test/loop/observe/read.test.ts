import { describe, expect, it } from 'vitest';
import { readThread } from '../../../src/loop/observe/read.ts';

const prose = (body: string) => readThread('', body).prose;

describe('prose', () => {
  it.each<[string, string, string]>([
    ['a table, row by row', '| OS | Version |\n|---|---|\n| Linux | `6.1` |', 'OS Version\nLinux 6.1'],
    ['a footnote', 'It fails[^1].\n\n[^1]: only on Mondays', 'It fails.\nonly on Mondays'],
    ['a rule', 'above\n\n---\n\nbelow', 'above\nbelow'],
    ['a forced line end', 'first\\\nsecond', 'first\nsecond'],
    ['words between tags in a sentence', 'press <kbd>Q</kbd> now', 'press  Q  now'],
    ['emphasis', 'it is *really* **slow**', 'it is really slow'],
    ['pasted HTML', '<p>It <b>fails</b></p>', 'It  fails'],
    ['HTML with words behind the last tag', '<hr>it fails', 'it fails'],
    ['HTML that is never closed', '<p>it fails <b', 'it fails'],
    ['HTML without words', '<div></div>', ''],
  ])('reads %s', (_, body, said) => {
    expect(prose(body)).toBe(said);
  });
});

describe('questions', () => {
  it.each<[string, string, { question: string; answer: string }[]]>([
    ['a heading', '### Version\n\n3.2', [{ question: 'Version', answer: '3.2' }]],
    ['an empty heading', '###\n\n3.2', []],
    ['bold text with a colon inside', '**Version:** 3.2', [{ question: 'Version:', answer: '3.2' }]],
    ['bold text with a colon behind', '**Version**: 3.2', [{ question: 'Version', answer: '3.2' }]],
    ['bold text on its own line', '**Version**\n3.2', [{ question: 'Version', answer: '3.2' }]],
    ['bold text on its own', '**Version**\n\n3.2', [{ question: 'Version', answer: '3.2' }]],
    ['bold text that nobody answered', '**Version:** ![]()', [{ question: 'Version:', answer: '' }]],
    ['no question: bold text in a sentence', '**Please** help', []],
  ])('%s', (_, body, fields) => {
    expect(readThread('', body).fields).toEqual(fields);
  });
});

it.each([
  ['![a](a.png)', 1],
  ['see <img src="a.png"> and <IMG src="b.png">', 2],
  ['<p><img src="a.png"><img src="b.png"></p>', 2],
  ['press <kbd>Q</kbd>', 0],
])('counts the pictures of %j: %d', (body, images) => {
  expect(readThread('', body).images).toBe(images);
});

it('notes where links lead, and reads what they say', () => {
  expect(readThread('', 'see [the log](https://example.org/x)')).toMatchObject({
    prose: 'see the log',
    links: ['https://example.org/x'],
  });
});
