import type { ObservationInput, ObservationSettings } from '../../../src/loop/observe/observe.ts';

/** What tests of observing begin with. */

export const SETTINGS: ObservationSettings = {
  minConfidence: 0.6,
  keywords: {},
  severityLabels: {},
  firstSuccessField: null,
  productionField: null,
};

/** A new issue of somebody of the community, without a word, unless told otherwise. */
export function input(change: Partial<ObservationInput> = {}): ObservationInput {
  return {
    type: 'issue',
    title: '',
    body: '',
    category: null,
    labels: [],
    authorRole: 'community',
    authorPriorThreads: 0,
    authorPriorMergedPulls: 0,
    paths: null,
    ...change,
  };
}
