import type { Texts } from './texts.ts';

export const fr: Texts = {
  fixed: (fix) =>
    `Bonne nouvelle : ce qui a été signalé ici est corrigé dans le code${fix === null ? '' : ` (${fix})`}. La prochaine version l’aura, et cette note dira laquelle.`,
  released: (version, fix) =>
    `Bonne nouvelle : ce qui a été signalé ici est corrigé${fix === null ? '' : ` (${fix})`}. C’est utilisable dans ${version}.`,
  documentedToo: (link) => `C’est aussi expliqué ici : ${link}.`,
  documented: (link) => `Ce qui a été demandé ici est maintenant documenté : ${link}.`,
  declined: (reason) =>
    `Merci d’avoir soulevé ce point. Le projet a décidé de ne pas le faire.${reason === null ? '' : ` La raison : ${reason}`}`,
  reopened:
    'Désolé : la correction annoncée ici ne tient pas. Le projet le sait, et cette note dira quand il y en aura une autre.',
  ask: (verified, stillBroken) =>
    `Le problème a-t-il vraiment disparu chez vous ? Merci de répondre ${verified} ou ${stillBroken}.`,
  askDocumented: (verified, stillBroken) =>
    `Cela vous aide-t-il ? Merci de répondre ${verified} ou ${stillBroken}.`,
  confirmed: 'Merci d’avoir confirmé que cela fonctionne chez vous.',
  contested: 'Vous avez dit que le problème persiste chez vous. Le projet le voit.',
  disputed: 'Quelqu’un a dit que le problème persiste. Le projet le voit.',
  claimed: (version, fix) =>
    `Une correction a été annoncée ici${fix === null ? '' : ` (${fix})`} ; ${version === null ? 'elle n’est encore dans aucune version' : `elle est dans ${version}`}.`,
  footer: (why, mute) =>
    `Fullcircle, une application automatique, écrit ceci parce que ${why}. ${mute} l’arrête.`,
  whyReported: 'vous avez signalé ce problème',
  whyAsked: (notifyMe) => `vous l’avez demandé avec ${notifyMe}`,
  whyEither: (notifyMe) => `vous avez signalé ce problème ou l’avez demandé avec ${notifyMe}`,
  thanks: (version, reports) =>
    `Merci : votre changement est dans ${version}${reports > 1 ? ` et résout ${reports} signalements` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, une application automatique, écrit ceci une fois parce que votre pull request a corrigé ce que d’autres ont signalé. ${mute} l’arrête.`,
  regression: (version, theirs) =>
    `C’était corrigé dans ${version}, et vous avez ${theirs} : cela semble revenu, et la correction est considérée comme douteuse jusqu’à ce que quelqu’un tranche. Merci de l’avoir signalé.`,
  update: (version, theirs, stillBroken) =>
    `C’est corrigé dans ${version}, et vous avez ${theirs} : merci de mettre à jour. Si cela persiste ensuite, répondez ${stillBroken}.`,
  reportFooter:
    'Fullcircle, une application automatique, écrit ceci parce que votre problème a déjà été corrigé. Supprimez cette note, et elle ne reviendra pas.',
  reportDoubt: (notDuplicate) =>
    `Un autre problème ? Réagissez avec 👎 ou écrivez ${notDuplicate}, et ce commentaire disparaît.`,
  links: {
    same: (thread) => `Cela ressemble au même problème que ${thread}.`,
    standing: {
      open: 'Celui-là est ouvert : ce qui aide là-bas devrait aider ici.',
      answered: 'Celui-là a une réponse acceptée.',
      closed: 'Celui-là est fermé.',
      notPlanned: 'Celui-là a été fermé comme non prévu.',
      completed:
        'Celui-là a été fermé comme terminé : si vous le voyez encore avec une version plus récente, il est revenu, et ce signalement reste important.',
      decided: {
        fix: 'Il a été décidé de corriger cela.',
        document: 'Il a été décidé de documenter cela.',
        teach: 'Il a été décidé de mieux expliquer cela.',
      },
      documented: (link) => `C’est documenté : ${link}.`,
      fixed: 'C’est corrigé dans le code ; aucune version ne contient encore la correction.',
      released: (version) =>
        `C’est corrigé dans ${version}. Vous le voyez encore avec cette version ou une plus récente ? Alors le problème est revenu, et le signaler est important.`,
    },
    because: (foundIn) =>
      `Pourquoi${foundIn === null ? '' : ` (trouvé dans ${foundIn}, qui en fait partie)`} :`,
    doubt: (notDuplicate) =>
      `Pas la même chose ? Réagissez avec 👎 ou écrivez ${notDuplicate}, et le lien est défait.`,
    relatedFooter:
      'Fullcircle, une application automatique, écrit ceci parce que votre signalement et l’autre ont cela en commun. Elle ne ferme rien, tient à jour ce seul commentaire, et ne l’écrit pas à nouveau si vous le supprimez.',
    counted: (reports, people, since, hidden) =>
      `**${reports} ${reports === 1 ? 'signalement' : 'signalements'} par ${people} ${people === 1 ? 'personne' : 'personnes'}** de ce problème depuis le ${since}${hidden > 0 ? ` (+${hidden} signalements privés)` : ''}. Ce fil les représente.`,
    asked: (people) =>
      `${people} ${people === 1 ? 'autre personne a demandé à être prévenue' : 'autres personnes ont demandé à être prévenues'}.`,
    thumbs: (most) => `Le signalement qui a le plus de 👍 en a ${most}.`,
    versions: (list) => `Versions citées : ${list}`,
    others: 'Les autres :',
    closed: '(fermé)',
    more: (threads) => `et ${threads} de plus`,
    countDoubt: (split, canonical) =>
      `Une erreur ? L’équipe du projet peut écrire ${split} sur un signalement qui est un autre problème, ou ${canonical} sur celui qui les représente mieux. 👎 retire ce commentaire.`,
    countFooter:
      'Fullcircle, une application automatique, écrit ceci parce que plusieurs personnes ont signalé le même problème. Elle tient à jour ce seul commentaire et ne l’écrit pas à nouveau si vous le supprimez.',
    evidence: {
      error: (error, frame) => `même erreur ${error}${frame === null ? '' : ` dans ${frame}`}`,
      similarError: (error, share) => `erreur semblable ${error} (${share} des mots)`,
      frames: (frames) => `même sommet de la pile ${frames}`,
      errorCode: (code) => `même code ${code}`,
      api: (api) => `tous deux à propos de ${api}`,
      version: (version) => `tous deux citent ${version}`,
      sameTitle: 'même titre',
      similarTitle: (share) => `titre semblable (${share})`,
      words: (words, share) => `mots en commun : ${words} (${share} du total)`,
      mention: (name) => `il cite lui-même ${name}`,
      duplicates: (count) =>
        `${count} ${count === 1 ? 'signalement antérieur' : 'signalements antérieurs'} de la même chose`,
      batch: 'créés par une personne en une heure sous des titres différents : une liste de tâches',
      sameAuthor: 'tous deux de la même personne',
      agrees: 'un modèle de langage confirme que c’est un seul problème',
      disagrees: 'contre : un modèle de langage dit que ce sont deux problèmes',
    },
  },
  why: {
    stage: 'Étape',
    kind: 'Type',
    severity: 'Gravité',
    themes: 'Thèmes',
    none: 'aucune.',
    byCommand: 'L’équipe du projet l’a dit par une commande.',
    byLabel: 'Quelqu’un a mis cette étiquette à la main.',
    byRemoval:
      'Quelqu’un a retiré une étiquette d’étape à la main : l’application n’étiquette donc pas ce fil d’elle-même.',
    bot: 'Un bot a écrit ce fil.',
    staff: 'Les fils de l’équipe ne sont pas étiquetés d’office.',
    unclear: 'Le texte ne dit pas où en est son auteur.',
    sure: (least, score) =>
      `Assez sûr pour une étiquette : il faut ${least} points sur 100, ceci en a ${score}.`,
    doubtful: (stage, least, score) =>
      `Le plus probable est ${stage}, mais pas assez sûr pour une étiquette : il faut ${least} points sur 100, ceci en a ${score}.`,
    denied: (stage, least, score) =>
      `Le plus probable est ${stage} (${score} points sur 100, il en faut ${least}), mais un modèle de langage qui a vu le texte n’est pas d’accord.`,
    agreedAlone: (least, score) =>
      `À lui seul pas assez sûr pour une étiquette (il faut ${least} points sur 100, ceci en a ${score}), mais un modèle de langage qui a vu le texte est d’accord.`,
    agreed: 'Un modèle de langage qui a vu le texte est d’accord.',
    unanswered: 'Un modèle de langage a été interrogé aussi, sans réponse.',
    suggest: 'Avec `mode: suggest`, l’application ne met pas d’étiquette d’elle-même.',
    old: 'L’application laisse sans étiquette les fils d’avant son installation.',
    signals: 'Ce qui parle pour quoi, le plus fort d’abord :',
    noStage: 'aucune étape',
    sources: { human: 'dit par l’équipe du projet', label: 'par une étiquette', model: 'lu dans le texte' },
    correct: (stage, kind, severity) =>
      `Pas juste ? L’équipe du projet peut écrire ${stage}, ${kind}, ${severity}, ou changer l’étiquette à la main. L’application ne passe jamais outre, et apprend de l’étape et du type des issues et des discussions que des personnes ont écrites.`,
    footer: (why) =>
      `Fullcircle, une application automatique, écrit ceci parce que quelqu’un a demandé ${why} ici, et le tient à jour sur place. Pour l’arrêter, supprimez ce commentaire : il ne reviendra pas.`,
    sameAs: 'Même problème que',
    sameAsNone: 'aucun autre fil dont l’application soit certaine.',
    hidden: (reports) => `et ${reports} signalements privés`,
    byMaintainer: 'l’équipe du projet l’a dit',
    byOthers: 'par un autre fil auquel les deux ressemblent',
    leftOut: (threads) =>
      `Laissé de côté, car un modèle de langage qui a vu les deux dit que c’est un autre problème : ${threads}.`,
    notSame: (notDuplicate, split) => `Pas la même chose ? ${notDuplicate} ou ${split} retire ce fil.`,
  },
  commands: {
    expects: {
      address: 'attend une adresse qui commence par `https://`.',
      issuesOnly: 'ne ferme que des issues.',
      tag: 'attend l’étiquette d’une version, comme `v1.4.0`.',
      reason: 'attend la raison, que liront ceux qui ont signalé le problème.',
      decision:
        'attend un groupe et l’un de `fix`, `document`, `teach`, `decline`, `defer`, comme `c12 fix`.',
      attestation: (lines) => `attend l’un de ${lines}, et \`yes\` ou \`no\`.`,
      cluster: 'attend un groupe, comme `c12`.',
      knownCluster: 'attend un groupe qui existe, comme ceux de cette issue.',
      oneOf: (words) => `attend l’un de ${words}.`,
      nothingToChoose: 'n’a rien à proposer : la configuration ne nomme rien.',
      thread: 'attend un fil que l’application connaît : `#12`, `owner/name#12` ou une adresse.',
      otherThread: 'attend un autre fil que celui-ci.',
      pull: 'attend une pull request, comme `#45`.',
      shownThread: 'attend un fil d’une paire que cette issue montre.',
      openIssue: 'compte dans l’issue hebdomadaire ouverte ; celle-ci est fermée.',
      claim: 'répond à une correction : rien ici n’est encore annoncé comme corrigé, publié ou documenté.',
      notDeclined:
        'répond à une correction : le projet a décidé de ne pas le faire, c’est donc seulement noté.',
    },
    nothingToUndo: (undo) => `Il n’y a dans ce fil aucune commande que ${undo} puisse annuler.`,
    decisionStands:
      'Ce qui a été décidé ici reste, car cette issue hebdomadaire est fermée : décidez à nouveau dans celle qui est ouverte.',
    mistakeFooter:
      'Fullcircle, une application automatique, répond ici à votre commande, qui n’a rien changé. Corrigez votre texte et cette réponse disparaît ; ou supprimez ce commentaire, et il ne revient pas.',
    putBack: (decide) =>
      `Quelqu’un qui ne peut pas décider ici a coché une case, qui a été décochée. Il faut le droit de triage dans ce dépôt, ou l’une des équipes de \`functions\` dans la configuration. Elles peuvent la cocher, ou commenter ${decide}.`,
    unread: (decide) =>
      `Une case a été cochée, et GitHub n’a pas dit par qui : elle ne décide donc encore rien. Commentez ${decide}, ou décochez la case, attendez un instant et cochez-la à nouveau.`,
    tickFooter:
      'Fullcircle, une application automatique, écrit ceci parce qu’une coche est une décision. Elle le dit une fois dans chaque issue hebdomadaire. Supprimez ce commentaire, et il ne revient pas dans celle-ci.',
  },
};
