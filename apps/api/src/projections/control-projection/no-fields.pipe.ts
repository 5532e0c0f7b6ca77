import type { PipeTransform } from '@nestjs/common';
import { ProblemError } from '#platform';

/** A request that takes no fields: no body, or an empty object. */
export class NoFieldsPipe implements PipeTransform {
  transform(body: unknown): undefined {
    if (body === undefined || body === null) return undefined;
    if (typeof body !== 'object' || Array.isArray(body))
      throw ProblemError.badRequest([{ path: '', message: 'must be a JSON object' }]);
    const errors = Object.keys(body).map((path) => ({ path, message: 'is not a known field' }));
    if (errors.length > 0) throw ProblemError.badRequest(errors);
    return undefined;
  }
}
