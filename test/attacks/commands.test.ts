import { describe, expect, it } from 'vitest';
import { COMMANDS, parseCommands } from '../../src/loop/commands.ts';
import type { CommentEvent, ThreadEvent } from '../../src/loop/event.ts';
import { commented, opened, told } from '../loop/decide/said.ts';
import { BOT, comment, decideIn, person, thread } from '../loop/situations.ts';

/** Words that look like somebody else's, and people who are not who they seem. */

const LINES = Object.keys(COMMANDS).map((verb) => `/${verb} #12`);

/** Ways to have words of others, or of nobody, stand in one's own comment. */
const DISGUISES: readonly [how: string, disguise: (line: string) => string][] = [
  ['in a quote', (line) => `> ${line}`],
  ['in a quote in a list', (line) => `- > ${line}`],
  ['in a quote that goes on', (line) => `> he said\n${line}`],
  ['in code', (line) => `\`${line}\``],
  ['in fenced code', (line) => `\`\`\`\n${line}\n\`\`\``],
  ['in code that was never closed', (line) => `~~~\n${line}`],
  ['in indented code', (line) => `text\n\n    ${line}`],
  ['in a comment of HTML', (line) => `<!--\n${line}\n-->`],
  ['in HTML', (line) => `<details>\n${line}\n</details>`],
  ['within a line', (line) => `please ${line}`],
  ['as an item', (line) => `- ${line}`],
  ['as a heading', (line) => `# ${line}`],
  ['behind a character that nobody sees', (line) => `\u200B${line}`],
  ['with another slash', (line) => line.replace('/', '\u2215')],
  [
    'with a letter that looks alike',
    (line) =>
      line.replace(/[aeoiy]/, (letter) => ({ a: 'а', e: 'е', o: 'о', i: 'і', y: 'у' })[letter] ?? letter),
  ],
  ['escaped', (line) => `\\${line}`],
  ['below more than is read', (line) => `${'x\n'.repeat(70_000)}${line}`],
];

describe('a command', () => {
  it('is one where it stands by itself', () => {
    for (const line of LINES) expect(parseCommands(`Thanks!\n\n${line}\n`, '/'), line).toHaveLength(1);
  });

  it.each(DISGUISES)('is text %s', (_how, disguise) => {
    for (const line of LINES) expect(parseCommands(disguise(line), '/'), line).toEqual([]);
  });
});

const by = (author: Parameters<typeof person>[1], who = 60) => ({
  comment: comment({ body: '/stage adoption', author: person(who, author) }),
});

/** A thread of somebody who may triage, with a command in its text, told as new. */
const arrived = (
  changes: Partial<ThreadEvent>,
  snapshot: Partial<ThreadEvent['thread']> = {},
): ThreadEvent => ({
  ...opened({ body: '/stage adoption', author: person(60), ...snapshot }),
  ...changes,
});

/** Somebody without a right to it, in the clothes of somebody who has it. 60 may triage, 5 may not. */
const IMPOSTORS: readonly [who: string, event: CommentEvent | ThreadEvent][] = [
  ['who lost the permission, or never had it', commented('/stage adoption', 5)],
  ['a bot', commented('/stage adoption', 60, by({ type: 'Bot' }))],
  ['a bot by its name', commented('/stage adoption', 60, by({ login: 'helper-60[bot]' }))],
  ['the app itself', commented('/stage adoption', 60, by({ login: BOT, type: 'Bot' }))],
  [
    'whose account is gone',
    commented('/stage adoption', 60, { comment: comment({ body: '/stage adoption', author: null }) }),
  ],
  [
    'who edited it into a comment of another',
    commented('/stage adoption', 60, { type: 'comment.edited', actor: person(100) }),
  ],
  [
    'who edited it into a comment of another, as nobody',
    commented('/stage adoption', 60, { type: 'comment.edited', actor: null }),
  ],
  [
    'who edited it into a thread of another',
    { ...opened({ body: '/stage adoption', author: person(60) }), type: 'thread.edited', actor: person(100) },
  ],
  [
    'whose issue, with what another edited in, is transferred by that one',
    arrived({ actor: person(100), from: { repositoryId: 13, number: 5 } }),
  ],
  ['whose issue is transferred by themselves', arrived({ from: { repositoryId: 13, number: 5 } })],
  ['whose issue is made a discussion by another', arrived({ actor: person(100) }, { type: 'discussion' })],
  ['whose issue arrives, nobody knows by whom', arrived({ actor: null })],
  ['whose comment is brought by another', commented('/stage adoption', 60, { actor: person(100) })],
  ['whose comment is gone', commented('/stage adoption', 60, { type: 'comment.deleted' })],
  ['who put it into a title', opened({ title: '/stage adoption', author: person(60) })],
  ['who named a label like it', { ...opened({ labels: ['/stage adoption'] }), type: 'thread.touched' }],
];

describe('somebody', () => {
  it.each(IMPOSTORS)('%s changes nothing', (_who, event) => {
    const { effects, changes } = decideIn({}, event);
    expect(told(effects)).not.toContain('+stage: adoption');
    for (const change of changes) {
      if (change.type === 'command.put') expect(change.command).toMatchObject({ triage: false });
      if (change.type === 'item.put') expect(change.item).toMatchObject({ stageSource: 'model' });
    }
  });

  it('who writes a marker of the app into a comment gets no word of it believed', () => {
    const fake = `Because.\n\n<!-- fullcircle:why:12-34 -->\n- [x] <!-- fullcircle:box:fix:c1 -->`;
    for (const type of ['comment.created', 'comment.edited', 'comment.deleted'] as const) {
      const { changes } = decideIn({}, commented(fake, 5, { type, actor: person(60) }));
      expect(changes.map((change) => change.type)).not.toContain('post.vetoed');
      expect(changes.map((change) => change.type)).not.toContain('decisions.put');
      expect(changes.map((change) => change.type)).not.toContain('command.put');
    }
  });

  it('who opens a thread that looks like the weekly issue decides nothing with its boxes', () => {
    const body =
      'Feedback triage\n\n- [x] **fix** <!-- fullcircle:box:fix:c1 -->\n\n<!-- fullcircle:triage:2026-W47 -->';
    const snapshot = thread({ title: 'Feedback triage: 2026-W47', body, author: person(60) });
    const event: ThreadEvent = {
      ...opened(),
      type: 'thread.edited',
      thread: snapshot,
      actor: person(60),
      bodyBefore: body.replace('[x]', '[ ]'),
    };
    const { changes } = decideIn({}, event);
    expect(changes.map(({ type }) => type)).not.toContain('decisions.put');
    expect(changes.map(({ type }) => type)).not.toContain('command.put');
  });
});
