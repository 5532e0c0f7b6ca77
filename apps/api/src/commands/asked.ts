import { createParamDecorator, Inject, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf, ProblemError, type FieldError } from '#platform';
import { isKey, KEY_RULE } from '../fields/index.js';
import { NEW_ID, type NewId } from './ports.js';

/** What surrounds a command: who asks, under which key, and on which condition. */
export interface Asked {
  readonly actor: string;
  /** The key under which a repeat is recognised; scope: the actor and the stream. */
  readonly commandId: string;
  /** The server minted the key: no repeat can come. */
  readonly keyIsNew: boolean;
  readonly correlationId: string;
  /** The revision that the stream must have. */
  readonly ifMatch: number | null;
}

interface RawAsked {
  readonly actor: string;
  readonly correlationId: string;
  readonly header: unknown;
  readonly bodyKey: unknown;
  readonly ifMatch: unknown;
}

const rawAsked = createParamDecorator((_: unknown, context: ExecutionContext): RawAsked => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const body = request.body as { commandId?: unknown } | null | undefined;
  return {
    actor: callerOf(request).actor,
    correlationId: request.id,
    header: request.headers['idempotency-key'],
    bodyKey: body?.commandId,
    ifMatch: request.headers['if-match'],
  };
});

/** Reads what surrounds a command from the request's headers and its body's `commandId`. */
@Injectable()
export class AskedPipe implements PipeTransform<RawAsked, Asked> {
  constructor(@Inject(NEW_ID) private readonly newId: NewId) {}

  transform(raw: RawAsked): Asked {
    const errors: FieldError[] = [];
    const header = keyOf(raw.header, errors);
    const key = header ?? (isKey(raw.bodyKey) ? raw.bodyKey : undefined);
    if (header !== undefined && raw.bodyKey != null && raw.bodyKey !== header) {
      errors.push({ path: 'commandId', message: 'must be the same as the Idempotency-Key, or left out' });
    }
    const ifMatch = revisionOf(raw.ifMatch, errors);
    if (errors.length > 0) throw ProblemError.badRequest(errors);
    const { actor, correlationId } = raw;
    return { actor, correlationId, commandId: key ?? this.newId(), keyIsNew: key === undefined, ifMatch };
  }
}

/** In a command's route: what surrounds it. */
export const AskedBy = (): ParameterDecorator => rawAsked(AskedPipe);

/** The header may be a quoted string, as its draft standard has it, or bare: both name the same key. */
function keyOf(header: unknown, errors: FieldError[]): string | undefined {
  if (header === undefined) return undefined;
  const key = typeof header === 'string' ? (/^"(.*)"$/.exec(header)?.[1] ?? header) : header;
  if (isKey(key)) return key;
  errors.push({ path: 'Idempotency-Key', message: KEY_RULE });
  return undefined;
}

function revisionOf(header: unknown, errors: FieldError[]): number | null {
  if (header === undefined) return null;
  const digits = typeof header === 'string' ? /^"(\d{1,15})"$/.exec(header)?.[1] : undefined;
  if (digits !== undefined) return Number(digits);
  errors.push({ path: 'If-Match', message: 'must be one revision in quotes, as "4"' });
  return null;
}
