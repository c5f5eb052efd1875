import { expect, it } from 'vitest';
import { versionsNamed } from '../../src/loop/versions-named.ts';

it('names the versions of the product, those that most reports name first', () => {
  expect(
    versionsNamed([
      ['node 22.12.0', 'cli 1.3.0', 'safari 18.3'],
      ['v1.4.0', 'cli 1.4.0'],
      ['Redis 7.2', '1.4.0'],
      ['returns 42.0f', '1.0f32', 'prints 14.0000'],
      ['section 4.3.5', 'Figure 2.1'],
      ['29.03', 'on 3.11.2026'],
    ]),
  ).toEqual(['1.4.0', '1.3.0']);
});
