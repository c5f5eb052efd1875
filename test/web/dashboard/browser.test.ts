import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HISTORY } from '../../../src/cli/demo/history/history.ts';
import { type PlayedStory, playStory } from '../../../src/cli/demo/play.ts';
import { weeklyIssues } from '../../../src/cli/demo/weekly-issues.ts';

/** Build output, for people to look at. */
const PICTURES = join(import.meta.dirname, '../../../coverage/pictures');
/** Enough of the demo's ten weeks for every page to have something to show. */
const UNTIL = '2026-03-24T12:00:00Z';
const START_WITHIN_MS = 480_000;
const SIZES = { wide: { width: 1200, height: 800 }, phone: { width: 360, height: 740 } };

/** Sum of the shifts so far: entries that were buffered come before the next two frames. */
const LAYOUT_SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})`;

const TABS = [
  'Overview',
  'Clusters',
  'Metrics',
  'Help given',
  'Outbox',
  'Deliveries',
  'Config',
  'Precision',
  'Privacy',
  'First look',
];

// The browser in the package is one for Linux.
describe.skipIf(process.platform !== 'linux')('the dashboard in a browser', () => {
  let story: PlayedStory;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    const happenings = HISTORY.happenings.filter(({ at }) => at <= UNTIL);
    story = await playStory({
      history: { ...HISTORY, until: UNTIL, happenings },
      onProgress: () => undefined,
      onLog: () => undefined,
    });
    browser = await chromium.launch({
      args: sparticuz.args,
      executablePath: await sparticuz.executablePath(),
    });
    page = await (await browser.newContext({ viewport: SIZES.wide })).newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(story.address) && !request.url().startsWith('data:'))
        complaints.push(`asked for ${request.url()}`);
    });
  }, START_WITHIN_MS);

  afterAll(async () => {
    await browser?.close();
    await story?.close();
  });

  /** What axe finds wrong, in a few words. */
  async function wrong(): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  }

  const open = async (tab: string) => {
    await page.goto(story.address);
    await page.getByRole('navigation', { name: 'Pages of this installation' }).getByText(tab).click();
  };

  it('leads by clicking from what hurts to the evidence, and through every page', async () => {
    await page.goto(story.address);
    expect(await page.textContent('body')).toContain('This dashboard is open');
    await page.locator('[aria-label="What hurts most"] a').first().click();
    await page.waitForURL(/\/clusters\/c\d+$/);
    expect(await page.locator('h2').allTextContents()).toEqual([
      'Decision',
      'Threads',
      'Why they are together',
      'Notices',
      'What happened',
    ]);
    await open('Clusters');
    await page.getByLabel('Words, or an error message').fill('ECONNREFUSED redis');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.locator('[aria-label="Clusters"] tbody th a').first().textContent()).toMatch(
      /redis|ECONNREFUSED/i,
    );
    for (const tab of TABS) {
      await open(tab);
      expect(await page.locator('nav [aria-current=page]').textContent()).toBe(tab);
      expect(await page.locator('h1').count()).toBe(1);
    }
    expect(complaints).toEqual([]);
  });

  it.each(TABS)('%s: nothing to complain of, light and dark, wide and narrow', async (tab) => {
    await open(tab);
    if (tab === 'Clusters') await page.locator('[aria-label="Clusters"] tbody th a').nth(2).click();
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.reload();
        expect(await wrong()).toEqual([]);
        const widths = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
        expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
        const name = `${tab.toLowerCase().replace(' ', '-')}-${size}-${colorScheme}.png`;
        await page.screenshot({ path: join(PICTURES, name), fullPage: true });
      }
    }
    await page.setViewportSize(SIZES.wide);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(complaints).toEqual([]);
  });

  it('is used with the keyboard alone', async () => {
    const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
    await page.goto(story.address);
    const stops: string[] = [];
    for (let press = 0; press < 14; press += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused());
    }
    expect(stops[0]).toBe('Skip to the content');
    expect(stops).toEqual(expect.arrayContaining(TABS));
    await page.reload();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await open('Clusters');
    await page.getByLabel('Words, or an error message').focus();
    await page.keyboard.type('docker');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=docker/);
  });

  it('decides by a button, and takes it back by another', async () => {
    await page.goto(story.address);
    await page.locator('[aria-label="What hurts most"] a').first().click();
    const before = await page.getByRole('button', { name: /^Undo/ }).count();
    await page.getByLabel(/^(?:Decide anew\. )?Reason/).fill('seen in the browser');
    await page.getByRole('button', { name: 'Teach' }).click();
    await page.getByText('It is being carried out').waitFor();
    while (await story.app.step());
    await page.getByText('Done. The weekly issue shows it').waitFor();
    const said = page.locator('li', { hasText: 'seen in the browser' });
    expect(await said.textContent()).toContain('teach by anneke-vos');
    expect(weeklyIssues(story.sandbox.world).at(-1)?.body).toContain('seen in the browser');
    expect(await wrong()).toEqual([]);
    await said.getByRole('button', { name: 'Undo' }).click();
    // The page before says "Done", too.
    await page.getByText('It is being carried out').waitFor();
    while (await story.app.step());
    await page.getByText('Done. The weekly issue shows it').waitFor();
    await vi.waitFor(async () => {
      expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(before);
    });
    expect(complaints).toEqual([]);
  });

  it('moves nothing while it loads', async () => {
    for (const tab of ['Overview', 'Metrics']) {
      await open(tab);
      const shift = await page.evaluate<number>(LAYOUT_SHIFT);
      expect(shift).toBe(0);
    }
  });
});
