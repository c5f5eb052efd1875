/**
 * Makes extract.json (REST) and webhooks.json (payloads) again: the part of GitHub's OpenAPI description (MIT licensed) that the app and the sandbox
 * use. The description is too large to be a dependency, so fetch and unpack it elsewhere first:
 *
 *   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
 *   node test/openapi/extract.mjs package/generated/api.github.com.json && npx biome format --write test/openapi
 *
 * Of requests it keeps parameters and bodies, of answers the status codes, of webhooks the schemas of payloads.
 * Descriptions, examples and formats go.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const ORIGIN =
  '@octokit/openapi 23.0.2, generated/api.github.com.json, MIT licensed, Copyright (c) 2020 Octokit contributors';

/** Paths of REST, each with its methods. */
const OPERATIONS = `
GET /app
GET /app/hook/config
GET /app/hook/deliveries
GET /app/hook/deliveries/{delivery_id}
POST /app/hook/deliveries/{delivery_id}/attempts
GET /app/installations
GET /app/installations/{installation_id}
POST /app/installations/{installation_id}/access_tokens
POST /app-manifests/{code}/conversions
GET /installation/repositories
GET /orgs/{org}/members
GET /orgs/{org}/members/{username}
GET /orgs/{org}/teams
GET /orgs/{org}/teams/{team_slug}/members
GET /orgs/{org}/teams/{team_slug}/memberships/{username}
GET /rate_limit
GET /repos/{owner}/{repo}
GET /repos/{owner}/{repo}/actions/runs
GET /repos/{owner}/{repo}/actions/runs/{run_id}
GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs
POST /repos/{owner}/{repo}/check-runs
GET /repos/{owner}/{repo}/check-runs/{check_run_id}
PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}
GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations
GET /repos/{owner}/{repo}/collaborators
GET /repos/{owner}/{repo}/collaborators/{username}/permission
GET /repos/{owner}/{repo}/commits
GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls
GET /repos/{owner}/{repo}/commits/{ref}
GET /repos/{owner}/{repo}/commits/{ref}/check-runs
GET /repos/{owner}/{repo}/compare/{basehead}
GET /repos/{owner}/{repo}/contents/{path}
GET /repos/{owner}/{repo}/installation
GET /repos/{owner}/{repo}/issues
POST /repos/{owner}/{repo}/issues
GET /repos/{owner}/{repo}/issues/comments
GET /repos/{owner}/{repo}/issues/comments/{comment_id}
PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}
DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}
GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions
POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions
DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}
GET /repos/{owner}/{repo}/issues/events
GET /repos/{owner}/{repo}/issues/{issue_number}
PATCH /repos/{owner}/{repo}/issues/{issue_number}
GET /repos/{owner}/{repo}/issues/{issue_number}/comments
POST /repos/{owner}/{repo}/issues/{issue_number}/comments
GET /repos/{owner}/{repo}/issues/{issue_number}/events
GET /repos/{owner}/{repo}/issues/{issue_number}/labels
POST /repos/{owner}/{repo}/issues/{issue_number}/labels
PUT /repos/{owner}/{repo}/issues/{issue_number}/labels
DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}
PUT /repos/{owner}/{repo}/issues/{issue_number}/lock
DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock
GET /repos/{owner}/{repo}/issues/{issue_number}/reactions
POST /repos/{owner}/{repo}/issues/{issue_number}/reactions
DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}
GET /repos/{owner}/{repo}/issues/{issue_number}/suggestions
GET /repos/{owner}/{repo}/issues/{issue_number}/timeline
GET /repos/{owner}/{repo}/labels
POST /repos/{owner}/{repo}/labels
GET /repos/{owner}/{repo}/labels/{name}
PATCH /repos/{owner}/{repo}/labels/{name}
DELETE /repos/{owner}/{repo}/labels/{name}
GET /repos/{owner}/{repo}/milestones
GET /repos/{owner}/{repo}/pulls
GET /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions
POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions
DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions/{reaction_id}
GET /repos/{owner}/{repo}/pulls/{pull_number}
GET /repos/{owner}/{repo}/pulls/{pull_number}/comments
GET /repos/{owner}/{repo}/pulls/{pull_number}/commits
GET /repos/{owner}/{repo}/pulls/{pull_number}/files
GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews
GET /repos/{owner}/{repo}/readme
GET /repos/{owner}/{repo}/releases
GET /repos/{owner}/{repo}/releases/latest
GET /repos/{owner}/{repo}/releases/tags/{tag}
GET /repos/{owner}/{repo}/releases/{release_id}
GET /repos/{owner}/{repo}/tags
GET /search/issues
GET /user
GET /user/installations
GET /user/installations/{installation_id}/repositories
GET /user/{account_id}
GET /users/{username}
`;

const file = process.argv[2];
if (!file) throw new Error('name the unpacked api.github.com.json');
const github = JSON.parse(readFileSync(file, 'utf8'));

/** Words that say nothing about what is allowed. */
const NOISE = new Set([
  'description',
  'example',
  'examples',
  'externalDocs',
  'title',
  'x-github',
  'summary',
  'deprecated',
  'format',
]);
const components = {};

function write(name, content) {
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(content)}\n`);
}

/** A schema without noise; `nullable` becomes a type, and what it refers to comes along. */
function lean(schema, key = '') {
  if (Array.isArray(schema)) return schema.map((each) => lean(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    if (!(name in components)) {
      components[name] = {};
      components[name] = lean(github.components.schemas[name]);
    }
    const ref = { $ref: `#/components/${name}` };
    return schema.nullable ? { anyOf: [ref, { type: 'null' }] } : ref;
  }
  const named = key === 'properties';
  const entries = Object.entries(schema).filter(
    ([word]) => named || (!NOISE.has(word) && word !== 'nullable' && word !== 'default'),
  );
  const kept = Object.fromEntries(entries.map(([word, value]) => [word, lean(value, word)]));
  if (named || schema.nullable !== true) return kept;
  return typeof kept.type === 'string' && !kept.enum
    ? { ...kept, type: [kept.type, 'null'] }
    : { anyOf: [kept, { type: 'null' }] };
}

function parameter(given) {
  const whole = given.$ref ? github.components.parameters[given.$ref.split('/').at(-1)] : given;
  return { name: whole.name, in: whole.in, required: whole.required === true, schema: lean(whole.schema) };
}

const paths = {};
for (const line of OPERATIONS.trim().split('\n')) {
  const [method, path] = line.split(' ');
  const operation = github.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`${line} is not in the description`);
  const content = operation.requestBody?.content?.['application/json'];
  paths[path] ??= {};
  paths[path][method] = {
    parameters: (operation.parameters ?? []).map(parameter),
    body: content ? lean(content.schema) : null,
    bodyRequired: operation.requestBody?.required === true,
    responses: Object.keys(operation.responses).map(Number),
  };
}

const extract = { origin: ORIGIN, paths, components: structuredClone(components) };
write('extract.json', extract);

/** Events and actions whose deliveries the sandbox makes. */
const WEBHOOKS = {
  issues:
    'opened edited closed reopened labeled unlabeled locked unlocked deleted transferred milestoned demilestoned',
  issue_comment: 'created edited deleted',
  label: 'created edited deleted',
  discussion:
    'created edited closed reopened labeled unlabeled locked unlocked deleted answered unanswered category-changed',
  discussion_comment: 'created edited deleted',
  pull_request: 'opened edited closed reopened labeled unlabeled locked unlocked synchronize milestoned',
  pull_request_review: 'submitted',
  pull_request_review_comment: 'created',
  push: '',
  create: '',
  public: '',
  release: 'published created released prereleased edited deleted',
  repository: 'created renamed archived unarchived publicized privatized deleted',
  member: 'added edited removed',
  membership: 'added removed',
  organization: 'member-added member-removed',
  installation: 'created deleted suspend unsuspend new-permissions-accepted',
  installation_repositories: 'added removed',
  workflow_run: 'requested completed',
  check_run: 'created completed',
};

for (const name of Object.keys(components)) delete components[name];
const webhooks = {};
for (const [event, actions] of Object.entries(WEBHOOKS)) {
  for (const action of actions === '' ? [''] : actions.split(' ')) {
    const key = [event.replaceAll('_', '-'), action].filter(Boolean).join('-');
    const described = (github['x-webhooks'] ?? github.webhooks)[key];
    if (!described) throw new Error(`${key} is not in the description`);
    const schema = described.post.requestBody.content['application/json'].schema;
    webhooks[[event, action.replaceAll('-', '_')].filter(Boolean).join('.')] = lean(schema);
  }
}

/** Parts of schemas that occur again and again (accounts, repositories) move into components of their own. */
const SHARED_FROM_CHARACTERS = 200;
const counts = new Map();
function count(schema) {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema) && isSchema(schema)) {
    const text = JSON.stringify(schema);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.get(text) > 1) return;
  }
  for (const value of Object.values(schema)) count(value);
}
function isSchema(schema) {
  return typeof schema.type === 'string' || Array.isArray(schema.type) || Array.isArray(schema.anyOf);
}
const shared = {};
const names = new Map();
function fold(schema, top = false) {
  if (Array.isArray(schema)) return schema.map((each) => fold(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  const text = JSON.stringify(schema);
  const inside = () => Object.fromEntries(Object.entries(schema).map(([word, value]) => [word, fold(value)]));
  if (top || !isSchema(schema) || text.length < SHARED_FROM_CHARACTERS || (counts.get(text) ?? 0) < 2)
    return inside();
  if (!names.has(text)) {
    names.set(text, `shared-${names.size + 1}`);
    shared[names.get(text)] = inside();
  }
  return { $ref: `#/components/${names.get(text)}` };
}
count(Object.values(components));
const folded = Object.fromEntries(
  Object.entries(components).map(([name, schema]) => [name, fold(schema, true)]),
);
write('webhooks.json', { origin: ORIGIN, webhooks, components: { ...folded, ...shared } });
