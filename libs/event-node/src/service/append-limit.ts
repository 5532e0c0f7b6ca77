/** EventStoreDB's default limit of one append: bytes of event data; type and metadata do not count. */
export const MAX_APPEND_BYTES = 1_048_576;
