import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem.js';

/** Who asks. The actor is an opaque id that is written to every event of a command. */
export interface Caller {
  readonly actor: string;
}

/** Who holds this token; null: nobody. */
export type Authenticator = (token: string) => Caller | null;

/** The owner of the operator key has one name on every installation: content digests must agree. */
export const OPERATOR = 'operator';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Knows one key. Hashes are compared, in constant time, so that neither length nor prefix shows. */
export function operatorKeyAuthenticator(key: string): Authenticator {
  const expected = digest(key);
  return (token) => (timingSafeEqual(digest(token), expected) ? { actor: OPERATOR } : null);
}

const CALLERS = new WeakMap<FastifyRequest, Caller>();

/** Who sent a request that passed the gate. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = CALLERS.get(request);
  if (caller === undefined) throw unauthorized('missing');
  return caller;
}

/**
 * The gate before every route, before a byte of a body is read: no valid token, no answer but 401. Deny by default:
 * only the paths named here are open, and a path that is no route is closed too.
 */
export function guardWithBearer(
  fastify: FastifyInstance,
  authenticate: Authenticator,
  openPaths: readonly string[],
): void {
  const open = new Set(openPaths);
  fastify.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done) => {
    if (open.has(pathOf(request))) return done();
    const token = tokenOf(request.headers.authorization);
    if (token === null) return done(unauthorized('missing'));
    const caller = authenticate(token);
    if (caller === null) return done(unauthorized('wrong'));
    CALLERS.set(request, caller);
    done();
  });
}

/** The route's own pattern, so that no spelling of a path slips by; without a route, nothing is open. */
const pathOf = (request: FastifyRequest): string => request.routeOptions.url ?? '';

const SCHEME = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

const tokenOf = (header: string | undefined): string | null => SCHEME.exec(header ?? '')?.[1] ?? null;

function unauthorized(what: 'missing' | 'wrong'): ProblemError {
  const detail =
    what === 'missing' ? 'a token is needed: send "Authorization: Bearer <token>"' : 'the token is not known here';
  const challenge = what === 'missing' ? 'Bearer realm="avenant"' : 'Bearer realm="avenant", error="invalid_token"';
  return new ProblemError(401, detail, { headers: { 'www-authenticate': challenge } });
}
