import type { Texts } from './texts.ts';

export const ptBr: Texts = {
  fixed: (fix) =>
    `Boa notícia: o que foi relatado aqui está corrigido no código${fix === null ? '' : ` (${fix})`}. A próxima versão terá a correção, e esta nota dirá qual.`,
  released: (version, fix) =>
    `Boa notícia: o que foi relatado aqui está corrigido${fix === null ? '' : ` (${fix})`}. Você pode usar em ${version}.`,
  documentedToo: (link) => `Também está explicado em ${link}.`,
  documented: (link) => `O que foi pedido aqui agora está documentado: ${link}.`,
  declined: (reason) =>
    `Obrigado por trazer essa questão. O projeto decidiu não fazer isso.${reason === null ? '' : ` O motivo: ${reason}`}`,
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
  whyEither: (notifyMe) => `você relatou este problema ou pediu com ${notifyMe}`,
  thanks: (version, reports) =>
    `Obrigado: sua mudança está em ${version}${reports > 1 ? ` e resolve ${reports} relatos` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, um app automático, escreve isto uma vez porque seu pull request corrigiu o que outros relataram. ${mute} interrompe.`,
  regression: (version, theirs) =>
    `Isto foi corrigido em ${version}, e você tem ${theirs}: parece que voltou, e a correção fica em dúvida até que alguém resolva isso. Obrigado por relatar.`,
  update: (version, theirs, stillBroken) =>
    `Isto foi corrigido em ${version}, e você tem ${theirs}: atualize, por favor. Se continuar acontecendo depois, responda ${stillBroken}.`,
  reportFooter:
    'Fullcircle, um app automático, escreve isto porque seu relato trata de um problema já corrigido. Apague, e não volta.',
  reportDoubt: (notDuplicate) =>
    `É outro problema? Reaja com 👎 ou escreva ${notDuplicate}, e este comentário some.`,
  links: {
    same: (thread) => `Parece o mesmo problema que ${thread}.`,
    standing: {
      open: 'Aquele está aberto: o que ajudar lá deve ajudar aqui.',
      answered: 'Aquele tem uma resposta aceita.',
      closed: 'Aquele está fechado.',
      notPlanned: 'Aquele foi fechado como não planejado.',
      completed:
        'Aquele foi fechado como concluído: se você ainda vê isso com uma versão posterior, ele voltou, e este relato continua importante.',
      decided: {
        fix: 'Foi decidido corrigir isso.',
        document: 'Foi decidido documentar isso.',
        teach: 'Foi decidido explicar isso melhor.',
      },
      documented: (link) => `Está documentado: ${link}.`,
      fixed: 'Está corrigido no código; nenhuma versão inclui a correção ainda.',
      released: (version) =>
        `Foi corrigido em ${version}. Ainda vê isso com essa versão ou uma posterior? Então o problema voltou, e um relato disso é importante.`,
    },
    because: (foundIn) =>
      `Por quê${foundIn === null ? '' : ` (encontrado em ${foundIn}, que faz parte dele)`}:`,
    doubt: (notDuplicate) =>
      `Não é o mesmo? Reaja com 👎 ou escreva ${notDuplicate}, e a ligação é desfeita.`,
    relatedFooter:
      'Fullcircle, um app automático, escreve isto porque o seu relato e aquele têm isto em comum. Ele não fecha nada, mantém atualizado este único comentário e não o escreve de novo se você o apagar.',
    counted: (reports, people, since, hidden) =>
      `**${reports} ${reports === 1 ? 'relato' : 'relatos'} de ${people} ${people === 1 ? 'pessoa' : 'pessoas'}** sobre este problema desde ${since}${hidden > 0 ? ` (+${hidden} relatos privados)` : ''}. Esta conversa os representa.`,
    asked: (people) =>
      `Mais ${people} ${people === 1 ? 'pessoa pediu para ser avisada' : 'pessoas pediram para ser avisadas'}.`,
    thumbs: (most) => `O relato com mais 👍 tem ${most}.`,
    versions: (list) => `Versões citadas: ${list}`,
    others: 'Os outros:',
    closed: '(fechado)',
    more: (threads) => `e mais ${threads}`,
    countDoubt: (split, canonical) =>
      `Errado? Quem mantém o projeto pode escrever ${split} em um relato que é outro problema, ou ${canonical} em um que os represente melhor. 👎 retira este comentário.`,
    countFooter:
      'Fullcircle, um app automático, escreve isto porque várias pessoas relataram o mesmo problema. Ele mantém atualizado este único comentário e não o escreve de novo se você o apagar.',
    evidence: {
      error: (error, frame) => `o mesmo erro ${error}${frame === null ? '' : ` em ${frame}`}`,
      similarError: (error, share) => `um erro parecido ${error} (${share} das palavras)`,
      frames: (frames) => `o mesmo topo da pilha ${frames}`,
      errorCode: (code) => `o mesmo código ${code}`,
      api: (api) => `ambos sobre ${api}`,
      version: (version) => `ambos citam ${version}`,
      sameTitle: 'o mesmo título',
      similarTitle: (share) => `um título parecido (${share})`,
      words: (words, share) => `palavras em comum: ${words} (${share} do total)`,
      mention: (name) => `ele mesmo cita ${name}`,
      duplicates: (count) => `${count} ${count === 1 ? 'relato anterior' : 'relatos anteriores'} do mesmo`,
      batch: 'criados por uma pessoa em uma hora com títulos diferentes: uma lista de tarefas',
      sameAuthor: 'ambos da mesma pessoa',
      agrees: 'um modelo de linguagem concorda que é um só problema',
      disagrees: 'contra: um modelo de linguagem diz que são dois problemas',
    },
  },
  why: {
    stage: 'Etapa',
    kind: 'Tipo',
    severity: 'Gravidade',
    themes: 'Temas',
    none: 'nenhuma.',
    byCommand: 'Quem mantém o projeto disse isso com um comando.',
    byLabel: 'Alguém colocou essa etiqueta à mão.',
    byRemoval:
      'Alguém tirou à mão uma etiqueta de etapa, por isso o app não etiqueta esta conversa por conta própria.',
    bot: 'Um bot escreveu esta conversa.',
    staff: 'Conversas da equipe não são etiquetadas sozinhas.',
    unclear: 'O texto não diz em que ponto está quem o escreveu.',
    sure: (least, score) =>
      `Seguro o bastante para uma etiqueta: são precisos ${least} de 100 pontos, isto tem ${score}.`,
    doubtful: (stage, least, score) =>
      `O mais provável é ${stage}, mas não seguro o bastante para uma etiqueta: são precisos ${least} de 100 pontos, isto tem ${score}.`,
    denied: (stage, least, score) =>
      `O mais provável é ${stage} (${score} de 100 pontos, são precisos ${least}), mas um modelo de linguagem que viu o texto discorda.`,
    agreedAlone: (least, score) =>
      `Sozinho não é seguro o bastante para uma etiqueta (são precisos ${least} de 100 pontos, isto tem ${score}), mas um modelo de linguagem que viu o texto concorda.`,
    agreed: 'Um modelo de linguagem que viu o texto concorda.',
    unanswered: 'Um modelo de linguagem também foi consultado e não respondeu.',
    suggest: 'Com `mode: suggest` o app não coloca etiquetas por conta própria.',
    old: 'O app deixa sem etiqueta as conversas de antes da sua instalação.',
    signals: 'O que fala a favor de quê, o mais forte primeiro:',
    noStage: 'nenhuma etapa',
    sources: { human: 'dito por quem mantém o projeto', label: 'por uma etiqueta', model: 'lido no texto' },
    correct: (stage, kind, severity) =>
      `Não está certo? Quem mantém o projeto pode escrever ${stage}, ${kind}, ${severity}, ou mudar a etiqueta à mão. O app nunca passa por cima disso, e aprende com a etapa e o tipo das issues e discussões que pessoas escreveram.`,
    footer: (why) =>
      `Fullcircle, um app automático, escreve isto porque alguém perguntou ${why} aqui, e o mantém atualizado no lugar. Para parar, apague este comentário: ele não volta.`,
    sameAs: 'O mesmo problema que',
    sameAsNone: 'nenhuma outra conversa de que o app tenha certeza.',
    hidden: (reports) => `e ${reports} relatos privados`,
    byMaintainer: 'quem mantém o projeto disse isso',
    byOthers: 'por meio de outra conversa com que ambas se parecem',
    leftOut: (threads) =>
      `De fora, porque um modelo de linguagem que viu os dois diz que é outro problema: ${threads}.`,
    notSame: (notDuplicate, split) => `Não é o mesmo? ${notDuplicate} ou ${split} tira esta conversa.`,
  },
  commands: {
    expects: {
      address: 'precisa de um endereço que comece com `https://`.',
      issuesOnly: 'só fecha issues.',
      tag: 'precisa da tag de uma versão, como `v1.4.0`.',
      reason: 'precisa do motivo, que será lido por quem relatou.',
      decision:
        'precisa de um grupo e de um de `fix`, `document`, `teach`, `decline`, `defer`, como em `c12 fix`.',
      attestation: (lines) => `precisa de um de ${lines}, e \`yes\` ou \`no\`.`,
      cluster: 'precisa de um grupo, como `c12`.',
      knownCluster: 'precisa de um grupo que exista, como os desta issue.',
      oneOf: (words) => `precisa de um de ${words}.`,
      nothingToChoose: 'não tem o que escolher: a configuração não nomeia nada.',
      thread: 'precisa de uma conversa que o app conheça: `#12`, `owner/name#12` ou um endereço.',
      otherThread: 'precisa de uma conversa que não seja esta.',
      pull: 'precisa de um pull request, como `#45`.',
      shownThread: 'precisa de uma conversa de um par que esta issue mostra.',
      openIssue: 'conta na issue semanal aberta; esta está fechada.',
      claim: 'responde a uma correção: nada aqui foi anunciado como corrigido, lançado ou documentado ainda.',
      notDeclined: 'responde a uma correção: o projeto decidiu não fazer isso, por isso só fica anotado.',
    },
    nothingToUndo: (undo) => `Não há nesta conversa nenhum comando que ${undo} possa desfazer.`,
    decisionStands:
      'O que foi decidido aqui permanece, pois esta issue semanal está fechada: decida de novo na que está aberta.',
    mistakeFooter:
      'Fullcircle, um app automático, responde aqui ao seu comando, que não mudou nada. Corrija o seu texto e esta resposta some; ou apague este comentário, e ele não volta.',
    putBack: (decide) =>
      `Uma caixa foi marcada por alguém que não pode decidir aqui, e foi desmarcada. É preciso permissão de triage neste repositório, ou uma das equipes de \`functions\` na configuração. Elas podem marcá-la ou comentar ${decide}.`,
    unread: (decide) =>
      `Uma caixa foi marcada e o GitHub não disse por quem, por isso ela ainda não decide nada. Comente ${decide}, por favor, ou desmarque a caixa, espere um momento e marque de novo.`,
    tickFooter:
      'Fullcircle, um app automático, escreve isto porque uma marca é uma decisão. Ele diz isso uma vez em cada issue semanal. Apague este comentário, e ele não volta nesta.',
  },
};
