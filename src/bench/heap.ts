import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MIB = 1_048_576;

/** MiB of this thread's heap that are in use, without what is garbage. */
export function heapMib(): number {
  // The collector is lent to contexts that are made after somebody asked for it.
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / MIB;
}
