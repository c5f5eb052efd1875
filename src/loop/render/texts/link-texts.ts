/** What the app says of threads about the same problem, in one language. Arguments are Markdown, as in `Texts`. */
export interface LinkTexts {
  /** `thread`: link and title */
  same(thread: string): string;
  /** how that thread stands, or what became of the problem; whole sentences */
  standing: {
    open: string;
    answered: string;
    closed: string;
    notPlanned: string;
    completed: string;
    decided: Readonly<Record<'fix' | 'document' | 'teach', string>>;
    documented(link: string): string;
    /** merged, and in no release */
    fixed: string;
    released(version: string): string;
  };
  /** heads the reasons. `foundIn`: link of the thread that they were found in; null: the named one */
  because(foundIn: string | null): string;
  /** how to say no. `notDuplicate`: the command */
  doubt(notDuplicate: string): string;
  relatedFooter: string;
  /** bold first, then whole sentences. `since`: a day, `2026-11-16`; `hidden`: 0 where none may be told */
  counted(reports: number, people: number, since: string, hidden: number): string;
  /** a whole sentence behind that one: at least one person beside those, by `/notify-me` */
  asked(people: number): string;
  /** a whole sentence behind these. `most`: how many the report that has most of them has, at least one */
  thumbs(most: number): string;
  versions(list: string): string;
  /** heads the list of the others */
  others: string;
  /** behind a thread that is closed, in brackets */
  closed: string;
  more(threads: number): string;
  countDoubt(split: string, canonical: string): string;
  countFooter: string;
  evidence: EvidenceTexts;
}

/** Reasons, as phrases without a full stop. `share`: `75 %` */
export interface EvidenceTexts {
  error(error: string, frame: string | null): string;
  similarError(error: string, share: string): string;
  frames(frames: string): string;
  errorCode(code: string): string;
  api(api: string): string;
  version(version: string): string;
  sameTitle: string;
  similarTitle(share: string): string;
  words(words: string, share: string): string;
  mention(name: string): string;
  duplicates(count: number): string;
  batch: string;
  sameAuthor: string;
  /** a language model was asked */
  agrees: string;
  disagrees: string;
}
