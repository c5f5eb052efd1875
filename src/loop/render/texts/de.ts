import type { Texts } from './texts.ts';

export const de: Texts = {
  fixed: (fix) =>
    `Gute Nachricht: Was hier gemeldet wurde, ist im Code behoben${fix === null ? '' : ` (${fix})`}. Die nächste Version enthält es; diese Notiz nennt sie dann.`,
  released: (version, fix) =>
    `Gute Nachricht: Was hier gemeldet wurde, ist behoben${fix === null ? '' : ` (${fix})`}. Nutzen kannst du es ab ${version}.`,
  documentedToo: (link) => `Erklärt ist es auch hier: ${link}.`,
  documented: (link) => `Wonach hier gefragt wurde, ist jetzt dokumentiert: ${link}.`,
  declined: (reason) =>
    `Danke, dass du das angesprochen hast. Das Projekt hat entschieden, dies nicht zu machen.${reason === null ? '' : ` Der Grund: ${reason}`}`,
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
  whyEither: (notifyMe) => `du dieses Problem gemeldet oder mit ${notifyMe} darum gebeten hast`,
  thanks: (version, reports) =>
    `Danke: Deine Änderung ist in ${version}${reports > 1 ? ` und löst ${reports} Meldungen` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, eine automatische App, schreibt dies einmal, weil dein Pull-Request behoben hat, was andere gemeldet haben. ${mute} beendet das.`,
  regression: (version, theirs) =>
    `Das war in ${version} behoben, und du hast ${theirs}: Es scheint zurück zu sein, und die Lösung gilt als zweifelhaft, bis jemand das klärt. Danke für die Meldung.`,
  update: (version, theirs, stillBroken) =>
    `Das ist in ${version} behoben, und du hast ${theirs}: Bitte aktualisiere. Tritt es danach noch auf, antworte ${stillBroken}.`,
  reportFooter:
    'Fullcircle, eine automatische App, schreibt dies, weil dein Problem schon einmal behoben wurde. Lösche die Notiz, und sie kommt nicht wieder.',
  reportDoubt: (notDuplicate) =>
    `Ein anderes Problem? Reagiere mit 👎 oder schreibe ${notDuplicate}, dann verschwindet dieser Kommentar.`,
  links: {
    same: (thread) => `Das sieht nach demselben Problem aus wie ${thread}.`,
    standing: {
      open: 'Jenes ist offen: Was dort hilft, sollte auch hier helfen.',
      answered: 'Dort gibt es eine akzeptierte Antwort.',
      closed: 'Jenes ist geschlossen.',
      notPlanned: 'Jenes wurde als nicht geplant geschlossen.',
      completed:
        'Jenes wurde als erledigt geschlossen: Siehst du es mit einer neueren Version noch immer, ist es zurück, und diese Meldung bleibt wichtig.',
      decided: {
        fix: 'Es ist entschieden, das zu beheben.',
        document: 'Es ist entschieden, das zu dokumentieren.',
        teach: 'Es ist entschieden, das besser zu erklären.',
      },
      documented: (link) => `Es ist dokumentiert: ${link}.`,
      fixed: 'Im Code ist es behoben; noch keine Version enthält die Lösung.',
      released: (version) =>
        `Es ist in ${version} behoben. Siehst du es mit dieser oder einer neueren Version noch immer? Dann ist es zurück, und eine Meldung davon ist wichtig.`,
    },
    because: (foundIn) => `Warum${foundIn === null ? '' : ` (gefunden in ${foundIn}, das dazugehört)`}:`,
    doubt: (notDuplicate) =>
      `Nicht dasselbe? Reagiere mit 👎 oder schreibe ${notDuplicate}, dann wird die Verknüpfung gelöst.`,
    relatedFooter:
      'Fullcircle, eine automatische App, schreibt dies, weil deine Meldung und jene das gemeinsam haben. Sie schließt nichts, hält diesen einen Kommentar aktuell und schreibt ihn nicht wieder, wenn du ihn löschst.',
    counted: (reports, people, since, hidden) =>
      `**${reports} ${reports === 1 ? 'Meldung' : 'Meldungen'} von ${people} ${people === 1 ? 'Person' : 'Personen'}** zu diesem Problem seit ${since}${hidden > 0 ? ` (+${hidden} private Meldungen)` : ''}. Dieser Thread steht für sie.`,
    asked: (people) =>
      `${people} weitere ${people === 1 ? 'Person möchte' : 'Personen möchten'} Bescheid bekommen.`,
    thumbs: (most) => `Die Meldung mit den meisten 👍 hat ${most}.`,
    versions: (list) => `Genannte Versionen: ${list}`,
    others: 'Die anderen:',
    closed: '(geschlossen)',
    more: (threads) => `und ${threads} weitere`,
    countDoubt: (split, canonical) =>
      `Falsch? Maintainer können ${split} bei einer Meldung sagen, die ein anderes Problem ist, oder ${canonical} bei einer, die besser für sie steht. 👎 nimmt diesen Kommentar weg.`,
    countFooter:
      'Fullcircle, eine automatische App, schreibt dies, weil mehrere Leute dasselbe Problem gemeldet haben. Sie hält diesen einen Kommentar aktuell und schreibt ihn nicht wieder, wenn du ihn löschst.',
    evidence: {
      error: (error, frame) => `derselbe Fehler ${error}${frame === null ? '' : ` in ${frame}`}`,
      similarError: (error, share) => `ein ähnlicher Fehler ${error} (${share} der Wörter)`,
      frames: (frames) => `derselbe Anfang des Stacktrace ${frames}`,
      errorCode: (code) => `derselbe Code ${code}`,
      api: (api) => `beide zu ${api}`,
      version: (version) => `beide nennen ${version}`,
      sameTitle: 'derselbe Titel',
      similarTitle: (share) => `ein ähnlicher Titel (${share})`,
      words: (words, share) => `gemeinsame Wörter: ${words} (${share} von allen)`,
      mention: (name) => `es nennt selbst ${name}`,
      duplicates: (count) => `${count} frühere ${count === 1 ? 'Meldung' : 'Meldungen'} desselben`,
      batch:
        'von einer Person innerhalb einer Stunde unter verschiedenen Titeln angelegt: eine Reihe von Aufgaben',
      sameAuthor: 'beide von derselben Person',
      agrees: 'ein Sprachmodell stimmt zu, dass es ein Problem ist',
      disagrees: 'dagegen: ein Sprachmodell sagt, dass es zwei Probleme sind',
    },
  },
  why: {
    stage: 'Phase',
    kind: 'Art',
    severity: 'Schwere',
    themes: 'Themen',
    none: 'keine.',
    byCommand: 'Das hat ein Maintainer mit einem Befehl gesagt.',
    byLabel: 'Jemand hat dieses Label von Hand gesetzt.',
    byRemoval:
      'Jemand hat ein Phasen-Label von Hand entfernt, deshalb setzt die App hier von sich aus keines.',
    bot: 'Diesen Thread hat ein Bot geschrieben.',
    staff: 'Threads des Teams bekommen nicht von selbst ein Label.',
    unclear: 'Der Text verrät nicht, wo sein Autor steht.',
    sure: (least, score) =>
      `Sicher genug für ein Label: ${least} von 100 Punkten sind nötig, dies hat ${score}.`,
    doubtful: (stage, least, score) =>
      `Am ehesten ${stage}, aber nicht sicher genug für ein Label: ${least} von 100 Punkten sind nötig, dies hat ${score}.`,
    denied: (stage, least, score) =>
      `Am ehesten ${stage} (${score} von 100 Punkten, ${least} sind nötig), aber ein Sprachmodell, das den Text gesehen hat, widerspricht.`,
    agreedAlone: (least, score) =>
      `Für sich nicht sicher genug für ein Label (${least} von 100 Punkten sind nötig, dies hat ${score}), aber ein Sprachmodell, das den Text gesehen hat, stimmt zu.`,
    agreed: 'Ein Sprachmodell, das den Text gesehen hat, stimmt zu.',
    unanswered: 'Auch ein Sprachmodell wurde gefragt und gab keine Antwort.',
    suggest: 'Mit `mode: suggest` setzt die App von sich aus kein Label.',
    old: 'Threads von vor ihrer Installation lässt die App ohne Label.',
    signals: 'Was wofür spricht, das Stärkste zuerst:',
    noStage: 'keine Phase',
    sources: {
      human: 'von einem Maintainer gesagt',
      label: 'nach einem Label',
      model: 'aus dem Text gelesen',
    },
    correct: (stage, kind, severity) =>
      `Nicht richtig? Maintainer können ${stage}, ${kind}, ${severity} sagen oder das Label von Hand ändern. Die App setzt sich nie darüber hinweg und lernt aus Phase und Art von Issues und Diskussionen, die Menschen geschrieben haben.`,
    footer: (why) =>
      `Fullcircle, eine automatische App, schreibt dies, weil hier jemand ${why} gefragt hat, und hält es an Ort und Stelle aktuell. Zum Beenden lösche diesen Kommentar: Er kommt nicht wieder.`,
    sameAs: 'Dasselbe Problem wie',
    sameAsNone: 'kein anderer Thread, bei dem die App sicher ist.',
    hidden: (reports) => `und ${reports} private Meldungen`,
    byMaintainer: 'das hat ein Maintainer gesagt',
    byOthers: 'über einen anderen Thread, dem beide gleichen',
    leftOut: (threads) =>
      `Ausgelassen, weil ein Sprachmodell, das beide gesehen hat, sagt, dass es ein anderes Problem ist: ${threads}.`,
    notSame: (notDuplicate, split) =>
      `Nicht dasselbe? ${notDuplicate} oder ${split} nimmt diesen Thread heraus.`,
  },
  commands: {
    expects: {
      address: 'braucht eine Adresse, die mit `https://` beginnt.',
      issuesOnly: 'schließt nur Issues.',
      tag: 'braucht den Tag einer Version, etwa `v1.4.0`.',
      reason: 'braucht den Grund, den alle lesen, die es gemeldet haben.',
      decision:
        'braucht einen Cluster und eines von `fix`, `document`, `teach`, `decline`, `defer`, wie in `c12 fix`.',
      attestation: (lines) => `braucht eines von ${lines} und \`yes\` oder \`no\`.`,
      cluster: 'braucht einen Cluster, etwa `c12`.',
      knownCluster: 'braucht einen Cluster, den es gibt, etwa einen aus diesem Issue.',
      oneOf: (words) => `braucht eines von ${words}.`,
      nothingToChoose: 'hat nichts zur Auswahl: Die Konfiguration nennt nichts.',
      thread: 'braucht einen Thread, den die App kennt: `#12`, `owner/name#12` oder eine Adresse.',
      otherThread: 'braucht einen anderen Thread als diesen.',
      pull: 'braucht einen Pull-Request, etwa `#45`.',
      shownThread: 'braucht einen Thread aus einem Paar, das dieses Issue zeigt.',
      openIssue: 'zählt im offenen Wochen-Issue; dieses ist geschlossen.',
      claim:
        'antwortet auf eine Lösung: Hier heißt es noch von nichts, dass es behoben, veröffentlicht oder dokumentiert ist.',
      notDeclined:
        'antwortet auf eine Lösung: Das Projekt hat entschieden, dies nicht zu machen, deshalb wird es nur festgehalten.',
    },
    nothingToUndo: (undo) => `In diesem Thread gibt es keinen Befehl, den ${undo} zurücknehmen könnte.`,
    decisionStands:
      'Was hier entschieden wurde, bleibt, denn dieses Wochen-Issue ist geschlossen: Entscheide neu im offenen.',
    mistakeFooter:
      'Fullcircle, eine automatische App, antwortet hier auf deinen Befehl, der nichts geändert hat. Korrigiere deinen Text, und diese Antwort verschwindet; oder lösche diesen Kommentar, und er kommt nicht wieder.',
    putBack: (decide) =>
      `Ein Kästchen wurde von jemandem angekreuzt, der hier nicht entscheiden darf, und zurückgesetzt. Es braucht Triage-Rechte in diesem Repository oder eines der Teams in \`functions\` der Konfiguration. Sie können es ankreuzen oder ${decide} kommentieren.`,
    unread: (decide) =>
      `Ein Kästchen wurde angekreuzt, und GitHub hat nicht gesagt, von wem; deshalb entscheidet es noch nichts. Bitte kommentiere ${decide}, oder nimm das Kreuz weg, warte einen Moment und setze es neu.`,
    tickFooter:
      'Fullcircle, eine automatische App, schreibt dies, weil ein Kreuz eine Entscheidung ist. Sie sagt es einmal in jedem Wochen-Issue. Lösche diesen Kommentar, und er kommt in diesem nicht wieder.',
  },
};
