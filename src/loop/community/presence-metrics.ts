import { type Frame, type Measured, WINDOW_DAYS } from '../measured.ts';
import { countMetric } from '../statistics/metric.ts';
import { ORBITS, type Orbit, type Presence } from './presence.ts';

/** How many people are how close, and how many moved. */
export function presenceMetrics(frame: Frame, { orbits, before }: Presence): Measured[] {
  const window = frame.trailing(WINDOW_DAYS.year);
  const basis = frame.basis(window, 'inferred');
  const inOrbit = (orbit: Orbit) => [...orbits.values()].filter((each) => each === orbit).length;
  const moved = (isThat: (was: number, now: number) => boolean) =>
    [...new Set([...orbits.keys(), ...before.keys()])].filter((id) =>
      isThat(before.get(id) ?? OUTSIDE, orbits.get(id) ?? OUTSIDE),
    ).length;
  return [
    ...ORBITS.map(
      (orbit): Measured => ({
        id: `presence.orbit-${orbit}`,
        name: `People in orbit ${orbit}${orbit === 1 ? ' (closest)' : ''}`,
        definition:
          'Community members by the larger of their strongest kind of contribution and their presence over 365 days, in four orbits.',
        unit: 'people',
        metric: countMetric(inOrbit(orbit), basis),
      }),
    ),
    {
      id: 'presence.inward',
      name: 'People who moved closer',
      definition: 'Community members in a closer orbit than 12 weeks ago, newcomers included.',
      unit: 'people',
      metric: countMetric(
        moved((was, now) => now < was),
        basis,
      ),
    },
    {
      id: 'presence.outward',
      name: 'People who moved away',
      definition: 'Community members in a farther orbit than 12 weeks ago, or in none any more.',
      unit: 'people',
      metric: countMetric(
        moved((was, now) => now > was),
        basis,
      ),
    },
  ];
}

/** Beyond the last orbit: not there. */
const OUTSIDE = 5;
