import type { Frame, Line, Measured } from '../measured.ts';
import type { Metric } from '../statistics/metric.ts';
import { STAGES, type Stage } from '../vocabulary.ts';
import { type Checklist, pauseOrAmplify } from './checklist.ts';
import { type AuditedDecision, auditDecisions } from './decisions.ts';
import { firstSuccess, firstSuccessMetrics } from './first-success.ts';
import { firstUseMetrics } from './first-use.ts';
import { flywheel } from './flywheel.ts';
import { type FunctionWatch, watchFunctions } from './functions.ts';
import { loopHealth } from './loop-health.ts';
import { mondayPlan } from './monday-plan.ts';
import { newcomerMetrics } from './newcomers.ts';
import { STAGE_GOALS, type StageGoal } from './stage-goals.ts';
import { supportMetrics } from './support.ts';
import { type WeeklyQuestion, weeklyQuestions } from './weekly-questions.ts';

/** One stage of the journey: what it is for, before what it measures. */
export interface StageMeasures extends StageGoal {
  stage: Stage;
  metrics: readonly Measured[];
}

/** What is measured of people, as far as the journey judges by it. */
export interface MeasuredPeople {
  staffFirst: Metric;
  within: { staff: Metric; community: Metric };
  /** what the community gave, and how it helps itself */
  advocacy: readonly Measured[];
}

export interface JourneyMeasures {
  stages: readonly StageMeasures[];
  health: readonly Measured[];
  decisions: readonly AuditedDecision[] | null;
  weekly: readonly WeeklyQuestion[] | null;
  checklist: Checklist;
  functions: readonly FunctionWatch[];
  flywheel: readonly Measured[];
  monday: readonly Line[];
}

/** Everything about the journey and the loop, from the record alone. */
export function measureJourney(frame: Frame, people: MeasuredPeople): JourneyMeasures {
  const success = firstSuccess(frame);
  const byStage: Record<Stage, readonly Measured[]> = {
    awareness: newcomerMetrics(frame),
    onboarding: firstSuccessMetrics(success),
    adoption: firstUseMetrics(frame),
    retention: supportMetrics(frame),
    advocacy: people.advocacy,
  };
  return {
    stages: STAGES.map((stage) => ({ stage, ...STAGE_GOALS[stage], metrics: byStage[stage] })),
    health: loopHealth(frame),
    decisions: auditDecisions(frame),
    weekly: weeklyQuestions(frame),
    checklist: pauseOrAmplify(frame, { firstSuccess: success, ...people }),
    functions: watchFunctions(frame, people.staffFirst),
    flywheel: flywheel(frame),
    monday: mondayPlan(frame),
  };
}
