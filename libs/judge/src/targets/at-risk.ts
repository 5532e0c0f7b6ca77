/** A decimal as written, `digits / 10^scale`: a share never passes through binary rounding. */
export interface Share {
  readonly digits: number;
  readonly scale: number;
}

/** @throws RangeError where the text is no decimal */
export function shareOf(written: number | string): Share {
  const found = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(written));
  if (!found) throw new RangeError(`"${written}" is no decimal`);
  const [, whole = '', fraction = '', exponent = '0'] = found;
  return { digits: Number(whole + fraction), scale: fraction.length - Number(exponent) };
}

/** The milliseconds from which a target is at risk: the least whole number that is not under `share * targetMs`. */
export function atRiskAfter({ digits, scale }: Share, targetMs: number): number {
  const divisor = 10 ** scale;
  const product = digits * targetMs;
  if (product <= Number.MAX_SAFE_INTEGER && scale >= 0) return Math.ceil(exactQuotient(product, divisor));
  const big = BigInt(digits) * BigInt(targetMs) * 10n ** BigInt(Math.max(0, -scale));
  const by = 10n ** BigInt(Math.max(0, scale));
  return Number((big + by - 1n) / by);
}

/** `a / b` where the quotient of two exact integers is only asked for its ceiling: the remainder decides, not the division. */
function exactQuotient(a: number, b: number): number {
  const remainder = a % b;
  return (a - remainder) / b + (remainder > 0 ? 1 : 0);
}
