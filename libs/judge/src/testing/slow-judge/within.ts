/** An ISO 8601 duration of days, hours, minutes and seconds: whole days, and the rest in milliseconds. */
export interface Within {
  readonly days: number;
  readonly ms: number;
}

/** `PnDTnHnMn[.nnn]S` (spec/judge.md, Fine print, Durations). */
export function readWithin(text: string): Within {
  const [dayPart = '', timePart = ''] = text.slice(1).split('T');
  const part = (from: string, letter: string): string => new RegExp(`([0-9.]+)${letter}`).exec(from)?.[1] ?? '0';
  const [seconds = '0', fraction = ''] = part(timePart, 'S').split('.');
  const ms = Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
  return {
    days: Number(part(dayPart, 'D')),
    ms: (Number(part(timePart, 'H')) * 60 + Number(part(timePart, 'M'))) * 60_000 + ms,
  };
}
