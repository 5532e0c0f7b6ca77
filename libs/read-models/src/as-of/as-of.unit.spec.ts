import { getMetadataArgsStorage } from 'typeorm';
import { instantOf } from '#judge';
import type { CaseFact } from '../cases/case-fact.js';
import { readModelEntities } from '../data-source.js';
import { asOfOf } from './resolve.js';
import { CASE_TABLES, NOTICE_TABLES, PRESENT_TABLES, RULE_TABLES } from './tables.js';
import { cutAt } from './world.js';

const MORNING = instantOf(Date.UTC(2026, 2, 2, 8));
const NOON = instantOf(Date.UTC(2026, 2, 2, 12));

describe('a point of the past', () => {
  it('asked by position stands for the recording of the last event at or before it', () => {
    expect(asOfOf({ position: 50 }, { position: 47, recordedAt: MORNING })).toEqual({ position: 47, at: MORNING });
  });

  it('asked by instant stands for the last position recorded by it, and is judged at the instant itself', () => {
    expect(asOfOf({ at: NOON }, { position: 47, recordedAt: MORNING })).toEqual({ position: 47, at: NOON });
  });

  it('before the first event knows nothing', () => {
    expect(asOfOf({ position: 3 }, null)).toEqual({ position: -1, at: 0 });
    expect(asOfOf({ at: NOON }, null)).toEqual({ position: -1, at: NOON });
  });
});

it('a case is cut at a position, with the revision and place of the last fact left', () => {
  const fact = (revision: number, position: number, at: number): CaseFact => ({
    ...{ id: `f${revision}`, revision, position, at: instantOf(at), recordedAt: MORNING, type: 'resolved' as const },
  });
  // The later fact happened before the earlier one: it is the log that counts.
  const facts = [fact(0, 10, 100), fact(1, 20, 300), fact(3, 30, 200)];
  const found = { ticketId: 't', agreementId: 'a', customer: 'c', facts };
  expect(cutAt(found, 29)).toEqual({ ...found, facts: facts.slice(0, 2), revision: 1, position: 20 });
  expect(cutAt(found, 30)).toEqual({ ...found, revision: 3, position: 30 });
});

it('every table of the read models is either made as of then, or says what is now', () => {
  const known = [...RULE_TABLES, ...CASE_TABLES, ...NOTICE_TABLES, ...PRESENT_TABLES];
  const entities: readonly unknown[] = readModelEntities;
  const tables = getMetadataArgsStorage()
    .tables.filter(({ target }) => entities.includes(target))
    .map(({ name }) => name);
  expect([...known].sort()).toEqual(tables.sort());
});
