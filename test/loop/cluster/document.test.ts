import { describe, expect, it } from 'vitest';
import { Boilerplate } from '../../../src/loop/cluster/boilerplate.ts';
import { prepare, splitPrefix } from '../../../src/loop/cluster/document.ts';

const words = (counts: readonly (readonly [string, number])[]) => counts.map(([term]) => term);

describe('splitPrefix', () => {
  it.each([
    ['[Bug]: Widget crashes', 'Bug', 'Widget crashes'],
    ['[v2] [Windows] Widget crashes', 'v2   Windows', 'Widget crashes'],
    ['Widget [beta] crashes', '', 'Widget [beta] crashes'],
    ['[Widget]', '', '[Widget]'],
  ])('%s', (title, prefix, rest) => {
    expect(splitPrefix(title)).toEqual({ prefix, title: rest });
  });
});

describe('prepare', () => {
  const body = [
    '<!-- Please search first, template words here -->',
    '### Steps to reproduce',
    'Open the **gadget** with `openGadget()`; same as acme/widgets#12, see #7.',
    '> somebody quoted nonsense',
    '### Expected',
    '_No response_',
    '```',
    'TypeError: gadget is closed',
    '    at openGadget (src/gadget.js:3:1)',
    '    at run (src/main.js:9:1)',
    '```',
    '<details><summary>Versions</summary>',
    '',
    'widgets v3.2.0',
    '</details>',
  ].join('\n');
  const document = prepare({ title: '[Bug] Gadget does not open', body });

  it('keeps what the author said, by field', () => {
    expect(words(document.title)).toEqual(['gadget', 'open']);
    expect(words(document.prose)).toEqual(expect.arrayContaining(['bug', 'gadget', 'opengadget', 'version']));
    expect(words(document.code)).toEqual(expect.arrayContaining(['clos', 'typeerror']));
  });

  it.each(['template', 'search', 'nonsense', 'reproduc', 'expect', 'response'])('leaves out %s', (word) => {
    expect(words(document.prose)).not.toContain(word);
  });

  it('finds signatures and mentions', () => {
    expect(document.errors).toEqual(['typeerror: gadget is closed']);
    expect(document.frames).toEqual(['opengadget > run']);
    expect(document.apis).toContain('opengadget');
    expect(document.versions).toEqual(['3.2']);
    expect(document.mentions).toEqual(['acme/widgets#12', '#7']);
  });

  it('is plain JSON, and the same for the same text', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(prepare({ title: '[Bug] Gadget does not open', body })).toEqual(document);
  });

  it('is not misled by names of object properties', () => {
    const odd = prepare({ title: '__proto__ constructor toString', body: '' });
    expect(words(odd.title)).toEqual(expect.arrayContaining(['constructor', 'tostring', 'proto']));
    expect(odd.title.every(([, count]) => count === 1)).toBe(true);
  });

  it.each([
    ['brackets', '['.repeat(50_000)],
    ['one long word', 'a'.repeat(200_000)],
    ['slashes', 'error: a/'.repeat(20_000)],
    ['opening tags', '<'.repeat(50_000)],
    ['frames', 'at a (b:1:1)\n'.repeat(20_000)],
    ['colons', `error${' '.repeat(50_000)}:`],
    ['dots', '1.'.repeat(50_000)],
  ])('reads hostile text in bounded time: %s', (_, hostile) => {
    const startedAt = performance.now();
    prepare({ title: hostile, body: hostile });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

describe('Boilerplate', () => {
  it('learns the lines of a template and forgets them when the template changes', () => {
    const boilerplate = new Boilerplate();
    const report = (line: string, own: number) =>
      prepare({ title: `report ${own}`, body: `${line}\n\nmy own words ${own}` });
    for (let at = 0; at < 20; at += 1) boilerplate.add(report('Have you read the manual?', at));
    expect(boilerplate.has('have you read the manual?')).toBe(true);
    expect(boilerplate.has('my own words 3')).toBe(false);
    expect(words(prepare({ title: 't', body: 'Have you read the manual?' }, boilerplate).prose)).toEqual([]);
    for (let at = 0; at < 600; at += 1) boilerplate.add(report('Describe it.', at));
    expect(boilerplate.has('have you read the manual?')).toBe(false);
    expect(boilerplate.has('describe it.')).toBe(true);
  });
});
