import { repositoryApi, repositoryHtml } from '../shapes/json.ts';
import { blobSha, resolve } from '../world/git.ts';
import { ApiError, notFound, ok, type Reply, type RepositoryCall, type RepositoryRoute } from './api.ts';

const READ = { permission: 'contents', level: 'read' } as const;

/** Files of a branch, tag or commit. */
export const contentRoutes: RepositoryRoute[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/contents/{path}', needs: READ, handle: contents },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/readme',
    needs: READ,
    handle: (call) => contents({ ...call, params: { ...call.params, path: 'README.md' } }),
  },
];

function contents(call: RepositoryCall): Reply {
  const { repository, scene, params, url, accept } = call;
  const path = decodeURIComponent(params.path ?? '').replaceAll(/^\/+|\/+$/g, '');
  const ref = url.searchParams.get('ref') ?? repository.defaultBranch;
  const commit = resolve(repository, ref);
  if (!commit)
    throw url.searchParams.has('ref') ? new ApiError(404, `No commit found for the ref ${ref}`) : notFound();
  const entry = (file: string, content: string) => ({
    name: file.split('/').at(-1),
    path: file,
    sha: blobSha(content),
    size: Buffer.byteLength(content),
    url: repositoryApi(scene.world, repository, `/contents/${file}?ref=${ref}`),
    html_url: repositoryHtml(scene.world, repository, `/blob/${ref}/${file}`),
    git_url: repositoryApi(scene.world, repository, `/git/blobs/${blobSha(content)}`),
    download_url: repositoryHtml(scene.world, repository, `/raw/${ref}/${file}`),
    type: 'file',
    _links: {
      self: repositoryApi(scene.world, repository, `/contents/${file}?ref=${ref}`),
      git: repositoryApi(scene.world, repository, `/git/blobs/${blobSha(content)}`),
      html: repositoryHtml(scene.world, repository, `/blob/${ref}/${file}`),
    },
  });
  const content = commit.tree.get(path);
  if (content !== undefined) {
    if (/application\/vnd\.github(\.v3)?\.raw/.test(accept)) return ok(content);
    const encoded = Buffer.from(content)
      .toString('base64')
      .replaceAll(/(.{60})/g, '$1\n');
    return ok({ ...entry(path, content), content: `${encoded}\n`, encoding: 'base64' });
  }
  const below = [...commit.tree].filter(([file]) => path === '' || file.startsWith(`${path}/`));
  if (below.length === 0) throw notFound();
  const names = new Map<string, string | null>();
  for (const [file, text] of below) {
    const rest = path === '' ? file : file.slice(path.length + 1);
    const [name = ''] = rest.split('/');
    names.set(name, rest === name ? text : null);
  }
  return ok(
    [...names].map(([name, text]) => {
      const full = path === '' ? name : `${path}/${name}`;
      return text === null ? { ...entry(full, ''), type: 'dir', size: 0 } : entry(full, text);
    }),
  );
}
