/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const NONE = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const THOUSANDTH = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');

/** How many decimal places an amount of a currency has. */
export function minorUnit(currency: string): number {
  if (NONE.includes(currency)) return 0;
  return THOUSANDTH.includes(currency) ? 3 : 2;
}
