import { instantOf, type Fact, type Rulebook, type Terms } from '#judge';
import type { CaseFact } from '../cases/case-fact.js';
import { Law, type LawMark } from './law.js';
import { undoneBreaches } from './undone.js';
import { walkKnown } from './walk.js';

const HOUR = 3_600_000;
const at = (hours: number) => instantOf(Date.UTC(2015, 0, 5) + hours * HOUR);

const within = (text: string): Terms => ({
  timeZone: 'UTC',
  tiers: { gold: [{ metric: 'resolution', priority: '*', within: text, calendar: '24x7' }] },
});
const version = (number: number, position: number, terms: Terms) => ({
  version: number,
  effectiveFrom: at(-1_000),
  effectiveUntil: null,
  reach: 'open' as const,
  supersedes: number > 1,
  position,
  terms,
});

/** Signed at position 0 with four hours; amended at position 50, recorded in hour 20, to ten hours. */
function law(amended = false): Law {
  const marks: LawMark[] = [{ position: 0, recordedAt: at(-900), stream: 'agreement-a', type: 'AgreementSigned' }];
  if (amended) marks.push({ position: 50, recordedAt: at(20), stream: 'agreement-a', type: 'AgreementAmended' });
  const timeline = [version(1, 0, within('PT4H')), version(2, 50, within('PT10H'))];
  const rulebook = (position: number): Rulebook => ({
    timeline: timeline.filter((one) => one.position <= position),
    calendars: [],
    exclusions: [],
  });
  return new Law(marks, rulebook);
}

type Told = Fact extends infer F ? (F extends Fact ? Omit<F, 'id' | 'revision' | 'at'> : never) : never;

/** A fact that happened in one hour and was recorded in another; positions are ten apart. */
const fact = (revision: number, happened: number, recorded: number, told: Told): CaseFact => ({
  id: `f${revision}`,
  revision,
  at: at(happened),
  ...told,
  position: 10 + 10 * revision,
  recordedAt: at(recorded),
});

const opened = fact(0, 0, 0, { type: 'opened', tier: 'gold', priority: 'p1' });
const recorded = (...facts: CaseFact[]) => ({
  ...{ ticketId: 't', agreementId: 'a', customer: 'c', facts },
  revision: facts.length - 1,
  position: facts.at(-1)?.position ?? 0,
});

describe('breaches that were undone', () => {
  it('are those known just before an event, by the clock too, and not with it', () => {
    const late = recorded(opened, fact(1, 3, 6, { type: 'resolved' }));
    const [one, ...others] = undoneBreaches(late, law(), -1);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ ticketId: 't', metric: 'resolution', state: 'breached', stoppedAt: null });
    expect(one?.because).toEqual({
      ...{ position: 20, recordedAt: at(6), stream: 'ticket-t', type: 'resolved', eventId: 'f1' },
    });
  });

  it('are none where the breach was not there yet, or still is', () => {
    expect(undoneBreaches(recorded(opened, fact(1, 3, 3.5, { type: 'resolved' })), law(), -1)).toEqual([]);
    expect(undoneBreaches(recorded(opened, fact(1, 5, 6, { type: 'resolved' })), law(), -1)).toEqual([]);
  });

  it('are undone by what governs the ticket too, each at its place', () => {
    const history = recorded(opened, fact(1, 9, 9, { type: 'resolved' }));
    const [one] = undoneBreaches(history, law(true), -1);
    expect(one).toMatchObject({ stoppedAt: at(9), termsVersion: '1', targetMs: 4 * HOUR });
    expect(one?.because).toMatchObject({ position: 50, type: 'AgreementAmended', eventId: null });
  });

  it('come about again: every time is told', () => {
    const history = recorded(
      opened,
      fact(1, 3, 6, { type: 'resolved' }),
      fact(2, 7, 7, { type: 'retracted', eventId: 'f1' }),
      fact(3, 3, 8, { type: 'resolved' }),
    );
    expect(undoneBreaches(history, law(), -1).map(({ because }) => because.position)).toEqual([20, 40]);
  });

  it('are found piece by piece as at once', () => {
    const facts = [
      opened,
      fact(1, 3, 6, { type: 'resolved' }),
      fact(2, 7, 7, { type: 'retracted', eventId: 'f1' }),
      fact(3, 3, 8, { type: 'resolved' }),
    ];
    const whole = undoneBreaches(recorded(...facts), law(true), -1);
    const pieces = facts.flatMap((_, i) => {
      const known = i === 0 ? -1 : (facts[i - 1] as CaseFact).position;
      return undoneBreaches(recorded(...facts.slice(0, i + 1)), law(), known);
    });
    const rest = undoneBreaches(recorded(...facts), law(true), 40);
    expect([...pieces, ...rest]).toEqual(whole);
  });
});

describe('the walk through what was known', () => {
  it('gives a step for each event, judged before and after it when it was recorded', () => {
    const steps = [...walkKnown('t', [opened, fact(1, 3, 6, { type: 'resolved' })], law(true))];
    const states = steps.map(({ because, before, after }) => [
      because.type,
      before.judgement?.verdicts.map(({ state }) => state) ?? null,
      after().judgement?.verdicts.map(({ state, targetMs }) => [state, targetMs]) ?? null,
    ]);
    expect(states).toEqual([
      ['opened', null, [['running', 4 * HOUR]]],
      ['resolved', ['breached'], [['met', 4 * HOUR]]],
      ['AgreementAmended', ['met'], [['met', 10 * HOUR]]],
    ]);
  });

  it('passes by ratings, and what was recorded before the ticket was', () => {
    const rated = {
      id: 'r',
      revision: 1,
      at: at(1),
      type: 'rated',
      score: 5,
      position: 20,
      recordedAt: at(1),
    } as const;
    expect([...walkKnown('t', [opened, rated], law())]).toHaveLength(1);
    expect([...walkKnown('t', [opened], law(), 10)]).toEqual([]);
  });
});
