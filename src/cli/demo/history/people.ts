import type { Person, TeamSlug } from './types.ts';

/**
 * The cast. All of it is invented; the logins are made up so that they name nobody.
 * Community people come first as newcomers or as returning users; who is which shows in what they write.
 */

export const TEAMS: readonly { slug: TeamSlug; name: string }[] = [
  { slug: 'devrel', name: 'DevRel' },
  { slug: 'product', name: 'Product' },
  { slug: 'docs', name: 'Docs' },
  { slug: 'support', name: 'Support' },
  { slug: 'maintainers', name: 'Maintainers' },
];

function staff(login: string, name: string, team: TeamSlug): Person {
  return { login, name, role: 'staff', type: 'User', teams: [team] };
}

function community(login: string, name = ''): Person {
  return { login, name, role: 'community', type: 'User', teams: [] };
}

export const PEOPLE: readonly Person[] = [
  staff('anneke-vos', 'Anneke Vos', 'devrel'),
  staff('ngozi-ebersole', 'Ngozi Ebersole', 'product'),
  staff('tove-lindahl', 'Tove Lindahl', 'docs'),
  staff('callum-reyes', 'Callum Reyes', 'support'),
  staff('rasmus-ekdahl', 'Rasmus Ekdahl', 'maintainers'),
  staff('junpei-mori', 'Junpei Mori', 'maintainers'),

  community('amaro-reis', 'Amaro Reis'),
  community('ana-teixeira-b', 'Ana Teixeira'),
  community('bartek-wrzos', 'Bartek'),
  community('bianca-oltean', 'Bianca Oltean'),
  community('celeste-abara', 'Celeste Abara'),
  community('chr-lindqvist', 'Christian Lindqvist'),
  community('dagny-hollis', 'Dagny Hollis'),
  community('devraj-menon', 'Devraj Menon'),
  community('dmitri-osk'),
  community('ekow-mensah', 'Ekow Mensah'),
  community('femi-adegbite', 'Femi Adegbite'),
  community('gideon-marsh', 'Gideon Marsh'),
  community('greta-mauser', 'Greta Mauser'),
  community('hamish-dunmore', 'Hamish Dunmore'),
  community('hollis-grant-eng', 'Hollis Grant'),
  community('hvalross'),
  community('ilse-vanacker', 'Ilse Vanacker'),
  community('imogen-fairweather', 'Imogen Fairweather'),
  community('jemima-stroud', 'Jemima Stroud'),
  community('joaquin-belver', 'Joaquín Belver'),
  community('kazuo-ishitani', '石谷 和男'),
  community('kofi-anane', 'Kofi Anane'),
  community('larsen-kt', 'K. T. Larsen'),
  community('lotte-kringle', 'Lotte Kringle'),
  community('lucia-ferrand', 'Lucia Ferrand'),
  community('marcelo-pinho', 'Marcelo Pinho'),
  community('mira-okafor', 'Mira Okafor'),
  community('nadia-elkhoury', 'Nadia El-Khoury'),
  community('noor-haidari', 'Noor Haidari'),
  community('owen-tarrant', 'Owen Tarrant'),
  community('pavel-drobny', 'Pavel Drobny'),
  community('petrushka-dev'),
  community('priti-sundaram', 'Priti Sundaram'),
  community('quentin-lafarge', 'Quentin Lafarge'),
  community('rafael-quintero-mx', 'Rafael Quintero'),
  community('ruthanne-k', 'Ruth-Anne K.'),
  community('salome-brandvik', 'Salome Brandvik'),
  community('stellan-v'),
  community('sunniva-aas', 'Sunniva Aas'),
  community('tb-henning', 'Torben Henning'),
  community('theo-papadakis-gr', 'Theo Papadakis'),
  community('tomasz-bielak', 'Tomasz Bielak'),
  community('wen-zhilan', '文芷兰'),
  community('wyatt-colburn', 'Wyatt Colburn'),
  community('xiaomei-lu', '陆小梅'),
  community('yuki-tanabe-dev', 'Yuki Tanabe'),
  community('zofia-marek', 'Zofia Marek'),

  { login: 'depkeeper[bot]', name: '', role: 'bot', type: 'Bot', teams: [] },
  { login: 'best-essays-247', name: 'Best Essays 24/7', role: 'spammer', type: 'User', teams: [] },
];
