import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { OWN_STYLE } from './own-style.ts';

/** The parts of Primer that pages use; the rest of it would be most of what a browser loads. */
const PRIMER_PARTS = ['primitives', 'base', 'buttons', 'forms'] as const;

/** Where Primer's themes begin in its colour modes: light everywhere, dark where the browser asks for it. */
const LIGHT = /\[data-color-mode=light\]\[data-light-theme=light\][^{]*\{([^}]*)\}/;
const DARK = /\[data-color-mode=auto\]\[data-dark-theme=dark\][^{]*\{([^}]*)\}/;

export interface StyleSheet {
  text: string;
  /** its name changes with its content, so that browsers may keep it for ever */
  path: string;
}

let made: StyleSheet | null = null;

/** One style sheet for all pages: Primer's parts, the colours that they use in light and dark, and our own. */
export function styleSheet(): StyleSheet {
  made ??= make();
  return made;
}

function make(): StyleSheet {
  const require = createRequire(import.meta.url);
  const primer = (part: string) =>
    readFileSync(require.resolve(`@primer/css/dist/${part}.css`), 'utf8').replace(/\/\*#[^*]*\*\//g, '');
  const rules = [...PRIMER_PARTS.map(primer), OWN_STYLE].join('\n');
  const themes = primer('color-modes');
  const [light, dark] = [tokens(LIGHT, themes), tokens(DARK, themes)];
  const used = usedIn(rules, light);
  const text = [
    `:root{${declared(light, used)}}`,
    `@media (prefers-color-scheme: dark){:root{${declared(dark, used)}}}`,
    rules,
  ].join('\n');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { text, path: `/assets/dashboard-${hash}.css` };
}

function tokens(theme: RegExp, css: string): Map<string, string> {
  const block = theme.exec(css)?.[1];
  if (block === undefined) throw new Error(`Primer has no theme ${theme.source}`);
  return new Map(
    [...block.matchAll(/(--[\w-]+)\s*:\s*([^;]+)/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

/** Names of the tokens that the rules need, those that other tokens need included. */
function usedIn(rules: string, theme: ReadonlyMap<string, string>): Set<string> {
  const used = new Set<string>();
  const look = (text: string) => {
    for (const [, name = ''] of text.matchAll(/var\((--[\w-]+)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      look(theme.get(name) ?? '');
    }
  };
  look(rules);
  return used;
}

function declared(theme: ReadonlyMap<string, string>, used: ReadonlySet<string>): string {
  return [...theme].flatMap(([name, value]) => (used.has(name) ? [`${name}:${value}`] : [])).join(';');
}
