import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { type Output } from '../output.js';
import { count, percent, table } from '../table.js';
import { listProjections, type ProjectionAnswer } from './projection-api.js';

/** States in which a projection does not do its work although nobody has told it so. */
const WANTING = new Set(['stopped', 'failed']);

/** `avenant projections list`: how far the projections are. @returns 1 where one has stopped, or there is none */
export async function list(options: ApiOptions, output: Output): Promise<number> {
  const projections = await listProjections(await findApi(options));
  output.say(...projectionLines(projections));
  output.json(projections);
  return projections.length === 0 || projections.some(({ state }) => WANTING.has(state)) ? 1 : 0;
}

function projectionLines(projections: readonly ProjectionAnswer[]): readonly string[] {
  if (projections.length === 0) return ['no projection has run yet'];
  return [
    ...table(
      ['name', 'state', 'position', 'head', 'behind by', 'clock hand', 'dead letters'],
      projections.map(({ name, state, position, head, lag, hand, deadLetters }) => [
        ...[name, state, position, head, `${count(lag.events)} events, ${count(lag.ms)} ms`, hand, deadLetters],
      ]),
    ),
    ...projections.flatMap(workLines),
  ];
}

/** What is under way beside the log. */
function workLines({ rebuild, restatements }: ProjectionAnswer): readonly string[] {
  const lines = restatements.map(
    ({ agreementId, position, cases, of }) =>
      `  restating ${agreementId}: ${count(cases)} of ${count(of)} cases, asked for at position ${position}`,
  );
  if (!rebuild) return lines;
  const { state, progress, eventsPerSecond, eta, startedAt, error } = rebuild;
  if (state === 'failed') return [...lines, `  the rebuild of ${startedAt} failed: ${error ?? 'nobody knows why'}`];
  const rate = `${count(Math.round(eventsPerSecond))} events a second`;
  return [...lines, `  rebuilding: ${state}, ${percent(progress)}, ${rate}${eta ? `, ready about ${eta}` : ''}`];
}
