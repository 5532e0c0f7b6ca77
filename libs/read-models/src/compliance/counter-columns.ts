import { Column } from 'typeorm';

/** What every table of counters counts. Rows that count nothing are taken away. */
export abstract class CounterColumns {
  @Column({ type: 'bigint' })
  met!: string;

  /** Excused ones included. */
  @Column({ type: 'bigint' })
  breached!: string;

  @Column({ type: 'bigint' })
  excused!: string;

  @Column({ type: 'bigint' })
  void!: string;

  @Column({ type: 'bigint' })
  running!: string;

  @Column({ type: 'bigint' })
  paused!: string;

  /** Of the running and paused ones, those at risk at the hand. */
  @Column({ name: 'at_risk', type: 'bigint' })
  atRisk!: string;
}
