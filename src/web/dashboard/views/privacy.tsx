import { type ForgottenEverywhere, forgetEverywhere } from '../../../operate/forget-person.ts';
import { UserError } from '../../../user-error.ts';
import { type PageRequest, pagePath, type View } from '../page.ts';
import { type Column, Rows } from '../parts.tsx';

/** Longer than any login, with its `@`. */
const LOGIN_CHARACTERS_MAX = 60;

type Found = ForgottenEverywhere['installations'][number];

export interface PrivacyData {
  /** who is asked about; '' for nobody */
  login: string;
  /** what is stored of them; null: nobody was asked about, or the mistake says why nothing was looked for */
  found: Found | null;
  mistake: string | null;
  /** they were forgotten a moment ago */
  forgotten: boolean;
}

/** What is stored of somebody. It reads every table, so it is asked for by a form of the page alone, never by a link. */
export async function lookFor(page: PageRequest, typed: string): Promise<PrivacyData> {
  const asked = typed.slice(0, LOGIN_CHARACTERS_MAX).trim();
  const none = { found: null, mistake: null, forgotten: false };
  if (asked === '') return { login: '', ...none };
  try {
    const { login, installations } = await forgetEverywhere(
      page.store,
      { login: asked, installationId: page.installation.id, dryRun: true },
      page.now,
    );
    return { ...none, login, found: installations[0] ?? null };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...none, login: asked, mistake: error.message };
  }
}

export const privacy: View<PrivacyData> = {
  async load(page) {
    // What is stored of somebody comes from every repository.
    if (!page.admin) return null;
    return { login: '', found: null, mistake: null, forgotten: page.query('forgotten') === '1' };
  },
  title: () => 'Privacy',
  body: (data, page) => (
    <>
      <h1>Privacy</h1>
      <p class="lead">
        Whoever asks to be forgotten is taken out of everything that is stored of this installation, at once
        and for good. What is on GitHub stays there.
      </p>
      {data.forgotten && <p class="note good">Forgotten. What arrives from now on is stored without them.</p>}
      <form class="filter" method="post" action={pagePath(page, 'privacy')}>
        <input type="hidden" name="csrf" value={page.csrf} />
        <label>
          Login on GitHub
          <input
            class="form-control"
            name="login"
            value={data.login}
            maxlength={LOGIN_CHARACTERS_MAX}
            required
            autocomplete="off"
          />
        </label>
        <button class="btn" type="submit">
          Look what is stored
        </button>
      </form>
      {data.mistake !== null && <p class="note bad">{data.mistake}</p>}
      {data.found !== null && <FoundOf login={data.login} found={data.found} page={page} />}
    </>
  ),
  table: ({ found }) => ({ columns: ['table', 'rows'], rows: Object.entries(found?.rows ?? {}) }),
};

const COLUMNS: Column<[string, number]>[] = [
  { name: 'Table', cell: ([table]) => table },
  { name: 'Rows', kind: 'number', cell: ([, rows]) => rows },
];

function FoundOf({ login, found, page }: { login: string; found: Found; page: PageRequest }) {
  return (
    <section aria-labelledby="found">
      <h2 id="found">{login}</h2>
      <div class="narrow">
        <Rows
          label={`What is stored of ${login}`}
          columns={COLUMNS}
          rows={Object.entries(found.rows)}
          empty="Nothing is stored of them."
        />
      </div>
      {found.namedInConfigOf.length > 0 && (
        <p>
          The config of {found.namedInConfigOf.join(', ')} names them: only its own people can change that.
        </p>
      )}
      <form method="post" action={pagePath(page, 'privacy/forget')}>
        <input type="hidden" name="csrf" value={page.csrf} />
        <input type="hidden" name="login" value={login} />
        <p>
          Texts of theirs are emptied, their wishes to be told deleted. What they decided stays, by nobody.
          This cannot be undone.
        </p>
        <button class="btn btn-danger" type="submit">
          Forget {login}
        </button>
      </form>
    </section>
  );
}
