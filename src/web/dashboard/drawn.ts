/**
 * Keeps what was drawn beside the figures that it shows: a picture takes milliseconds, and figures stay for a while.
 * @returns a function of the figures (an object that is kept), the name of the picture, and how to draw it
 */
export function createDrawn<T>(): (figures: object, name: string, draw: () => T) => T {
  const drawn = new WeakMap<object, Map<string, { picture: T }>>();
  return (figures, name, draw) => {
    const own = drawn.get(figures) ?? new Map<string, { picture: T }>();
    drawn.set(figures, own);
    const before = own.get(name);
    if (before !== undefined) return before.picture;
    const picture = draw();
    own.set(name, { picture });
    return picture;
  };
}
