import type { Texts } from './texts.ts';

export const es: Texts = {
  fixed: (fix) =>
    `Buenas noticias: lo que se informó aquí está corregido en el código${fix === null ? '' : ` (${fix})`}. Saldrá en la próxima versión, y esta nota dirá en cuál.`,
  released: (version, fix) =>
    `Buenas noticias: lo que se informó aquí está corregido${fix === null ? '' : ` (${fix})`}. Puedes usarlo en ${version}.`,
  documentedToo: (link) => `También está explicado en ${link}.`,
  documented: (link) => `Lo que se pidió aquí ya está documentado: ${link}.`,
  declined: (reason) =>
    `Gracias por plantearlo. El proyecto decidió no hacerlo.${reason === null ? '' : ` El motivo: ${reason}`}`,
  reopened:
    'Lo sentimos: la corrección anunciada aquí no se sostiene. El proyecto lo sabe, y esta nota dirá cuándo hay otra.',
  ask: (verified, stillBroken) =>
    `¿De verdad ya no te ocurre? Responde ${verified} o ${stillBroken}, por favor.`,
  askDocumented: (verified, stillBroken) => `¿Te ayuda? Responde ${verified} o ${stillBroken}, por favor.`,
  confirmed: 'Gracias por confirmar que te funciona.',
  contested: 'Dijiste que te sigue fallando. El proyecto lo ve.',
  disputed: 'Alguien dijo que le sigue fallando. El proyecto lo ve.',
  claimed: (version, fix) =>
    `Aquí se anunció una corrección${fix === null ? '' : ` (${fix})`}; ${version === null ? 'aún no está en ninguna versión' : `está en ${version}`}.`,
  footer: (why, mute) => `Fullcircle, una app automática, escribe esto porque ${why}. ${mute} lo detiene.`,
  whyReported: 'informaste de este problema',
  whyAsked: (notifyMe) => `lo pediste con ${notifyMe}`,
  whyEither: (notifyMe) => `informaste de este problema o lo pediste con ${notifyMe}`,
  thanks: (version, reports) =>
    `Gracias: tu cambio está en ${version}${reports > 1 ? ` y resuelve ${reports} informes` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, una app automática, escribe esto una vez porque tu pull request corrigió lo que otros informaron. ${mute} lo detiene.`,
  regression: (version, theirs) =>
    `Esto se corrigió en ${version} y tienes ${theirs}: parece que ha vuelto, y la corrección queda en duda hasta que alguien lo resuelva. Gracias por informar de ello.`,
  update: (version, theirs, stillBroken) =>
    `Esto se corrigió en ${version} y tienes ${theirs}: actualiza, por favor. Si después te sigue ocurriendo, responde ${stillBroken}.`,
  reportFooter:
    'Fullcircle, una app automática, escribe esto porque tu informe trata de un problema ya corregido. Bórralo y no volverá.',
  reportDoubt: (notDuplicate) =>
    `¿Es otro problema? Reacciona con 👎 o escribe ${notDuplicate}, y este comentario desaparece.`,
  links: {
    same: (thread) => `Parece el mismo problema que ${thread}.`,
    standing: {
      open: 'Aquel está abierto: lo que ayude allí debería ayudar aquí.',
      answered: 'Aquel tiene una respuesta aceptada.',
      closed: 'Aquel está cerrado.',
      notPlanned: 'Aquel se cerró como no planeado.',
      completed:
        'Aquel se cerró como completado: si aún lo ves con una versión posterior, ha vuelto, y este informe sigue siendo importante.',
      decided: {
        fix: 'Se decidió corregirlo.',
        document: 'Se decidió documentarlo.',
        teach: 'Se decidió explicarlo mejor.',
      },
      documented: (link) => `Está documentado: ${link}.`,
      fixed: 'Está corregido en el código; ninguna versión incluye todavía la corrección.',
      released: (version) =>
        `Se corrigió en ${version}. ¿Aún lo ves con esa versión o una posterior? Entonces ha vuelto, y un informe de ello es importante.`,
    },
    because: (foundIn) =>
      `Por qué${foundIn === null ? '' : ` (encontrado en ${foundIn}, que forma parte de él)`}:`,
    doubt: (notDuplicate) =>
      `¿No es lo mismo? Reacciona con 👎 o escribe ${notDuplicate}, y el vínculo se deshace.`,
    relatedFooter:
      'Fullcircle, una app automática, escribe esto porque tu informe y aquel tienen esto en común. No cierra nada, mantiene al día este único comentario y no lo vuelve a escribir si lo borras.',
    counted: (reports, people, since, hidden) =>
      `**${reports} ${reports === 1 ? 'informe' : 'informes'} de ${people} ${people === 1 ? 'persona' : 'personas'}** sobre este problema desde ${since}${hidden > 0 ? ` (+${hidden} informes privados)` : ''}. Este hilo los representa.`,
    asked: (people) =>
      `${people} ${people === 1 ? 'persona más pidió que se le avise' : 'personas más pidieron que se les avise'}.`,
    thumbs: (most) => `El informe con más 👍 tiene ${most}.`,
    versions: (list) => `Versiones mencionadas: ${list}`,
    others: 'Los demás:',
    closed: '(cerrado)',
    more: (threads) => `y ${threads} más`,
    countDoubt: (split, canonical) =>
      `¿Está mal? Quien mantiene el proyecto puede escribir ${split} en un informe que es otro problema, o ${canonical} en uno que los represente mejor. 👎 retira este comentario.`,
    countFooter:
      'Fullcircle, una app automática, escribe esto porque varias personas informaron del mismo problema. Mantiene al día este único comentario y no lo vuelve a escribir si lo borras.',
    evidence: {
      error: (error, frame) => `el mismo error ${error}${frame === null ? '' : ` en ${frame}`}`,
      similarError: (error, share) => `un error parecido ${error} (${share} de las palabras)`,
      frames: (frames) => `el mismo comienzo de la pila ${frames}`,
      errorCode: (code) => `el mismo código ${code}`,
      api: (api) => `ambos sobre ${api}`,
      version: (version) => `ambos mencionan ${version}`,
      sameTitle: 'el mismo título',
      similarTitle: (share) => `un título parecido (${share})`,
      words: (words, share) => `palabras en común: ${words} (${share} del total)`,
      mention: (name) => `menciona ${name}`,
      duplicates: (count) =>
        `${count} ${count === 1 ? 'informe anterior' : 'informes anteriores'} de lo mismo`,
      batch: 'creados por una persona en una hora con títulos distintos: una lista de tareas',
      sameAuthor: 'ambos de la misma persona',
      agrees: 'un modelo de lenguaje coincide en que es un solo problema',
      disagrees: 'en contra: un modelo de lenguaje dice que son dos problemas',
    },
  },
  why: {
    stage: 'Etapa',
    kind: 'Tipo',
    severity: 'Gravedad',
    themes: 'Temas',
    none: 'ninguna.',
    byCommand: 'Lo dijo con un comando alguien que mantiene el proyecto.',
    byLabel: 'Alguien puso esa etiqueta a mano.',
    byRemoval:
      'Alguien quitó a mano una etiqueta de etapa, así que la app no etiqueta este hilo por sí sola.',
    bot: 'Un bot escribió este hilo.',
    staff: 'Los hilos del equipo no se etiquetan solos.',
    unclear: 'El texto no dice en qué punto está su autor.',
    sure: (least, score) =>
      `Bastante seguro para una etiqueta: hacen falta ${least} de 100 puntos, esto tiene ${score}.`,
    doubtful: (stage, least, score) =>
      `Lo más probable es ${stage}, pero no bastante seguro para una etiqueta: hacen falta ${least} de 100 puntos, esto tiene ${score}.`,
    denied: (stage, least, score) =>
      `Lo más probable es ${stage} (${score} de 100 puntos, hacen falta ${least}), pero un modelo de lenguaje que vio el texto no está de acuerdo.`,
    agreedAlone: (least, score) =>
      `Por sí solo no es bastante seguro para una etiqueta (hacen falta ${least} de 100 puntos, esto tiene ${score}), pero un modelo de lenguaje que vio el texto está de acuerdo.`,
    agreed: 'Un modelo de lenguaje que vio el texto está de acuerdo.',
    unanswered: 'También se preguntó a un modelo de lenguaje, que no respondió.',
    suggest: 'Con `mode: suggest` la app no pone etiquetas por sí sola.',
    old: 'La app deja sin etiqueta los hilos anteriores a su instalación.',
    signals: 'Qué habla a favor de qué, lo más fuerte primero:',
    noStage: 'ninguna etapa',
    sources: {
      human: 'lo dijo alguien que mantiene el proyecto',
      label: 'por una etiqueta',
      model: 'leído en el texto',
    },
    correct: (stage, kind, severity) =>
      `¿No es correcto? Quien mantiene el proyecto puede escribir ${stage}, ${kind}, ${severity}, o cambiar la etiqueta a mano. La app nunca lo contradice, y aprende de la etapa y el tipo de los issues y las discusiones que escriben personas.`,
    footer: (why) =>
      `Fullcircle, una app automática, escribe esto porque alguien preguntó ${why} aquí, y lo mantiene al día en su sitio. Para detenerlo, borra este comentario: no vuelve.`,
    sameAs: 'El mismo problema que',
    sameAsNone: 'ningún otro hilo del que la app esté segura.',
    hidden: (reports) => `y ${reports} informes privados`,
    byMaintainer: 'lo dijo alguien que mantiene el proyecto',
    byOthers: 'a través de otro hilo al que ambos se parecen',
    leftOut: (threads) =>
      `Fuera, porque un modelo de lenguaje que vio ambos dice que es otro problema: ${threads}.`,
    notSame: (notDuplicate, split) => `¿No es lo mismo? ${notDuplicate} o ${split} saca este hilo.`,
  },
  commands: {
    expects: {
      address: 'necesita una dirección que empiece por `https://`.',
      issuesOnly: 'solo cierra issues.',
      tag: 'necesita la etiqueta de una versión, como `v1.4.0`.',
      reason: 'necesita el motivo, que leerán quienes informaron.',
      decision:
        'necesita un grupo y uno de `fix`, `document`, `teach`, `decline`, `defer`, como en `c12 fix`.',
      attestation: (lines) => `necesita uno de ${lines}, y \`yes\` o \`no\`.`,
      cluster: 'necesita un grupo, como `c12`.',
      knownCluster: 'necesita un grupo que exista, como los de este issue.',
      oneOf: (words) => `necesita uno de ${words}.`,
      nothingToChoose: 'no tiene entre qué elegir: la configuración no nombra nada.',
      thread: 'necesita un hilo que la app conozca: `#12`, `owner/name#12` o una dirección.',
      otherThread: 'necesita un hilo que no sea este.',
      pull: 'necesita un pull request, como `#45`.',
      shownThread: 'necesita un hilo de una pareja que este issue muestre.',
      openIssue: 'cuenta en el issue semanal abierto; este está cerrado.',
      claim:
        'responde a una corrección: aquí aún no se ha dicho que nada esté corregido, publicado o documentado.',
      notDeclined: 'responde a una corrección: el proyecto decidió no hacerlo, así que solo queda anotado.',
    },
    nothingToUndo: (undo) => `En este hilo no hay ningún comando que ${undo} pueda deshacer.`,
    decisionStands:
      'Lo que se decidió aquí se mantiene, porque este issue semanal está cerrado: decide de nuevo en el abierto.',
    mistakeFooter:
      'Fullcircle, una app automática, responde aquí a tu comando, que no cambió nada. Corrige tu texto y esta respuesta desaparece; o borra este comentario y no vuelve.',
    putBack: (decide) =>
      `Alguien que aquí no puede decidir marcó una casilla, y se ha desmarcado. Hace falta permiso de triage en este repositorio, o uno de los equipos de \`functions\` en la configuración. Ellos pueden marcarla o comentar ${decide}.`,
    unread: (decide) =>
      `Se marcó una casilla y GitHub no dijo quién, así que aún no decide nada. Comenta ${decide}, por favor, o desmárcala, espera un momento y vuelve a marcarla.`,
    tickFooter:
      'Fullcircle, una app automática, escribe esto porque una marca es una decisión. Lo dice una vez en cada issue semanal. Borra este comentario y no vuelve en este.',
  },
};
