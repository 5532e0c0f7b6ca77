import type { StoredEvent } from '../wire/recorded-event.js';
import type { FilterOptions } from '../wire/read-request.js';
import { handlerFailed } from '../wire/grpc-status.js';

export type EventFilter = (event: StoredEvent) => boolean;

/**
 * Builds the test of a filter. Prefixes are compared as bytes; an empty expression matches nothing.
 *
 * @throws GrpcError for a regular expression that cannot be read
 */
export function compileFilter(options: Pick<FilterOptions, 'on' | 'regex' | 'prefixes'>): EventFilter {
  const subject = (event: StoredEvent): Buffer => (options.on === 'stream' ? event.stream : event.type);
  if (options.regex) {
    const regex = compileRegex(options.regex);
    return (event) => regex.test(subject(event).toString('utf8'));
  }
  const prefixes = options.prefixes.map((prefix) => Buffer.from(prefix, 'utf8'));
  return (event) => prefixes.some((prefix) => startsWith(subject(event), prefix));
}

const startsWith = (text: Buffer, prefix: Buffer): boolean =>
  text.length >= prefix.length && text.compare(prefix, 0, prefix.length, 0, prefix.length) === 0;

/** .NET writes options in front, as `(?i)`; JavaScript takes them as flags. */
function compileRegex(pattern: string): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  try {
    return new RegExp(pattern.slice(inline?.[0].length ?? 0), inline?.[1] ?? '');
  } catch {
    throw handlerFailed();
  }
}
