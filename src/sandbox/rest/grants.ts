import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { permits } from '../shapes/installation.ts';
import type { Account, Installation, Permissions, Repository } from '../world/model.ts';
import { type Clock, covers, type World } from '../world/world.ts';
import { ApiError } from './api.ts';

/** Installation tokens live an hour. */
const TOKEN_LIFE_MS = 3_600_000;
/** GitHub refuses app tokens made out for longer than ten minutes; one more for clocks that differ. */
const JWT_LIFE_MAX_S = 660;

/** What the caller proved to be. */
export type Grant =
  | { kind: 'nobody' }
  | { kind: 'app' }
  | { kind: 'installation'; installation: Installation; token: InstallationToken }
  | { kind: 'user'; account: Account };

export interface InstallationToken {
  token: string;
  installation: Installation;
  permissions: Permissions;
  /** null: all that the installation covers */
  repositories: ReadonlySet<Repository> | null;
  expiresAt: Date;
}

/** Tokens that the sandbox gave out, and the app's key. */
export class Grants {
  readonly #world: World;
  readonly #clock: Clock;
  readonly #key: KeyObject;
  readonly #tokens = new Map<string, InstallationToken>();
  readonly #users = new Map<string, Account>();
  #count = 0;

  /** @param clock decides when tokens expire */
  constructor(world: World, clock: Clock, publicKeyPem: string) {
    this.#world = world;
    this.#clock = clock;
    this.#key = createPublicKey(publicKeyPem);
  }

  issue(
    installation: Installation,
    limits: { permissions?: Permissions; repositories?: ReadonlySet<Repository> | null } = {},
  ): InstallationToken {
    this.#count += 1;
    const token: InstallationToken = {
      token: `ghs_sandbox${String(this.#count).padStart(8, '0')}`,
      installation,
      permissions: limits.permissions ?? installation.permissions,
      repositories: limits.repositories ?? null,
      expiresAt: new Date(this.#clock.now().getTime() + TOKEN_LIFE_MS),
    };
    this.#tokens.set(token.token, token);
    return token;
  }

  /** A token of somebody who signed in. */
  issueForUser(account: Account): string {
    this.#count += 1;
    const token = `ghu_sandbox${String(this.#count).padStart(8, '0')}`;
    this.#users.set(token, account);
    return token;
  }

  /** Ends every installation token given out so far. */
  expireAll(): void {
    this.#tokens.clear();
  }

  /** Reads the `authorization` header. Throws 401 for what is no valid credential. */
  read(header: string | undefined): Grant {
    if (!header) return { kind: 'nobody' };
    const credential = header.replace(/^(bearer|token)\s+/i, '');
    if (credential.split('.').length === 3) return this.#readJwt(credential);
    const user = this.#users.get(credential);
    if (user) return { kind: 'user', account: user };
    const token = this.#tokens.get(credential);
    if (!token || token.expiresAt <= this.#clock.now()) throw new ApiError(401, 'Bad credentials');
    if (!this.#world.installations.includes(token.installation)) throw new ApiError(401, 'Bad credentials');
    if (token.installation.suspendedAt) throw new ApiError(403, 'This installation has been suspended');
    return { kind: 'installation', installation: token.installation, token };
  }

  #readJwt(jwt: string): Grant {
    const [head = '', claims = '', signature = ''] = jwt.split('.');
    const { alg } = decoded(head);
    const { iss, iat, exp } = decoded(claims);
    const signed = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      this.#key,
      Buffer.from(signature, 'base64url'),
    );
    if (alg !== 'RS256' || !signed) throw new ApiError(401, 'A JSON web token could not be decoded');
    if (String(iss) !== String(this.#world.app.id))
      throw new ApiError(401, "'Issuer' claim ('iss') must be an Integer");
    // The app signs with its machine's clock, which the injected one need not agree with: only the span is checked.
    if (typeof iat !== 'number' || typeof exp !== 'number' || exp <= iat || exp - iat > JWT_LIFE_MAX_S) {
      throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
    }
    return { kind: 'app' };
  }
}

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    throw new ApiError(401, 'A JSON web token could not be decoded');
  }
}

/** Whether a token reaches a repository as an installed one. */
export function reaches(grant: Grant, repository: Repository): boolean {
  if (grant.kind !== 'installation') return false;
  const { token, installation } = grant;
  return (
    covers(installation, repository) && (token.repositories === null || token.repositories.has(repository))
  );
}

/** Whether token and installation both still hold a permission. */
export function holds(grant: Grant, permission: string, level: 'read' | 'write'): boolean {
  if (grant.kind !== 'installation') return false;
  return (
    permits(grant.token.permissions, permission, level) &&
    permits(grant.installation.permissions, permission, level)
  );
}
