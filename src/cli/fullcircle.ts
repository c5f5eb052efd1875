#!/usr/bin/env node
import { main } from './main.ts';

// Whoever reads the output (`head`) may have had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const code = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  outIsTerminal: process.stdout.isTTY === true,
  environment: process.env,
  now: () => new Date(),
});
// Not before everything is written; but a request that hangs must not keep a command that is done.
process.stdout.write('', () => process.exit(code));
