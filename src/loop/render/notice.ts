import { renderMarker, renderMarkerText } from './marker.ts';
import { neutralisePlain } from './neutralise.ts';
import type { Texts } from './texts/texts.ts';

/** Longest reason that is told: the whole notice stays below 90 words. */
const REASON_CHARACTERS_MAX = 240;

/** Longest name of a version or tag. */
const VERSION_CHARACTERS_MAX = 60;

/** What a notice tells, as Markdown that may be shown where it goes. */
export type NoticeNews =
  | { is: 'fixed'; fix: string | null }
  | { is: 'released'; version: string; fix: string | null; documented: string | null }
  | { is: 'documented'; link: string }
  /** `reason`: as somebody wrote it; empty: nobody gave one */
  | { is: 'declined'; reason: string }
  | { is: 'reopened' };

export interface NoticeSubject {
  news: NoticeNews;
  /** what its only reader has said of it; `asked`: who reads it has answered before, so that nobody is asked any more */
  said: 'nothing' | 'verified' | 'contested' | 'asked';
  /** whether anybody contests what is told: then nobody reads that it is good news */
  isDisputed: boolean;
  /** whether it is read for having reported the problem, for having asked, or by people of both kinds */
  why: 'reported' | 'asked' | 'either';
  texts: Texts;
  /** what commands begin with */
  prefix: string;
  /** names the claim that it tells of: a notice of an older one is replaced. null: it is only edited */
  renewal: string | null;
  /** `KIND:KEY` of the comment */
  marker: string;
}

/** The one comment that tells somebody what became of what they reported. */
export function renderNotice(subject: NoticeSubject): string {
  const { texts, prefix, renewal, marker } = subject;
  return [
    ...sentences(subject),
    `<sub>${texts.footer(whyTold(subject), `\`${prefix}mute\``)}</sub>`,
    ...(renewal === null ? [] : [renderRenewal(renewal)]),
    renderMarkerText(marker),
  ].join('\n\n');
}

function whyTold({ why, texts, prefix }: NoticeSubject): string {
  const notifyMe = `\`${prefix}notify-me\``;
  const words = {
    reported: texts.whyReported,
    asked: texts.whyAsked(notifyMe),
    either: texts.whyEither(notifyMe),
  };
  return words[why];
}

/** The hidden line by which a comment is known to tell of this claim and not of an older one. */
export function renderRenewal(renewal: string): string {
  return renderMarker('claim', renewal);
}

function sentences(subject: NoticeSubject): string[] {
  const { news, said, texts } = subject;
  const isOwnDoubt = said === 'contested';
  const isDisputed = isOwnDoubt || subject.isDisputed;
  const doubt = isOwnDoubt ? texts.contested : texts.disputed;
  const answer = answerTo(subject);
  switch (news.is) {
    case 'fixed':
      return isDisputed ? [doubt, texts.claimed(null, news.fix)] : [texts.fixed(news.fix)];
    case 'released': {
      const { version, fix, documented } = news;
      const too = documented === null ? [] : [texts.documentedToo(documented)];
      return isDisputed
        ? [doubt, [texts.claimed(version, fix), ...too].join(' '), ...(isOwnDoubt ? [] : answer)]
        : [[texts.released(version, fix), ...too].join(' '), ...answer];
    }
    case 'documented':
      return [texts.documented(news.link), ...answer];
    case 'declined':
      return [declinedWords(news.reason, texts)];
    case 'reopened':
      return [texts.reopened];
  }
}

/** @param reason as somebody wrote it; empty: nobody gave one */
export function declinedWords(reason: string, texts: Texts): string {
  const words = neutralisePlain(reason, { inline: true, maxCharacters: REASON_CHARACTERS_MAX });
  return texts.declined(words === '' ? null : words);
}

/** What is said to the reader's own word, or the question for it. */
function answerTo({ news, said, texts, prefix }: NoticeSubject): string[] {
  const words = [`\`${prefix}verified\``, `\`${prefix}still-broken\``] as const;
  switch (said) {
    case 'nothing':
      return [news.is === 'documented' ? texts.askDocumented(...words) : texts.ask(...words)];
    case 'verified':
      return [texts.confirmed];
    case 'contested':
      return [texts.contested];
    case 'asked':
      return [];
  }
}

/** The name of a version as code, as a link where there is a page of it. */
export function versionLink(version: string, url: string | null): string {
  const words = neutralisePlain(version, { inline: true, maxCharacters: VERSION_CHARACTERS_MAX });
  const code = `\`${words.replaceAll('`', '').replaceAll('\\', '')}\``;
  return url === null ? code : `[${code}](${address(url)})`;
}

/** A web address as a link under its own host and path. */
export function webLink(url: string): string {
  const { host, pathname } = new URL(url);
  const words = neutralisePlain(`${host}${pathname}`, {
    inline: true,
    maxCharacters: VERSION_CHARACTERS_MAX,
  });
  return `[${words}](${address(url)})`;
}

/** An address that cannot leave its link. */
function address(url: string): string {
  return new URL(url).href.replace(/[()<>\s\\]/g, (mark) =>
    encodeURIComponent(mark).replace('(', '%28').replace(')', '%29'),
  );
}

export interface ThanksSubject {
  version: string;
  /** reports that may be shown there */
  reports: number;
  texts: Texts;
  prefix: string;
  marker: string;
}

/** The one comment that thanks the author of a fix when it is usable. */
export function renderThanks({ version, reports, texts, prefix, marker }: ThanksSubject): string {
  return [
    texts.thanks(version, reports),
    `<sub>${texts.thanksFooter(`\`${prefix}mute\``)}</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}

export interface RegressionSubject {
  /** whether the reporter has the fix already, so that it is back */
  isBack: boolean;
  version: string;
  theirs: string;
  texts: Texts;
  prefix: string;
  marker: string;
}

/** The comment on a new report of something that was fixed. */
export function renderRegression({
  isBack,
  version,
  theirs,
  texts,
  prefix,
  marker,
}: RegressionSubject): string {
  const said = versionLink(theirs, null);
  return [
    isBack ? texts.regression(version, said) : texts.update(version, said, `\`${prefix}still-broken\``),
    texts.reportDoubt(`\`${prefix}not-duplicate\``),
    `<sub>${texts.reportFooter}</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}
