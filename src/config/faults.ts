import { readFileSync } from 'node:fs';
import { notifyFaults } from '../connector/notify-account.ts';
import { isCallable } from '../connector/teams.ts';
import { readKey } from '../store/data-keys.ts';
import { localMode, type Owner } from '../store/open.ts';
import { cloud, guid, type Vars } from './environment.ts';

/** A fault in words; or false, if there is none. */
type Fault = string | false;

const present = (faults: Fault[]) => faults.filter((fault) => fault !== false);

/** Faults in how variables fit together, each valid on its own. The texts name variables and never show a value. */
export const faultsOf = (vars: Vars): string[] => [
  ...present([
    ...(vars.MicrosoftAppId === undefined ? localFaults(vars) : registrationFaults(vars)),
    ...placeFaults(vars),
  ]),
  ...storeFaults(vars),
  ...present(addressFaults(vars)),
  ...notifyFaults(vars),
  ...present(councilFaults(vars)),
];

/** The council's own system has this key, too. */
function councilFaults(vars: Vars): Fault[] {
  const { COUNCIL_EVENTS_KEY: text } = vars;
  const [key, { present: own, old }] = [readKey(text ?? ''), dataKeysOf(vars).keys];
  const isOwn = key && [own, ...old].some((each) => each?.id === key.id);
  return [
    text !== undefined && !key && `COUNCIL_EVENTS_KEY: must be ${form}`,
    isOwn === true && 'COUNCIL_EVENTS_KEY: must not be a key of the store, because another system has it',
  ];
}

function registrationFaults(vars: Vars): Fault[] {
  const { MicrosoftAppType: type, MicrosoftAppPassword: password } = vars;
  const ofCloud = set(vars, ...cloud);
  return [
    !guid.test(vars.MicrosoftAppId ?? '') &&
      'MicrosoftAppId: must be the application (client) id of the bot’s registration in Entra, such as 6d617368-0000-4000-8000-000000000001',
    !vars.MicrosoftAppTenantId && 'MicrosoftAppTenantId: must be set beside MicrosoftAppId',
    type === 'SingleTenant' && !password && 'MicrosoftAppPassword: must be set for MicrosoftAppType SingleTenant',
    type === 'UserAssignedMSI' &&
      password !== undefined &&
      'MicrosoftAppPassword: must not be set for MicrosoftAppType UserAssignedMSI',
    !vars.PUBLIC_URL &&
      'PUBLIC_URL: must be set beside MicrosoftAppId; it is the address at which browsers open links to files',
    ofCloud.length > 0 &&
      ofCloud.length < cloud.length &&
      `${cloud.join(', ')}: set all or none; if only some are set, the SDK has no value for the others`,
    !vars.DATA_KEY &&
      !vars.DATA_KEY_FILE &&
      vars.STORE_IN_CLEAR === 'no' &&
      'DATA_KEY: must be set beside MicrosoftAppId; it seals what is personal in the store (openssl rand -base64 32 makes one; keep a copy in the vault). Only where somebody has decided that nothing is to be sealed: STORE_IN_CLEAR=yes',
  ];
}

/** Faults in the settings of the store and its keys, for the program and for every command-line tool. */
export function storeFaults(vars: Vars): string[] {
  const { keys, faults } = dataKeysOf(vars);
  const { STORE, COSMOS_ENDPOINT, STORE_IN_CLEAR } = vars;
  return [
    ...present([
      STORE === 'cosmos' && !COSMOS_ENDPOINT && 'COSMOS_ENDPOINT: must be set when STORE is cosmos',
      STORE_IN_CLEAR === 'yes' && keys.present !== undefined && 'STORE_IN_CLEAR, DATA_KEY: they cannot both be set',
    ]),
    ...faults,
  ];
}

const developerEnvironment = /^(development|test)$/i; // values of NODE_ENV on a developer's own machine

/**
 * Without a registration nobody is authenticated. If settings of a council's service are present, the registration was
 * left out by mistake.
 */
function localFaults(vars: Vars): Fault[] {
  const { MicrosoftAppType, STORE, NODE_ENV, PUBLIC_URL } = vars;
  const isService = NODE_ENV !== undefined && !developerEnvironment.test(NODE_ENV);
  const names = present([
    isService && 'NODE_ENV',
    MicrosoftAppType !== 'SingleTenant' && 'MicrosoftAppType', // which is the default
    ...set(vars, 'MicrosoftAppPassword', 'MicrosoftAppTenantId', ...cloud, 'FORMER_APP_ID'),
    ...set(vars, 'DATA_KEY', 'DATA_KEY_FILE', 'DATA_KEYS_OLD'),
    STORE === 'cosmos' && 'STORE',
    ...set(vars, 'COSMOS_ENDPOINT', 'COSMOS_KEY'),
    PUBLIC_URL?.startsWith('https:') === true && 'PUBLIC_URL',
  ]);
  return [
    names.length > 0 &&
      `MicrosoftAppId: must be set beside ${names.join(', ')}; without it the program would run in local mode, where nobody is authenticated. To try it with made-up children, ${isService ? 'run npm start on your own machine: an image has no local mode' : 'remove those variables'}`,
    ...(isService ? registrationFaults(vars).slice(1) : []), // the first is of MicrosoftAppId, too
  ];
}

const set = (vars: Vars, ...names: (keyof Vars)[]) => names.filter((name) => vars[name] !== undefined);

function placeFaults(vars: Vars): Fault[] {
  const { MASH_SERVICE_URL: url } = vars;
  const callable = { local: vars.MicrosoftAppId === undefined, serviceHosts: vars.ALLOWED_SERVICE_HOSTS };
  return [
    vars.METRICS_PORT === vars.PORT && 'METRICS_PORT: must be another port than PORT',
    Boolean(vars.MASH_TEAM_ID) !== Boolean(vars.MASH_CHANNEL_ID) &&
      'MASH_TEAM_ID, MASH_CHANNEL_ID: set both or neither',
    url !== undefined &&
      !isCallable(url, callable) &&
      'MASH_SERVICE_URL: must be an address of Teams or of ALLOWED_SERVICE_HOSTS; in local mode, of this machine',
  ];
}

const isUnencrypted = (url: string) => {
  const { protocol, hostname } = new URL(url);
  return protocol !== 'https:' && !['localhost', '127.0.0.1'].includes(hostname);
};

/** These addresses carry secrets, so they must use HTTPS, except on the developer's own machine. */
function addressFaults(vars: Vars): Fault[] {
  const { search, hash, username } = new URL(vars.PUBLIC_URL ?? anyAddress);
  const secret = ['PUBLIC_URL', 'HEARTBEAT_URL', 'ALARMS_URL', 'NOTIFY_URL'] as const;
  return [
    ...secret.map((name) => isUnencrypted(vars[name] ?? anyAddress) && `${name}: must begin with https://`),
    search + hash + username !== '' && 'PUBLIC_URL: must be a plain address, without ? or #',
  ];
}

const anyAddress = 'https://x'; // without a fault

const form = '32 bytes as base64 or hex (openssl rand -base64 32 makes them)';

/** The keys that the environment names, and the faults in them. A fault names the variable, never its value. */
export function dataKeysOf({ DATA_KEY, DATA_KEY_FILE, DATA_KEYS_OLD = [], UNSEALED_READ }: Vars) {
  const faults: string[] = [];
  const keyText = DATA_KEY ?? textIn(DATA_KEY_FILE);
  const present = readKey(keyText ?? '');
  const old = DATA_KEYS_OLD.flatMap((text) => readKey(text) ?? []);
  if (DATA_KEY && DATA_KEY_FILE) faults.push('DATA_KEY, DATA_KEY_FILE: set one of them');
  else if (DATA_KEY_FILE && keyText === undefined)
    faults.push('DATA_KEY_FILE: the file cannot be read; check its path, and that this user may read it');
  else if (keyText !== undefined && !present)
    faults.push(DATA_KEY ? `DATA_KEY: must be ${form}` : `DATA_KEY_FILE: the file must hold ${form}`);
  if (old.length < DATA_KEYS_OLD.length) faults.push(`DATA_KEYS_OLD: each of them must be ${form}`);
  if (old.length > 0 && !DATA_KEY && !DATA_KEY_FILE)
    faults.push('DATA_KEYS_OLD: set DATA_KEY or DATA_KEY_FILE beside it; old keys only open');
  const readsUnsealed = UNSEALED_READ === 'yes';
  if (readsUnsealed && !DATA_KEY && !DATA_KEY_FILE)
    faults.push('UNSEALED_READ: set DATA_KEY or DATA_KEY_FILE beside it, or remove it');
  return { keys: { present, old, readsUnsealed }, faults };
}

function textIn(path: string | undefined) {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // the caller reports the fault
  }
}

/**
 * Checks that this program may use the store.
 * @param served whose the store is
 * @param own this program's own service, or local mode
 * @param formerAppId the app id before the council replaced its registration, as set by the operator
 * @throws Error that says what to do, without naming tenant or app
 */
export function mustBeOurs(served: Owner | undefined, own: Owner, formerAppId?: string): void {
  if (served === undefined || served === own) return;
  if (served === localMode)
    throw new Error(
      'SQLITE_PATH: this store was made in local mode, for made-up children. Use another path: a service begins with a store of its own',
    );
  if (own === localMode)
    throw new Error(
      'SQLITE_PATH: this is the store of a service with a bot registration, but MicrosoftAppId is not set. In local mode nobody is authenticated. Set the registration, or name another file',
    );
  if (served.tenantId !== own.tenantId)
    throw new Error(
      'MicrosoftAppTenantId: this store has served another tenant, which has other people. Check MicrosoftAppTenantId and where the store is (SQLITE_PATH, COSMOS_ENDPOINT, COSMOS_DATABASE). For a new tenant, start with a new store and keep this one',
    );
  if (served.appId !== own.appId && served.appId !== formerAppId)
    throw new Error(
      'MicrosoftAppId: this store has served another app. Check MicrosoftAppId and where the store is (SQLITE_PATH, COSMOS_ENDPOINT, COSMOS_DATABASE). If the registration was replaced, set FORMER_APP_ID to the former app’s id for one start',
    );
}
