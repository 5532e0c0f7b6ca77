const DASHED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NIL = '00000000-0000-0000-0000-000000000000';

/** A UUID in its lower-case form with dashes; undefined for what is none, and for the one of zeros. */
export function normalId(text: string): string | undefined {
  if (DASHED.test(text)) return text === NIL ? undefined : text;
  const hex = text.toLowerCase().replaceAll(/[-{}()]/g, '');
  if (!/^[0-9a-f]{32}$/.test(hex)) return undefined;
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return id === NIL ? undefined : id;
}
