import type { Texts } from './texts.ts';

export const fr: Texts = {
  fixed: (fix) =>
    `Bonne nouvelle : ce que vous avez signalé ici est corrigé dans le code${fix === null ? '' : ` (${fix})`}. La prochaine version l’aura, et cette note dira laquelle.`,
  released: (version, fix) =>
    `Bonne nouvelle : ce que vous avez signalé ici est corrigé${fix === null ? '' : ` (${fix})`}. C’est utilisable dans ${version}.`,
  documentedToo: (link) => `C’est aussi expliqué ici : ${link}.`,
  documented: (link) => `Ce que vous avez demandé ici est maintenant documenté : ${link}.`,
  declined: (reason) =>
    `Le projet a décidé de ne pas le faire.${reason === null ? '' : ` La raison : ${reason}`}`,
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
  thanks: (version, reports) =>
    `Merci : votre changement est dans ${version}${reports > 1 ? ` et résout ${reports} signalements` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, une application automatique, écrit ceci une fois parce que votre pull request a corrigé ce que d’autres ont signalé. ${mute} l’arrête.`,
  regression: (version, theirs) =>
    `C’était corrigé dans ${version}, et vous avez ${theirs} : cela semble revenu. C’est sur la liste du prochain tri. Merci de l’avoir dit.`,
  update: (version, theirs, stillBroken) =>
    `C’est corrigé dans ${version}, et vous avez ${theirs} : merci de mettre à jour. Si cela persiste ensuite, répondez ${stillBroken}.`,
  reportFooter:
    'Fullcircle, une application automatique, écrit ceci parce que votre problème a déjà été corrigé. Supprimez cette note, et elle ne reviendra pas.',
};
