import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { STYLE_SOURCE } from './layout.tsx';

/**
 * Pages load nothing from anywhere but our own style sheet, run no script and cannot be framed. HTTPS and its HSTS header are the business of
 * whatever ends TLS before us.
 *
 * @param formTargets origins that forms may be sent to beside our own
 */
export function securityHeaders(formTargets: readonly string[]): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'", STYLE_SOURCE],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'", ...formTargets],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    // With `no-referrer` the browser would send `Origin: null` with the forms.
    referrerPolicy: 'strict-origin',
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
  });
}
