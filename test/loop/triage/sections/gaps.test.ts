import { expect, it } from 'vitest';
import { measure } from '../../../../src/loop/measure.ts';
import { renderGaps } from '../../../../src/loop/triage/sections/gaps.ts';
import { project, SETTINGS } from '../../record/project.ts';

it.each([
  ['names nobody', null, true],
  ['names staff, though it once named nobody', SETTINGS.staff, false],
])('tells that staff is inferred while the config %s', (_, staff, isTold) => {
  const record = project({ rolesInferred: 20 });
  const text = renderGaps(record, measure(record, { ...SETTINGS, staff }));
  expect(text.includes('Who is staff is inferred')).toBe(isTold);
});
