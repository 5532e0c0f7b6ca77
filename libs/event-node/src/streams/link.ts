/** What a `$>` event points to. */
export interface LinkTarget {
  readonly stream: string;
  readonly revision: number;
}

export const LINK_TYPE = Buffer.from('$>');

/** Reads `revision@stream`; undefined for anything else, which is then an ordinary event. */
export function parseLink(data: string): LinkTarget | undefined {
  const match = /^(\d{1,15})@([^]+)$/.exec(data);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { revision: Number(match[1]), stream: match[2] };
}
