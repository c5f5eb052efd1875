import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBoxes } from '../../../src/loop/render/marker.ts';
import type { HumanPart } from '../../../src/loop/triage/human.ts';
import { boxKey, NO_HUMAN_PART, readHumanPart } from '../../../src/loop/triage/human.ts';
import { renderIssue } from '../../../src/loop/triage/issue.ts';
import { mergeBody } from '../../../src/loop/triage/merge.ts';
import { hostileText } from '../render/hostile.ts';
import { agenda, topic } from './agendas.ts';

const AGENDA = agenda({ topics: [topic(1), topic(2)] });
const KEYS = parseBoxes(body(NO_HUMAN_PART)).map(boxKey);

function body(human: HumanPart): string {
  return renderIssue(AGENDA, [], human).body;
}

const ticks = fc.subarray(KEYS);
const part = fc.record({
  ticked: ticks,
  owners: fc.constantFrom<Record<string, string>>({}, { c1: 'Mira' }, { c2: 'Dana, by Friday' }),
  notes: fc.constantFrom('', 'We met.', '- one\n- **two**'),
});

describe('what people write into the issue', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(part, (human) => {
        expect(readHumanPart(body(human))).toEqual(human);
      }),
    );
  });

  it('is nothing where the text is nonsense', () => {
    for (const text of ['', '???', '- Owner: x', '<!-- fullcircle:notes:begin -->', '- [x] fix']) {
      expect(readHumanPart(text)).toEqual(NO_HUMAN_PART);
    }
  });

  it('is written the same the second time, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (owner, notes) => {
        const once = readHumanPart(body({ ticked: [], owners: { c1: owner }, notes }));
        const text = body(once);
        expect(body(readHumanPart(text))).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});

describe('two at once', () => {
  it('keeps what came after the app had looked, and puts back what it decided to', () => {
    fc.assert(
      fc.property(part, part, ticks, (seen, current, wanted) => {
        const merged = readHumanPart(mergeBody(body({ ...seen, ticked: wanted }), seen, body(current)));
        for (const key of KEYS) {
          const [before, now] = [seen.ticked.includes(key), current.ticked.includes(key)];
          expect(merged.ticked.includes(key)).toBe(before === now ? wanted.includes(key) : now);
        }
        expect(merged.owners).toEqual(current.owners);
        expect(merged.notes).toBe(current.notes);
      }),
    );
  });

  it('takes its own text where nothing is left of the other', () => {
    const seen: HumanPart = { ticked: ['fix:c1'], owners: {}, notes: '' };
    expect(mergeBody(body(seen), seen, '???')).toBe(body(seen));
  });

  it('gives way in a box about which somebody has just said a word elsewhere', () => {
    const ticked = body({ ...NO_HUMAN_PART, ticked: ['fix:c1', 'teach:c2'] });
    const untick = mergeBody(body(NO_HUMAN_PART), NO_HUMAN_PART, ticked, ['fix:c1']);
    expect(readHumanPart(untick).ticked).toEqual(['teach:c2']);
    const seen = { ...NO_HUMAN_PART, ticked: ['fix:c1'] };
    const tick = mergeBody(body(seen), seen, body(NO_HUMAN_PART), ['fix:c1']);
    expect(readHumanPart(tick).ticked).toEqual(['fix:c1']);
  });

  it('is not disturbed by line ends of an editor', () => {
    const current = body({ ...NO_HUMAN_PART, ticked: ['fix:c1'] }).replaceAll('\n', '\r\n');
    expect(readHumanPart(mergeBody(body(NO_HUMAN_PART), NO_HUMAN_PART, current)).ticked).toEqual(['fix:c1']);
  });
});
