import { expect, it } from 'vitest';
import { issueHtml } from '../../../src/web/dashboard/issue-html.ts';

it('names the boxes of a weekly issue for those who do not see them', () => {
  expect(issueHtml('- [ ] fix\n- [x] teach\n')).toMatch(
    /<input type="checkbox" aria-label="Box" disabled="" \/> fix[\s\S]*<input type="checkbox" aria-label="Box" disabled="" checked="" \/> teach/,
  );
});
