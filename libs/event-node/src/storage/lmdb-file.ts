import { closeSync, openSync, readSync } from 'node:fs';

const MAGIC = 0xbeef_c0de;

/** Layout of a meta page behind its page header: magic, version, address, map size, two table roots, last page, transaction. */
const HEADER = 24;
const PAGE_SIZE_AT = HEADER + 24;
const LAST_PAGE_AT = HEADER + 24 + 2 * 48;
const TXN_AT = LAST_PAGE_AT + 8;
const HEAD_BYTES = TXN_AT + 8;

interface Meta {
  readonly pageSize: number;
  readonly lastPage: number;
  readonly txn: bigint;
}

/**
 * The size that an LMDB file should have by its newest meta page. It may be shorter where the last pages are free; but LMDB
 * maps it, and the process would die at the first access beyond its end. Undefined when neither meta page is one.
 */
export function expectedSize(path: string): number | undefined {
  const file = openSync(path, 'r');
  try {
    const first = readMeta(file, 0);
    const second = readMeta(file, first?.pageSize ?? 4096);
    const newest = !first || (second && second.txn > first.txn) ? second : first;
    return newest && (newest.lastPage + 1) * newest.pageSize;
  } finally {
    closeSync(file);
  }
}

function readMeta(file: number, at: number): Meta | undefined {
  const bytes = Buffer.alloc(HEAD_BYTES);
  if (readSync(file, bytes, 0, HEAD_BYTES, at) < HEAD_BYTES || bytes.readUInt32LE(HEADER) !== MAGIC) return undefined;
  return {
    pageSize: bytes.readUInt32LE(PAGE_SIZE_AT),
    lastPage: Number(bytes.readBigUInt64LE(LAST_PAGE_AT)),
    txn: bytes.readBigUInt64LE(TXN_AT),
  };
}
