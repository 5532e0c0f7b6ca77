import { type Rulebook } from '../model/versions.js';
import { findCalendar } from './check-calendar.js';
import { findTerms } from './check-terms.js';
import { Findings, type Problem } from './problem.js';

/** What makes it impossible to judge by a rulebook; what an author should mend besides is `checkTerms`' business. */
export function checkRulebook({ timeline, calendars }: Rulebook): Problem[] {
  const findings = new Findings();
  timeline.forEach(({ terms }, i) => findTerms(findings, terms, `timeline[${i}].terms`, () => true));
  calendars.forEach(({ versions }, i) =>
    versions.forEach(({ definition }, j) =>
      findCalendar(findings, definition, `calendars[${i}].versions[${j}].definition`),
    ),
  );
  return findings.problems('fatal');
}
