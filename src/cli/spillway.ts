#!/usr/bin/env node
import { run } from './run';
import { terminal } from './terminal';

void run(process.argv.slice(2), terminal(process)).then((exit) => {
  // not process.exit: what was written to a pipe may still be on its way; and what was lost on its way has been told
  process.exitCode ??= exit;
});
