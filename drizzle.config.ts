import { defineConfig } from 'drizzle-kit';

// `npx drizzle-kit generate --name WHAT_CHANGED` writes the next migration; both engines apply the same files.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/store/schema/*.ts',
  out: './drizzle',
});
