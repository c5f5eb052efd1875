import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adopterNames } from '../../src/loop/adopters.ts';

describe('the names in an adopters’ file', () => {
  it.each<[string, string, string[]]>([
    ['an empty file', '', []],
    ['words alone', '# Adopters\n\nAdd yourself by a pull request.', []],
    [
      'a table',
      '| Who | What |\n|---|---|\n| [Acme](https://acme.example) | `api` |\n| Globex | web |\n',
      ['Acme', 'Globex'],
    ],
    ['a table with logos', '| | Who |\n|---|---|\n| ![](a.png) | Acme |\n', ['Acme']],
    [
      'a list of links',
      '- [Acme](https://acme.example) runs it since 2024\n* [Globex](x)\n',
      ['Acme', 'Globex'],
    ],
    [
      'a list with words',
      '- Acme – all of it\n- **Globex**: a part\n- Initech (soon)\n- Umbrella: no\n',
      ['Acme', 'Globex', 'Initech', 'Umbrella'],
    ],
    ['names with dashes', '- Hewlett-Packard - printers\n', ['Hewlett-Packard']],
    ['one name twice', '- Acme\n- ACME\n\n| Who |\n|---|\n| acme |\n', ['Acme']],
    ['what stands below an entry', '- Acme\n  - since 2024\n', ['Acme']],
    ['what is hidden', '<!--\n- Template Inc\n-->\n\n- Acme\n', ['Acme']],
    ['a row without a name', '| Who |\n|---|\n| |\n', []],
  ])('reads %s', (_, text, names) => {
    expect(adopterNames(text)).toEqual(names);
  });

  it('reads a long table and a long list whole', () => {
    const rows = Array.from(
      { length: 450 },
      (_, n) => `| [Firm ${n}](https://firm-${n}.example) | \`api\` | 2024 |`,
    );
    const items = Array.from(
      { length: 300 },
      (_, n) => `- [Shop ${n}](https://shop-${n}.example), since 2024`,
    );
    const text = ['# Who', '', '| Who | What | Since |', '| --- | --- | --- |', ...rows, '', ...items].join(
      '\n',
    );
    const names = adopterNames(text);
    expect(names).toHaveLength(750);
    expect(names).not.toContain('Who');
    expect(names).toContain('Firm 449');
  });

  it('gives short, distinct names of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('- ', '|', '\n', 'a', '[', '](', ')', '*', ' ') }),
        (text) => {
          const names = adopterNames(text);
          expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
          expect(names.every((name) => name.trim() === name && name.length <= 100 && name !== '')).toBe(true);
        },
      ),
    );
  });
});
