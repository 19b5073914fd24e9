import { resolve } from 'node:path';
import { CloudAdapter } from 'botbuilder';
import type { Logger } from 'pino';
import type { Machine } from './base/machine.ts';
import { readTemplates } from './cards/template.ts';
import type { SetUp } from './case/desk.ts';
import { compose } from './compose.ts';
import { mustBeOurs } from './config/faults.ts';
import type { Config } from './config.ts';
import { councilThrough } from './connector/council.ts';
import { withinLimits } from './connector/limits.ts';
import { watchedOutside } from './connector/outside.ts';
import { watchedTeams } from './connector/teams.ts';
import { Authentication } from './door/authentication.ts';
import { serve, type Watched } from './door/server.ts';
import { showToWatchers } from './door/watchers.ts';
import { startPlaygrounds, whatToDoFirst } from './local/playground.ts';
import { loadPack } from './protocol/load-pack.ts';
import type { Charged } from './store/cosmos-call.ts';
import { missingKeysIn } from './store/data-keys.ts';
import { sealSettings } from './store/first-look.ts';
import { type Owner, openChecked, rememberOwner } from './store/open.ts';
import type { KeyCount, Store } from './store/port.ts';
import { checkDaily } from './store/sqlite-fault.ts';
import type { StampLook } from './store/stamps.ts';
import { paceOf } from './teams/pace.ts';
import { teamsThrough } from './teams/teams-through.ts';
import { readinessOf } from './watch/heart.ts';
import { metricsOf, watchedStore } from './watch/metrics.ts';
import { monitoringAt } from './watch/monitoring.ts';
import { type HealthSignals, healthSignals, watchLogin } from './watch/seen.ts';

/** What the program takes from the process that it runs in. */
interface Surroundings {
  machine: Machine;
  log: Logger;
  /** Prints a line for the person who started the program. */
  say: (line: string) => void;
  limited?: typeof withinLimits; // a test has no time for the limits of Teams
}

/** Starts the whole program, with a store and an HTTP port of its own. Several may run in one process. */
export async function startProgram(config: Config, { machine, log, say, limited = withinLimits }: Surroundings) {
  const pack = loadPack(config.packPath);
  let opened: Store | undefined;
  const metrics = metricsOf(() => opened, machine.now);
  const { missing, isNew, ...found } = await storeFor(config, (operation, requestUnits) => {
    log.debug({ event: 'store.charged', operation, requestUnits });
    metrics.charged(operation, requestUnits);
  });
  opened = found.store;
  for (const { key } of missing) log.error({ event: 'key.missing', kind: key });
  const seen = healthSignals(machine);
  const store = watchedStore(opened, metrics, seen);
  const authentication = new Authentication(config, { ...machine, log });
  const teams = watchedTeams(
    teamsThrough(new CloudAdapter(new Authentication(config, { ...machine, log })), config, machine),
    seen,
  );
  const { services, heart, begin, onTurn, answered, startWorker, startWatching } = compose({
    config,
    pack,
    machine,
    store,
    teams,
    log,
    metrics,
    stampLook: found.stampLook,
    missingKeys: missingKeysIn(store, config.store.keys, missing),
    monitoring: monitoringAt(config.monitoring),
    ...(await outsideOf(config, machine, seen)),
    telling: limited(teams, machine, config.instances),
    pace: paceOf(config.actionsAMinute, machine, log),
  });
  const warnings = await begin();
  await heart.start();
  let watched: Watched = { ready: () => ({ ok: false }), troubles: () => ({ ok: true }) }; // until the worker is there
  const asked: Watched = { ready: () => watched.ready(), troubles: () => watched.troubles() };
  const server = await serve(config, {
    adapter: new CloudAdapter(authentication),
    admits: (authorization) => authentication.admits(authorization),
    onTurn,
    log,
    ...asked,
    copies: services,
  });
  const watchers = config.metricsPort
    ? await showToWatchers({ ...asked, metrics, log }, config.metricsPort)
    : undefined;
  const endChecks = startChecks(config, authentication, seen, machine);
  const playgrounds = config.playground ? await startPlaygrounds({ botUrl: botUrl(config), log: say }) : undefined;
  const worker = startWorker(); // after the windows, which it asks at once who is in the channel
  const watching = startWatching(worker, seen);
  watched = { ready: () => readinessOf({ heart, worker, seen }), troubles: watching.troubles };
  announce(config, services.currentSetUp(), isNew, say);
  for (const warning of [...config.misspelt, ...warnings, ...missing.map(keyWarning)]) say(`WARNING: ${warning}`);
  if (playgrounds) for (const line of whatToDoFirst) say(line);
  setImmediate(readTemplates); // it takes a while: by now the door is open

  return {
    /** Accepts nothing more, finishes its answers and releases its cases. */
    async stop() {
      watchers?.close();
      watching.stop();
      endChecks();
      // All at once, so that a hanging answer does not keep the worker from releasing its cases in time.
      await Promise.all([playgrounds?.stop(), server.close().then(() => answered(answersMayTakeMs)), worker.stop()]);
      heart.stop();
      await store.close();
    },
  };
}

/** Asks Microsoft for a login, and looks for damage in the SQLite file, from time to time. @returns a function that stops it */
function startChecks({ local, store }: Config, authentication: Authentication, seen: HealthSignals, machine: Machine) {
  const stops = [
    ...(local ? [] : [watchLogin(() => authentication.login(), seen, machine)]),
    ...(store.kind === 'sqlite' ? [checkDaily(store.path, machine, seen.fault)] : []),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Opens the store, if it belongs to this service, or to local mode, and the keys fit. From then on the store records whose
 * it is.
 */
async function storeFor(
  config: Config,
  charged: Charged,
): Promise<{ store: Store; missing: KeyCount[]; isNew: boolean; stampLook?: StampLook | undefined }> {
  const { owner, formerAppId, organisation, store: place } = config;
  let isNew = false;
  const checkServed = (served: Owner | undefined) => {
    isNew = served === undefined;
    mustBeOurs(served, owner, formerAppId);
  };
  const { store, bare, missing, look: stampLook } = await openChecked({ place, organisation, checkServed, charged });
  await rememberOwner(store, owner);
  await sealSettings(bare, store, place.keys.present?.id);
  return { store, missing, isNew, stampLook };
}

/**
 * The council's own system, text messages and e-mails. Notify's client is loaded only if the council has an account,
 * because loading it takes a tenth of a second.
 */
async function outsideOf(config: Config, { now }: Machine, seen: HealthSignals) {
  const tellCouncil = councilThrough({ ...config, key: config.councilKey, now, watch: seen });
  if (config.notify === undefined) return { tellCouncil };
  const { notifyThrough } = await import('./connector/notify.ts');
  return { tellCouncil, outside: watchedOutside(notifyThrough(config.notify), seen) };
}

const answersMayTakeMs = 2_000; // when the program stops: the longest wait for answers that Teams has not taken yet

const botUrl = ({ port }: Config) => `http://localhost:${port}/api/messages`;

function announce(
  config: Config,
  { mash, managers, escalation, admins }: SetUp,
  isNew: boolean,
  say: (line: string) => void,
) {
  const warn = (isMissing: boolean, words: string) => isMissing && say(`WARNING: ${words}`);
  const address = `${config.host}:${config.port}`;
  say(`MASH Referrals listens on ${address}`);
  warn(isNew && !config.local, newStoreAt(config.store));
  warn(!mash, 'no MASH channel is set up yet: add the app to the team, or set MASH_TEAM_ID and MASH_CHANNEL_ID.');
  warn(managers.length === 0, 'no manager is set up. Nobody can decide, nobody is reminded.');
  warn(escalation.length === 0, 'no escalation contact is set up. Nobody is told when nobody decides.');
  warn(admins.length === 0, 'no administrator is set up (ADMINS). Nobody hears when a referral is not delivered.');
  warn(admins.length + managers.length === 0, 'so nobody can set the bot up in Teams either. Name ADMINS.');
  warn(
    !config.local && !config.store.keys.present,
    `STORE_IN_CLEAR is yes. ${notEncrypted} Without a key its rows have no stamps: who changes one is noticed once a day.`,
  );
  warn(config.store.keys.readsUnsealed ?? false, `UNSEALED_READ is yes. ${alsoForged}`);
  if (!config.local) return;
  say(
    config.host === '127.0.0.1'
      ? 'LOCAL MODE: nobody is authenticated. Only this machine can connect. Made-up children only.'
      : `WARNING: LOCAL MODE ON A NETWORK (ALLOW_INSECURE_NETWORK): nobody is authenticated, and whoever reaches ${address} can be anybody, read every case and decide it. Made-up children only.`,
  );
}

const newStoreAt = (place: Config['store']) =>
  `no program has used this store before, so it is NEW: ${place.kind === 'sqlite' ? resolve(place.path) : `${place.endpoint} ${place.database}`}. Had you one already, stop, and check the path.`;
const alsoForged = 'Whoever can write to the store can forge cases. Run npm run keys:rotate, and remove UNSEALED_READ.';
const keyWarning = ({ key, cases }: KeyCount) =>
  `the key ${key} is missing. Cases that cannot be read: ${cases}. Put it into DATA_KEYS_OLD.`;
const notEncrypted = 'What is personal is NOT ENCRYPTED in the store: whoever has the file can read it.';
