import { positionOf, type RecordedEvent } from '#event-store';
import type { Moment } from '../plan/moment.js';
import { checkLog } from './check-log.js';
import { differencesOf } from './differ.js';
import type { Row, Table } from './tables.js';

const table = (name: string, rows: Readonly<Record<string, Row>>): Table => ({
  name,
  rows: new Map(Object.entries(rows)),
});

describe('the differ', () => {
  const verdict = (state: string) => ({ ticket_id: 't1', metric: 'resolution', state });

  it('says nothing of tables that are alike', () => {
    expect(differencesOf([table('a', { k: { n: 1 } })], [table('a', { k: { n: 1 } })])).toEqual([]);
  });

  it('shows the first ticket that differs, column by column', () => {
    const live = [table('verdicts', { 't1 resolution': verdict('met'), 't2 x': { ticket_id: 't2', state: 'met' } })];
    const rebuilt = [table('verdicts', { 't1 resolution': verdict('breached') })];
    expect(differencesOf(live, rebuilt)).toEqual([
      'rows differ: 2 of verdicts; of the first ticket, t1:',
      'verdicts t1 resolution: state: live "met" rebuilt "breached"',
    ]);
  });

  it('shows rows that are about no ticket', () => {
    expect(differencesOf([table('counters', { gold: { n: 1 } })], [])).toEqual([
      'rows differ: 1 of counters',
      'counters gold: only live: {"n":1}',
    ]);
  });
});

describe('the check of the log', () => {
  const planned = { id: 'e1', type: 'TicketOpened', data: {}, metadata: {} };
  const moments: readonly Moment[] = [{ at: 0, appends: [{ stream: 'ticket-1', events: [planned] }] }];
  const recorded = (id: string, stream: string): RecordedEvent => ({
    ...{ ...planned, id, stream, revision: 0 },
    position: positionOf(0),
    recordedAt: 0,
  });

  it('passes each planned event once, and notices once', () => {
    expect(checkLog([recorded('e1', 'ticket-1'), recorded('n1', 'notice-1')], moments)).toEqual([]);
  });

  it('finds what is there twice, what is not, and what nobody wrote', () => {
    const twice = [recorded('n1', 'notice-1'), recorded('n1', 'notice-1'), recorded('e2', 'ticket-1')];
    expect(checkLog(twice, moments)).toEqual([
      'the log holds TicketOpened n1 of notice-1 twice',
      'the log misses event e1',
      'nobody recorded TicketOpened e2 of ticket-1',
    ]);
  });
});
