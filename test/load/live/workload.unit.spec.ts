import { type Posted, Workload } from './workload.js';

const take = (count: number, workload: Workload): readonly Posted[] =>
  Array.from({ length: count }, () => workload.next());

it('holds the mix that it states, once tickets have grown old', () => {
  const workload = new Workload('a', 1, 1_000);
  take(10_000, workload);
  const counts = new Map<string, number>();
  for (const { name } of take(20_000, workload)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const share = (name: string) => Math.round(((counts.get(name) ?? 0) / 20_000) * 100);
  expect(share('OpenTicket')).toBeCloseTo(40, -1);
  expect(share('SendResponse')).toBeCloseTo(15, -1);
  expect(share('AssignTicket')).toBeCloseTo(10, -1);
  expect(share('PauseTicket')).toBeCloseTo(5, -1);
  expect(share('ResolveTicket')).toBeCloseTo(25, -1);
});

it('opens each ticket once, before all else, and ends it with its resolution', () => {
  const seen = new Map<string, string[]>();
  for (const { ticketId, name } of take(30_000, new Workload('a', 2, 100)))
    seen.set(ticketId, [...(seen.get(ticketId) ?? []), name]);
  for (const names of seen.values()) {
    expect(names[0]).toBe('OpenTicket');
    expect(names.lastIndexOf('OpenTicket')).toBe(0);
    expect([-1, names.length - 1]).toContain(names.indexOf('ResolveTicket'));
  }
});

it('is the same for the same seed', () => {
  expect(take(5_000, new Workload('a', 3, 500))).toEqual(take(5_000, new Workload('a', 3, 500)));
});
