import { describe, expect, it } from 'vitest';
import type { NoticeNews, NoticeSubject } from '../../../src/loop/render/notice.ts';
import {
  renderNotice,
  renderRegression,
  renderThanks,
  versionLink,
  webLink,
} from '../../../src/loop/render/notice.ts';
import { TEXTS } from '../../../src/loop/render/texts/languages.ts';

const LANGUAGES = Object.keys(TEXTS) as (keyof typeof TEXTS)[];
const VERSION = versionLink('v1.4.0', 'https://github.com/acme/widgets/releases/tag/v1.4.0');
const FIX = '[`acme/widgets#45`](https://redirect.github.com/acme/widgets/pull/45)';
const DOCS = webLink('https://docs.acme.dev/proxy#tls');

const subject = (
  language: keyof typeof TEXTS,
  news: NoticeNews,
  changes: Partial<NoticeSubject> = {},
): string =>
  renderNotice({
    news,
    said: 'nothing',
    isDisputed: false,
    why: 'reported',
    texts: TEXTS[language],
    prefix: '/',
    renewal: null,
    marker: 'notice:c12',
    ...changes,
  });

const RELEASED: NoticeNews = { is: 'released', version: VERSION, fix: FIX, documented: DOCS };
/** Everything that the app says in this step, in one language. */
const ALL = (language: keyof typeof TEXTS): Record<string, string> => {
  const texts = TEXTS[language];
  return {
    released: subject(language, RELEASED, { renewal: '0' }),
    confirmed: subject(language, RELEASED, { renewal: '0', said: 'verified', why: 'asked' }),
    contested: subject(
      language,
      { ...RELEASED, documented: null },
      { renewal: '0', said: 'contested', isDisputed: true },
    ),
    disputed: subject(language, RELEASED, { renewal: '0', isDisputed: true }),
    'disputed, not released': subject(language, { is: 'fixed', fix: FIX }, { isDisputed: true }),
    fixed: subject(language, { is: 'fixed', fix: FIX }),
    documented: subject(language, { is: 'documented', link: DOCS }),
    declined: subject(language, { is: 'declined', reason: 'it would slow every build down by a third' }),
    'declined, without a reason': subject(language, { is: 'declined', reason: ' ' }),
    reopened: subject(language, { is: 'reopened' }),
    thanks: renderThanks({ version: VERSION, reports: 8, texts, prefix: '/', marker: 'thanks:c12' }),
    regression: renderRegression({
      isBack: true,
      version: VERSION,
      theirs: '1.4.2',
      texts,
      prefix: '/',
      marker: 'regression:12-40',
    }),
    update: renderRegression({
      isBack: false,
      version: VERSION,
      theirs: '1.3.0',
      texts,
      prefix: '/',
      marker: 'regression:12-40',
    }),
  };
};

/** Words as a reader counts them: without addresses and hidden marks; two characters of a script without blanks are one. */
function words(text: string): number {
  const shown = text
    .replace(/<!--.*?-->/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<\/?sub>/g, '');
  const wide = shown.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const rest = shown.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu, ' ');
  return Math.ceil(wide / 2) + rest.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

describe('what reporters read', () => {
  it.each(LANGUAGES)('in %s', async (language) => {
    const text = Object.entries(ALL(language))
      .map(([name, body]) => `# ${name}\n\n${body}`)
      .join('\n\n---\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/notice-${language}.md`);
  });

  it.each(LANGUAGES)('is short, automated and free of mentions in %s', (language) => {
    for (const [name, body] of Object.entries(ALL(language))) {
      expect(words(body), `${language} ${name}`).toBeLessThan(90);
      expect(body).toContain('Fullcircle');
      expect(body).not.toContain('@');
      expect(body.replace(/`[^`]*`|\([^)]*\)/g, '')).not.toMatch(/#\d/);
      expect(body).toMatch(/<!-- fullcircle:[a-z]+:[\w-]+ -->$/);
    }
  });

  it.each(LANGUAGES)('does not begin as good news where somebody contests it in %s', (language) => {
    const opening = (body: string): string => body.split(/[:：]/, 1)[0] ?? '';
    const good = opening(subject(language, RELEASED));
    for (const news of [RELEASED, { is: 'fixed', fix: FIX } as const]) {
      expect(subject(language, news).startsWith(good)).toBe(true);
      expect(subject(language, news, { isDisputed: true }).startsWith(good)).toBe(false);
      expect(subject(language, news, { said: 'verified', isDisputed: true }).startsWith(good)).toBe(false);
      expect(subject(language, news, { said: 'contested', isDisputed: true }).startsWith(good)).toBe(false);
    }
    expect(subject(language, { is: 'reopened' }).startsWith(good)).toBe(false);
  });

  it.each(LANGUAGES)('promises no reason where there is none in %s', (language) => {
    const told = (reason: string): string => subject(language, { is: 'declined', reason });
    const sentence = told('').split('\n\n', 1)[0] ?? '';
    expect(sentence).toMatch(/[.。]$/);
    expect(told('too slow').startsWith(sentence)).toBe(true);
    expect(told('too slow')).toContain('too slow');
  });

  it('asks once, and not who has answered', () => {
    const asks = (said: NoticeSubject['said']) => subject('en', RELEASED, { said }).includes('/verified');
    expect([asks('nothing'), asks('verified'), asks('contested'), asks('asked')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('keeps hostile words harmless', () => {
    const reason = 'fixes #12 @ada <img src=x> [x](https://evil.dev) ```\n# Big';
    const body = subject('en', { is: 'declined', reason });
    expect(body).not.toMatch(/#12|@ada|<img|\]\(https:\/\/evil/);
    expect(versionLink('v1`](x)@ada', null)).not.toContain('@ada');
    expect(webLink('https://a.dev/x)[y](z')).not.toContain(')[y](z');
  });
});
