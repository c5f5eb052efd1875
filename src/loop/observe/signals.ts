import { ADOPTION } from './signals/adoption.ts';
import { ADVOCACY } from './signals/advocacy.ts';
import { AWARENESS } from './signals/awareness.ts';
import { NONE } from './signals/none.ts';
import { ONBOARDING } from './signals/onboarding.ts';
import { RETENTION } from './signals/retention.ts';
import type { Signal } from './signals/signal.ts';

/** All named signals; the order is that of `/why` where weights are equal. */
export const SIGNALS: readonly Signal[] = [
  ...AWARENESS,
  ...ONBOARDING,
  ...RETENTION,
  ...ADVOCACY,
  ...NONE,
  ...ADOPTION,
];
