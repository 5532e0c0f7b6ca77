const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const ADDRESS = /\b(127\.0\.0\.1|localhost):\d{2,5}\b/g;
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*Z?/g;
const LONGEST = 400;
const SHOWN = 60;

/** Names that stand for what differs from run to run: streams, event ids. */
export class Labels {
  private readonly known = new Map<string, string>();

  add(raw: string, label: string): string {
    this.known.set(raw, label);
    return raw;
  }

  of(raw: string): string | undefined {
    return this.known.get(raw);
  }

  /** The raw text that a label stands for. */
  raw(label: string): string {
    for (const [raw, known] of this.known) if (known === label) return raw;
    throw new Error(`nothing is labelled ${label}`);
  }

  /** A text with the labels in place of what they stand for. */
  text(raw: string): string {
    let text = raw;
    const longestFirst = [...this.known].sort(([a], [b]) => b.length - a.length);
    for (const [part, label] of longestFirst) if (part) text = text.replaceAll(part, label);
    text = text.replace(UUID, '<uuid>').replace(ADDRESS, '<host:port>').replace(TIME, '<time>');
    text = text.replace(/Deadline exceeded after [^]*/, 'Deadline exceeded after <...>');
    return text.length > LONGEST ? `${text.slice(0, SHOWN)}...<length ${text.length}>` : text;
  }
}
