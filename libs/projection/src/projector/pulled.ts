import { Observable } from 'rxjs';

/**
 * Each batch of an async iterable is worked on before the next is pulled, so that the source feels how fast the work
 * goes. Emits what the work answers. Unsubscribing aborts the source.
 */
export function pulled<T, R>(
  source: (signal: AbortSignal) => AsyncIterable<T>,
  work: (batch: T) => Promise<R>,
): Observable<R> {
  return new Observable<R>((subscriber) => {
    const ended = new AbortController();
    const run = async (): Promise<void> => {
      for await (const batch of source(ended.signal)) {
        if (ended.signal.aborted) return;
        subscriber.next(await work(batch));
      }
      subscriber.complete();
    };
    run().catch((error: unknown) => subscriber.error(error));
    return () => ended.abort();
  });
}
