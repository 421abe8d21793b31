import { Command } from 'commander';
import { auditCommand } from './commands/audit';
import { checkCommand } from './commands/check';
import { diffCommand } from './commands/diff';
import { planCommand } from './commands/plan';
import { proveCommand } from './commands/prove';
import { rehearseCommand } from './commands/rehearse';
import { replayCommand } from './commands/replay';
import { reportCommand } from './commands/report';
import type { End } from './exit';
import { examples } from './help';
import type { Io } from './io';
import { version } from './version';

/** The command with all that it can do, one registration a line. */
export function program(io: Io, end: End): Command {
  const spillway = new Command('spillway')
    .description('Says what a release would do before it does it.\n\nWorks on plans in JSON, on templates and cloud assemblies, and on folders of Kubernetes manifests.')
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureOutput({ writeOut: io.out, writeErr: io.err, getOutHelpWidth: () => 120, getErrHelpWidth: () => 120 })
    .showHelpAfterError('(--help shows examples)')
    .exitOverride();
  planCommand(spillway, io);
  checkCommand(spillway, io, end);
  rehearseCommand(spillway, io, end);
  replayCommand(spillway, io, end);
  proveCommand(spillway, io, end);
  diffCommand(spillway, io);
  reportCommand(spillway, io, end);
  auditCommand(spillway, io, end);
  return spillway.addHelpText('after', examples([
    ['spillway plan cdk.out', 'what a cloud assembly releases, as a picture and a table'],
    ['spillway check plan.json', 'what is wrong with it'],
    ['spillway rehearse plan.json broken-build', 'who would meet a broken build, and for how long'],
    ['spillway diff main:plan.json plan.json --markdown', 'what a change does to the release, for its pull request'],
    ['spillway audit manifests/', 'what somebody else\'s release lacks'],
  ]));
}
