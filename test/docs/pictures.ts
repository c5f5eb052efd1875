import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Locator, type Page } from 'playwright-core';
import { HISTORY } from '../../src/cli/demo/history/history.ts';
import { playStory } from '../../src/cli/demo/play.ts';
import { weeklyIssues } from '../../src/cli/demo/weekly-issues.ts';
import { measure } from '../../src/loop/measure.ts';
import { measureSettings } from '../../src/web/dashboard/measure-settings.ts';
import { renderReport } from '../../src/web/dashboard/report.tsx';

/**
 * Makes the pictures of the README anew, from the demo: `npx tsx test/docs/pictures.ts`. Takes a few minutes, and a Linux
 * machine, since the browser in the package is one for Linux.
 */

const FOLDER = join(import.meta.dirname, '../../docs/pictures');
/** As wide as a README is shown; tall enough for one thought, small enough for a clone. */
const SIZE = { width: 960, height: 640 };
/** Above what a picture begins with. */
const MARGIN = 4;
/** The story's busiest triage: problems of several people, and decisions made. */
const BUSIEST_WEEK = '2026-W12';

const story = await playStory({
  history: HISTORY,
  onProgress: () => undefined,
  onLog: (line) => process.stderr.write(`${line}\n`),
});
try {
  await mkdir(FOLDER, { recursive: true });
  const take = async (
    name: string,
    open: (page: Page) => Promise<unknown>,
    top?: (page: Page) => Locator,
  ) => {
    // A browser of its own: the dashboard's rules on what may be loaded would stay with its page, and this browser, being a
    // single process, ends with its first page.
    const browser = await chromium.launch({
      args: sparticuz.args,
      executablePath: await sparticuz.executablePath(),
    });
    const page = await browser.newPage({ viewport: SIZE });
    await open(page);
    const box = await top?.(page).boundingBox();
    const clip = { x: 0, y: Math.max(0, (box?.y ?? 0) - MARGIN), ...SIZE };
    await page.screenshot({ path: join(FOLDER, name), fullPage: true, clip });
    await browser.close();
  };
  await take('overview.png', (page) => page.goto(story.address));
  const html = await report();
  await take(
    'weekly-issue.png',
    (page) => page.setContent(html),
    (page) => page.locator('section.issue'),
  );
} finally {
  await story.close();
}

/** A weekly issue as the page that `demo --html` writes. */
async function report(): Promise<string> {
  const { store, clock, sandbox, history } = story;
  const [installation] = await store.operator.installations();
  if (installation === undefined) throw new Error('the demo has no installation');
  const tenant = store.forInstallation(installation.id);
  const settings = await measureSettings(tenant);
  const record = await tenant.record({ asOf: clock.now(), visible: null, audience: settings.audience });
  const measures = measure(record, settings);
  const issue = weeklyIssues(sandbox.world).find(({ title }) => title.endsWith(BUSIEST_WEEK)) ?? null;
  return renderReport(history.organization, [{ week: BUSIEST_WEEK, issue, measures }]);
}
