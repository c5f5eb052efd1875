/**
 * The value, where the reasoning of the caller says that there is one: `present(list[index])` instead of a fallback
 * that would hide a wrong index.
 * @throws RangeError where there is none
 */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('nothing stands there');
  return value;
}
