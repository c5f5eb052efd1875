import type { Account } from '../../world/model.ts';
import type { Context, View } from '../context.ts';

/** An account. GraphQL names a bot without its `[bot]`, unlike REST. */
export function accountView(account: Account): View {
  const login = account.type === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login;
  const path = account.type === 'Bot' ? `/apps/${login}` : `/${login}`;
  return {
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login,
    name: account.name,
    avatarUrl: (_: unknown, context: Context) =>
      `${context.call.scene.world.origin}/avatars/u/${account.id}?v=4`,
    resourcePath: path,
    url: (_: unknown, context: Context) => `${context.call.scene.world.origin}${path}`,
  };
}

export function actorView(account: Account | null): View | null {
  return account ? accountView(account) : null;
}
