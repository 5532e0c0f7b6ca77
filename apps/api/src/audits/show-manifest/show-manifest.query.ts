import { Query } from '@nestjs/cqrs';
import type { Manifest } from '#replay';

/** What an audit was judged by, and what came out. */
export class ShowManifest extends Query<Manifest> {
  constructor(readonly auditId: string) {
    super();
  }
}
