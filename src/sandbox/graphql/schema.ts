import { buildSchema, type GraphQLSchema } from 'graphql';
import { CONNECTIONS } from './schema/connections.ts';
import { EVENTS } from './schema/events.ts';
import { MUTATIONS } from './schema/mutations.ts';
import { REPOSITORY } from './schema/repository.ts';
import { THREADS } from './schema/threads.ts';
import { VALUES } from './schema/values.ts';

/** The extract as one text. */
const SCHEMA_TEXT: string = [VALUES, REPOSITORY, THREADS, EVENTS, CONNECTIONS, MUTATIONS].join('\n');

export const SCHEMA: GraphQLSchema = buildSchema(SCHEMA_TEXT);
