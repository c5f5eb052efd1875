import type { WrittenThread } from './written-thread.ts';

/** Building something real; close calls to the other stages. */
export const ADOPTION: readonly WrittenThread[] = [
  ['Crash when the list is empty', 'Calling render with an empty list throws. Stack trace below.'],
  ['How can I group rows by month in my report?', 'I have the query running and need a column per month.'],
  ['Deploy behind nginx', 'Our app works locally, how should the proxy be configured for production?'],
  [
    'Support nested transactions',
    'We need this for our import, where one failing row must not undo the rest.',
  ],
  ['Types are wrong for the callback', 'The second argument may be null but the type says string.'],
  [
    'Timeouts with 500 concurrent users',
    'We load test our service and see timeouts at that level. Which settings matter?',
  ],
  ['Option to disable logging', 'In our tests the log is noise. It would be nice to have a flag.'],
  ['Integration with Sentry', 'Has anybody combined the two? My errors do not show up.'],
  ['Wrong result for negative numbers', 'Expected -1, got 0. Steps to reproduce below.'],
  [
    'Documentation of the cache headers',
    'I use the cache in my project and can not find what max-age does together with revalidate.',
  ],
  [
    'Does it support cursors in subscriptions?',
    'In our application we page through results and would need it there.',
  ],
  ['Custom theme per tenant', 'We build a product with several tenants. What is the recommended way?'],
  ['Memory use with large files', 'Uploading 2 GB in our app takes all memory. Is there a streaming way?'],
  ['Event fires twice', 'When I click the button in Safari the handler runs twice.'],
  ['Feature request: retry policy per job', 'Motivation: some of our jobs call a slow service.'],
  ['Using it with TypeScript decorators', 'My class compiles but the decorator gets undefined.'],
  ['Deadlock under load', 'With ten workers the queue stops after a few minutes.'],
  ['Allow async validators', 'For our sign-up form we check the name on the server.'],
  [
    'Cannot read property of undefined in hook',
    'This is my component. Why is the value undefined at first render?',
  ],
  ['Expose the raw response', 'I need a header that the client hides.'],
  [
    'ECONNREFUSED between containers',
    'My app and the database run in docker compose. From the app container the host "localhost" is refused.',
  ],
  [
    'Docker: connection refused in our image',
    'Locally it works, in the container the worker can not reach Redis. What address should I use?',
  ],
  [
    'Vercel deployment: function times out',
    'The app runs on my laptop. On Vercel the handler ends after ten seconds.',
  ],
  ['Is there a hook before save?', 'I need to set the owner of each record in our app.'],
  ['Does the client support keep-alive?', 'I use it in a crawler and see a new connection for each request.'],
  [
    'Version 3.2.1: crash when parsing an empty file',
    'Version: 3.2.1, OS: Linux. Minimal example: parse(""). Expected: null. Actual: exception.',
  ],
  ['Can I use two instances in one process?', 'Our server needs one per customer.'],
  ['Wrong types for union input', 'With zod 3.23 the inferred type is never. See the playground.'],
  [
    'Connection pool is exhausted',
    'With 30 workers each holding a connection the pool runs out. How should I size it?',
  ],
  ['Please add a webhook for failed jobs', 'We have to tell our support team when a job fails.'],
  ['Tests hang with fake timers', 'In our unit tests the promise never resolves.'],
  ['require() of ES module not supported', 'I use it from a CommonJS project. How can I import it there?'],
  [
    'Documentation about sagas is thin',
    'I read the chapter, but it does not tell how to compensate a step that ran in parallel.',
  ],
  ['Data grid: sort by two columns', 'Is this possible? My users ask for it.'],
  ['ICE: unexpected type in pattern', 'The following code makes the compiler panic.'],
  ['Inconsistent behaviour of trim and strip', 'trim removes tabs, strip does not. I expected the same.'],
  ["SSO with our company's provider", 'Login by password works for everybody. We now want SAML.'],
  ['Large payloads are cut off', 'When I send more than 1 MB from our backend the rest is missing.'],
  [
    'Serverless: cold starts',
    'In production the first request takes six seconds. How do others deal with it?',
  ],
  ['Allow to pass a custom logger', 'I want the log lines in our format.'],
  [
    'Bug in version 5.1: wrong rounding',
    'Version: 5.1.0. Node: 20.11. Steps: round(1.005, 2). Expected 1.01, actual 1.00.',
  ],
  ['Slow query on a table with ten million rows', 'EXPLAIN attached. Would an index on both columns help?'],
  ['Typings miss an overload', 'Calling it with a promise is a type error although it works at runtime.'],
  ['Installing a plugin at runtime in our product', 'Our users bring plugins. Is there an API to load them?'],
  ['Update a nested field without replacing the document', 'How do I do this from my service?'],
  [
    'Migration script for our data model',
    'I write a migration with your tool that splits a column. How can I run it in batches?',
  ],
  ['Latest value wins, can this be changed?', 'In my form the latest of two answers is kept. I need both.'],
  [
    'Login of our users through LDAP',
    'The app runs for the team. Now we connect it to the directory and groups are not mapped.',
  ],
  ['Docs of the query builder: joins are missing', 'I use it in a report and had to read the source.'],
  [
    'License header is written into the output',
    'My bundler output repeats the header of each module. How to drop it?',
  ],
];
