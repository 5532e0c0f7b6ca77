import { Connection } from './connection.js';

describe('a connection whose server is not found', () => {
  let time = 0;
  let connection: Connection;
  const fails = (atMs: number) => {
    time = atMs;
    connection.unreachable(connection.client);
    return connection.client;
  };

  beforeEach(() => {
    time = 0;
    connection = new Connection('esdb://127.0.0.1:9?tls=false', () => time);
  });
  afterEach(() => connection.close());

  it('is replaced when that lasts for a second, then after each second more', () => {
    const first = connection.client;
    expect(fails(100)).toBe(first);
    expect(fails(1_099)).toBe(first);
    const second = fails(1_100);
    expect(second).not.toBe(first);
    expect([connection.isGone(first), connection.isGone(second)]).toEqual([true, false]);
    expect(fails(2_099)).toBe(second);
    expect(fails(2_100)).not.toBe(second);
  });

  it('stays when an answer came in between', () => {
    const first = connection.client;
    fails(100);
    connection.answered(first);
    expect(fails(5_000)).toBe(first);
    expect(fails(5_999)).toBe(first);
  });

  it('hears nothing of calls of a client that was replaced', () => {
    const first = connection.client;
    fails(0);
    const second = fails(1_000);
    time = 9_000;
    connection.unreachable(first);
    expect(connection.client).toBe(second);
    connection.answered(first);
    expect(fails(9_000)).not.toBe(second);
  });
});
