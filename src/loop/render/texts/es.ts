import type { Texts } from './texts.ts';

export const es: Texts = {
  fixed: (fix) =>
    `Buenas noticias: lo que informaste aquí está corregido en el código${fix === null ? '' : ` (${fix})`}. Saldrá en la próxima versión, y esta nota dirá en cuál.`,
  released: (version, fix) =>
    `Buenas noticias: lo que informaste aquí está corregido${fix === null ? '' : ` (${fix})`}. Puedes usarlo en ${version}.`,
  documentedToo: (link) => `También está explicado en ${link}.`,
  documented: (link) => `Lo que pediste aquí ya está documentado: ${link}.`,
  declined: (reason) => `El proyecto decidió no hacerlo.${reason === null ? '' : ` El motivo: ${reason}`}`,
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
  thanks: (version, reports) =>
    `Gracias: tu cambio está en ${version}${reports > 1 ? ` y resuelve ${reports} informes` : ''}.`,
  thanksFooter: (mute) =>
    `Fullcircle, una app automática, escribe esto una vez porque tu pull request corrigió lo que otros informaron. ${mute} lo detiene.`,
  regression: (version, theirs) =>
    `Esto se corrigió en ${version} y tienes ${theirs}: parece que ha vuelto. Está en la lista de la próxima revisión. Gracias por avisar.`,
  update: (version, theirs, stillBroken) =>
    `Esto se corrigió en ${version} y tienes ${theirs}: actualiza, por favor. Si después sigue igual, responde ${stillBroken}.`,
  reportFooter:
    'Fullcircle, una app automática, escribe esto porque tu informe trata de un problema ya corregido. Bórralo y no volverá.',
};
