import { zoneRules } from '#judge';

const DAY = 86_400_000;
const names = new Map<number, string>();

/** The local date of an instant in a time zone, `YYYY-MM-DD`. */
export function localDateIn(timeZone: string, at: number): string {
  const local = timeZone === 'UTC' ? at : zoneRules(timeZone).toLocal(at);
  const date = Math.floor(local / DAY);
  let name = names.get(date);
  if (name === undefined) {
    name = new Date(date * DAY).toISOString().slice(0, 10);
    names.set(date, name);
  }
  return name;
}
