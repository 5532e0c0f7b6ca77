import { CodeField, IdField } from '../fields/index.js';
import { InstantParameter, NumberParameter, PointParameter, PositionParameter, TextParameter } from './parameters.js';

/** What every query takes. */
export class AskDto {
  @PositionParameter('Wait, up to 5 seconds, until the models have this position; then 503.')
  after?: string;

  @PointParameter(
    'What was known to the log at a position, or at an instant (the last position recorded by it), judged at that ' +
      'instant. It is judged when asked, which takes its time: up to 120 seconds, two queries at once; then 503. ' +
      'Refused with 422 ahead of the models or of the clock, and by lists that know the present only.',
  )
  asOf?: string;

  @InstantParameter('Judge at another instant. On tickets/{ticketId} only; elsewhere answered with 422.')
  now?: string;
}

/** What every list takes besides. */
export class ListDto extends AskDto {
  @NumberParameter(1, 1000, 'Items in a page; 100 if not said. For JSON only: CSV and NDJSON stream the whole list.')
  limit?: string;

  @TextParameter(/^[A-Za-z0-9_-]{1,2048}$/, 'a cursor from "next"', '"next" of the page before, with the same filters.')
  cursor?: string;
}

/** What verdicts and their sums are filtered by. */
export class DimensionsDto extends ListDto {
  @IdField({ optional: true })
  agreementId?: string;

  @CodeField({ optional: true })
  customer?: string;

  @CodeField({ optional: true })
  tier?: string;

  @CodeField({ optional: true })
  priority?: string;

  @CodeField({ optional: true })
  category?: string;

  @CodeField({ optional: true })
  team?: string;

  @CodeField({ optional: true })
  metric?: string;
}
