import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../src/loop/commands.ts';

describe('parseCommands', () => {
  it.each([
    ['a line', '/stage retention', [['stage', 'retention']]],
    ['case and blanks', '  /STAGE   retention  ', [['stage', 'retention']]],
    ['a line below prose', 'Thanks!\n/why', [['why', '']]],
    [
      'Windows line ends',
      'Thanks!\r\n/why\r\n/undo',
      [
        ['why', ''],
        ['undo', ''],
      ],
    ],
    [
      'several',
      '/stage adoption\n/why',
      [
        ['stage', 'adoption'],
        ['why', ''],
      ],
    ],
    ['the same twice', '/why\n\n/why', [['why', '']]],
    [
      'another argument',
      '/stage adoption\n/stage retention',
      [
        ['stage', 'adoption'],
        ['stage', 'retention'],
      ],
    ],
    ['words behind a verb that takes none', '/why me?\n/why not', [['why', '']]],
    ['code behind it', '/stage adoption because of `npm ci`', [['stage', 'adoption because of `npm ci`']]],
    ['in the middle of a line', 'please /why', []],
    ['a word of another bot', '/lgtm', []],
    ['a property of objects', '/constructor\n/toString', []],
    ['a longer word', '/stages retention', []],
    ['no prefix', 'stage retention', []],
    ['fenced code', '```\n/stage retention\n```', []],
    ['an unclosed fence', '```\n/stage retention', []],
    ['indented code', 'text\n\n    /stage retention', []],
    ['inline code', '`/stage retention`', []],
    ['inline code over lines', '`a\n/stage retention`', []],
    ['a quotation', '> /stage retention', []],
    ['a lazy quotation', '> as you said\n/stage retention', []],
    ['an HTML comment', '<!--\n/stage retention\n-->', []],
    ['an HTML block', '<details>\n/stage retention\n</details>', []],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(parseCommands(text, '/').map(({ verb, argument }) => [verb, argument])).toEqual(expected);
  });

  it('reads another prefix', () => {
    expect(parseCommands('!why\n/undo', '!')).toEqual([{ verb: 'why', argument: '' }]);
  });

  it('finds a command below a long log, but not in a text too odd to parse', () => {
    expect(parseCommands(`${'log line\n'.repeat(2000)}\n\n/why`, '/')).toHaveLength(1);
    expect(parseCommands(`${'>'.repeat(40)} x\n\n/why`, '/')).toEqual([]);
  });

  it('stops after twenty', () => {
    const text = Array.from({ length: 30 }, (_, index) => `/stage ${index}`).join('\n');
    expect(parseCommands(text, '/')).toHaveLength(20);
  });

  it('keeps an argument of bounded length', () => {
    expect(parseCommands(`/stage ${'x'.repeat(5000)}`, '/')[0]?.argument).toHaveLength(1000);
  });
});
