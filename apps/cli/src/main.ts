import { Command, CommanderError } from 'commander';
import { importFiles, type ImportOptions } from './import/import-command.js';
import { MisuseError } from './misuse.js';
import { outputFor } from './output.js';
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

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : MISUSED;
}
