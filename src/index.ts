import { CloudAdapter } from 'botbuilder';
import closeWithGrace from 'close-with-grace';
import { makeLog } from './base/log.ts';
import { realMachine as machine } from './base/machine.ts';
import { compose } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { Authentication } from './door/authentication.ts';
import { serve } from './door/server.ts';
import { startPlaygrounds, whatToDoFirst } from './local/playground.ts';
import { loadPack } from './protocol/load-pack.ts';
import type { Standing } from './settings/setup.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/port.ts';
import { paceOf } from './teams/pace.ts';
import { teamsThrough } from './teams/teams-through.ts';
import { metricsOf, showMetrics } from './watch/metrics.ts';
import { readinessOf } from './watch/readiness.ts';
import { watchedStore } from './watch/watched-store.ts';
import { withinLimits } from './worker/limits.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const pack = loadPack(config.packPath);
  const log = makeLog(config.logLevel);
  const { now } = machine;
  let opened: Store | undefined;
  const metrics = metricsOf(() => opened, now);
  opened = await openStore(config.store, config.organisation, (operation, requestUnits) => {
    log.debug({ event: 'store.charged', operation, requestUnits });
    metrics.charged(operation, requestUnits);
  });
  const store = watchedStore(opened, metrics);
  const authentication = new Authentication(config);
  const teams = teamsThrough(teller(config), config, machine);
  const { services, onTurn, startWorker } = compose({
    ...{ config, pack, machine, store, teams, log, metrics },
    telling: withinLimits(teams, machine, config.instances),
    pace: paceOf(config.actionsAMinute),
  });
  await services.refreshDesk();
  const worker = startWorker();
  const server = await serve(config, {
    adapter: new CloudAdapter(authentication),
    admits: (authorization) => authentication.admits(authorization),
    onTurn,
    ready: () => readinessOf(store, worker, now()),
    copies: services,
  });
  const watching = config.metricsPort ? await showMetrics(metrics, config.metricsPort) : undefined;
  const playgrounds = config.playground ? await startPlaygrounds({ botUrl: botUrl(config), log: say }) : undefined;
  announce(config, services.standing());
  if (playgrounds) for (const line of whatToDoFirst(playgrounds.windows)) say(line);

  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err) log.fatal({ event: 'crashed', err });
    watching?.close();
    // All at once: a person whose answer hangs must not keep the worker from giving its cases back in time.
    await Promise.all([playgrounds?.stop(), server.close(), worker.stop()]);
    await store.close();
  });
}

/** The worker tries again by itself, with what it has done on record; the SDK's own tries could post a card twice. */
function teller(config: Config): CloudAdapter {
  return new CloudAdapter(new Authentication(config, { noRetryPolicy: true }));
}

const botUrl = ({ port }: Config) => `http://localhost:${port}/api/messages`;

function announce(config: Config, { mash, managers, escalation }: Standing): void {
  const warn = (isMissing: boolean, words: string) => isMissing && say(`WARNING: ${words}`);
  const address = `${config.host}:${config.port}`;
  say(`MASH Referrals listens on ${address}`);
  warn(!mash, 'no MASH channel is set up yet: add the app to the team, or set MASH_TEAM_ID and MASH_CHANNEL_ID.');
  warn(managers.length === 0, 'no manager is named (MASH_MANAGERS). Nobody can decide, nobody is reminded.');
  warn(escalation.length === 0, 'MASH_ESCALATION is empty. Silence goes up to nobody.');
  warn(config.admins.length === 0, 'ADMINS is empty. Nobody hears when a referral is not delivered.');
  warn(!config.local && !config.store.keys?.present, `DATA_KEY is not set. ${notEncrypted}`);
  warn(!config.publicUrl, 'PUBLIC_URL is not set. “My copy” gives no link, and no plain text.');
  if (!config.local) return;
  say(
    config.host === '127.0.0.1'
      ? 'LOCAL MODE: nobody is authenticated. Only this machine can connect. Made-up children only.'
      : `WARNING: LOCAL MODE ON A NETWORK (ALLOW_INSECURE_NETWORK): nobody is authenticated, and whoever reaches ${address} can be anybody, read every case and decide it. Made-up children only.`,
  );
}

const notEncrypted = 'What is personal is NOT ENCRYPTED in the store: whoever has the file can read it.';

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The program could not start.'}\n`);
  process.exit(1);
});
