/**
 * The same function, which remembers what it made of each object for as long as that very object is there. For pure
 * functions of objects that are never changed: what is remembered is then never stale, and what changed is another object,
 * of which it is worked out anew.
 */
export function remembering<Of extends object, Result>(work: (of: Of) => Result): (of: Of) => Result {
  const made = new WeakMap<Of, { result: Result }>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known.result;
    const result = work(of);
    made.set(of, { result });
    return result;
  };
}
