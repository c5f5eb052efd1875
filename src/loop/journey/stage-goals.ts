import type { Stage } from '../vocabulary.ts';

/** What is to be reached at a stage, what to ask oneself, and what GitHub does not show of it. */
export interface StageGoal {
  goal: string;
  question: string;
  unseen: string | null;
}

export const STAGE_GOALS: Record<Stage, StageGoal> = {
  awareness: {
    goal: 'create problem recognition',
    question: 'are we discoverable where developers already spend time?',
    unseen: 'reach elsewhere; reach is secondary and never part of a verdict',
  },
  onboarding: {
    goal: 'reduce time to first success',
    question: 'how fast can someone do something real?',
    unseen: 'sign-up and local success, unless sent as signals',
  },
  adoption: {
    goal: 'build confidence in real use cases',
    question: 'are our patterns and examples production ready?',
    unseen: 'private use',
  },
  retention: {
    goal: 'keep developers learning and compounding',
    question: 'are we reducing repetitive friction over time?',
    unseen: 'chat and tickets, unless sent as signals',
  },
  advocacy: {
    goal: 'inspire shared ownership',
    question: 'are developers contributing back without being asked?',
    unseen: 'talks and posts',
  },
};
