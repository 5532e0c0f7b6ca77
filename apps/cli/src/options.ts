import { MisuseError } from './misuse.js';

/** The whole number of an option. @throws MisuseError naming the option */
export function wholeNumber(given: string | undefined, option: string, otherwise: number): number {
  if (given === undefined) return otherwise;
  if (!/^[1-9]\d{0,9}$/.test(given)) throw new MisuseError(`${option} "${given}" is no whole number above 0`);
  return Number(given);
}
