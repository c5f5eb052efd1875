import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseBoxes,
  parseMarker,
  renderBox,
  renderMarker,
  renderMarkerText,
} from '../../../src/loop/render/marker.ts';

const kind = fc.stringMatching(/^[a-z]{1,12}$/).filter((word) => word !== 'box');
const key = fc.stringMatching(/^[A-Za-z0-9]{1,20}(-[A-Za-z0-9]{1,10})?$/);

describe('a marker', () => {
  it('is read back at the end of any text', () => {
    fc.assert(
      fc.property(kind, key, fc.string(), (word, id, text) => {
        const body = `${text}\n${renderMarker(word, id)}`;
        expect(parseMarker(body)).toEqual({ kind: word, key: id });
        expect(parseMarker(`${body}\r\n \n`)).toEqual({ kind: word, key: id });
        expect(renderMarkerText(`${word}:${id}`)).toBe(renderMarker(word, id));
      }),
    );
  });

  it.each(['triage:2026-W48', 'related:12-34', 'cluster:c12', 'command:987', 'config:0a1b2c', 'why:12-34'])(
    '%s',
    (text) => {
      expect(renderMarkerText(text)).toBe(`<!-- fullcircle:${text} -->`);
    },
  );

  it.each([
    '',
    'no marker',
    '<!-- fullcircle:why:1-2 --> and more',
    '<!-- fullcircle:why:1-2 -->.',
    '<!-- fullcircle:why -->',
    '<!-- fullcircle::1 -->',
    '<!-- fullcircle:why: -->',
    '<!-- fullcircle:why:1:2 -->',
    '<!-- fullcircle:box:fix:c1 -->',
    '<!-- fullcircle:box:c1 -->',
    '<!-- fullcircle:Why:1 -->',
    '<!-- fullcircle:why:a--b -->',
    '<!-- fullcircle:why:a b -->',
    '<!--fullcircle:why:1-->',
    '<!-- other:why:1 -->',
    `<!-- fullcircle:why:${'1'.repeat(200)} -->`,
    '\\<!-- fullcircle:why:1-2 --\\>',
  ])('is not %j', (body) => {
    expect(parseMarker(body)).toBeNull();
  });

  it('is the last one of several', () => {
    expect(parseMarker('<!-- fullcircle:why:1 -->\n<!-- fullcircle:notice:c1 -->')).toEqual({
      kind: 'notice',
      key: 'c1',
    });
  });

  it.each(['why', 'why:', ':1', 'why:a -->', 'why:a\nb', 'box:c1', 'why:--'])(
    'refuses to be made of %j',
    (text) => {
      expect(() => renderMarkerText(text)).toThrow(RangeError);
    },
  );
});

describe('boxes', () => {
  const body = [
    'Decide:',
    renderBox({ action: 'fix', id: 'c12', ticked: false }, '**fix** it'),
    renderBox({ action: 'decline', id: 'c12', ticked: true }, 'decline'),
    '  - [X] nested <!-- fullcircle:box:defer:c7 -->\r',
    '- [ ] a task without a mark',
    '- [ ] text <!-- fullcircle:box:fix:c9 --> after',
    'no box <!-- fullcircle:box:fix:c9 -->',
    '- [ ] quoted &lt;!-- fullcircle:box:fix:c8 --&gt;',
    '<!-- fullcircle:triage:2026-W48 -->',
  ].join('\n');

  it('are read with their ticks', () => {
    expect(parseBoxes(body)).toEqual([
      { action: 'fix', id: 'c12', ticked: false },
      { action: 'decline', id: 'c12', ticked: true },
      { action: 'defer', id: 'c7', ticked: true },
    ]);
  });

  it('leave the marker of the body alone', () => {
    expect(parseMarker(body)).toEqual({ kind: 'triage', key: '2026-W48' });
  });

  it('are one line each', () => {
    expect(() => renderBox({ action: 'fix it', id: 'c1', ticked: false }, 'x')).toThrow(RangeError);
    expect(renderBox({ action: 'fix', id: 'c1', ticked: true }, 'text')).toBe(
      '- [x] text <!-- fullcircle:box:fix:c1 -->',
    );
  });
});
