import { checkMapping, MappingError } from './check-mapping.js';
import { columnsOf, type Row, RowError, rowReader } from './row-to-commands.js';

const open = {
  command: 'OpenTicket',
  fields: {
    ticketId: { column: 'id', as: 'id' },
    at: { column: 'opened', date: 'yyyy-MM-dd HH:mm' },
    agreementId: { value: 'a' },
    tier: { column: 'level', map: { '1': 'gold' }, otherwise: 'bronze' },
    priority: { column: 'priority', default: 'normal' },
    category: { column: 'kind', optional: true },
  },
};
const close = {
  command: 'CloseTicket',
  where: [{ column: 'closed', present: true }],
  fields: { ticketId: { column: 'id', as: 'id' }, at: { column: 'closed', date: 'yyyy-MM-dd HH:mm' } },
};
const valid = { name: 'test', timeZone: 'Europe/Paris', rowId: ['id'], commands: [open, close] };

const row = (cells: Readonly<Record<string, string>>, line = 2): Row => ({ line, cell: (column) => cells[column] });
const filled = {
  id: 'a 1',
  opened: '2020-01-01 10:00',
  closed: '2020-01-02 10:00',
  level: '1',
  priority: '',
  kind: ' mail ',
};
const read = (json: unknown, cells: Readonly<Record<string, string>>, line?: number) =>
  rowReader(checkMapping(json, 'm.json'))(row(cells, line));

describe('a mapping', () => {
  it('turns a row into commands, in order', () => {
    const [first, second] = read(valid, filled);
    expect(first?.body).toEqual({
      command: 'OpenTicket',
      commandId: expect.stringMatching(/^import-[0-9a-f]{40}$/) as unknown,
      ticketId: 'a~201',
      at: '2020-01-01T09:00:00.000Z',
      agreementId: 'a',
      tier: 'gold',
      priority: 'normal',
      category: 'mail',
    });
    expect(second).toMatchObject({ name: 'CloseTicket', ticketId: 'a~201', body: { at: '2020-01-02T09:00:00.000Z' } });
  });

  it('leaves out commands and fields that a row does not give', () => {
    const commands = read(valid, { ...filled, closed: ' ', kind: '', level: '9' });
    expect(commands).toHaveLength(1);
    expect(commands[0]?.body).not.toHaveProperty('category');
    expect(commands[0]?.body['tier']).toBe('bronze');
  });

  it('takes a text for an empty cell where the file means one', () => {
    const marked = { ...valid, empty: ['?', 'n/a'] };
    const [first, ...none] = read(marked, { ...filled, closed: ' n/a ', kind: '?', priority: '?' });
    expect(none).toEqual([]);
    expect(first?.body).not.toHaveProperty('category');
    expect(first?.body['priority']).toBe('normal');
  });

  it('gives the same row the same keys, and every other row, command and mapping others', () => {
    const keys = [
      ...read(valid, filled),
      ...read(valid, { ...filled, id: 'a 2' }),
      ...read({ ...valid, name: 'other' }, filled),
    ].map(({ body }) => body['commandId']);
    expect(new Set(keys).size).toBe(6);
    expect(read(valid, filled, 99).map(({ body }) => body['commandId'])).toEqual(keys.slice(0, 2));
  });

  it('can name a row by its line', () => {
    const byLine = { ...valid, rowId: ['#line'] };
    expect(read(byLine, filled, 2)[0]?.body['commandId']).not.toBe(read(byLine, filled, 3)[0]?.body['commandId']);
    expect(columnsOf(checkMapping(byLine, 'm.json'))).toEqual(['closed', 'id', 'opened', 'level', 'priority', 'kind']);
  });

  it('chooses rows and, one row an event, commands by what columns say', () => {
    const events = {
      name: 'events',
      rowId: ['#line'],
      timeZone: 'UTC',
      where: [{ column: 'kind', not: ['noise'] }],
      commands: [
        { ...close, command: 'ResolveTicket', where: [{ column: 'kind', is: 'done' }] },
        { ...close, command: 'ReopenTicket', where: [{ column: 'kind', is: ['again', 'back'] }] },
      ],
    };
    const names = ['done', 'back', 'noise', 'other'].map((kind) =>
      read(events, { ...filled, kind }).map(({ name }) => name),
    );
    expect(names).toEqual([['ResolveTicket'], ['ReopenTicket'], [], []]);
  });

  describe('that looks at the row before of the same ticket', () => {
    const on = { ticketId: { column: 'id' }, at: { column: 'at', date: 'epoch-s' } };
    const events = {
      name: 'events',
      rowId: ['#line'],
      ticket: ['id'],
      where: [{ column: 'state', not: 'noise' }],
      commands: [
        { command: 'SendResponse', where: [{ column: 'id', changed: true }], fields: on },
        {
          command: 'PauseTicket',
          where: [
            { column: 'state', is: ['waiting', 'parked'] },
            { column: 'state', changed: true },
          ],
          fields: { ...on, reason: { column: 'state' } },
        },
        {
          command: 'ResumeTicket',
          where: [
            { column: 'state', was: ['waiting', 'parked'] },
            { column: 'state', not: ['waiting', 'parked'] },
          ],
          fields: on,
        },
      ],
    };
    const follow = (...rows: readonly (readonly [string, string, string?])[]) => {
      const next = rowReader(checkMapping(events, 'm.json'));
      return rows.map(([id, state, at = '1']) => {
        try {
          return next(row({ id, state, at })).map(({ name }) => name);
        } catch (error) {
          return [(error as Error).name];
        }
      });
    };

    it('sees the first row, a change, and what it changed from', () => {
      expect(follow(['a', 'new'], ['a', 'waiting'], ['a', 'waiting'], ['a', 'parked'], ['a', 'active'])).toEqual([
        ['SendResponse'],
        ['PauseTicket'],
        [],
        ['PauseTicket'],
        ['ResumeTicket'],
      ]);
    });

    it('keeps tickets apart, wherever their rows stand', () => {
      expect(follow(['a', 'waiting'], ['b', 'active'], ['a', 'active'], ['b', 'active'])).toEqual([
        ['SendResponse', 'PauseTicket'],
        ['SendResponse'],
        ['ResumeTicket'],
        [],
      ]);
    });

    it('does not look at rows that the mapping leaves out, but at those that could not be read', () => {
      expect(follow(['a', 'waiting'], ['a', 'noise'], ['a', 'parked', 'soon'], ['a', 'parked'])).toEqual([
        ['SendResponse', 'PauseTicket'],
        [],
        ['RowError'],
        [],
      ]);
    });

    it('must say what a ticket is', () => {
      const { ticket: _, ...without } = events;
      expect(() => checkMapping(without, 'm.json')).toThrow(
        'ticket must name the columns of a ticket: commands[0].where[0] looks at the row before',
      );
      expect(columnsOf(checkMapping(events, 'm.json'))).toEqual(['id', 'state', 'at']);
    });
  });

  it.each([
    [{ ...filled, id: '' }, 'ticketId: column id is empty'],
    [{ ...filled, opened: 'soon' }, 'at: "soon" is no date of the form yyyy-MM-dd HH:mm'],
  ])('says of a row that cannot be read which field and why (%#)', (cells, message) => {
    expect(() => read(valid, cells)).toThrow(RowError);
    expect(() => read(valid, cells)).toThrow(message);
  });

  it('refuses a value that its map does not know', () => {
    const strict = {
      ...valid,
      commands: [{ ...open, fields: { ...open.fields, tier: { column: 'level', map: { '1': 'gold' } } } }],
    };
    expect(() => read(strict, { ...filled, level: '7' })).toThrow('tier: the map of column level has no entry for "7"');
  });

  it.each([
    [{ ...valid, colour: 1 }, 'colour is not a known key'],
    [{ ...valid, timeZone: 'Paris' }, 'timeZone "Paris" is no IANA time zone'],
    [{ ...valid, rowId: [] }, 'rowId must name at least one column'],
    [{ ...valid, commands: [{ ...open, wher: [] }] }, 'commands[0].wher is not a known key'],
    [
      { ...valid, commands: [{ ...open, command: 'SignAgreement' }] },
      'commands[0].command "SignAgreement" is none of OpenTicket',
    ],
    [
      { ...valid, commands: [open, { ...close, fields: { at: { value: 'x' } } }] },
      'commands[1].fields CloseTicket needs "ticketId"',
    ],
    [
      { ...valid, commands: [{ ...close, fields: { ...close.fields, tier: { value: 'x' } } }] },
      'commands[0].fields.tier is no field of CloseTicket',
    ],
    [
      { ...valid, commands: [{ ...close, fields: { ...close.fields, at: { column: 'closed', fmt: 'x' } } }] },
      'commands[0].fields.at.fmt is not a known key',
    ],
    [{ ...valid, timeZone: undefined }, 'commands[0].fields.at.date the date format "yyyy-MM-dd HH:mm" has no offset'],
    [
      { ...valid, where: [{ column: 'x', is: 'a', not: 'b' }] },
      'where[0] must have exactly one of "is", "not", "was", "present", "changed"',
    ],
    [
      { ...valid, commands: [{ ...close, fields: { ...close.fields, at: { column: 'c', value: 1 } } }] },
      'commands[0].fields.at must have either "value" or "column"',
    ],
    [
      {
        ...valid,
        commands: [{ ...close, fields: { ...close.fields, at: { column: 'c', date: 'iso', ignoreOffset: 1 } } }],
      },
      'commands[0].fields.at.ignoreOffset must be true or false',
    ],
    [{ ...valid, where: [{ column: 'x', changed: 'yes' }] }, 'where[0].changed must be true or false'],
    [[], 'the file must be a JSON object'],
  ])('is refused by path (%#)', (json, message) => {
    expect(() => checkMapping(json, 'm.json')).toThrow(MappingError);
    expect(() => checkMapping(json, 'm.json')).toThrow(message);
  });
});
