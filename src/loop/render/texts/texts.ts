import type { CommandTexts } from './command-texts.ts';
import type { LinkTexts } from './link-texts.ts';
import type { WhyTexts } from './why-texts.ts';

/**
 * What the app says to people, in one language. Every entry is own Markdown; its arguments are Markdown already (links,
 * code, neutralised text of others). Short, plain, warm; no mention, no closing keyword before a reference.
 */
export interface Texts {
  /** merged, not yet usable. `fix`: link of the pull request; null: not to be named here */
  fixed(fix: string | null): string;
  /** usable. `version`: link or code */
  released(version: string, fix: string | null): string;
  /** beside what else is said */
  documentedToo(link: string): string;
  documented(link: string): string;
  /** `reason`: neutralised, without a full stop of ours; null: none was given */
  declined(reason: string | null): string;
  /** a fix that was told of does not hold */
  reopened: string;
  /** asks once */
  ask(verified: string, stillBroken: string): string;
  /** asks once, where there is something to read */
  askDocumented(verified: string, stillBroken: string): string;
  /** the reader said that it works */
  confirmed: string;
  /** the reader said that it does not */
  contested: string;
  /** somebody else said that it does not */
  disputed: string;
  /** what is disputed, without calling it good. `version`: link or code; null: it is not usable yet */
  claimed(version: string | null, fix: string | null): string;
  /** who writes, why this person gets it, how to stop. `why`: one of the two below */
  footer(why: string, mute: string): string;
  whyReported: string;
  whyAsked(notifyMe: string): string;
  /** read by several people: by who reported it and by others who asked to be told */
  whyEither(notifyMe: string): string;
  /** on the fixing pull request, to its author */
  thanks(version: string, reports: number): string;
  thanksFooter(mute: string): string;
  /** on a new report of what was fixed, by somebody who has the fix */
  regression(version: string, theirs: string): string;
  /** the same, by somebody who does not have it yet */
  update(version: string, theirs: string, stillBroken: string): string;
  /** below both: how to say that it is another problem */
  reportDoubt(notDuplicate: string): string;
  reportFooter: string;
  links: LinkTexts;
  why: WhyTexts;
  commands: CommandTexts;
}
