/**
 * Exact decimals: `units / 10^scale` in whole numbers of any size, so that money and percentages never pass through
 * binary floating point. All that credits need of a decimal, in place of a library.
 */
export class Decimal {
  static readonly ZERO = new Decimal(0n, 0);

  private constructor(
    private readonly units: bigint,
    private readonly scale: number,
  ) {}

  /** Reads `1200.00`. @throws RangeError for what is no decimal */
  static of(text: string): Decimal {
    const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!found) throw new RangeError(`"${text}" is no decimal`);
    const [, sign = '', whole = '', fraction = ''] = found;
    const units = BigInt(whole + fraction);
    return new Decimal(sign === '-' ? -units : units, fraction.length);
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.at(scale) + other.at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(new Decimal(-other.units, other.scale));
  }

  /** So many percent of it. */
  percent(percentage: Decimal): Decimal {
    return new Decimal(this.units * percentage.units, this.scale + percentage.scale + 2);
  }

  isLess(other: Decimal): boolean {
    const scale = Math.max(this.scale, other.scale);
    return this.at(scale) < other.at(scale);
  }

  /** Whether the share `part / whole` of two counts is less than it, compared without dividing. */
  isAboveShare(part: number, whole: number): boolean {
    return BigInt(part) * 10n ** BigInt(this.scale) < this.units * BigInt(whole);
  }

  /** As text with so many places, rounded half up; a negative half goes away from zero, as money is rounded. */
  toText(places: number): string {
    const scale = Math.max(this.scale, places);
    const by = 10n ** BigInt(scale - places);
    const size = this.units < 0n ? -this.at(scale) : this.at(scale);
    const rounded = (2n * size + by) / (2n * by);
    const digits = rounded.toString().padStart(places + 1, '0');
    const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
    return this.units < 0n && rounded > 0n ? `-${text}` : text;
  }

  private at(scale: number): bigint {
    return this.units * 10n ** BigInt(scale - this.scale);
  }
}
