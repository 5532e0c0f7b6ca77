import { InstantField, KeyField } from '../fields/index.js';

/** What any command's body may hold. */
export class CommandBody {
  @KeyField({ optional: true, description: 'Makes a repeat safe, as the header Idempotency-Key does.' })
  commandId?: string | null;
}

/** What the body of a command about a ticket may hold. */
export class TicketBody extends CommandBody {
  @InstantField({
    optional: true,
    description: 'When it happened; by default now. Any time ago, at most five minutes ahead of the server’s clock.',
  })
  at?: string | null;
}
