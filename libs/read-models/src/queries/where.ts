import type { Scope } from './scope.js';

/**
 * A predicate that grows by conditions; values travel beside the text as numbered parameters. Names of columns come
 * from code only.
 *
 *     const where = new Where().equals('tier', 'gold').from('opened_at', at);
 *     sql.query(`SELECT ... FROM cases WHERE ${where.text}`, where.parameters);
 */
export class Where {
  private readonly conditions: string[] = [];
  readonly parameters: unknown[] = [];

  /** Takes a value along; returns its place, as `$3`. */
  parameter(value: unknown): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  and(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  /** An undefined value asks for nothing. */
  equals(column: string, value: string | boolean | undefined): this {
    return value === undefined ? this : this.and(`${column} = ${this.parameter(value)}`);
  }

  /** At or after an instant, in milliseconds since 1970. */
  from(column: string, instant: number | undefined): this {
    return instant === undefined ? this : this.and(`${column} >= ${this.instant(instant)}`);
  }

  /** Before an instant: intervals are half-open. */
  before(column: string, instant: number | undefined): this {
    return instant === undefined ? this : this.and(`${column} < ${this.instant(instant)}`);
  }

  /** The one place where a reader's limits enter a predicate. */
  scope(scope: Scope, column = 'customer'): this {
    return scope.kind === 'all' ? this : this.and(`${column} = ANY(${this.parameter([...scope.customers])}::text[])`);
  }

  instant(instant: number): string {
    return `${this.parameter(new Date(instant).toISOString())}::timestamptz`;
  }

  /** What stands after WHERE. */
  get text(): string {
    return this.conditions.length === 0 ? 'TRUE' : this.conditions.join(' AND ');
  }
}
