import { z } from 'zod';
import { StaffId } from './base/people.ts';
import { cloud, Variables, type Vars } from './config/environment.ts';
import { faultsOf, storeFaults } from './config/faults.ts';
import { type NotifyAccount, notifyOf } from './connector/notify-account.ts';
import type { Seeds } from './features/set-up/set-up-state.ts';
import { LOCAL } from './local/windows.ts';
import { dataKeysOf } from './store/data-keys.ts';
import type { StorePlace } from './store/open.ts';

export interface Config {
  seeds: Seeds; // the parts of the set-up that the environment names
  defaults: Seeds; // in local mode, what fills the other parts
  local: boolean; // no bot registration: nobody is authenticated
  playground: boolean;
  port: number;
  host: string;
  appId: string; // empty in local mode
  formerAppId: string | undefined; // the bot registration that the store belonged to before
  registration: Record<string, string>; // the variables that the SDK reads
  tenants: string[]; // whose users may use the bot
  allowGuests: boolean; // whether guests of these tenants may refer
  serviceHosts: string[]; // hosts that the bot may call, besides Microsoft's own
  store: StorePlace;
  organisation: string;
  packPath: string | undefined;
  metricsPort: number | undefined; // on 127.0.0.1
  notify: NotifyAccount | undefined; // text messages and e-mails through GOV.UK Notify
  monitoring: { heartbeatUrl: string | undefined; alarmsUrl: string | undefined }; // addresses of the council's own monitoring
  publicUrl: string; // how browsers reach this program, for links to files
  instances: number; // how many processes share the app's rate limits at Teams
  actionsAMinute: number; // limit for one person
  logLevel: string;
}

/**
 * Reads the configuration from environment variables. Empty variables count as not set.
 * @throws Error that lists every fault with the variable's name, and never its value
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const vars = read(env, faultsOf);
  const local = vars.MicrosoftAppId === undefined;
  return {
    local,
    playground: local && vars.PLAYGROUND === 'on',
    port: vars.PORT,
    host: hostOf(vars),
    appId: vars.MicrosoftAppId ?? '',
    formerAppId: vars.FORMER_APP_ID,
    registration: registrationOf(vars),
    tenants: vars.ALLOWED_TENANTS ?? [tenantIn(vars)],
    allowGuests: vars.ALLOW_GUESTS === 'yes',
    serviceHosts: vars.ALLOWED_SERVICE_HOSTS.map((host) => host.toLowerCase()),
    ...storeSettingsIn(vars),
    seeds: seedsIn(vars),
    defaults: local ? localDefaults(vars) : {},
    metricsPort: vars.METRICS_PORT,
    notify: notifyOf(vars),
    monitoring: { heartbeatUrl: vars.HEARTBEAT_URL, alarmsUrl: vars.ALARMS_URL },
    publicUrl: (vars.PUBLIC_URL ?? `http://localhost:${vars.PORT}`).replace(/\/{1,9}$/, ''),
    instances: vars.INSTANCES,
    actionsAMinute: vars.ACTIONS_A_MINUTE,
    logLevel: vars.LOG_LEVEL,
  };
}

/** The parts of the set-up that the environment names. */
const seedsIn = (vars: Vars): Seeds => ({
  mash:
    vars.MASH_TEAM_ID && vars.MASH_CHANNEL_ID
      ? {
          ...{ teamId: vars.MASH_TEAM_ID, channelId: vars.MASH_CHANNEL_ID },
          ...{ serviceUrl: vars.MASH_SERVICE_URL, tenantId: tenantIn(vars) },
        }
      : undefined,
  assessmentChannelId: vars.ASSESSMENT_CHANNEL_ID,
  managers: vars.MASH_MANAGERS,
  practitioners: vars.MASH_PRACTITIONERS,
  assessors: vars.ASSESSMENT_PRACTITIONERS,
  escalation: vars.MASH_ESCALATION,
  level2: vars.DISAGREEMENT_LEVEL_2,
  level3: vars.DISAGREEMENT_LEVEL_3,
  admins: vars.ADMINS,
});

const tenantIn = (vars: Vars): string => vars.MicrosoftAppTenantId ?? LOCAL.tenantId;

/** The emulator's people and channels. The Assessment team's channel goes with the channel for referrals. */
function localDefaults(vars: Vars): Seeds {
  const { mash, assessmentChannelId, tenantId } = LOCAL;
  const [managers, escalation, admins] = [LOCAL.managers, LOCAL.escalation, LOCAL.admins].map((ids) =>
    z.array(StaffId).parse(ids),
  );
  const serviceUrl = vars.MASH_SERVICE_URL ?? mash.serviceUrl;
  const channels = vars.MASH_TEAM_ID ? {} : { mash: { ...mash, serviceUrl, tenantId }, assessmentChannelId };
  return { ...channels, managers, escalation, admins };
}

/**
 * The settings of command-line tools: of the store, and what the environment says of the set-up. `inClear`: somebody has
 * decided that nothing is sealed.
 */
export type StoreSettings = Pick<Config, 'store' | 'organisation' | 'packPath' | 'seeds'> & { inClear: boolean };

/** @throws Error as `readConfig` does */
export function readStoreSettings(env: Record<string, string | undefined>): StoreSettings {
  const vars = read(env, storeFaults);
  return { ...storeSettingsIn(vars), seeds: seedsIn(vars), inClear: vars.STORE_IN_CLEAR === 'yes' };
}

const storeSettingsIn = (vars: Vars): Pick<Config, 'store' | 'organisation' | 'packPath'> => ({
  store: { ...storeOf(vars), keys: dataKeysOf(vars).keys },
  organisation: vars.ORGANISATION,
  packPath: vars.PROTOCOL_PACK,
});

function read(env: Record<string, string | undefined>, faultsIn: (vars: Vars) => string[]): Vars {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = Variables.safeParse(set);
  if (!parsed.success)
    throw configError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const faults = faultsIn(parsed.data);
  if (faults.length > 0) throw configError(faults);
  return parsed.data;
}

const configError = (faults: string[]): Error =>
  new Error(`The configuration is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

/**
 * Without a registration anyone can claim to be anyone. Other machines can connect only if ALLOW_INSECURE_NETWORK=yes.
 */
function hostOf({ MicrosoftAppId, ALLOW_INSECURE_NETWORK, HOST }: Vars): string {
  if (MicrosoftAppId !== undefined) return HOST ?? '0.0.0.0';
  return ALLOW_INSECURE_NETWORK === 'yes' ? (HOST ?? '127.0.0.1') : '127.0.0.1';
}

function storeOf(vars: Vars): Config['store'] {
  if (vars.STORE === 'sqlite') return { kind: 'sqlite', path: vars.SQLITE_PATH };
  return { kind: 'cosmos', endpoint: vars.COSMOS_ENDPOINT ?? '', key: vars.COSMOS_KEY, database: vars.COSMOS_DATABASE };
}

function registrationOf(vars: Vars): Record<string, string> {
  if (vars.MicrosoftAppId === undefined) return {};
  const names = [
    'MicrosoftAppType',
    'MicrosoftAppId',
    'MicrosoftAppPassword',
    'MicrosoftAppTenantId',
    ...cloud,
  ] as const;
  return Object.fromEntries(names.flatMap((name) => (vars[name] === undefined ? [] : [[name, vars[name]]])));
}
