import fc from 'fast-check';

/** Some of many: `part` of `whole`, at least one. */
export const proportion = fc
  .integer({ min: 1, max: 400 })
  .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
