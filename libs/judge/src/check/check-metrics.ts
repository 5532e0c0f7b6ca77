import { isBuiltIn } from '../clocks/built-in.js';
import { type Findings, shown } from './problem.js';

const TRIGGERS = ['opened', 'response', 'customer-reply', 'assigned', 'resolved', 'closed', 'reopened'];

const isTrigger = (value: unknown): boolean =>
  typeof value === 'string' && (TRIGGERS.includes(value) || /^milestone:.+/.test(value));

/** Finds what is wrong with an agreement's own metrics. */
export function findOwnMetrics(findings: Findings, value: unknown, path: string): void {
  if (value === undefined) return;
  for (const [name, each] of Object.entries(findings.object(value, path, null) ?? {})) {
    const where = `${path}.${name}`;
    if (isBuiltIn(name)) findings.wrong(where, 'is the name of a built-in metric');
    const metric = findings.object(each, where, ['start', 'stop', 'repeat']);
    if (!metric) continue;
    for (const field of ['start', 'stop']) {
      const triggers = findings.list(metric[field], `${where}.${field}`);
      if (Array.isArray(metric[field]) && triggers.length === 0)
        findings.wrong(`${where}.${field}`, 'names no trigger');
      triggers.forEach((trigger, i) => {
        if (!isTrigger(trigger)) findings.fatal(`${where}.${field}[${i}]`, `${shown(trigger)} is no trigger`);
      });
    }
    if (metric['repeat'] !== undefined && typeof metric['repeat'] !== 'boolean') {
      findings.fatal(`${where}.repeat`, `${shown(metric['repeat'])} is neither true nor false`);
    }
  }
}
