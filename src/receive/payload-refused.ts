import type { ZodError, ZodType } from 'zod';
import type { Opened } from './delivery.ts';

/** More than this many reasons help nobody, and a damaged payload can have thousands. */
const REASONS_MAX = 5;

/**
 * A payload without a field that we use, or with one of another type. The message names event and path
 * (`issues.opened: issue.node_id: …`) and never repeats a value, so that it may be logged and shown.
 */
export class PayloadRefused extends Error {
  override name = 'PayloadRefused';
}

/** Parses the used fields of a payload; unknown ones pass. Throws PayloadRefused. */
export function read<T>(schema: ZodType<T>, opened: Opened): T {
  const result = schema.safeParse(opened.payload);
  if (result.success) return result.data;
  throw new PayloadRefused(
    `${[opened.name, opened.action].filter(Boolean).join('.')}: ${reasons(result.error)}`,
  );
}

function reasons(error: ZodError): string {
  const told = error.issues
    .slice(0, REASONS_MAX)
    .map((issue) => `${issue.path.map(String).join('.') || 'payload'}: ${issue.message}`);
  const more = error.issues.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
