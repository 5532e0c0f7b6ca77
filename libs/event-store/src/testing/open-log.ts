import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventNode } from '#event-node';

/** An embedded node on a directory of its own, which goes with it. */
export class TestLog {
  private constructor(
    private readonly dataDir: string,
    public node: EventNode,
  ) {}

  static async open(): Promise<TestLog> {
    const dataDir = mkdtempSync(join(tmpdir(), 'avenant-log-'));
    return new TestLog(dataDir, await EventNode.open({ dataDir, port: 0 }));
  }

  get port(): number {
    return this.node.port;
  }

  get connectionString(): string {
    return this.node.connectionString;
  }

  async close(): Promise<void> {
    await this.node.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
