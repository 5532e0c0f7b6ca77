import { ApiServer, KEY, type Reply } from './testing/api-server.js';
import { bodyOf, operationsOf, wrongTypesFor, type Operation } from './testing/operations.js';

const HOSTILE_TEXTS = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x'.repeat(5_000),
  "'; DROP TABLE cases; --",
  '../../etc/passwd',
  '\u202e\u0007',
  '💥'.repeat(3_000),
];
const HOSTILE_SEGMENTS = [
  '%00',
  'a%00b',
  '%ff',
  '%zz',
  '..%2f..%2f',
  'x'.repeat(300),
  'x'.repeat(3_000),
  '%20',
  '*',
  '%F0%9F%92%A5',
  '$all',
];

/** Without a token these are open; with one they answer anything well. */
const isOpen = ({ path }: Operation): boolean => path.startsWith('/health') || path === '/metrics';

const fill = (path: string, value = 'T-1042'): string => path.replaceAll(/\{\w+\}/g, value);
const label = ({ method, path }: Operation): string => `${method} ${path}`;

const begins = (path: string, field: string): boolean =>
  path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);

describe('Bad input, on every route', () => {
  let api: ApiServer;
  let operations: readonly Operation[];
  const faults: string[] = [];

  beforeAll(async () => {
    api = await ApiServer.start();
    operations = await operationsOf(api);
  }, 60_000);
  afterAll(() => api.stop());
  beforeEach(() => (faults.length = 0));

  /** Notes an answer that is no problem document of a client's error; `field`: one of its errors must begin there. */
  const demand = (what: string, reply: Reply, field?: string): void => {
    const { status, headers, body } = reply;
    const isProblem = headers.get('content-type')?.startsWith('application/problem+json') === true;
    const named = field === undefined || (body.errors ?? []).some(({ path }) => begins(path, field));
    if (status >= 400 && status < 500 && isProblem && body.status === status && named) return;
    faults.push(`${what}: ${status} ${reply.text.slice(0, 200)}`);
  };
  const below500 = (what: string, reply: Reply): void => {
    if (reply.status >= 500) faults.push(`${what}: ${reply.status} ${reply.text.slice(0, 200)}`);
  };

  it('covers the routes of this system', () => {
    expect(operations.length).toBeGreaterThan(45);
    expect(new Set(operations.map(label)).size).toBe(operations.length);
  });

  it('lets nobody in without a token', async () => {
    for (const operation of operations.filter((one) => !isOpen(one))) {
      for (const authorization of [
        undefined,
        'Bearer wrong',
        'Basic eDp5',
        `Bearer ${KEY}x`,
        `Bearer ${KEY.slice(0, -1)}`,
        KEY,
        'Bearer ',
      ]) {
        const response = await fetch(api.url + fill(operation.path), {
          method: operation.method,
          headers: authorization === undefined ? {} : { authorization },
        });
        const text = await response.text();
        if (response.status !== 401 || response.headers.get('www-authenticate') === null) {
          faults.push(`${label(operation)} with ${authorization}: ${response.status} ${text.slice(0, 100)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('refuses bodies that are no JSON, too large, too deep, of another kind', async () => {
    for (const operation of operations.filter(({ body }) => body !== undefined)) {
      const send = async (what: string, body: unknown, headers?: Record<string, string>) =>
        demand(`${label(operation)} ${what}`, await api.ask(operation.method, fill(operation.path), body, headers));
      await send('half an object', '{');
      await send('no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]));
      await send('a list', '[]');
      await send('a text', '"x"');
      await send('null in a list', '[null]');
      await send('another type', 'x=1', { 'content-type': 'application/x-www-form-urlencoded' });
      await send('NDJSON', '{}\n', { 'content-type': 'application/x-ndjson' });
      await send('1 MiB and more', `{"a":"${'x'.repeat(1_048_600)}"}`);
      await send('deep', `{"a":${'['.repeat(40)}${']'.repeat(40)}}`);
      await send('very deep', '['.repeat(200_000));
      await send('many items', `{"a":[${'1,'.repeat(20_000)}1]}`);
      await send('a number beyond any', '{"a":1e999}');
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('names each unknown and reserved field', async () => {
    for (const operation of operations.filter(({ body }) => body !== undefined)) {
      const good = JSON.stringify(bodyOf(operation.body!));
      const open = good === '{}' ? '{' : `${good.slice(0, -1)},`;
      for (const name of ['colour', 'toString', 'hasOwnProperty', '__proto__', 'constructor', 'prototype', 'then']) {
        const reply = await api.ask(operation.method, fill(operation.path), `${open}${JSON.stringify(name)}:{"x":1}}`);
        demand(`${label(operation)} with ${name}`, reply, name);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('names each field that is missing or of a wrong type', async () => {
    for (const operation of operations.filter(({ body }) => body !== undefined)) {
      const { properties = {}, required = [] } = operation.body!;
      const good = bodyOf(operation.body!);
      const send = (body: object) => api.ask(operation.method, fill(operation.path), body);
      for (const name of required) {
        const { [name]: _, ...without } = good;
        demand(`${label(operation)} without ${name}`, await send(without), name);
      }
      const wrongs = Object.entries(properties).flatMap(([name, schema]) =>
        wrongTypesFor(schema).map((wrong) => ({ name, wrong })),
      );
      for (const { name, wrong } of wrongs) {
        const what = `${label(operation)} with ${name}: ${JSON.stringify(wrong)}`;
        const reply = await send({ ...good, [name]: wrong });
        // Null counts as left out, where a field may be.
        if (wrong === null && !required.includes(name)) below500(what, reply);
        else demand(what, reply, name);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('never fails over a hostile text, and names it where it is refused', async () => {
    for (const operation of operations.filter(({ body }) => body !== undefined)) {
      const good = bodyOf(operation.body!);
      const names = Object.keys(operation.body!.properties ?? {});
      for (const [name, text] of names.flatMap((one) => HOSTILE_TEXTS.map((two) => [one, two] as const))) {
        const what = `${label(operation)} with ${name}: ${JSON.stringify(text).slice(0, 40)}`;
        const reply = await api.ask(operation.method, fill(operation.path), { ...good, [name]: text });
        if (/^[ -~]{1,60}$/.test(text)) below500(what, reply);
        else demand(what, reply, name);
      }
    }
    expect(faults).toEqual([]);
  }, 180_000);

  it('never fails over a hostile path', async () => {
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      for (const segment of HOSTILE_SEGMENTS) {
        const body = operation.body === undefined ? undefined : bodyOf(operation.body);
        const reply = await api.ask(operation.method, fill(operation.path, segment), body);
        demand(`${label(operation)} at ${segment.slice(0, 20)}`, reply);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('names each unknown query parameter and never fails over a hostile one', async () => {
    for (const operation of operations.filter((one) => !isOpen(one))) {
      const body = operation.body === undefined ? undefined : bodyOf(operation.body);
      const send = (query: string) =>
        operation.streams
          ? api.ask(operation.method, `${fill(operation.path)}?${query}`, '\n', {
              'content-type': 'application/x-ndjson',
            })
          : api.ask(operation.method, `${fill(operation.path)}?${query}`, body);
      demand(`${label(operation)}?colour`, await send('colour=1'), 'colour');
      for (const name of operation.query) {
        for (const value of [
          '',
          '%00',
          '%F0%9F%92%A5',
          'x'.repeat(3_000),
          '-1',
          '1e999',
          "';--",
          '[]',
          '9'.repeat(30),
        ]) {
          below500(`${label(operation)}?${name}=${value.slice(0, 20)}`, await send(`${name}=${value}`));
        }
        below500(`${label(operation)}?${name} twice`, await send(`${name}=1&${name}=2`));
      }
    }
    expect(faults).toEqual([]);
  }, 180_000);

  it('refuses keys and revisions that are none', async () => {
    for (const operation of operations.filter(
      ({ path, method }) => path.startsWith('/v1/tickets') && method === 'POST',
    )) {
      const body = bodyOf(operation.body!);
      const key = await api.ask('POST', fill(operation.path), body, { 'idempotency-key': 'two words' });
      demand(`${label(operation)} key`, key, 'Idempotency-Key');
      const match = await api.ask('POST', fill(operation.path), body, { 'if-match': 'W/"1"' });
      demand(`${label(operation)} If-Match`, match, 'If-Match');
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('answers hostile lines in their place and goes on', async () => {
    const lines = [
      '{',
      '[]',
      'null',
      '"x"',
      '1',
      '{"command":null}',
      '{"command":"toString"}',
      '\u0000',
      `{"command":"OpenTicket","ticketId":"\u0000"}`,
      '['.repeat(5_000),
      `{"command":"OpenTicket","tier":{"a":1}}`,
      '{"command":"PauseTicket","ticketId":["x"],"reason":7}',
    ];
    const answers = await api.lines(lines);
    expect(answers.map(({ line, ok, problem }) => [line, ok, problem.status])).toEqual(
      lines.map((_, i) => [i + 1, false, 400]),
    );
    expect(answers.at(-1)?.problem.errors.map(({ path }) => path)).toEqual(['ticketId', 'reason']);
  });

  it('wrote nothing of all that', async () => {
    const written = [];
    for await (const batch of api.store.readAll({ after: -1 as never, streamPrefixes: ['ticket-'] }))
      written.push(...batch);
    expect(written).toEqual([]);
  });
});
