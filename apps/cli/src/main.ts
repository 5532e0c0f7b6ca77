import { Command, CommanderError } from 'commander';
import { audit } from './audit/audit-command.js';
import { demo, type DemoOptions } from './demo/demo-command.js';
import { digest } from './digest/digest-command.js';
import { importFiles, type ImportOptions } from './import/import-command.js';
import { judgeCommand } from './judge/judge-command.js';
import { MisuseError } from './misuse.js';
import { type ApiOptions } from './api-client/find-api.js';
import { outputFor } from './output.js';
import { addProjections } from './projections/projections-command.js';
import { rebuild } from './rebuild/rebuild-command.js';
import { start } from './start/start-command.js';

/** Exit codes of every verb: 0 fine, 1 found wanting, 2 misused (spec/http.md, Starting). */
const FOUND_WANTING = 1;
const MISUSED = 2;

interface Common {
  readonly json?: boolean;
}

const program = new Command('avenant')
  .description('An SLA ledger: start it, fill it, ask it what would have been under other terms.')
  .exitOverride()
  .configureHelp({ sortSubcommands: false });

/** Runs a verb and turns what it throws into one readable line. */
async function run(options: Common, verb: (output: ReturnType<typeof outputFor>) => Promise<number>): Promise<void> {
  const output = outputFor(options);
  try {
    process.exitCode = await verb(output);
  } catch (error) {
    output.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof MisuseError ? MISUSED : FOUND_WANTING;
  }
}

program
  .command('start')
  .description('run everything in one place: event node, PostgreSQL, API, projector, replayer (PORT, AVENANT_HOME)')
  .option('--json', 'one JSON line when ready')
  .action((options: Common) => run(options, start));

program
  .command('demo')
  .description('the main job end to end, on real tickets: import, compliance, two audits under other terms')
  .option('--full <dir>', 'run on the whole of a folder with tickets*.csv.gz, terms.csv and holidays.csv')
  .option('--limit <rows>', 'at most so many cases')
  .option('--json', 'one JSON object as the last line')
  .action((options: Common & DemoOptions) => run(options, (output) => demo(options, output)));

program
  .command('import')
  .description('send the rows of files as commands: CSV or NDJSON, gzipped or not (docs/importing.md)')
  .requiredOption('--mapping <file>', 'how rows become commands')
  .argument('<file...>')
  .option('--url <url>', 'the API (default: the installation in AVENANT_HOME)')
  .option('--key-file <file>', 'the key (default: operator.key in AVENANT_HOME)')
  .option('--limit <rows>', 'at most so many rows')
  .option('--rejects <file>', 'write every rejected row there, as NDJSON')
  .option('--patience <seconds>', 'how long to wait for a server that is away (120)')
  .option('--json', 'a summary as the last line')
  .action((files: string[], options: Common & ImportOptions) =>
    run(options, (output) => importFiles(files, options, output)),
  );

program
  .command('judge')
  .description('judge cases of a file or of standard input: one case, an array, or one a line')
  .argument('[file]', 'or - for standard input')
  .option('--check', "compare with each case's expect")
  .option('--json', 'the answer is JSON in any case')
  .action((file: string | undefined, options: Common & { readonly check?: boolean }) =>
    run(options, () => judgeCommand([...(file === undefined ? [] : [file]), ...(options.check ? ['--check'] : [])])),
  );

program
  .command('audit')
  .description('ask what would have been: the request is the body of POST /v1/audits, in a file')
  .argument('<request.json>')
  .option('--url <url>', 'the API (default: the installation in AVENANT_HOME)')
  .option('--key-file <file>', 'the key (default: operator.key in AVENANT_HOME)')
  .option('--json', 'the whole answer as the last line')
  .action((file: string, options: Common & ApiOptions) => run(options, (output) => audit(file, options, output)));

program
  .command('rebuild')
  .description('make the read models anew from the log, beside the live ones, and swap them')
  .argument('[projection]', 'default: the only one')
  .option('--url <url>', 'the API (default: the installation in AVENANT_HOME)')
  .option('--key-file <file>', 'the key (default: operator.key in AVENANT_HOME)')
  .option('--json', 'a summary as the last line')
  .action((name: string | undefined, options: Common & ApiOptions) =>
    run(options, (output) => rebuild(name, options, output)),
  );

addProjections(program, run);

program
  .command('digest')
  .description('the digests of the read models: equal content, equal digest')
  .option('--json', 'one JSON object as the last line')
  .action((options: Common) => run(options, digest));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
}
