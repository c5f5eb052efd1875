import { describe, expect, it } from 'vitest';
import { prepare } from '../../../src/loop/cluster/document.ts';
import { frameName, framesOf } from '../../../src/loop/cluster/frames.ts';
import { errorPart, identifiersIn, maskedError, versionsIn } from '../../../src/loop/cluster/signatures.ts';

describe('errorPart', () => {
  it.each<[string, string | null]>([
    ['src/app.ts:3:5: error TS2345: Argument is wrong', 'error TS2345: Argument is wrong'],
    ['Uncaught TypeError: x is not a function', 'Uncaught TypeError: x is not a function'],
    ['java.lang.IllegalStateException: closed', 'java.lang.IllegalStateException: closed'],
    ['error[E0308]: mismatched types', 'error[E0308]: mismatched types'],
    ["thread 'main' panicked at 'no gizmo', src/main.rs:3", "'no gizmo', src/main.rs:3"],
    ["thread 'main' panicked at src/main.rs:3:5:", null],
    ['Segmentation fault (core dumped)', 'Segmentation fault (core dumped)'],
    ['let failure::on_fail = 1;', null],
    ['I think that errors are hard', null],
    ['the following error:', null],
  ])('%s', (line, expected) => {
    expect(errorPart(line)).toBe(expected);
  });
});

it('reads the message of a panic from the line below its place', () => {
  const body = "```\nthread 'main' panicked at src/main.rs:3:5:\nthe gizmo is gone\n```";
  expect(prepare({ title: 'It panics', body }).errors).toEqual(['the gizmo is gone']);
});

it('keeps the first names of a long list', () => {
  const body = Array.from({ length: 300 }, (_, at) => `openGadget${at}()`).join('\n');
  const { apis } = prepare({ title: 'All of these fail', body });
  expect(apis).toHaveLength(60);
  expect(apis).toContain('opengadget0');
  expect(apis).not.toContain('opengadget299');
});

describe('maskedError', () => {
  it.each([
    ['TypeError: Cannot read “x” at 0x7f12', "typeerror: cannot read 'x' at 0"],
    [
      'Error: ENOENT: no such file, open /home/me/app/config.json',
      'error: enoent: no such file, open config.json',
    ],
    [
      'Error: ENOENT: no such file, open C:\\Users\\you\\config.json',
      'error: enoent: no such file, open config.json',
    ],
    ['error: aborting due to 3 previous errors', ''],
    ['error: 12', ''],
  ])('%s → %s', (error, expected) => {
    expect(maskedError(error)).toBe(expected);
  });

  it('is bounded in time and length', () => {
    const startedAt = performance.now();
    expect(maskedError(`error: ${'a/'.repeat(200)}${'b'.repeat(400)}`).length).toBeLessThanOrEqual(160);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('versionsIn', () => {
  it.each<[string, string[]]>([
    ['widgets v3.2.0 on node 20.11.1', ['3.2', '20.11.1']],
    ['Version: 3.2', ['3.2']],
    ['3.2.1', ['3.2.1']],
    ['v3.2', ['3.2']],
    ['0.5 of them', []],
    ['rustc 0.13.0-nightly (81eeec094)', ['0.13.0-nightly']],
    ['it takes 1.5 seconds', []],
    ['the factor is 0.5', []],
    ['listening on 127.0.0.1:80', []],
  ])('%s', (line, expected) => {
    expect(versionsIn(line)).toEqual(expected);
  });
});

describe('identifiersIn', () => {
  it.each<[string, boolean, string[]]>([
    ['call resolveConfig() or fs.readFile(x)', true, ['resolveconfig', 'readfile']],
    ['use std::vec::Vec here', true, ['std', 'vec', 'vec']],
    ['plain words, e.g. these', true, []],
    ['retry_count', true, ['retry_count']],
    ['widget.open', false, ['widget', 'open']],
  ])('%s', (line, prose, expected) => {
    expect(identifiersIn(line, prose)).toEqual(expected);
  });
});

describe('frames', () => {
  it.each<[string, string | null]>([
    ['at resolveConfig (/app/src/config.js:12:5)', 'resolveconfig'],
    ['at async Object.load (file:///app/load.mjs:3:1)', 'object.load'],
    ['at file:///app/src/main.js:10:2', 'main.js'],
    ['at com.acme.Widget.open(Widget.java:12)', 'com.acme.widget.open'],
    ['File "/app/widget.py", line 3, in open_widget', 'open_widget'],
    ['File "/app/widget.py", line 3', 'widget.py'],
    ['#0 /app/widget.php(12): Widget->open()', 'widget->open'],
    ['#3 0x00007f in widget::open (this=0x0)', 'widget::open'],
    ['3: 0x7f12 - widget::open::h0123456789abcdef', 'widget::open'],
    ["from lib/widget.rb:12:in `open'", 'open'],
    ['at noon we met', null],
    ['#12 is related', null],
  ])('%s', (line, expected) => {
    expect(frameName(line)).toBe(expected);
  });

  it('takes the top of a trace, and the line above it for what failed', () => {
    const trace = [
      'Widget is closed!',
      'at open (a.js:1:1)',
      'at load (a.js:2:1)',
      'at run (a.js:3:1)',
      'at all (a.js:4:1)',
    ];
    expect(framesOf(trace)).toEqual({ frames: ['open > load > run'], errorBeside: new Set([0]) });
  });

  it('reads Python from the innermost call, and the line below it', () => {
    const trace = [
      'Traceback (most recent call last):',
      'File "main.py", line 9, in run',
      'load(path)',
      'File "load.py", line 3, in load',
      'raise Closed(path)',
      'widget.Closed: the widget is closed',
    ];
    const { frames, errorBeside } = framesOf(trace);
    expect(frames).toEqual(['load > run']);
    expect([...errorBeside].map((at) => trace[at])).toEqual(['widget.Closed: the widget is closed']);
  });

  it('leaves out the machinery of failing', () => {
    const trace = [
      '1: 0x1 - std::panicking::begin_panic::h0123456789abcdef',
      '2: 0x2 - widget::open::h0123456789abcdef',
    ];
    expect(framesOf(trace).frames).toEqual(['widget::open']);
  });
});
