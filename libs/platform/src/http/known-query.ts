import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem.js';

const ARGUMENT_OF_QUERY = `${RouteParamtypes.QUERY}:`;

/** A route that takes no query refuses one by name; a route that takes one checks it against its class. */
@Injectable()
export class NoStrayQuery implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const names = Object.keys(context.switchToHttp().getRequest<FastifyRequest>().query as object);
    if (names.length === 0 || takesQuery(context)) return true;
    throw ProblemError.badRequest(names.map((path) => ({ path, message: 'is not a known query parameter' })));
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const parameters: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(ARGUMENT_OF_QUERY));
}
