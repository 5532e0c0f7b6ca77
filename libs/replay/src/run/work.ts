import type pg from 'pg';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { reasonOf } from '../scope/histories.js';
import { copyChanges } from './copy-changes.js';
import { judgeShard, type ShardResult } from './judge-shard.js';
import { RulesCache, type AuditRules } from './rules-cache.js';
import { readCases, readIncomplete, takeShard, writeShard, type TakenShard } from './shard-store.js';
import { isTransient } from './transient.js';

/** Works on shards over one connection of its own. */
export class ShardWorker {
  private readonly rules = new RulesCache();

  constructor(
    private readonly client: pg.ClientBase,
    private readonly owner: string,
  ) {}

  /** Does shards until none is to be had. */
  async workOff(shouldStop: () => boolean = () => false): Promise<void> {
    while (!shouldStop() && (await this.workOnOne()));
  }

  /**
   * Takes one shard, does it, and commits.
   * @returns false when there was none
   * @throws what is transient (a lost connection, a lock given up); the shard is then free again
   */
  async workOnOne(): Promise<boolean> {
    await this.client.query('BEGIN');
    const taken = await takeShard(this.client);
    try {
      if (taken !== undefined) await this.doShard(taken, this.rules.of(taken.auditId, taken.request));
      await this.client.query('COMMIT');
    } catch (error) {
      await this.giveUp(taken, error);
    }
    return taken !== undefined;
  }

  /** Together with the lock this is one transaction, so a shard has one result or none. */
  private async doShard(taken: TakenShard, rules: AuditRules): Promise<void> {
    const result = await this.judge(taken, rules);
    await copyChanges(this.client, taken.auditId, result.changes);
    await writeShard(this.client, taken, result, this.owner);
  }

  private async judge(taken: TakenShard, rules: AuditRules): Promise<ShardResult> {
    const rows = await readCases(this.client, rules.scope, taken);
    const histories = await rules.histories(this.client, new Set(rows.map(({ agreementId }) => agreementId)));
    const incomplete = await readIncomplete(this.client, rules.scope, taken);
    return judgeShard(rules.scope, rows, {
      incomplete,
      histories: (id) => histories.get(id) ?? { unusable: `agreement ${id} was not loaded` },
    });
  }

  /** What would fail again on every try ends the audit; it is for the replayer to say so in the log. */
  private async giveUp(taken: TakenShard | undefined, error: unknown): Promise<void> {
    if (taken === undefined || isTransient(error)) throw error;
    await this.client.query('ROLLBACK');
    const text = `shard ${taken.shard} (tickets after "${taken.after}" up to "${taken.upto}"): ${reasonOf(error)}`;
    await this.client.query(`UPDATE ${AUDIT_SCHEMA}.audits SET error = $2 WHERE audit_id = $1 AND error IS NULL`, [
      taken.auditId,
      text,
    ]);
  }
}
