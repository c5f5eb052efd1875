/** A permission of the GitHub App: `read` or `write`, and what does not work without it. */
interface Permission {
  level: 'read' | 'write';
  /** as part of a sentence */
  without: string;
}

/** What `app.yml` asks for, in the words of its owner; the test of the manifest holds the two together. */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  metadata: { level: 'read', without: 'nothing works' },
  issues: { level: 'write', without: 'issues are not labelled or answered' },
  discussions: { level: 'write', without: 'discussions are not labelled or answered' },
  pull_requests: { level: 'write', without: 'pull requests are not labelled or answered' },
  contents: { level: 'read', without: 'the config is not read, and no release is seen' },
  checks: { level: 'write', without: 'mistakes in a config are not shown at its commit' },
  actions: { level: 'read', without: 'it is not seen whether starters still run' },
  members: { level: 'read', without: 'nobody is known as staff by their team' },
};

/**
 * Permissions that are wanted and not granted, as `issues: write`. Write includes read. A personal account has no members
 * to be asked for.
 */
export function missingPermissions(
  wanted: Readonly<Record<string, string>>,
  granted: Readonly<Record<string, string>>,
  accountType: 'User' | 'Organization',
): string[] {
  return lacking(wanted, granted, accountType).map(([name, level]) => `${name}: ${level}`);
}

/** What does not work for want of a permission, one part of a sentence each. */
export function lostByPermissions(
  granted: Readonly<Record<string, string>>,
  accountType: 'User' | 'Organization',
): string[] {
  const wanted = Object.fromEntries(Object.entries(PERMISSIONS).map(([name, { level }]) => [name, level]));
  return lacking(wanted, granted, accountType).map(
    ([name, level]) => `without \`${name}: ${level}\` ${PERMISSIONS[name]?.without}`,
  );
}

function lacking(
  wanted: Readonly<Record<string, string>>,
  granted: Readonly<Record<string, string>>,
  accountType: 'User' | 'Organization',
): [name: string, level: string][] {
  return Object.entries(wanted)
    .filter(([name]) => accountType === 'Organization' || name !== 'members')
    .filter(([name, level]) => {
      const held = granted[name];
      return level === 'read' ? held === undefined : held !== level && held !== 'admin';
    });
}
