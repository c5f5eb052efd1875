/**
 * What the app answers to commands and ticks, in one language. What a command expects is the end of a sentence that begins
 * with the command as code.
 */
export interface CommandTexts {
  /** ends of sentences */
  expects: {
    address: string;
    issuesOnly: string;
    tag: string;
    reason: string;
    decision: string;
    /** `lines`: the lines that may be named */
    attestation(lines: string): string;
    cluster: string;
    knownCluster: string;
    oneOf(words: string): string;
    nothingToChoose: string;
    thread: string;
    otherThread: string;
    pull: string;
    shownThread: string;
    openIssue: string;
    claim: string;
    notDeclined: string;
  };
  /** whole sentences */
  nothingToUndo(undo: string): string;
  decisionStands: string;
  mistakeFooter: string;
  /** a box was put back, or nobody knows who ticked it. `decide`: an example of the command */
  putBack(decide: string): string;
  unread(decide: string): string;
  tickFooter: string;
}
