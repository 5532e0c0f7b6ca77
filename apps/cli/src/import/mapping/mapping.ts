/** A text, number or truth that a mapping may state as it is. */
export type Constant = string | number | boolean;

/** Which rows: the column is (one of), is not (any of), is filled in; or, seen from the ticket's row before, has changed or was (one of). */
export interface Condition {
  readonly column: string;
  readonly is?: readonly string[];
  readonly not?: readonly string[];
  readonly present?: boolean;
  /** Against the row before; the first row of a ticket comes after nothing, where every column is empty. */
  readonly changed?: boolean;
  /** What the row before said. */
  readonly was?: readonly string[];
}

/** The same value for each row. */
export interface ConstantSource {
  readonly value: Constant;
}

/** A value from a column. */
export interface ColumnSource {
  readonly column: string;
  /** Put before the value. */
  readonly prefix?: string;
  /** What the column says -> what the command says. */
  readonly map?: Readonly<Record<string, Constant>>;
  /** For what `map` does not know; without it such a row is rejected. */
  readonly otherwise?: Constant;
  /** For an empty column. */
  readonly default?: Constant;
  /** An empty column leaves the field out; without it, and without `default`, such a row is rejected. */
  readonly optional?: boolean;
  /** What the text is: a text (default), a number, or an id whose foreign characters are written as `~XX`. */
  readonly as?: 'text' | 'number' | 'id';
  /** The text is a date of this form (see date-format.ts). */
  readonly date?: string;
  /** Zone of a date without an offset; the mapping's own when left out. */
  readonly timeZone?: string;
  /** The offset that the date states is wrong: its wall clock is read in the zone. */
  readonly ignoreOffset?: boolean;
}

export type FieldSource = ConstantSource | ColumnSource;

/** One command that a row leads to, when the conditions hold. */
export interface CommandMapping {
  readonly command: string;
  readonly where: readonly Condition[];
  readonly fields: Readonly<Record<string, FieldSource>>;
}

/** How rows become commands (docs/importing.md). */
export interface Mapping {
  /** With the row's id and the command's place it makes the command's key: the same mapping never writes twice. */
  readonly name: string;
  readonly delimiter: string;
  readonly timeZone: string | undefined;
  /** Texts that stand for an empty cell in this file (`?`, `n/a`). */
  readonly empty: readonly string[];
  /** Columns that together name a row; `#line` is its line. */
  readonly rowId: readonly string[];
  /** Columns that together name the ticket of a row; empty where no condition looks at the row before. */
  readonly ticket: readonly string[];
  readonly where: readonly Condition[];
  readonly commands: readonly CommandMapping[];
}
