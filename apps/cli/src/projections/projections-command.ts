import { type Command } from 'commander';
import { type ApiOptions } from '../api-client/find-api.js';
import { type Output } from '../output.js';
import { rebuild } from '../rebuild/rebuild-command.js';
import { control } from './control-projection.js';
import { deadLetters, discard, retry, type LetterOptions } from './dead-letters.js';
import { list } from './list-projections.js';

type Options = ApiOptions & { readonly json?: boolean };
type Run = (options: Options, verb: (output: Output) => Promise<number>) => Promise<void>;

/** What every verb takes that asks a running installation. */
const asking = (command: Command, json: string): Command =>
  command
    .option('--url <url>', 'the API (default: the installation in AVENANT_HOME)')
    .option('--key-file <file>', 'the key (default: operator.key in AVENANT_HOME)')
    .option('--json', json);

const NAME = ['[projection]', 'default: the only one'] as const;
const PROJECTION = ['--projection <name>', 'default: the only one'] as const;

/** Adds `avenant projections ...` to the program. */
export function addProjections(program: Command, run: Run): void {
  const projections = program
    .command('projections')
    .description('the read models: how far they are, rebuild, pause, resume, and what they could not take');
  addModels(projections, run);
  addLetters(projections, run);
}

function addModels(projections: Command, run: Run): void {
  asking(projections.command('list', { isDefault: true }), 'the list as one line')
    .description('position, lag in events and milliseconds, clock hand, work under way; exit 1: one has stopped')
    .action((options: Options) => run(options, (output) => list(options, output)));
  asking(projections.command('rebuild'), 'a summary as the last line')
    .description('make them anew from the log, beside the live ones, and swap them (as avenant rebuild)')
    .argument(...NAME)
    .action((name: string | undefined, options: Options) => run(options, (output) => rebuild(name, options, output)));
  const controls = { pause: 'let them stand still until told to resume', resume: 'let them go on' } as const;
  for (const request of ['pause', 'resume'] as const) {
    asking(projections.command(request), 'the state as one line')
      .description(`${controls[request]}; exit 1: it has not happened within ten seconds`)
      .argument(...NAME)
      .action((name: string | undefined, options: Options) =>
        run(options, (output) => control(request, name, options, output)),
      );
  }
}

function addLetters(projections: Command, run: Run): void {
  asking(projections.command('dead-letters'), 'the list as one line')
    .description('events that could not be applied and cases that cannot be judged, and why; exit 1: there are some')
    .argument(...NAME)
    .action((name: string | undefined, options: Options) =>
      run(options, (output) => deadLetters(name, options, output)),
    );
  asking(projections.command('retry'), 'what came of it as one line')
    .description('try an event again, and all that waits behind it; exit 1: it still cannot be applied')
    .argument('<id>', 'of the dead letter')
    .option(...PROJECTION)
    .action((id: string, options: Options & LetterOptions) => run(options, (output) => retry(id, options, output)));
  asking(projections.command('discard'), 'what came of it as one line')
    .description(
      'give an event up for ever: the models are as if it had never been; exit 1: the next one cannot either',
    )
    .argument('<id>', 'of the dead letter')
    .option('--reason <text>', 'why: a code or a short text, which enters the log')
    .option(...PROJECTION)
    .action((id: string, options: Options & LetterOptions & { readonly reason?: string }) =>
      run(options, (output) => discard(id, options, output)),
    );
}
