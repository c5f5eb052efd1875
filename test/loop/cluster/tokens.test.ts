import { describe, expect, it } from 'vitest';
import { languageOf, stopWords } from '../../../src/loop/cluster/stop-words.ts';
import { cjkShare, plainWords, stem, terms } from '../../../src/loop/cluster/tokens.ts';

const en = stopWords('en');

describe('terms', () => {
  it.each<[string, string[]]>([
    ['The app crashes on startup', ['app', 'crash', 'startup']],
    ['resolveConfig fails', ['resolveconfig', 'resolv', 'config', 'fail']],
    ['snake_case_name', ['snake_case_name', 'snak', 'case', 'name']],
    ['HTTPServer2', ['httpserver2', 'http', 'server2']],
    ["the parser's output", ['parser', 'output']],
    ['error 404 in build 20240131123456', ['error', '404', 'build']],
    ['Größe ändern', ['größe', 'ändern']],
    ['木 leaf', ['木', 'leaf']],
    ['設定ファイル', ['設定', '定フ', 'ファ', 'ァイ', 'イル']],
    ['x '.repeat(3), []],
    ['a'.repeat(60), []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(terms(text, en, true)).toEqual(expected);
  });

  it('takes no time over long runs', () => {
    const startedAt = performance.now();
    terms(`${'a_'.repeat(100_000)} ${'a'.repeat(100_000)}`, en, true);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('stem', () => {
  it.each([
    ['crashes', 'crash'],
    ['crashed', 'crash'],
    ['crashing', 'crash'],
    ['libraries', 'library'],
    ['library', 'library'],
    ['stopped', 'stop'],
    ['process', 'process'],
    ['status', 'status'],
    ['canoeing', 'cano'],
    ['canoe', 'cano'],
    ['ring', 'ring'],
    ['es6', 'es6'],
  ])('%s → %s', (word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});

describe('language', () => {
  it.each([
    ['When I start the app it does not find the config that I have written', 'en'],
    ['Wenn ich die App starte, findet sie die Datei nicht, die ich geschrieben habe', 'de'],
    ['Cuando inicio la aplicación no encuentra el archivo que he escrito para ella', 'es'],
    ["Quand je lance l'application elle ne trouve pas le fichier que je lui ai donné", 'fr'],
    ['Quando eu inicio o aplicativo ele não encontra o arquivo que eu escrevi para isso', 'pt'],
    ['アプリを起動すると設定ファイルが見つかりません', 'cjk'],
    ['It crashes', 'unknown'],
    ['foo bar baz qux quux corge grault garply waldo fred', 'other'],
  ])('%s: %s', (text, expected) => {
    expect(languageOf(plainWords(text), cjkShare(text))).toBe(expected);
  });
});
