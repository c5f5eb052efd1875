import type { Texts } from './texts.ts';

export const ptBr: Texts = {
  fixed: (fix) =>
    `Boa notícia: o que você relatou aqui está corrigido no código${fix === null ? '' : ` (${fix})`}. A próxima versão terá a correção, e esta nota dirá qual.`,
  released: (version, fix) =>
    `Boa notícia: o que você relatou aqui está corrigido${fix === null ? '' : ` (${fix})`}. Você pode usar em ${version}.`,
  documentedToo: (link) => `Também está explicado em ${link}.`,
  documented: (link) => `O que você pediu aqui agora está documentado: ${link}.`,
  declined: (reason) => `O projeto decidiu não fazer isso.${reason === null ? '' : ` O motivo: ${reason}`}`,
  reopened:
    'Desculpe: a correção anunciada aqui não se sustenta. O projeto sabe disso, e esta nota dirá quando houver outra.',
  ask: (verified, stillBroken) =>
    `O problema sumiu mesmo para você? Responda ${verified} ou ${stillBroken}, por favor.`,
  askDocumented: (verified, stillBroken) => `Isso ajuda? Responda ${verified} ou ${stillBroken}, por favor.`,
  confirmed: 'Obrigado por confirmar que funciona para você.',
  contested: 'Você disse que continua com o problema. O projeto está vendo.',
  disputed: 'Alguém disse que continua com o problema. O projeto está vendo.',
  claimed: (version, fix) =>
    `Uma correção foi anunciada aqui${fix === null ? '' : ` (${fix})`}; ${version === null ? 'ainda não está em nenhuma versão' : `está em ${version}`}.`,
  footer: (why, mute) => `Fullcircle, um app automático, escreve isto porque ${why}. ${mute} interrompe.`,
  whyReported: 'você relatou este problema',
  whyAsked: (notifyMe) => `você pediu com ${notifyMe}`,
  thanks: (version, reports) =>
    `Obrigado: sua mudança está em ${version}${reports > 1 ? ` e resolve ${reports} relatos` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, um app automático, escreve isto uma vez porque seu pull request corrigiu o que outros relataram. ${mute} interrompe.`,
  regression: (version, theirs) =>
    `Isto foi corrigido em ${version}, e você tem ${theirs}: parece que voltou. Está na lista da próxima triagem. Obrigado por avisar.`,
  update: (version, theirs, stillBroken) =>
    `Isto foi corrigido em ${version}, e você tem ${theirs}: atualize, por favor. Se continuar depois, responda ${stillBroken}.`,
  reportFooter:
    'Fullcircle, um app automático, escreve isto porque seu relato trata de um problema já corrigido. Apague, e não volta.',
};
