import closeWithGrace from 'close-with-grace';
import { makeLog } from './base/log.ts';
import { realMachine as machine } from './base/machine.ts';
import { readConfig } from './config.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main() {
  const config = readConfig(process.env);
  const log = makeLog(config.logLevel);
  // takes seconds on a small machine, so wrong settings are reported first
  const { startProgram } = await import('./start.ts');
  const running = await startProgram(config, { machine, log, say });
  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err) log.fatal({ event: 'crashed', err });
    await running.stop();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The program could not start.'}\n`);
  process.exit(1);
});
