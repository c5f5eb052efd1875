import type { Settings } from '../../settings.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { ptBr } from './pt-br.ts';
import type { Texts } from './texts.ts';
import { zhCn } from './zh-cn.ts';

/** What the app says, in every language that a config may choose. */
export const TEXTS: Readonly<Record<Settings['language'], Texts>> = {
  en,
  de,
  es,
  fr,
  ja,
  'pt-BR': ptBr,
  'zh-CN': zhCn,
};
