import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { nodeEnv } from '../fakes/node-env.ts';

/**
 * A process that runs one command of `src/tools` after the other, because loading what they need takes half a second.
 * Each finds the arguments, the environment and the outputs of a process of its own.
 */
export interface Wanted {
  tool: string;
  args: string[];
  env: Record<string, string>;
  cwd?: string | undefined; // left out: the folder of the tests
}

const usualFolder = process.cwd();
let runs = 0;
let printed = { out: '', errors: '' };
let atWork = Promise.resolve();

const trust = (certificate: string) => setDefaultCACertificates([...getCACertificates('default'), certificate]);

const into = (where: keyof typeof printed) => (text: string | Uint8Array) => {
  printed[where] += text;
  return true;
};
process.stdout.write = into('out');
process.stderr.write = into('errors');
process.on('disconnect', () => process.exit());
process.on('message', (wanted: Wanted) => {
  atWork = atWork.then(() => run(wanted));
});

async function run({ tool, args, env, cwd }: Wanted): Promise<void> {
  runs += 1;
  const file = `../../src/tools/${tool}.ts`;
  printed = { out: '', errors: '' };
  process.chdir(cwd ?? usualFolder);
  process.argv = [process.execPath, file, ...args];
  process.env = { ...nodeEnv, ...env };
  if (env.NODE_EXTRA_CA_CERTS) trust(readFileSync(env.NODE_EXTRA_CA_CERTS, 'utf8'));
  try {
    await import(`${file}?run=${runs}`); // a command does its work while it is loaded
  } catch (error) {
    printed.errors += error instanceof Error ? error.stack : error;
    process.exitCode = 1;
  }
  process.send?.({ code: process.exitCode ?? 0, ...printed });
  process.exitCode = undefined;
}
