import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it, vi } from 'vitest';
import { mermaidLabel, pieChart, quadrantChart, trendChart } from '../../../src/loop/render/mermaid.ts';
import { hostileText } from './hostile.ts';

// Mermaid is made for browsers: its parser wants a window, if only to clean texts.
const { window } = parseHTML('<!doctype html><html><body></body></html>');
vi.stubGlobal('window', window);
vi.stubGlobal('document', window.document);
vi.stubGlobal('Element', window.Element);
const { default: mermaid } = await import('mermaid');

const CHARTS: Record<string, (text: string) => string> = {
  pie: (text) =>
    pieChart(text, [
      { label: text, value: 2 },
      { label: 'other', value: 3.5 },
    ]),
  quadrant: (text) => quadrantChart({ x: [text, 'many'], y: ['low', text] }, [{ label: text, x: 0.2, y: 2 }]),
  trend: (text) =>
    trendChart(text, text, [
      { label: text, value: 1 },
      { label: 'W2', value: 0 },
    ]),
};

describe('pictures', () => {
  it('are as Mermaid wants them', () => {
    expect(CHARTS.pie?.('Reports')).toBe(
      '```mermaid\npie title Reports\n    "Reports" : 2\n    "other" : 3.5\n```',
    );
    expect(CHARTS.quadrant?.('few')).toBe(
      '```mermaid\nquadrantChart\n    x-axis "few" --> "many"\n    y-axis "low" --> "few"\n    "few": [0.2, 1]\n```',
    );
    expect(CHARTS.trend?.('W1')).toBe(
      '```mermaid\nxychart-beta\n    title "W1"\n    x-axis ["W1", "W2"]\n    y-axis "W1" 0 --> 1\n    bar [1, 0]\n```',
    );
  });

  it('are left out where there is nothing to draw', () => {
    expect(pieChart('x', [{ label: 'a', value: 0 }])).toBe('');
    expect(quadrantChart({ x: ['a', 'b'], y: ['c', 'd'] }, [])).toBe('');
    expect(trendChart('x', 'y', [{ label: 'a', value: 3 }])).toBe('');
  });

  it('have labels that mean nothing to Mermaid or Markdown', () => {
    expect(mermaidLabel('a"b]: [1, 2]\n%%{init}%% <b> #35; ``` click @x')).toBe('a b 1, 2 init b 35 click');
    expect(mermaidLabel('"')).toBe('unnamed');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(mermaidLabel(text)).toMatch(/^[\p{L}\p{N} .,+-]{1,48}$/u);
        for (const chart of Object.values(CHARTS)) {
          const lines = chart(text).split('\n');
          expect(lines).toHaveLength(chart('x').split('\n').length);
          expect(lines.filter((line) => line.startsWith('```'))).toHaveLength(2);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.entries(CHARTS))('%s is read by Mermaid itself', async (_, chart) => {
    const texts = ['Reports of the week', '"]: x', 'pie title', '工作流 é', '1.5, 2', 'end', '%%{init}%%'];
    for (const text of [...texts, ...fc.sample(hostileText, { numRuns: 40, seed: 48 })]) {
      const inner = chart(text).split('\n').slice(1, -1).join('\n');
      await expect(mermaid.parse(inner), inner).resolves.toBeTruthy();
    }
    await expect(mermaid.parse('pie title x\n    "a"b" : 2')).rejects.toThrow();
  });
});
