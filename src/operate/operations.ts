import { backfill } from './backfill.ts';
import { databaseExport, databaseSchema } from './database.ts';
import { doctor } from './doctor.ts';
import { exportKnown } from './export-known.ts';
import { exportPerson } from './export-person.ts';
import { forget } from './forget.ts';
import { forgetPerson } from './forget-person.ts';
import { measures } from './measures.ts';
import type { Listener, Operation, OperationParts } from './operation.ts';
import { replay } from './replay.ts';
import { tick } from './tick.ts';
import { unlearn } from './unlearn.ts';

type Carry = (request: unknown, parts: OperationParts, listener: Listener) => Promise<unknown>;

/** An operation behind its check of the request, so that all of them have one type. */
function byName<Request, Result>(operation: Operation<Request, Result>): [string, Carry] {
  return [
    operation.name,
    (request, parts, listener) => operation.run(operation.request.parse(request), parts, listener),
  ];
}

/** Everything that may be asked for, by name. */
export const OPERATIONS: ReadonlyMap<string, Carry> = new Map([
  byName(replay),
  byName(tick),
  byName(backfill),
  byName(forget),
  byName(forgetPerson),
  byName(unlearn),
  byName(exportKnown),
  byName(exportPerson),
  byName(measures),
  byName(databaseSchema),
  byName(databaseExport),
  byName(doctor),
]);
