/** What versions of most things are told by; those of the product itself have no such name before them. */
const RUNTIMES =
  /^(?:node(?:\.?js)?|npm|pnpm|yarn|bun|deno|jest|ts-jest|vite|python|pip|java|jdk|go|rust|rustc|cargo|ruby|php|typescript|tsc|docker|compose|kubernetes|k8s|postgres(?:ql)?|redis|mysql|safari|chrome|chromium|firefox|edge|macos|ios|android|windows|ubuntu|debian|fedora|alpine|linux|kernel)\b/i;

/** What numbers of places in a text stand behind. */
const PLACES = /^(?:sections?|sec|chapters?|appendix|figures?|tables?|steps?|lines?|pages?|rfc|draft)\b/i;

/** A number of a program, `42.0f` or `14.0000`, is no version. */
const LITERAL = /^\d+\.\d+f(?:32|64)?$|^\d+\.0{2,}$/i;

/** `29.03` and `29.03.2026` are days. A version of such a form is written with a `v`, or has a third part. */
const DAY = /^(?:0[1-9]|[12]\d|3[01])\.0[1-9]$|^\d{1,2}\.\d{1,2}\.\d{4}$/;

/** The number at the end of `queue 1.3.0` or `v1.3.0`. */
const NUMBER = /\d[\w.+-]*$/;

/**
 * The versions that reports name, those that most name first: numbers alone, without those of runtimes, systems and
 * places in a text.
 * @param reports of each report the versions it names, `safari 18.3` or `1.3.0`
 */
export function versionsNamed(reports: readonly (readonly string[])[]): string[] {
  const named = new Map<string, number>();
  for (const versions of reports) {
    for (const version of new Set(ownVersions(versions))) named.set(version, (named.get(version) ?? 0) + 1);
  }
  return [...named].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([version]) => version);
}

/**
 * The versions of the product that one report names: numbers alone, in its order, without those of runtimes, systems and
 * places in a text.
 */
export function ownVersions(versions: readonly string[]): string[] {
  return versions.flatMap((version) => {
    const text = version.trim();
    if (RUNTIMES.test(text) || PLACES.test(text)) return [];
    const number = NUMBER.exec(text)?.[0] ?? '';
    const isDay = DAY.test(number) && !/v\d/i.test(text);
    return number === '' || LITERAL.test(number) || isDay ? [] : [number];
  });
}
