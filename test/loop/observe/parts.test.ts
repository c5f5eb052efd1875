import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../../src/loop/observe/environment.ts';
import { threadWords } from '../../../src/loop/observe/features.ts';
import { firstSuccessMinutes } from '../../../src/loop/observe/first-success.ts';
import { languageOf } from '../../../src/loop/observe/language.ts';
import { reportQuality } from '../../../src/loop/observe/quality.ts';
import { readThread } from '../../../src/loop/observe/read.ts';
import { severityOf } from '../../../src/loop/observe/severity.ts';
import { wordsOf } from '../../../src/loop/observe/words.ts';

describe('readThread', () => {
  it('keeps apart prose, code, quotes, comments, questions and answers', () => {
    const body =
      '<!-- please fill -->\nI wrote `x`.\n\n> he said\n\n```\ncode\n```\n\n### What happened?\n\nIt broke\n\n**Expected:** it works\n\n- [x] searched\n- [ ] open\n- point\n\n1. one\n2. two';
    expect(readThread(' T\u200Bitle ', body)).toMatchObject({
      title: 'Title',
      prose: 'I wrote x.\nIt broke\nit works\npoint\none\ntwo',
      quoted: 'he said',
      code: 'code',
      headings: ['What happened?', 'Expected:'],
      checkedBoxes: 1,
      uncheckedBoxes: 1,
      numberedSteps: 2,
    });
  });

  it('takes a blank answer for none', () => {
    expect(readThread('', '### Version\n\n_No response_').fields).toEqual([
      { question: 'Version', answer: '' },
    ]);
  });
});

describe('firstSuccessMinutes', () => {
  it.each([
    ['45', 45],
    ['~30 min', 30],
    ['1 h 30', 90],
    ['1.5 hours', 90],
    ['2 days', 2_880],
    ['1:30', 90],
    ['90s', 1.5],
    ['1,5 h', 90],
    ['0', 0],
    ['about an hour', null],
    ['10-20', null],
    ['9999999', null],
    ['3 apples', null],
    ['', null],
    ['5'.repeat(60), null],
    [null, null],
  ])('reads %j as %j', (answer, minutes) => {
    expect(firstSuccessMinutes(answer)).toBe(minutes);
  });
});

describe('languageOf', () => {
  it.each([
    ['How do I install this on my machine?', 'en'],
    ['Wie kann ich das auf dem Server installieren? Es geht nicht mit der neuen Version.', 'de'],
    ['Comment installer la nouvelle version sur le serveur ? Je ne trouve pas.', 'fr'],
    ['¿Cómo puedo instalar la nueva versión? No me funciona en el servidor.', 'es'],
    ['安装失败，请问怎么解决', 'zh'],
    ['インストールできません。どうすればいいですか', 'ja'],
    ['설치가 안 됩니다', 'ko'],
    ['Не работает после обновления', 'ru'],
    ['لا يعمل بعد التحديث', 'ar'],
    ['x', 'und'],
    ['', 'und'],
  ])('tells the language of %j', (text, language) => {
    expect(languageOf(wordsOf(text))).toBe(language);
  });
});

describe('severityOf', () => {
  const words = (text: string) => [wordsOf(text)];
  it('takes the worst label of the config, whatever its case', () => {
    expect(severityOf(['p1', 'P0', 'bug'], { P0: 'blocker', P1: 'major' }, 'bug', words('typo'))).toEqual({
      value: 'blocker',
      inferred: false,
    });
  });
  it.each([
    ['bug', 'we lost all data, data loss', 'blocker'],
    ['bug', 'the app crashes', 'major'],
    ['bug', 'typo in a label', 'cosmetic'],
    ['bug', 'the sum is off by one', 'minor'],
    ['feature', 'prevent crashes', 'minor'],
    ['docs', 'typo', 'cosmetic'],
    ['bug', 'Two years in production, no outage, thank you all.', 'minor'],
    ['bug', 'It never crashes, and the worker did not once panic.', 'minor'],
    ['bug', "We haven't had a single data loss, it runs without any crash.", 'minor'],
    ['bug', 'It does not start and crashes.', 'major'],
    ['bug', 'It not only hangs.', 'major'],
    ['bug', 'It never crashed before. Now it crashes.', 'major'],
    ['bug', 'It no longer works.', 'major'],
    ['bug', "I can't install it, and cannot log in either.", 'major'],
    ['bug', 'We cannot use it at all.', 'blocker'],
  ] as const)('infers for a %s saying %j: %s', (kind, text, value) => {
    expect(severityOf([], {}, kind, words(text))).toEqual({ value, inferred: true });
  });
});

describe('reportQuality', () => {
  const quality = (title: string, body: string) => {
    const reading = readThread(title, body);
    return reportQuality(
      reading,
      [...wordsOf(reading.title), ...wordsOf(reading.prose)],
      wordsOf(reading.code),
    );
  };
  it.each([
    ['it is broken', { version: false, steps: false, error: false, expectation: false }],
    [
      'With 3.2 I expected 4.\n\nSteps to reproduce:\n\n```\nrun()\nTypeError: x\n```',
      { version: true, steps: true, error: true, expectation: true },
    ],
    ['see https://codepen.io/a/b', { steps: true }],
    ['1. open\n2. click', { steps: true }],
    ['It says `Error: no such thing here`', { error: true }],
    ['### Expected behavior\n\nmore', { expectation: true }],
    ['### Expected behavior\n\n_No response_', { expectation: false }],
  ])('judges %j', (body, expected) => {
    expect(quality('x', body)).toMatchObject(expected);
  });
});

describe('environmentOf', () => {
  const production = (body: string, field: string | null) => {
    const reading = readThread('', body);
    return environmentOf(reading, [{ text: reading.prose, words: wordsOf(reading.prose) }], {
      productionField: field,
    }).production;
  };
  it.each<[string, string | null, string | null]>([
    ['### Production use\n\n40 users', 'production use', '40 users'],
    ['### Production use?\n\n40 users', ' Production use: ', '40 users'],
    ['### Production use\n\n_No response_', 'Production use', null],
    ['### Version\n\n3.2', 'Production use', null],
    ['### Production use\n\n40 users', null, null],
  ])('reads from %j the answer to %j as %j', (body, field, answer) => {
    expect(production(body, field)).toBe(answer);
  });

  it('bounds what it keeps of an answer, and of a list of versions', () => {
    expect(production(`### Production use\n\n${'very much '.repeat(50)}`, 'Production use')).toHaveLength(
      120,
    );
    const list = Array.from({ length: 30 }, (_, at) => `lib${at}: 1.${at}.0`).join('\n\n');
    expect(versionsIn('', list)).toHaveLength(8);
  });

  it.each([
    ['Node version: v18.2.0 on Ubuntu', ['node v18.2.0'], 'Linux'],
    ['macOS, 3.2', ['macos 3.2'], 'macOS'],
    ['nothing said', [], null],
  ])('reads %j', (body, versions, os) => {
    const reading = readThread('', body);
    expect(
      environmentOf(reading, [{ text: reading.prose, words: wordsOf(reading.prose) }], {
        productionField: null,
      }),
    ).toEqual({
      versions,
      os,
      production: null,
    });
  });

  const versionsIn = (title: string, body: string, names: readonly string[] = ['acme']) => {
    const reading = readThread(title, body);
    const { texts, words } = threadWords(reading);
    const sections = (['title', 'prose', 'code'] as const).map((place) => ({
      text: texts[place],
      words: words[place],
    }));
    return environmentOf(reading, sections, { productionField: null, names }).versions;
  };

  it.each([
    ['The import fails', 'On 3.2.0 the import fails.', ['3.2.0']],
    ['The import fails', '3.2.0 and nothing else', ['3.2.0']],
    ['', 'I run the import.\n\n3.2.0 has it', ['3.2.0']],
    ['', 'I run the import.\n\nOn 3.2.0 it fails', ['3.2.0']],
    ['', 'It fails with node. On 3.2.0', ['3.2.0']],
    ['', 'It fails\n\n```\n3.2.0\n```', ['3.2.0']],
    ['', 'The import fails on 3.2.0, and worked in the 3.1.0', ['3.2.0', '3.1.0']],
    ['Fails with node 18.2.0', '', ['node 18.2.0']],
    ['Since I updated node to 18.2.0', '', ['node 18.2.0']],
  ])(
    'lets no word before a break or a preposition name a version after it: %j, %j',
    (title, body, versions) => {
      expect(versionsIn(title, body)).toEqual(versions);
    },
  );

  it.each([
    ['a folder', 'See `C:\\whats\\v1\\live` and `src\\1.2.3\\a.js`', []],
    ['a part of an address', 'It calls /v1/users and /1.2.3/users', []],
    ['words that begin with a number', '13.its1 and 2.5g', []],
    ['amounts', 'It took 4444444444.0 and 0.0', []],
    ['a major version', 'The v2 fails, the (v3) too', ['v2']],
    ['the first word', 'v2', ['v2']],
    [
      'what comes before a release',
      '1.4.0-rc.1, 1.4.0rc1 and 1.4.0+build.7',
      ['1.4.0-rc.1', '1.4.0rc1', '1.4.0+build.7'],
    ],
    ['an open end', '15.x', ['15.x']],
    ['a build of Windows', 'Windows 10.0.19045.3324', ['windows 10.0.19045.3324']],
    ['a browser', 'Chrome 114.0.5735.198', ['chrome 114.0.5735.198']],
  ])('tells versions only: %s', (_, body, versions) => {
    expect(versionsIn('', body)).toEqual(versions);
  });

  it.each([
    [
      '### Version\n\n1.4.0\n\n### What happened?\n\nIt worked in 1.3.0, fails on node 18.2.0',
      ['1.4.0', 'node 18.2.0'],
    ],
    ['### Product version\n\nv1.4\n\n### What happened?\n\nFails. Is cli 1.5.0 better?', ['v1.4']],
    ['### Which version of Acme are you using?\n\nacme 1.4.0\n\n### More\n\n1.3.0 worked', ['acme 1.4.0']],
    ['**Version:** 1.4.0\n\n**What happened?** 1.3.0 worked', ['1.4.0']],
    ['### Version\n\n1.4.0\n\n1.3.0 worked', ['1.4.0']],
    ['### Version\n\n_No response_\n\n### What happened?\n\nFails on 1.3.0', ['1.3.0']],
    ['### Version\n\nlatest\n\n### What happened?\n\nFails on 1.3.0', ['1.3.0']],
    ['### Version\n\nnode 18.2.0\n\n### What happened?\n\nFails on 1.3.0', ['node 18.2.0', '1.3.0']],
    ['### Node version\n\n18.2.0\n\n### Last working version\n\n1.3.0', ['18.2.0', '1.3.0']],
    ['### What happened?\n\nFails on 1.3.0', ['1.3.0']],
  ])('takes the answer to the question for the version before what the text tells: %j', (body, versions) => {
    expect(versionsIn('', body)).toEqual(versions);
  });
});
