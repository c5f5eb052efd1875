import type { Account } from '../../loop/vocabulary.ts';
import type { Store } from '../../store/store.ts';
import { isLocalRequest } from '../setup-access.ts';
import type { Readable } from './person.ts';
import type { Reach } from './reach.ts';
import type { Seal } from './seal.ts';
import type { Viewer } from './shell.tsx';
import { csrfOf, isOwnForm, type Session, sessionOf, type WebContext } from './sign-in.tsx';

/** What whoever asks may see. */
export interface Access {
  viewer: Viewer;
  csrf: string;
  /** whether a form came from one of their own pages */
  isOwnForm(csrf: unknown): boolean;
  /** installations that are there and theirs to see, by id */
  installations(): Promise<{ id: number; login: string }[]>;
  /** The same as GitHub says it at this moment: for whoever has just installed the app. */
  installationsNow(): Promise<{ id: number; login: string }[]>;
  /** Repositories that they may read among these, those where they may triage, and whether they may administer every one. */
  reading(
    installationId: number,
    all: readonly { id: number }[],
  ): Promise<{ visible: number[]; triage: number[]; admin: boolean }>;
  /** who acts by a form; null: nobody in particular, who decides nothing */
  person: Account | null;
  /** Whether they may administer every one of these repositories, asked of GitHub at this moment. */
  administersNow(installationId: number, all: readonly { id: number }[]): Promise<boolean>;
  /** Whether they may triage in a repository, asked of GitHub at this moment. */
  mayTriageNow(installationId: number, repositoryId: number): Promise<boolean>;
}

export interface AccessOptions {
  store: Store;
  seal: Seal;
  /** null: nobody can sign in */
  reach: Reach | null;
  /** whether the dashboard is open to whoever uses this machine */
  open: boolean;
  /** as whom whoever uses this machine acts; GitHub is asked what they may when they do */
  openAs: Account | null;
  publicUrl: string | null;
}

/** In forms of an open dashboard: pages of other sites cannot read it there. */
const OPEN = 'open';

/** Null: they have to sign in first. */
export function accessOf(context: WebContext, options: AccessOptions): Access | null {
  const { seal, reach, open, publicUrl } = options;
  if (open && isLocalRequest(context.env.incoming)) return openAccess(context, options);
  const session = reach === null ? null : sessionOf(context, seal, publicUrl);
  return session === null || reach === null ? null : personAccess(context, session, options, reach);
}

function openAccess(context: WebContext, { store, seal, openAs }: AccessOptions): Access {
  return {
    viewer: { open: true, as: openAs?.login ?? null },
    csrf: csrfOf(seal, OPEN),
    isOwnForm: (csrf) => isOwnForm(context, seal, OPEN, csrf),
    installations: () => installedOf(store),
    installationsNow: () => installedOf(store),
    async reading(_, all) {
      const ids = all.map(({ id }) => id);
      return { visible: ids, triage: openAs === null ? [] : ids, admin: true };
    },
    administersNow: async () => true,
    person: openAs,
    // What they may there is asked of GitHub on the way that the decision takes.
    mayTriageNow: async () => openAs !== null,
  };
}

function personAccess(
  context: WebContext,
  session: Session,
  { store, seal }: AccessOptions,
  reach: Reach,
): Access {
  const theirs = async (own: readonly number[]) =>
    (await installedOf(store)).filter(({ id }) => own.includes(id));
  return {
    viewer: { open: false, login: session.login },
    csrf: csrfOf(seal, session.id),
    isOwnForm: (csrf) => isOwnForm(context, seal, session.id, csrf),
    installations: async () => theirs(await reach.installations(session)),
    installationsNow: async () => theirs(await reach.installationsNow(session)),
    async reading(installationId, all) {
      const readable = await reach.repositories(session, installationId);
      const found = new Map(readable.map((each) => [each.id, each]));
      const ids = all.map(({ id }) => id);
      return {
        visible: ids.filter((id) => found.has(id)),
        triage: ids.filter((id) => found.get(id)?.triage === true),
        admin: administers(readable, all),
      };
    },
    person: { id: session.personId, login: session.login, type: 'User' },
    async administersNow(installationId, all) {
      return administers(await reach.repositoriesNow(session, installationId), all);
    },
    async mayTriageNow(installationId, repositoryId) {
      const own = await reach.repositoriesNow(session, installationId);
      return own.some(({ id, triage }) => id === repositoryId && triage);
    },
  };
}

function administers(readable: readonly Readable[], all: readonly { id: number }[]): boolean {
  const own = new Set(readable.flatMap(({ id, admin }) => (admin ? [id] : [])));
  return all.length > 0 && all.every(({ id }) => own.has(id));
}

async function installedOf(store: Store): Promise<{ id: number; login: string }[]> {
  const rows = await store.operator.installations();
  return rows
    .filter(({ goneAt }) => goneAt === null)
    .map(({ id, login }) => ({ id, login }))
    .sort((a, b) => a.id - b.id);
}
