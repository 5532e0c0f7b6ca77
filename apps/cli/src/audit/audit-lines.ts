import { count, percent, table } from '../table.js';
import { type AuditAnswer, type Change, type Side } from './ask-audit.js';

const cells = ({ met, breached, running, attainment }: Side) => [met, breached, running, percent(attainment)];

/** An audit as a person wants to read it: before, after, what changed, some of it explained. */
export function auditLines(
  answer: AuditAnswer & { readonly seconds: number },
  explained: readonly Change[],
): readonly string[] {
  const { before, after, changes, cases, digest, seconds } = answer;
  const kinds = Object.entries(changes).filter(([kind, n]) => kind !== 'total' && n > 0);
  return [
    ...table(
      ['', 'met', 'breached', 'running', 'attainment'],
      [
        ['as it was', ...cells(before)],
        ['as it would have been', ...cells(after)],
      ],
    ),
    `  ${count(changes['total'] ?? 0)} verdicts differ, in ${count(cases.changed)} of ${count(cases.judged)} cases${kinds.length > 0 ? ':' : ''}`,
    ...table(
      ['', ''],
      kinds.map(([kind, n]) => [describeKind(kind), n]),
      '    ',
    ).slice(1),
    ...(explained.length > 0 ? ['  For example:'] : []),
    ...explained.flatMap(({ ticketId, before: was, after: is, why }) =>
      wrap(`${ticketId} (${is?.category ?? was?.category ?? '-'}): ${why}`),
    ),
    `  ${count(cases.judged)} cases judged twice in ${seconds.toFixed(1)} s; digest ${digest ?? '-'}`,
  ];
}

function describeKind(kind: string): string {
  if (kind === 'same-state') return 'same outcome, other due time';
  const [from, to] = kind.split('>');
  return `${from === 'none' ? 'no clock' : from} -> ${to === 'none' ? 'no clock' : to}`;
}

const WIDTH = 108;

/** A sentence over as many lines as it needs, under a dash. */
function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '   ';
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > WIDTH && line.trim() !== '') {
      lines.push(line);
      line = '     ';
    }
    line += (line.trim() === '' && lines.length === 0 ? ' - ' : ' ') + word;
  }
  return [...lines, line];
}
