import { notifyFaults } from '../connector/notify-account.ts';
import { isCallable } from '../connector/teams.ts';
import { cloud, type Vars } from './environment.ts';
import { dataKeysOf } from './key-settings.ts';

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
];

function registrationFaults(vars: Vars): Fault[] {
  const { MicrosoftAppType: type, MicrosoftAppPassword: password } = vars;
  const ofCloud = set(vars, ...cloud);
  return [
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
  const names = present([
    NODE_ENV !== undefined && !developerEnvironment.test(NODE_ENV) && 'NODE_ENV',
    MicrosoftAppType !== 'SingleTenant' && 'MicrosoftAppType', // which is the default
    ...set(vars, 'MicrosoftAppPassword', 'MicrosoftAppTenantId', ...cloud, 'FORMER_APP_ID'),
    ...set(vars, 'DATA_KEY', 'DATA_KEY_FILE', 'DATA_KEYS_OLD'),
    STORE === 'cosmos' && 'STORE',
    ...set(vars, 'COSMOS_ENDPOINT', 'COSMOS_KEY'),
    PUBLIC_URL?.startsWith('https:') === true && 'PUBLIC_URL',
  ]);
  return [
    names.length > 0 &&
      `MicrosoftAppId: must be set beside ${names.join(', ')}; without it the program would run in local mode, where nobody is authenticated. To try it with made-up children, remove those variables`,
  ];
}

const set = (vars: Vars, ...names: (keyof Vars)[]) => names.filter((name) => vars[name] !== undefined);

function placeFaults(vars: Vars): Fault[] {
  const { MASH_SERVICE_URL: url } = vars;
  const callable = { local: vars.MicrosoftAppId === undefined, serviceHosts: vars.ALLOWED_SERVICE_HOSTS };
  return [
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
