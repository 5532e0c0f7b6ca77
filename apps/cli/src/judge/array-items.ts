/** Cuts a JSON array that arrives in pieces into the texts of its items, so that a big one need not be held whole. */
export class ArrayItems {
  private item = '';
  private depth = 0;
  private inText = false;
  private escaped = false;
  private ended = false;

  /** The items that a piece completes. @throws SyntaxError where something follows the array */
  *push(piece: string): Generator<string> {
    let from = 0;
    for (let i = 0; i < piece.length; i += 1) {
      const sign = piece[i] as string;
      if (this.ended && sign.trim() !== '') throw new SyntaxError(`"${sign}" follows the array`);
      if (this.depth === 0 && sign === '[') from = i + 1;
      if (!this.cutsAt(sign)) continue;
      const text = (this.item + piece.slice(from, i)).trim();
      this.item = '';
      from = i + 1;
      if (text !== '') yield text;
    }
    this.item += this.ended ? '' : piece.slice(from);
  }

  /** @throws SyntaxError where the array was not closed */
  end(): void {
    if (!this.ended) throw new SyntaxError('the array is not closed');
  }

  /** Moves by one sign; true where an item of the array ends. */
  private cutsAt(sign: string): boolean {
    if (this.inText) return this.passText(sign);
    if (sign === '"') this.inText = true;
    else if (sign === '[' || sign === '{') this.depth += 1;
    else if (sign === ']' || sign === '}') this.depth -= 1;
    else if (sign === ',') return this.depth === 1;
    if (this.depth === 0 && sign === ']') this.ended = true;
    return this.depth === 0 && sign === ']';
  }

  /** Signs within a text cut nothing. */
  private passText(sign: string): false {
    if (this.escaped) this.escaped = false;
    else if (sign === '\\') this.escaped = true;
    else if (sign === '"') this.inText = false;
    return false;
  }
}
