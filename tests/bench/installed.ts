import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folder } from './servers.ts';

const wanted = {
  peers: ['@microsoft/agents-hosting@1.8.1', '@microsoft/teams.apps@2.0.16', 'express@5'],
  plots: ['vega@6.4.0', 'vega-lite@6.5.0'],
};

/** Installs what only the bench needs into its folder, if the registry answers. */
export function isThere(what: keyof typeof wanted): boolean {
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...wanted[what]], {
      stdio: 'ignore',
      timeout: 120_000,
    });
    return true;
  } catch {
    process.stderr.write(`The registry did not answer: without ${wanted[what].join(', ')}.\n`);
    return false;
  }
}

export const installed = createRequire(join(folder, 'x.js'));
