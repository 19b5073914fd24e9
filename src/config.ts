import { z } from 'zod';
import { StaffId } from './base/people.ts';
import type { SetUpSeeds } from './case/desk.ts';
import { cloud, Variables, type Vars } from './config/environment.ts';
import { dataKeysOf, faultsOf, storeFaults } from './config/faults.ts';
import { misspeltIn } from './config/misspelt.ts';
import { notifyOf } from './connector/notify-account.ts';
import { LOCAL } from './local/windows.ts';
import { type DataKeys, readKey } from './store/data-keys.ts';
import { localMode, type Owner, type StorePlace } from './store/open.ts';

/** What the program is set to. */
export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the configuration from environment variables. Empty variables count as not set.
 * @throws Error that lists every fault with the variable's name, and never its value
 */
export function readConfig(env: Environment) {
  const { vars, misspelt } = read(env, faultsOf);
  const local = vars.MicrosoftAppId === undefined; // no bot registration: nobody is authenticated
  const councilKey = readKey(vars.COUNCIL_EVENTS_KEY ?? '');
  return {
    local,
    playground: local && vars.PLAYGROUND === 'on',
    port: vars.PORT,
    host: hostOf(vars),
    appId: vars.MicrosoftAppId ?? '', // empty in local mode
    owner: ownerIn(vars),
    formerAppId: vars.FORMER_APP_ID, // the bot registration that the store belonged to before
    registration: registrationOf(vars),
    tenants: vars.ALLOWED_TENANTS ?? [tenantIn(vars)], // whose users may use the bot
    allowGuests: vars.ALLOW_GUESTS === 'yes', // whether guests of these tenants may refer
    serviceHosts: vars.ALLOWED_SERVICE_HOSTS.map((host) => host.toLowerCase()), // that the bot may call, besides Microsoft's own
    ...storeSettingsIn(vars),
    defaults: local ? localDefaults(vars) : {}, // in local mode, what fills the other parts of the set-up
    metricsPort: vars.METRICS_PORT, // on 127.0.0.1
    notify: notifyOf(vars), // text messages and e-mails through GOV.UK Notify
    councilKey: councilKey?.key, // signs what the council's own system is told
    tellsCouncil: councilKey !== undefined,
    monitoring: { heartbeatUrl: vars.HEARTBEAT_URL, alarmsUrl: vars.ALARMS_URL }, // addresses of the council's own monitoring
    publicUrl: (vars.PUBLIC_URL ?? `http://localhost:${vars.PORT}`).replace(/\/{1,9}$/, ''), // how browsers reach this program, for links to files
    instances: vars.INSTANCES, // how many processes share the app's rate limits at Teams
    actionsAMinute: vars.ACTIONS_A_MINUTE, // limit for one person
    logLevel: vars.LOG_LEVEL,
    misspelt: misspelt.map(({ text }) => text), // variables that may be misspelt, in words for whoever starts the program
    leftOut: misspelt.filter(({ stops }) => !local && stops === 'the first start').map(({ text }) => text),
  };
}

type Environment = Record<string, string | undefined>;

/** The parts of the set-up that the environment names. */
export const seedsIn = ({ MASH_TEAM_ID: teamId, MASH_CHANNEL_ID: channelId, ...vars }: Vars): SetUpSeeds => ({
  mash:
    teamId && channelId
      ? { teamId, channelId, serviceUrl: vars.MASH_SERVICE_URL, tenantId: tenantIn(vars) }
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

const tenantIn = (vars: Pick<Vars, 'MicrosoftAppTenantId'>) => vars.MicrosoftAppTenantId ?? LOCAL.tenantId;

/** Whose store the program may use. */
const ownerIn = (vars: Vars): Owner =>
  vars.MicrosoftAppId === undefined ? localMode : { appId: vars.MicrosoftAppId, tenantId: tenantIn(vars) };

/** The emulator's people and channels. The Assessment team's channel goes with the channel for referrals. */
function localDefaults(vars: Vars): SetUpSeeds {
  const { mash, assessmentChannelId, tenantId } = LOCAL;
  const [managers, escalation, admins] = [LOCAL.managers, LOCAL.escalation, LOCAL.admins].map((ids) =>
    z.array(StaffId).parse(ids),
  );
  const serviceUrl = vars.MASH_SERVICE_URL ?? mash.serviceUrl;
  const channels = vars.MASH_TEAM_ID ? {} : { mash: { ...mash, serviceUrl, tenantId }, assessmentChannelId };
  return { ...channels, managers, escalation, admins };
}

/** The settings of command-line tools: of the store, and what the environment says of the set-up. */
export type StoreSettings = ReturnType<typeof readStoreSettings>;

/** @throws Error as `readConfig` does */
export function readStoreSettings(env: Environment) {
  const { vars, misspelt } = read(env, storeFaults);
  return {
    ...storeSettingsIn(vars),
    misspelt: misspelt.map(({ text }) => text),
    inClear: vars.STORE_IN_CLEAR === 'yes',
  }; // somebody has decided that nothing is sealed
}

const storeSettingsIn = (vars: Vars) => ({
  store: storeOf(vars),
  organisation: vars.ORGANISATION,
  packPath: vars.PROTOCOL_PACK,
  seeds: seedsIn(vars),
});

/** Reads the variables, and finds all faults at once: a variable that is wrong by itself does not hide those of others. */
function read(env: Environment, faultsIn: (vars: Vars) => string[]) {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const issues = Variables.safeParse(set).error?.issues ?? [];
  const wrong = issues.map(({ path: [name] }) => String(name));
  const right = Object.entries(set).filter(([name]) => !wrong.includes(name));
  const vars = Variables.parse(Object.fromEntries(right));
  const isKnownAlready = (fault: string) => fault.match(/\w+/g)?.some((word) => wrong.includes(word));
  const misspelt = misspeltIn(Object.keys(set));
  const faults = [
    ...issues.map(({ path, message }) => `${nameOf(path)}: ${message}`),
    ...faultsIn(vars).filter((fault) => !isKnownAlready(fault)),
  ];
  if (faults.length > 0 || misspelt.some(({ stops }) => stops === 'each start'))
    throw configError([...faults, ...misspelt.map(({ text }) => text)]);
  return { vars, misspelt };
}

/** A variable; of a list also which entry. */
const nameOf = ([name, index]: PropertyKey[]) =>
  `${String(name)}${index === undefined ? '' : `, entry ${Number(index) + 1}`}`;

const configError = (faults: string[]) =>
  new Error(`The configuration is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

/**
 * Without a registration anyone can claim to be anyone. Other machines can connect only if ALLOW_INSECURE_NETWORK=yes.
 */
function hostOf({ MicrosoftAppId, ALLOW_INSECURE_NETWORK, HOST }: Vars) {
  if (MicrosoftAppId !== undefined) return HOST ?? '0.0.0.0';
  return ALLOW_INSECURE_NETWORK === 'yes' ? (HOST ?? '127.0.0.1') : '127.0.0.1';
}

function storeOf(vars: Vars): StorePlace & { keys: DataKeys } {
  const { keys } = dataKeysOf(vars);
  if (vars.STORE === 'sqlite') return { kind: 'sqlite', path: vars.SQLITE_PATH, keys };
  const { COSMOS_ENDPOINT: endpoint = '', COSMOS_KEY: key, COSMOS_DATABASE: database } = vars;
  return { kind: 'cosmos', endpoint, key, clientId: vars.AZURE_CLIENT_ID, database, keys };
}

/** The variables that the SDK reads. */
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
