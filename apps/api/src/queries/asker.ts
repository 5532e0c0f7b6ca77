import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf, type Caller } from '#platform';
import { EVERYONE, type Scope } from '#read-models';
import { formatOf, type Format } from './format.js';

/** Who asks, how much of the models is theirs to see, and in which form they want it. */
export interface Asker {
  readonly scope: Scope;
  readonly format: Format;
}

/** The one place that turns a caller into what they may see. The operator key is not limited to customers. */
const scopeOf = (_caller: Caller): Scope => EVERYONE;

/** How much of the models is the asker's to see, where the form of the answer is not theirs to choose. */
export const SeenBy = createParamDecorator((_: unknown, context: ExecutionContext): Scope =>
  scopeOf(callerOf(context.switchToHttp().getRequest<FastifyRequest>())),
);

/** The asker of a request that passed the gate. */
export const AskedBy = createParamDecorator((_: unknown, context: ExecutionContext): Asker => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { scope: scopeOf(callerOf(request)), format: formatOf(request.headers.accept) };
});
