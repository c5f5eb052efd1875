import type { Texts } from './texts.ts';

export const de: Texts = {
  fixed: (fix) =>
    `Gute Nachricht: Was du hier gemeldet hast, ist im Code behoben${fix === null ? '' : ` (${fix})`}. Die nächste Version enthält es; diese Notiz nennt sie dann.`,
  released: (version, fix) =>
    `Gute Nachricht: Was du hier gemeldet hast, ist behoben${fix === null ? '' : ` (${fix})`}. Nutzen kannst du es ab ${version}.`,
  documentedToo: (link) => `Erklärt ist es auch hier: ${link}.`,
  documented: (link) => `Wonach du hier gefragt hast, ist jetzt dokumentiert: ${link}.`,
  declined: (reason) =>
    `Das Projekt hat entschieden, dies nicht zu machen.${reason === null ? '' : ` Der Grund: ${reason}`}`,
  reopened:
    'Leider hält die hier angekündigte Lösung nicht. Das Projekt weiß davon; diese Notiz sagt, wenn es eine neue gibt.',
  ask: (verified, stillBroken) =>
    `Ist es bei dir wirklich weg? Antworte bitte mit ${verified} oder ${stillBroken}.`,
  askDocumented: (verified, stillBroken) =>
    `Hilft dir das weiter? Antworte bitte mit ${verified} oder ${stillBroken}.`,
  confirmed: 'Danke für die Bestätigung, dass es bei dir geht.',
  contested: 'Du hast gesagt, dass es bei dir weiterhin nicht geht. Das Projekt sieht das.',
  disputed: 'Jemand hat gesagt, dass es weiterhin nicht geht. Das Projekt sieht das.',
  claimed: (version, fix) =>
    `Hier wurde eine Lösung angekündigt${fix === null ? '' : ` (${fix})`}; sie ist ${version === null ? 'noch in keiner Version' : `in ${version}`}.`,
  footer: (why, mute) =>
    `Fullcircle, eine automatische App, schreibt dies, weil ${why}. ${mute} beendet das.`,
  whyReported: 'du dieses Problem gemeldet hast',
  whyAsked: (notifyMe) => `du mit ${notifyMe} darum gebeten hast`,
  thanks: (version, reports) =>
    `Danke: Deine Änderung ist in ${version}${reports > 1 ? ` und löst ${reports} Meldungen` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, eine automatische App, schreibt dies einmal, weil dein Pull-Request behoben hat, was andere gemeldet haben. ${mute} beendet das.`,
  regression: (version, theirs) =>
    `Das war in ${version} behoben, und du hast ${theirs}: Es scheint zurück zu sein. Es steht auf der Liste der nächsten Triage. Danke für den Hinweis.`,
  update: (version, theirs, stillBroken) =>
    `Das ist in ${version} behoben, und du hast ${theirs}: Bitte aktualisiere. Ist es dann nicht weg, antworte ${stillBroken}.`,
  reportFooter:
    'Fullcircle, eine automatische App, schreibt dies, weil dein Problem schon einmal behoben wurde. Lösche die Notiz, und sie kommt nicht wieder.',
};
