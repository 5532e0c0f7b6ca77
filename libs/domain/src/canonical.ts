import { createHash, hash } from 'node:crypto';
import canonicalize from 'canonicalize';

type Canonicalize = (value: unknown) => string | undefined;

/**
 * A value as RFC 8785 canonical JSON: the same value gives the same text on every machine.
 * @throws TypeError for what JSON cannot say (undefined, a function, NaN)
 */
export function canonicalJson(value: unknown): string {
  const text = (canonicalize as unknown as Canonicalize)(value);
  if (text === undefined) throw new TypeError('a value that JSON cannot say has no canonical form');
  return text;
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of a value in canonical form, in hexadecimal. */
export const hashOf = (value: unknown): string => sha256Hex(canonicalJson(value));

/** The 32 bytes that stand for the rows of one ticket in a digest. */
export function ticketHash(rows: unknown): Buffer {
  return hash('sha256', canonicalJson(rows), 'buffer');
}

/**
 * SHA-256 over the SHA-256 of each ticket's rows (DESIGN.md, Digests). Tickets come in byte order of their ids;
 * shards that hold contiguous ranges merge by adding their hashes range after range.
 */
export class DigestOfTickets {
  private readonly hash = createHash('sha256');

  add(hashes: Uint8Array): this {
    this.hash.update(hashes);
    return this;
  }

  digest(): string {
    return `sha256:${this.hash.digest('hex')}`;
  }
}
