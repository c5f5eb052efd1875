import { expect, it } from 'vitest';
import { readLedger } from '../../../src/loop/ledger.ts';
import { renderMistake } from '../../../src/loop/render/mistake.ts';
import { TEXTS } from '../../../src/loop/render/texts/languages.ts';
import { commandOf } from '../decide/said.ts';
import { ledgerPlace, settings } from '../situations.ts';

/** What a person reads who wrote these lines. */
function answer(lines: readonly string[], prefix = '/'): string {
  const commands = lines.map((line) => commandOf(line));
  const place = ledgerPlace({ settings: settings({ commands: { prefix } }) });
  const { outcomes } = readLedger([], commands, place);
  const expected = [...outcomes.values()].flatMap((outcome) =>
    outcome.result === 'mistake' ? [outcome.expected] : [],
  );
  return `${renderMistake(expected, TEXTS.en.commands, 'command:77')}\n`;
}

it.each<[string, string]>([
  ['stage', answer(['stage adopted'])],
  ['undo', answer(['undo'], '!')],
  ['both', answer(['stage one', 'stage two', 'undo'])],
])('the answer to a mistaken command: %s', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`snapshots/mistake-${name}.md`);
});
