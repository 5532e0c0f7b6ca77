import { eventIdOf, hashOf, streamOf, type AuditRequest } from '#domain';
import type { EventStore } from '#event-store';

/** Writes a request to the log as the API does. */
export async function recordedRequest(store: EventStore, request: AuditRequest): Promise<void> {
  const stream = streamOf.audit(request.auditId);
  const id = eventIdOf(stream, 'tester', 'ask', 0);
  const metadata = {
    commandId: 'ask',
    bodyHash: hashOf(request),
    $correlationId: 'ask',
    $causationId: 'ask',
    actor: 'tester',
    schema: 1,
  };
  await store.append(stream, 'none', [{ id, type: 'AuditRequested', data: request, metadata }]);
}
