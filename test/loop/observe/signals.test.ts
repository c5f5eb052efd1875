import { describe, expect, it } from 'vitest';
import { observedFeatures } from '../../../src/loop/observe/features.ts';
import { SIGNALS } from '../../../src/loop/observe/signals.ts';

/** One text per signal that it must be found in: a new signal is one row there and one row here. */
const EXAMPLES: Record<string, string> = {
  licence: 'May we ship it under the MIT license?',
  'licence-in-title': 'Which licence applies?',
  price: 'How much does it cost per seat?',
  plans: 'Are there any plans for a Windows build?',
  'still-alive': 'Is this project still maintained?',
  comparison: 'How does it compare to cron?',
  'versus-in-title': 'Larkspur vs Hangfire',
  'not-using-yet': 'Before we adopt it I would like to know more.',
  website: 'The landing page has no link to it.',
  'website-in-title': 'The homepage is empty',
  'available-elsewhere': 'Please make a Homebrew formula.',
  'does-it-support': 'Does it support ARM?',
  'answers-offer': '### Your contribution\n\nYes, I can submit a pull request.',
  'declines-to-contribute': '### Your contribution\n\nNo, not familiar enough.',
  'answers-worked-before': '### Regression?\n\nYes, it worked in 3.1.',
  'never-worked-before': '### Did this work before?\n\nNo.',
  install: 'The installation takes an hour.',
  'install-in-title': 'Cannot install it',
  'install-fails': 'I am unable to install it.',
  'install-command': 'I ran pip install larkspur.',
  'build-from-source': 'Building from source fails.',
  'getting-started': 'I am at the getting started page.',
  tutorial: 'I follow the tutorial.',
  'tutorial-in-title': 'Step missing in the tutorial',
  beginner: 'I am new to this.',
  login: 'The login fails.',
  'does-not-run': 'It says command not found.',
  'first-configuration': 'How do I configure it?',
  'first-steps-docs': 'It is confusing for beginners.',
  regression: 'This is a regression.',
  broke: 'This was broken by the last change.',
  'used-to-work': 'It used to work.',
  'no-longer': 'It no longer starts.',
  'after-upgrade': 'It fails after upgrading.',
  'two-versions': 'It works in 3.1 but not in 3.2.',
  'upgrade-in-title': 'Crash after upgrade',
  'version-in-title': 'Crash with 3.2.1',
  migration: 'How do I migrate sixty handlers?',
  deprecation: 'The call is deprecated.',
  recurrence: 'It happens again and again.',
  ageing: 'There is a memory leak over time.',
  security: 'npm audit shows a vulnerability.',
  'dependency-moved-on': 'The peer dependency is not met.',
  'did-it-work-before': '### Last working version\n\n3.1',
  'offers-a-patch': 'I could open a PR.',
  'brings-a-patch': 'I have opened a pull request.',
  'offers-to-contribute': 'I would like to contribute a chapter.',
  'contribution-in-title': 'Proposal for a plugin',
  'contribution-field': '### Your contribution\n\nYes',
  'shares-own-work': 'I built a small dashboard.',
  proposal: 'I propose a new interface.',
  'brings-a-diff': 'The line should be changed to this.',
  tracking: 'This is a tracking issue.',
  'follow-up': 'This is a follow-up to #12.',
  'team-voice': 'We should decide.',
  notified: 'cc @somebody',
  'code-notes': 'There is a FIXME in the parser.',
  'work-item-title': 'Refactor the parser',
  'add-title': 'Add a button',
  internals: 'All buildbots are red.',
  'says-nothing': 'Please ignore this.',
  announcement: 'Thanks to all who tested the release.',
  'how-to': 'How do I group rows?',
  'in-my-project': 'We use it in our shop.',
  'bug-report': 'Steps to reproduce are below.',
  breaks: 'It throws.',
  'breaks-in-title': 'Crash on save',
  'feature-for-use': 'Please add an option for it.',
  'filled-form': '### Steps to reproduce\n\nrun it',
};

describe('signals', () => {
  it('have names of their own', () => {
    expect(new Set(SIGNALS.map(({ name }) => name)).size).toBe(SIGNALS.length);
  });

  it.each(SIGNALS.map((signal) => [signal.name, signal] as const))(
    '%s is found in its example',
    (name, signal) => {
      const example = EXAMPLES[name] ?? '';
      const titleOnly = signal.places?.every((place) => place === 'title') === true;
      const { findings } = titleOnly ? observedFeatures(example, '') : observedFeatures('', example);
      expect(findings.map((finding) => finding.signal.name)).toContain(name);
    },
  );

  it('are quiet on a text that says nothing of them', () => {
    expect(observedFeatures('Group rows', 'Rows by two columns.').findings).toEqual([]);
  });
});
