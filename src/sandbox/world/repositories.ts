import type { Account, Category, Repository, RoleName, Team } from './model.ts';
import { nodeId, type World } from './world.ts';

/** The categories with which GitHub starts a repository's discussions. */
const CATEGORIES: readonly Omit<Category, 'kind' | 'id' | 'nodeId' | 'repository' | 'createdAt'>[] = [
  {
    name: 'Announcements',
    slug: 'announcements',
    emoji: ':mega:',
    description: 'Updates from maintainers',
    answerable: false,
  },
  {
    name: 'General',
    slug: 'general',
    emoji: ':speech_balloon:',
    description: 'Chat about anything and everything here',
    answerable: false,
  },
  {
    name: 'Ideas',
    slug: 'ideas',
    emoji: ':bulb:',
    description: 'Share ideas for new features',
    answerable: false,
  },
  { name: 'Q&A', slug: 'q-a', emoji: ':pray:', description: 'Ask the community for help', answerable: true },
  {
    name: 'Show and tell',
    slug: 'show-and-tell',
    emoji: ':raised_hands:',
    description: "Show off something you've made",
    answerable: false,
  },
];

/** A new repository without commits, with GitHub's standard categories of discussions. */
export function makeRepository(world: World, owner: Account, name: string, isPrivate: boolean): Repository {
  const id = world.id('repository');
  const now = world.now();
  const repository: Repository = {
    kind: 'repository',
    id,
    nodeId: nodeId('R', id),
    owner,
    name,
    description: null,
    private: isPrivate,
    archived: false,
    hasIssues: true,
    hasDiscussions: true,
    defaultBranch: 'main',
    topics: [],
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    labels: [],
    milestones: [],
    categories: [],
    threads: new Map(),
    nextNumber: 1,
    pulls: new Set(),
    openIssues: new Set(),
    contributors: new Set(),
    moved: new Map(),
    roles: new Map<Account, RoleName>(),
    teamRoles: new Map<Team, RoleName>(),
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    releases: [],
    workflows: [],
    runs: [],
    checkRuns: [],
    suggestions: false,
  };
  for (const words of CATEGORIES) {
    const categoryId = world.id('category');
    const category: Category = {
      ...words,
      kind: 'category',
      id: categoryId,
      nodeId: nodeId('DIC', categoryId),
      repository,
      createdAt: now,
    };
    repository.categories.push(world.register(category));
  }
  world.repositories.push(repository);
  return world.register(repository);
}
