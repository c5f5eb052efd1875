import { expect, it } from 'vitest';
import type { Checklist } from '../../../../src/loop/journey/checklist.ts';
import { renderHeader } from '../../../../src/loop/triage/sections/header.ts';
import { Verdict } from '../../../../src/web/dashboard/views/verdict.tsx';

const line = (text: string, state: 'yes' | 'no' | 'unknown') => ({
  id: text,
  text,
  state,
  evidence: 'seen',
  at: null,
});
const HOLD: Checklist = { verdict: 'hold', pause: [], amplify: [], findOut: ['starters run clean'] };
const NONE = { awareness: 0, onboarding: 0, adoption: 0, retention: 0, advocacy: 0, none: 0 };

function header(checklist: Checklist, asOf = '2026-11-09T09:00:00Z', timezone = 'UTC'): string {
  return renderHeader({
    asOf: new Date(asOf),
    timezone,
    figures: { opened: NONE, openedBefore: NONE },
    hidden: 0,
    repositories: 1,
    coverage: 1,
    previous: null,
    checklist,
    team: null,
  });
}

it.each<[string, Checklist]>([
  [
    'Repair before you promote. Examples need edits (seen).',
    { ...HOLD, verdict: 'pause', pause: [line('examples need edits', 'yes')] },
  ],
  [
    'No reason to pause, and too little is known to amplify. Not known yet is whether starters run clean.',
    HOLD,
  ],
  [
    'No reason to pause, but not yet true: members help first.',
    { ...HOLD, amplify: [line('members help first', 'no')] },
  ],
  ['Every line of the checklist says that what you promote will hold.', { ...HOLD, verdict: 'amplify' }],
])('advises the same as the dashboard: %s', (advice, checklist) => {
  expect(String(Verdict({ checklist }))).toContain(advice);
  expect(header(checklist).toLowerCase()).toContain(`**${checklist.verdict}**: ${advice.toLowerCase()}`);
});

it.each([
  ['2026-10-26T23:30:00+01:00', '2026-10-19'],
  ['2026-03-30T00:30:00+02:00', '2026-03-23'],
])('counts seven days by the calendar, also where clocks change: %s', (asOf, from) => {
  expect(header(HOLD, asOf, 'Europe/Berlin')).toContain(`Window: ${from} to`);
});
