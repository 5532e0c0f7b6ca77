const NAMELESS_METASTREAM = Buffer.from('$$');

/** An append to `$$`, the metadata of a stream without a name, ends the process of EventStoreDB 23.10; here it is refused. */
export const isForbiddenName = (stream: Buffer): boolean => stream.equals(NAMELESS_METASTREAM);
