/** What `/why` says, in one language. Points are of 100: `least` are needed, `score` are there. */
export interface WhyTexts {
  /** headings */
  stage: string;
  kind: string;
  severity: string;
  themes: string;
  /** instead of a stage, with its full stop */
  none: string;
  /** who or what says the stage */
  byCommand: string;
  byLabel: string;
  byRemoval: string;
  bot: string;
  staff: string;
  unclear: string;
  sure(least: number, score: number): string;
  /** `stage`: as code */
  doubtful(stage: string, least: number, score: number): string;
  denied(stage: string, least: number, score: number): string;
  agreedAlone(least: number, score: number): string;
  agreed: string;
  unanswered: string;
  /** why there is no label all the same */
  suggest: string;
  old: string;
  /** heads the signals */
  signals: string;
  /** behind a signal that speaks for none */
  noStage: string;
  sources: { human: string; label: string; model: string };
  /** each is the command with the words that it takes */
  correct(stage: string, kind: string, severity: string): string;
  footer(why: string): string;
  /** heads the threads about the same problem */
  sameAs: string;
  sameAsNone: string;
  hidden(reports: number): string;
  /** why a thread is among them */
  byMaintainer: string;
  byOthers: string;
  /** threads that a language model spoke against */
  leftOut(threads: string): string;
  notSame(notDuplicate: string, split: string): string;
}
