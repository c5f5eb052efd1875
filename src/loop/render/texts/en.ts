import type { Texts } from './texts.ts';

export const en: Texts = {
  fixed: (fix) =>
    `Good news: what was reported here is fixed in the code${fix === null ? '' : ` (${fix})`}. The next release will have it, and this note will say which.`,
  released: (version, fix) =>
    `Good news: what was reported here is fixed${fix === null ? '' : ` (${fix})`}. You can use it in ${version}.`,
  documentedToo: (link) => `It is also explained in ${link}.`,
  documented: (link) => `What was asked for here is documented now: ${link}.`,
  declined: (reason) =>
    `Thank you for raising this. The maintainers decided not to do this.${reason === null ? '' : ` Their reason: ${reason}`}`,
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
  whyEither: (notifyMe) => `you reported this problem or asked for it with ${notifyMe}`,
  thanks: (version, reports) =>
    `Thank you: your change is in ${version}${reports > 1 ? `, and solves ${reports} reports` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, an automated app, wrote this once because your pull request fixed what others reported. ${mute} stops it.`,
  regression: (version, theirs) =>
    `This was fixed in ${version}, and you have ${theirs}: it seems to be back, and the fix counts as in doubt until somebody settles it. Thank you for reporting it.`,
  update: (version, theirs, stillBroken) =>
    `This was fixed in ${version}, and you have ${theirs}: please update. If it still happens after that, reply ${stillBroken}.`,
  reportFooter:
    'Fullcircle, an automated app, wrote this because your report is about a problem that was fixed before. Delete it, and it does not come back.',
  reportDoubt: (notDuplicate) =>
    `A different problem? React with 👎 or say ${notDuplicate}, and this comment goes away.`,
  links: {
    same: (thread) => `This looks like the same problem as ${thread}.`,
    standing: {
      open: 'That one is open: what helps there should help here.',
      answered: 'That one has an accepted answer.',
      closed: 'That one is closed.',
      notPlanned: 'That one was closed as not planned.',
      completed:
        'That one was closed as completed: if you still see it with a version from after that, it is back, and this report stays important.',
      decided: {
        fix: 'It was decided to fix this.',
        document: 'It was decided to document this.',
        teach: 'It was decided to explain this better.',
      },
      documented: (link) => `It is documented: ${link}.`,
      fixed: 'It is fixed in the code; no release has the fix yet.',
      released: (version) =>
        `It was fixed in ${version}. Still seeing it with that version or a later one? Then it is back, and a report of that is important.`,
    },
    because: (foundIn) => `Why${foundIn === null ? '' : ` (found in ${foundIn}, which is part of it)`}:`,
    doubt: (notDuplicate) => `Not the same? React with 👎 or say ${notDuplicate}, and the link is undone.`,
    relatedFooter:
      'Fullcircle, an automated app, wrote this because your report and that one have this in common. It closes nothing, keeps this one comment up to date, and does not write it again if you delete it.',
    counted: (reports, people, since, hidden) =>
      `**${reports} ${reports === 1 ? 'report' : 'reports'} by ${people} ${people === 1 ? 'person' : 'people'}** of this problem since ${since}${hidden > 0 ? ` (+${hidden} private reports)` : ''}. This thread stands for them.`,
    asked: (people) => `${people} more asked to be told.`,
    thumbs: (most) => `The report with the most 👍 has ${most}.`,
    versions: (list) => `Versions named: ${list}`,
    others: 'The others:',
    closed: '(closed)',
    more: (threads) => `and ${threads} more`,
    countDoubt: (split, canonical) =>
      `Wrong? A maintainer can say ${split} on a report that is another problem, or ${canonical} on one that stands for them better. 👎 takes this comment away.`,
    countFooter:
      'Fullcircle, an automated app, wrote this because several people reported the same problem. It keeps this one comment up to date and does not write it again if you delete it.',
    evidence: {
      error: (error, frame) => `same error ${error}${frame === null ? '' : ` in ${frame}`}`,
      similarError: (error, share) => `similar error ${error} (${share} of the words)`,
      frames: (frames) => `same top of the stack ${frames}`,
      errorCode: (code) => `same code ${code}`,
      api: (api) => `both about ${api}`,
      version: (version) => `both name ${version}`,
      sameTitle: 'same title',
      similarTitle: (share) => `similar title (${share})`,
      words: (words, share) => `words in common: ${words} (${share} of all)`,
      mention: (name) => `it names ${name} itself`,
      duplicates: (count) => `${count} earlier ${count === 1 ? 'report' : 'reports'} of the same`,
      batch: 'filed by one person within an hour under different titles: a batch of tasks',
      sameAuthor: 'both from the same author',
      agrees: 'a language model agrees that it is one problem',
      disagrees: 'against it: a language model says that these are two problems',
    },
  },
  why: {
    stage: 'Stage',
    kind: 'Kind',
    severity: 'Severity',
    themes: 'Themes',
    none: 'none.',
    byCommand: 'A maintainer said so with a command.',
    byLabel: 'Somebody put that label by hand.',
    byRemoval: 'Somebody took a stage label off by hand, so the app does not label this thread by itself.',
    bot: 'A bot wrote this thread.',
    staff: 'Threads of the team are not labelled by themselves.',
    unclear: 'The text does not tell where its author stands.',
    sure: (least, score) => `Sure enough for a label: ${least} of 100 points are needed, this has ${score}.`,
    doubtful: (stage, least, score) =>
      `The best guess is ${stage}, but not sure enough for a label: ${least} of 100 points are needed, this has ${score}.`,
    denied: (stage, least, score) =>
      `The best guess is ${stage} (${score} of 100 points, ${least} are needed), but a language model that was shown the text disagrees.`,
    agreedAlone: (least, score) =>
      `By itself not sure enough for a label (${least} of 100 points are needed, this has ${score}), but a language model that was shown the text agrees.`,
    agreed: 'A language model that was shown the text agrees.',
    unanswered: 'A language model was asked, too, and gave no answer.',
    suggest: 'In `mode: suggest` the app puts no label by itself.',
    old: 'The app leaves threads from before its installation unlabelled.',
    signals: 'What speaks for what, strongest first:',
    noStage: 'no stage',
    sources: { human: 'said by a maintainer', label: 'by a label', model: 'read from the text' },
    correct: (stage, kind, severity) =>
      `Not right? A maintainer can say ${stage}, ${kind}, ${severity}, or change the label by hand. The app never overrules that, and learns from the stage and kind of issues and discussions that people wrote.`,
    footer: (why) =>
      `Fullcircle, an automated app, wrote this because somebody asked ${why} here, and keeps it up to date in place. To stop it, delete this comment: it does not come back.`,
    sameAs: 'Same problem as',
    sameAsNone: 'no other thread that the app is certain of.',
    hidden: (reports) => `and ${reports} private reports`,
    byMaintainer: 'a maintainer said so',
    byOthers: 'by way of another thread that both are like',
    leftOut: (threads) =>
      `Left out, since a language model that was shown both says that it is another problem: ${threads}.`,
    notSame: (notDuplicate, split) => `Not the same? ${notDuplicate} or ${split} takes this thread out.`,
  },
  commands: {
    expects: {
      address: 'takes an address that begins with `https://`.',
      issuesOnly: 'closes issues only.',
      tag: 'takes the tag of a release, such as `v1.4.0`.',
      reason: 'takes the reason, which reporters will read.',
      decision: 'takes a cluster and one of `fix`, `document`, `teach`, `decline`, `defer`, as in `c12 fix`.',
      attestation: (lines) => `takes one of ${lines}, and \`yes\` or \`no\`.`,
      cluster: 'takes a cluster, such as `c12`.',
      knownCluster: 'takes a cluster that there is, such as those in this issue.',
      oneOf: (words) => `takes one of ${words}.`,
      nothingToChoose: 'has nothing to choose from: the config names none.',
      thread: 'takes a thread that the app knows: `#12`, `owner/name#12` or an address.',
      otherThread: 'takes another thread than this one.',
      pull: 'takes a pull request, such as `#45`.',
      shownThread: 'takes a thread of a pair that this issue shows.',
      openIssue: 'counts in the open weekly issue; this one is closed.',
      claim: 'answers a fix: nothing here is said to be fixed, released or documented yet.',
      notDeclined: 'answers a fix: the maintainers decided not to do this, so it is only recorded.',
    },
    nothingToUndo: (undo) => `There is no command on this thread that ${undo} could take back.`,
    decisionStands:
      'What was decided here stands, for this weekly issue is closed: decide anew in the open one.',
    mistakeFooter:
      'Fullcircle, an automated app, answers your command here, which changed nothing. Edit your text to correct it and this answer goes away; or delete this comment, and it does not come back.',
    putBack: (decide) =>
      `A box was ticked by somebody who may not decide here, and was put back. It takes triage permission in this repository, or one of the teams in \`functions\` of the config. They can tick it, or comment ${decide}.`,
    unread: (decide) =>
      `A box was ticked, and GitHub did not tell by whom, so it decides nothing yet. Please comment ${decide}, or untick the box, wait a moment and tick it again.`,
    tickFooter:
      'Fullcircle, an automated app, wrote this because a tick is a decision. It says so once in each weekly issue. Delete this comment, and it does not come back in this one.',
  },
};
