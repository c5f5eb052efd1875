import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/web/metrics.ts';

describe('metrics', () => {
  it('are told in the order of their declaration', async () => {
    const metrics = createMetrics();
    const done = metrics.counter('work_total', 'Work.', { result: ['ok', 'failed'] });
    const depth = metrics.gauge('depth', 'Depth.');
    const time = metrics.histogram('work_seconds', 'Time.', [0.1, 1]);
    done.add({ result: 'ok' });
    done.add({ result: 'ok' }, 2);
    done.add({ result: 'failed' });
    depth.set(4);
    depth.set(3);
    for (const seconds of [0.1, 0.5, 7]) time.observe(seconds);
    expect(await metrics.text()).toBe(
      [
        '# HELP work_total Work.',
        '# TYPE work_total counter',
        'work_total{result="ok"} 3',
        'work_total{result="failed"} 1',
        '# HELP depth Depth.',
        '# TYPE depth gauge',
        'depth 3',
        '# HELP work_seconds Time.',
        '# TYPE work_seconds histogram',
        'work_seconds_bucket{le="0.1"} 1',
        'work_seconds_bucket{le="1"} 2',
        'work_seconds_bucket{le="+Inf"} 3',
        'work_seconds_sum 7.6',
        'work_seconds_count 3',
        '',
      ].join('\n'),
    );
  });

  it('never tell a label value that was not declared', async () => {
    const metrics = createMetrics();
    const calls = metrics.counter('calls_total', 'Calls.', { route: ['issues'] });
    calls.add({ route: 'larkspur/secret-project' });
    calls.add({ unknown: 'larkspur' });
    const text = await metrics.text();
    expect(text).toContain('calls_total{route="other"} 2\n');
    expect(text).not.toContain('larkspur');
  });

  it('escape declared values', async () => {
    const metrics = createMetrics();
    metrics.gauge('g', 'Line one\nline two.', { kind: ['a"b\\c'] }).set(1, { kind: 'a"b\\c' });
    expect(await metrics.text()).toBe(
      '# HELP g Line one line two.\n# TYPE g gauge\ng{kind="a\\"b\\\\c"} 1\n',
    );
  });

  it('are set before each reading, where that works', async () => {
    const metrics = createMetrics();
    const depth = metrics.gauge('depth', 'Depth.');
    let reading = 0;
    metrics.beforeReading(async () => {
      reading += 1;
      depth.set(reading);
    });
    metrics.beforeReading(() => Promise.reject(new Error('away')));
    expect(await metrics.text()).toContain('depth 1\n');
    expect(await metrics.text()).toContain('depth 2\n');
  });

  it('are declared once, with usable names', () => {
    const metrics = createMetrics();
    metrics.gauge('depth', 'Depth.');
    expect(() => metrics.gauge('depth', 'Again.')).toThrow(/depth/);
    expect(() => metrics.counter('with-hyphen', 'No.')).toThrow(/with-hyphen/);
  });

  it('of counters never go down', async () => {
    const metrics = createMetrics();
    const done = metrics.counter('done_total', 'Done.');
    done.add({}, -1);
    expect(await metrics.text()).toContain('done_total 0\n');
  });
});
