import type { Call, Reply } from '../rest/api.ts';
import type { Meter } from '../rest/meter.ts';

export async function executeGraphql(_call: Call, _meter: Meter): Promise<Reply> {
  return { status: 200, body: { data: null } };
}
