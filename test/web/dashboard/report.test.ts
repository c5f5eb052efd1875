import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/loop/measure.ts';
import { renderReport } from '../../../src/web/dashboard/report.tsx';
import {
  ago,
  comment,
  hoursAfter,
  member,
  project,
  SETTINGS,
  staff,
  thread,
  times,
} from '../../loop/record/project.ts';

const threads = times(20, (index) =>
  thread({
    author: member(index + 1),
    createdAt: ago(20 - index),
    comments: [comment(staff(), hoursAfter(ago(20 - index), 2 + index))],
  }),
);

const week = {
  week: '2026-W10',
  issue: {
    title: 'Feedback triage: 2026-W10',
    body: '## Decide\n\n- [ ] fix <!-- fullcircle:box:fix:c1 -->\n',
  },
  measures: measure(project({ threads }), SETTINGS),
};

describe('a report', () => {
  const html = renderReport('larkspur & <co>', [week, { ...week, week: '2026-W11', issue: null }]);

  it('loads and runs nothing, and is allowed its own style alone', () => {
    expect(html).not.toMatch(/<script|<link|src="|url\((?!["']?data:)|@import/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    expect(html).toContain(createHash('sha256').update(style).digest('base64'));
    expect(html.match(/<style/g)).toHaveLength(1);
  });

  it('tells each week with verdict, issue and figures', () => {
    expect(html).toContain('larkspur &amp; &lt;co&gt;');
    expect(html.match(/class="box verdict/g)).toHaveLength(2);
    expect(html).toContain('<h2>Decide</h2>');
    expect(html).not.toContain('&lt;!--');
    expect(html).toContain('Nothing new: no issue would have been opened.');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is the same for the same figures', () => {
    expect(renderReport('larkspur & <co>', [week, { ...week, week: '2026-W11', issue: null }])).toBe(html);
  });
});
