/** How people may call what a repository is about: by its name, or by its owner's. In lower case. */
export function productNames({ owner, name }: { owner: string; name: string }): string[] {
  return [...new Set([name.toLowerCase(), owner.toLowerCase()])];
}
