/** A stream whose name begins with `$$` holds the metadata of the stream named after it. */
export const isMetastream = (name: string): boolean => name.startsWith('$$');

export const metastreamOf = (name: string): string => `$$${name}`;

/** The stream that a metastream describes. */
export const describedBy = (metastream: string): string => metastream.slice(2);
