/** A field's path, one step deeper: `terms` and `tiers` give `terms.tiers`; an index gives `tiers[0]`. */
export function deeper(path: string, step: string | number): string {
  if (typeof step === 'number' || /^\d+$/.test(step)) return `${path}[${step}]`;
  if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `${path}[${JSON.stringify(step.slice(0, 140))}]`;
  return path === '' ? step : `${path}.${step}`;
}
