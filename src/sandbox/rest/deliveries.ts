import { iso, type Json } from '../shapes/json.ts';
import { type Attempt, failed } from '../webhooks/delivery.ts';
import type { WebhookQueue } from '../webhooks/queue.ts';
import { ApiError, type Call, notFound, numberParam, ok, type PlainRoute, type Reply } from './api.ts';

const PER_PAGE = 30;
const PER_PAGE_MAX = 100;

/** Where the app's webhooks go, and what happened to them for three days; failed ones can be sent again. */
export function deliveryRoutes(queue: WebhookQueue): PlainRoute[] {
  return [
    {
      method: 'GET',
      path: '/app/hook/config',
      needs: { auth: 'app' },
      // GitHub shows the secret as asterisks, and no address where there is none.
      handle: () => {
        const hook = { content_type: 'json', insecure_ssl: '0', secret: '********' };
        return ok(queue.url === null ? hook : { ...hook, url: queue.url });
      },
    },
    {
      method: 'GET',
      path: '/app/hook/deliveries',
      needs: { auth: 'app' },
      handle: (call) => list(call, queue),
    },
    {
      method: 'GET',
      path: '/app/hook/deliveries/{delivery_id}',
      needs: { auth: 'app' },
      handle: (call) => {
        const id = numberParam(call, 'delivery_id');
        const attempt = queue.attempts().find((each) => each.id === id);
        if (!attempt) throw notFound();
        const { delivery } = attempt;
        return ok({
          ...attemptJson(attempt),
          url: call.url.origin,
          request: { headers: queue.headers(delivery), payload: delivery.payload },
          response: { headers: {}, payload: attempt.response },
        });
      },
    },
    {
      method: 'POST',
      path: '/app/hook/deliveries/{delivery_id}/attempts',
      needs: { auth: 'app' },
      handle: (call) => {
        if (!queue.redeliver(numberParam(call, 'delivery_id'))) throw notFound();
        return { status: 202, body: {} };
      },
    },
  ];
}

/** Pages by cursor, newest first; `status` filters. */
function list(call: Call, queue: WebhookQueue): Reply {
  const query = call.url.searchParams;
  const status = query.get('status');
  if (status !== null && status !== 'success' && status !== 'failure') {
    throw new ApiError(422, 'Validation Failed');
  }
  const perPage = Math.min(Number(query.get('per_page') ?? PER_PAGE) || PER_PAGE, PER_PAGE_MAX);
  const cursor = query.get('cursor');
  const before = cursor === null ? Number.POSITIVE_INFINITY : Number(cursor.replace(/^v1_/, ''));
  if (Number.isNaN(before)) throw new ApiError(422, 'Invalid cursor');
  const rest = queue
    .attempts()
    .filter(
      (attempt) => attempt.id < before && (status === null || failed(attempt) === (status === 'failure')),
    )
    .sort((one, other) => other.id - one.id);
  const shown = rest.slice(0, perPage);
  const last = shown.at(-1);
  const headers: Record<string, string> = {};
  if (last && rest.length > perPage) {
    const next = new URL(call.url);
    next.searchParams.set('cursor', `v1_${last.id}`);
    headers.link = `<${next.href}>; rel="next"`;
  }
  return { status: 200, body: shown.map(attemptJson), headers };
}

function attemptJson(attempt: Attempt): Json {
  const { delivery } = attempt;
  return {
    id: attempt.id,
    guid: delivery.guid,
    delivered_at: iso(attempt.at),
    redelivery: attempt.redelivery,
    duration: attempt.durationS,
    status: attempt.status,
    status_code: attempt.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
