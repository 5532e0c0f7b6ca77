import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient } from '../../../apps/cli/src/api-client/api-client.js';
import { EmbeddedPostgres } from '#platform';
import { BenchFolder } from '../log/disk.js';
import { Ends } from '../log/ends.js';
import { machineNow } from '../log/machine.js';
import { AGREEMENT, signAgreement } from './agreement.js';
import { Audits } from './audits.js';
import { LiveInstallation } from './installation.js';
import { type MeasuredLoad, measuredLoad } from './measured-load.js';
import { SHARES } from './workload.js';

const CONNECTIONS = 64;
const FULL = 2_000;
const HALF = 1_000;
const FOLLOW_ONE_OF = 50;
const SECONDS = Number(process.env['LIVE_SECONDS'] ?? 30);
const WARM_UP = Number(process.env['LIVE_WARM_UP'] ?? 10);

/**
 * The live path on one machine: commands one by one over HTTP at a fixed rate, node, PostgreSQL, API, projector and
 * replayer running as `npm start` runs them; then half the rate, and how soon what was acknowledged is in `compliance`,
 * alone and beside audits.
 */
export async function run(): Promise<object> {
  const folder = new BenchFolder();
  chmodSync(folder.path, 0o755);
  const machineBefore = machineNow(folder.path);
  const ends = new Ends();
  ends.add(() => folder.remove());
  const home = join(folder.path, 'home');
  ends.add(() => EmbeddedPostgres.remove(join(home, 'postgres')));
  try {
    const installation = await LiveInstallation.start(home, { AVENANT_AUDIT_WORKERS: '1' });
    ends.add(() => installation.stop());
    const api = new ApiClient(installation.url.origin, installation.token);
    await signAgreement(api);
    const load = (run: string, perSecond: number, followOneOf: number): Promise<MeasuredLoad> =>
      measuredLoad(installation, {
        ...{ run, perSecond, followOneOf, connections: CONNECTIONS },
        ...{ seed: perSecond, warmUpSeconds: WARM_UP, seconds: SECONDS },
      });

    const full = await load('full', FULL, 0);
    const catchUpMs = await catchUp(api, full.lastPosition);
    const half = await load('half', HALF, FOLLOW_ONE_OF);
    const audits = new Audits(api);
    const beside = await load('beside', HALF, FOLLOW_ONE_OF);
    const audited = await audits.end();
    return {
      measured:
        'answerMs: from the time a command was to be sent to its whole answer; visibleMs: from that answer to the whole ' +
        'answer of GET /v1/compliance?agreementId&groupBy=metric&after=<its position>, one of 50 accepted commands; ' +
        'cores: processor time over wall time of the measured part, children included',
      commands: { ...full, catchUpMs },
      visible: half,
      visibleBesideAudits: { ...beside, audited },
      bars: { commandsPerSecond: FULL, answerP99Ms: 50, visibleP99Ms: 250 },
      workload: {
        ...{ connections: CONNECTIONS, warmUpSeconds: WARM_UP, seconds: SECONDS, ticketsThatHave: SHARES },
        loop: 'open: commands are sent at fixed times, one command a request, each with a key of its own',
        auditsBeside: 'one after the other over all tickets so far, one worker of low priority',
        machineBefore,
      },
    };
  } finally {
    await ends.run();
  }
}

/** How long after the load the models needed to reach a position near its end, in milliseconds. */
async function catchUp(api: ApiClient, position: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    try {
      await api.get(`/v1/compliance?agreementId=${AGREEMENT}&after=${position}`);
      return Math.round(performance.now() - began);
    } catch (error) {
      if (performance.now() - began > 120_000) throw error;
    }
  }
}
