import type { Texts } from './texts.ts';

export const en: Texts = {
  fixed: (fix) =>
    `Good news: what you reported here is fixed in the code${fix === null ? '' : ` (${fix})`}. The next release will have it, and this note will say which.`,
  released: (version, fix) =>
    `Good news: what you reported here is fixed${fix === null ? '' : ` (${fix})`}. You can use it in ${version}.`,
  documentedToo: (link) => `It is also explained in ${link}.`,
  documented: (link) => `What you asked for here is documented now: ${link}.`,
  declined: (reason) =>
    `The maintainers decided not to do this.${reason === null ? '' : ` Their reason: ${reason}`}`,
  reopened:
    'Sorry: the fix that was announced here does not hold. The maintainers know, and this note will say when there is a new one.',
  ask: (verified, stillBroken) => `Is it really gone for you? Please answer ${verified} or ${stillBroken}.`,
  askDocumented: (verified, stillBroken) =>
    `Does it answer your question? Please say ${verified}, or ${stillBroken}.`,
  confirmed: 'Thank you for confirming that it works for you.',
  contested: 'You said that it is still broken for you. The maintainers see that.',
  disputed: 'Somebody says that it is still broken for them. The maintainers see that.',
  claimed: (version, fix) =>
    `A fix was announced here${fix === null ? '' : ` (${fix})`}${version === null ? '; it is not released yet' : `; it is in ${version}`}.`,
  footer: (why, mute) => `Fullcircle, an automated app, wrote this because ${why}. ${mute} stops it.`,
  whyReported: 'you reported this problem',
  whyAsked: (notifyMe) => `you asked for it with ${notifyMe}`,
  thanks: (version, reports) =>
    `Thank you: your change is in ${version}${reports > 1 ? `, and solves ${reports} reports` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, an automated app, wrote this once because your pull request fixed what others reported. ${mute} stops it.`,
  regression: (version, theirs) =>
    `This was fixed in ${version}, and you have ${theirs}: it seems to be back. It is on the list of the next triage. Thank you for telling.`,
  update: (version, theirs, stillBroken) =>
    `This was fixed in ${version}, and you have ${theirs}: please update. If it is not gone then, answer ${stillBroken}.`,
  reportFooter:
    'Fullcircle, an automated app, wrote this because your report is about a problem that was fixed before. Delete it, and it does not come back.',
};
