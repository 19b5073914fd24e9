import { expect, it } from '@jest/globals';
import { readConfig } from '../src/config.ts';
import { LOCAL } from '../src/local/windows.ts';
import { profiles } from './fakes/people.ts';
import { envValueOf } from './security/keys.ts';

const registration = {
  MicrosoftAppId: 'c9a6ae1c-0000-4000-8000-000000000001',
  MicrosoftAppPassword: 'a-password-of-the-bot',
  MicrosoftAppTenantId: 'c9a6ae1c-0000-4000-8000-000000000002',
  PUBLIC_URL: 'https://mash.example.org',
};
const registered = { ...registration, DATA_KEY: envValueOf('A') };

const otherCloud = {
  ToBotFromChannelOpenIdMetadataUrl: 'https://keys.example',
  ToBotFromChannelTokenIssuer: 'https://issuer.example',
  ToChannelFromBotLoginUrl: 'https://login.example',
  ToChannelFromBotOAuthScope: 'https://scope.example',
};

const team = '19:team@thread.tacv2';
const channel = '19:channel@thread.tacv2';
const { mo, ana, dee, ash } = profiles;
const [one, two] = ['c9a6ae1c-0000-4000-8000-000000000011', 'c9a6ae1c-0000-4000-8000-000000000012'];

function faultIn(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    return error instanceof Error ? error.message : 'NO ERROR';
  }
  return 'NO FAULT';
}

const refuses = (env: Record<string, string>, words: string): void => expect(faultIn(env)).toContain(words);
const accepts = (env: Record<string, string>): void => expect(faultIn(env)).toBe('NO FAULT');

// With nothing set

const config = readConfig({});

it('With nothing set, the program runs locally, on this machine only, with the Teams emulator', () =>
  expect(config).toMatchObject({
    local: true,
    playground: true,
    host: '127.0.0.1',
    port: 3978,
    appId: '',
    registration: {},
  }));

it('With nothing set, the program stores cases in a file, for Hertfordshire, with the shipped pack', () =>
  expect(config).toMatchObject({
    store: { kind: 'sqlite', path: 'data/mash.db' },
    organisation: 'HT',
    packPath: undefined,
    actionsAMinute: 120,
    logLevel: 'info',
  }));

it('With nothing set, the people and the channel are those of the emulator', () => {
  const { managers, escalation, admins, assessmentChannelId, mash, tenantId } = LOCAL;
  expect(config.seeds).toEqual({});
  expect(config.defaults).toEqual({ managers, escalation, admins, assessmentChannelId, mash: { ...mash, tenantId } });
  expect(config.tenants).toEqual([LOCAL.tenantId]);
});

it('An empty variable counts as not set', () => {
  const empty = Object.fromEntries(
    ['PORT', 'HOST', 'STORE', 'ORGANISATION', 'SQLITE_PATH', 'MASH_SERVICE_URL', 'MicrosoftAppId', 'LOG_LEVEL'].map(
      (name) => [name, ' '],
    ),
  );
  expect(readConfig(empty)).toEqual(config);
});

// Without a registration

it.each(['0.0.0.0', '::', '192.168.0.10', 'mash.example.org'])(
  'Without a registration only this machine can connect, even with HOST=%s',
  (HOST) => {
    expect(readConfig({ HOST }).host).toBe('127.0.0.1');
    expect(readConfig({ HOST, PLAYGROUND: 'off', MASH_TEAM_ID: team, MASH_CHANNEL_ID: channel }).host).toBe(
      '127.0.0.1',
    );
  },
);

it('Without a registration only ALLOW_INSECURE_NETWORK=yes opens the program to a network, at the address in HOST', () => {
  expect(readConfig({ HOST: '0.0.0.0', ALLOW_INSECURE_NETWORK: 'yes' }).host).toBe('0.0.0.0');
  expect(readConfig({ ALLOW_INSECURE_NETWORK: 'yes' }).host).toBe('127.0.0.1');
  expect(readConfig({ HOST: '0.0.0.0', ALLOW_INSECURE_NETWORK: 'no' }).host).toBe('127.0.0.1');
  refuses({ HOST: '0.0.0.0', ALLOW_INSECURE_NETWORK: 'true' }, 'ALLOW_INSECURE_NETWORK');
});

it('Without a registration the program refuses to start in production, and says what is missing', () => {
  refuses({ NODE_ENV: 'production' }, 'MicrosoftAppId');
  refuses({ NODE_ENV: 'production', MicrosoftAppId: ' ' }, 'MicrosoftAppId');
  const all = faultIn({ NODE_ENV: 'production' });
  expect(all.match(/^ {2}\w+(?=: must be set)/gm)?.map((name) => name.trim())).toEqual([
    ...['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword', 'PUBLIC_URL', 'DATA_KEY'],
  ]);
  expect(all).not.toContain('remove those variables');
  accepts({ NODE_ENV: 'production', ...registered });
});

it.each(['production', 'Production', 'PRODUCTION', 'prod', 'staging', 'live'])(
  'Without a registration the program refuses to start with NODE_ENV=%s',
  (NODE_ENV) => refuses({ NODE_ENV }, 'MicrosoftAppId: must be set beside NODE_ENV;'),
);

it('Without a registration the program starts on a developer’s machine', () => {
  for (const NODE_ENV of ['development', 'test']) expect(readConfig({ NODE_ENV }).local).toBe(true);
});

it.each<[string, string]>([
  ...Object.entries({ ...registration, ...otherCloud }).filter(([name]) => name !== 'MicrosoftAppId'),
  ['MicrosoftAppType', 'UserAssignedMSI'],
  ['FORMER_APP_ID', 'c9a6ae1c-0000-4000-8000-000000000003'],
  ['DATA_KEY', envValueOf('A')],
  ['DATA_KEY_FILE', import.meta.filename],
  ['DATA_KEYS_OLD', envValueOf('A')],
  ['COSMOS_ENDPOINT', 'https://mash.documents.azure.com'],
  ['COSMOS_KEY', 'a-key-of-cosmos'],
  ['PUBLIC_URL', 'https://mash.example.org'],
])(
  '%s without a registration is refused, because only a council’s service has it: the fault names it and never shows its value',
  (name, value) => {
    const fault = faultIn({ [name]: value });
    expect(fault).toContain(`MicrosoftAppId: must be set beside ${name};`);
    expect(fault.replaceAll(name, '')).not.toContain(value);
  },
);

it('Cosmos DB without a registration is refused too', () =>
  refuses({ STORE: 'cosmos' }, 'MicrosoftAppId: must be set beside STORE;'));

it('The fault names every council setting that stands beside a forgotten app id', () => {
  const { MicrosoftAppId: _, ...left } = registered;
  refuses(left, 'MicrosoftAppId: must be set beside MicrosoftAppPassword, MicrosoftAppTenantId, DATA_KEY, PUBLIC_URL;');
});

it('Without a registration the team, channel, people, file, pack and port can still be set', () => {
  const config = readConfig({
    PORT: '4000',
    PLAYGROUND: 'off',
    SQLITE_PATH: '/tmp/x.db',
    PROTOCOL_PACK: 'pack.json',
    MASH_TEAM_ID: team,
    MASH_CHANNEL_ID: channel,
    MASH_SERVICE_URL: 'http://localhost:56151/_connector',
    MASH_MANAGERS: `${mo.objectId}, ${ana.objectId.toUpperCase()}`,
    MASH_ESCALATION: dee.objectId,
    ADMINS: ash.objectId,
  });
  expect(config).toMatchObject({
    local: true,
    playground: false,
    port: 4000,
    store: { kind: 'sqlite', path: '/tmp/x.db' },
    packPath: 'pack.json',
    seeds: {
      mash: { teamId: team, channelId: channel, serviceUrl: 'http://localhost:56151/_connector' },
      ...{ managers: [mo.objectId, ana.objectId], escalation: [dee.objectId], admins: [ash.objectId] },
    },
  });
});

it('Another team does not get the emulator’s service address', () => {
  const config = readConfig({ MASH_TEAM_ID: team, MASH_CHANNEL_ID: channel });
  expect(config.seeds.mash?.serviceUrl).toBeUndefined();
  expect(config.defaults.assessmentChannelId).toBeUndefined();
});

// The address for links to files

it('Links to files lead to this machine in local mode', () =>
  expect(readConfig({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000'));

it('A registered service must have an address for links to files, and a / at its end is dropped', () => {
  const { PUBLIC_URL: _, ...left } = registered;
  refuses(left, 'PUBLIC_URL: must be set beside MicrosoftAppId');
  expect(readConfig({ ...registered, PUBLIC_URL: 'https://mash.example.org/' }).publicUrl).toBe(
    'https://mash.example.org',
  );
});

// The monitoring of the council

it('The addresses of the council’s monitoring must begin with https://, except on this machine, and no error shows them', () => {
  const urls = { HEARTBEAT_URL: 'https://hc.example.org/one', ALARMS_URL: 'http://localhost:9/two' };
  expect(readConfig(urls).monitoring).toEqual({ heartbeatUrl: urls.HEARTBEAT_URL, alarmsUrl: urls.ALARMS_URL });
  const readUnencrypted = () =>
    readConfig({ HEARTBEAT_URL: 'http://hc.example.org/secret', ALARMS_URL: 'ftp://secret' });
  expect(readUnencrypted).toThrow(/ALARMS_URL/);
  refuses({ HEARTBEAT_URL: 'http://hc.example.org/secret' }, 'HEARTBEAT_URL: must begin with https://');
  expect(readUnencrypted).not.toThrow(/secret/);
});

// Text messages and e-mails through GOV.UK Notify

const key = { NOTIFY_API_KEY: 'secret-key' };
const sms = { NOTIFY_SMS_RING: one, NOTIFY_SMS_CODE: two };

it('Text messages and e-mails are not set up by default', () => expect(readConfig({}).notify).toBeUndefined());

it('Text messages need a key and both of their templates, and so do e-mails', () => {
  expect(readConfig({ ...key, ...sms }).notify).toEqual({
    url: 'https://api.notifications.service.gov.uk',
    apiKey: 'secret-key',
    templates: { sms: { ring: one, code: two } },
  });
  refuses(key, 'NOTIFY_API_KEY: must be set beside the templates');
  refuses(sms, 'NOTIFY_API_KEY: must be set beside the templates');
  refuses({ ...key, NOTIFY_SMS_RING: one }, 'NOTIFY_SMS_RING, NOTIFY_SMS_CODE: set both');
  refuses({ ...key, ...sms, NOTIFY_EMAIL_CODE: one }, 'NOTIFY_EMAIL_RING, NOTIFY_EMAIL_CODE');
  refuses({ ...key, ...sms, NOTIFY_URL: 'http://elsewhere.example' }, 'NOTIFY_URL: must begin');
});

// With a registration

it('What the council’s own system is told is signed with a key of its own, and there is none by default', () => {
  expect(readConfig({})).toMatchObject({ tellsCouncil: false });
  expect(readConfig({ COUNCIL_EVENTS_KEY: envValueOf('A') })).toMatchObject({ tellsCouncil: true });
  refuses({ COUNCIL_EVENTS_KEY: 'short' }, 'COUNCIL_EVENTS_KEY: must be 32 bytes as base64');
  const one = envValueOf('A');
  refuses({ ...registered, DATA_KEY: one, COUNCIL_EVENTS_KEY: one }, 'must not be a key of the store');
});

it('With a registration a data key is needed, unless STORE_IN_CLEAR=yes', () => {
  refuses(registration, 'DATA_KEY: must be set beside MicrosoftAppId');
  refuses({ ...registration, STORE_IN_CLEAR: 'no' }, 'DATA_KEY: must be set');
  accepts({ ...registration, STORE_IN_CLEAR: 'yes' });
  refuses({ ...registration, DATA_KEY: envValueOf('A'), STORE_IN_CLEAR: 'yes' }, 'cannot both be');
  expect(readConfig(registered).store.keys?.present).toBeDefined();
});

it('With a registration the program listens on every address and starts no emulator', () => {
  expect(readConfig({ ...registered, PLAYGROUND: 'on' })).toMatchObject({
    local: false,
    playground: false,
    host: '0.0.0.0',
    appId: registered.MicrosoftAppId,
  });
  expect(readConfig({ ...registered, HOST: '10.0.0.1' }).host).toBe('10.0.0.1');
});

it('With a registration there is no made-up person or channel', () =>
  expect(readConfig(registered)).toMatchObject({ seeds: {}, defaults: {} }));

it('Only the app’s own tenant can use the bot, unless others are named', () => {
  expect(readConfig(registered).tenants).toEqual([registered.MicrosoftAppTenantId]);
  expect(readConfig({ ...registered, ALLOWED_TENANTS: `${one}, ${two} ,` }).tenants).toEqual([one, two]);
});

it('The SDK gets only its own variables', () => {
  const variablesForSdk = readConfig({ ...registered, ...otherCloud, SECRET: 'x' }).registration;
  const { PUBLIC_URL: _, ...ofSdk } = registration;
  expect(variablesForSdk).toEqual({ ...ofSdk, ...otherCloud, MicrosoftAppType: 'SingleTenant' });
});

it('The variables of another cloud must be set all together or not at all', () => {
  const { ToChannelFromBotLoginUrl: _, ...half } = otherCloud;
  refuses({ ...registered, ...half }, 'set all or none');
});

it('MASH_SERVICE_URL must be an address of Teams or of an added host', () => {
  const [teams, other] = [
    { MASH_SERVICE_URL: 'https://smba.trafficmanager.net/uk/' },
    { MASH_SERVICE_URL: 'https://teams.example/' },
  ];
  accepts({ ...registered, ...teams });
  refuses({ ...registered, ...other }, 'MASH_SERVICE_URL');
  accepts({ ...registered, ...other, ALLOWED_SERVICE_HOSTS: 'teams.example' });
  refuses(teams, 'MASH_SERVICE_URL');
});

it('A managed identity needs no password', () => {
  const { MicrosoftAppPassword: _, ...withoutPassword } = registered;
  accepts({ ...withoutPassword, MicrosoftAppType: 'UserAssignedMSI' });
  refuses(withoutPassword, 'MicrosoftAppPassword');
  refuses({ ...registered, MicrosoftAppType: 'UserAssignedMSI' }, 'MicrosoftAppPassword');
});

// A configuration that is not right

const SECRET = 'zebra-4711';

it.each([
  ['PORT', SECRET],
  ['PORT', '99999'],
  ['PORT', '-1'],
  ['PORT', '3978x'],
  ['STORE', SECRET],
  ['ORGANISATION', SECRET],
  ['ORGANISATION', 'herts'],
  ['ORGANISATION', 'A'],
  ['MASH_SERVICE_URL', SECRET],
  ['MASH_MANAGERS', `${mo.objectId},${SECRET}`],
  ['MASH_ESCALATION', SECRET.repeat(20)],
  ['ADMINS', `${SECRET}@council.gov.uk`],
  ['MASH_TEAM_ID', SECRET],
  ['ASSESSMENT_CHANNEL_ID', `19%3a${SECRET}%40thread.tacv2`],
  ['MicrosoftAppTenantId', `${SECRET}.onmicrosoft.com`],
  ['ALLOWED_TENANTS', SECRET],
  ['ALLOWED_SERVICE_HOSTS', `https://${SECRET}`],
  ['NOTIFY_SMS_RING', SECRET],
  ['PLAYGROUND', SECRET],
  ['LOG_LEVEL', SECRET],
  ['MicrosoftAppType', SECRET],
  ['COSMOS_ENDPOINT', SECRET],
  ['METRICS_PORT', SECRET],
  ['INSTANCES', SECRET],
  ['PUBLIC_URL', SECRET],
])('A fault in %s names the variable and never its value “%s”', (name, value) => {
  const fault = faultIn({ [name]: value });
  expect(fault).toMatch(new RegExp(`^The configuration is not right:\n  ${name}(, entry \\d)?:`));
  expect(fault.replace(name, '')).not.toContain(value);
  expect(fault).not.toContain(SECRET);
});

it.each<[string, Record<string, string>, string]>([
  ['a team without its channel', { MASH_TEAM_ID: `19:${SECRET}@thread.tacv2` }, 'MASH_CHANNEL_ID'],
  ['a channel without its team', { MASH_CHANNEL_ID: `19:${SECRET}@thread.tacv2` }, 'MASH_TEAM_ID'],
  ['an address that others can listen in on', { PUBLIC_URL: `http://${SECRET}.example.org` }, 'PUBLIC_URL'],
  ['an address with a query', { PUBLIC_URL: `https://a.example/?${SECRET}` }, 'PUBLIC_URL'],
  ['Cosmos without where it is', { STORE: 'cosmos', COSMOS_KEY: SECRET }, 'COSMOS_ENDPOINT'],
  [
    'a registration without its tenant',
    { MicrosoftAppId: SECRET, MicrosoftAppPassword: SECRET },
    'MicrosoftAppTenantId',
  ],
])('A configuration with %s is refused', (_, env, name) => {
  const fault = faultIn(env);
  expect(fault).toContain(name);
  expect(fault).not.toContain(SECRET);
});

it('The error lists all faults at once, of single variables, of how they fit together, and misspelt ones', () => {
  const namesIn = (fault: string) => fault.match(/^ {2}\w+/gm)?.map((name) => name.trim());
  expect(namesIn(faultIn({ PORT: 'x', STORE: 'paper', LOG_LEVEL: 'loud' }))).toEqual(['PORT', 'STORE', 'LOG_LEVEL']);
  const half = {
    MicrosoftAppId: 'abc',
    DATA_KEY: 'short',
    MASH_TEAM_ID: team,
    PORT: '99999',
    ADMINS: 'Mo',
    MASH_MANAGER: 'x',
  };
  const registration = ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword', 'PUBLIC_URL'];
  expect(namesIn(faultIn(half))).toEqual([
    'PORT',
    'ADMINS',
    ...registration,
    'MASH_TEAM_ID',
    'DATA_KEY',
    'MASH_MANAGER',
  ]);
});

it('A list of people says which entry is no object id, and where object ids are found', () =>
  refuses(
    { MASH_MANAGERS: `${mo.objectId}, Mo` },
    'MASH_MANAGERS, entry 2: must be Entra object ids (Entra admin centre',
  ));

// Misspelt variables

it.each([
  ['MASH_MANAGER', 'MASH_MANAGERS'],
  ['MASH_CHANEL_ID', 'MASH_CHANNEL_ID'],
  ['ORGANIZATION_', 'ORGANISATION'],
  ['MICROSOFT_APP_ID', 'MicrosoftAppId'],
  ['MicrosoftAppID', 'MicrosoftAppId'],
  ['SQLITE_PAHT', 'SQLITE_PATH'],
  ['ADMIN', 'ADMINS'],
])('A variable %s is named, with the one that was meant: %s', (name, meant) => {
  const said = `${name}: did you mean ${meant}?`;
  const isSaid = /MASH|ADMIN/.test(name)
    ? readConfig({ [name]: 'zebra' }).misspelt.join()
    : faultIn({ [name]: 'zebra' });
  expect(isSaid).toContain(said);
  expect(isSaid).not.toContain('zebra');
});

it('A misspelt name stops the start where it decides who is authenticated, or which store is used', () => {
  for (const name of ['MicrosoftAppID', 'DATA_KEYS', 'COSMOS_ENDPOIND', 'STORE_IN_CLAER'])
    refuses({ [name]: 'x' }, name);
  refuses({ ...registered, DATA_KEY_OLD: 'x' }, 'DATA_KEY_OLD: did you mean DATA_KEYS_OLD?');
  accepts({ PROTOCOL_PACKS: 'x' });
});

it('A misspelt name that leaves out people, a channel or the council’s own pack is kept for the first start, outside local mode', () => {
  for (const name of ['MASH_MANGERS', 'ADMIN', 'PROTOCOL_PAK', 'MASH_CHANEL_ID', 'DISAGREEMENT_LEVEL2']) {
    expect(readConfig({ ...registered, [name]: 'x' }).leftOut).toEqual([
      expect.stringContaining(`${name}: did you mean `),
    ]);
    expect(readConfig({ [name]: 'x' }).leftOut).toEqual([]);
  }
  expect(readConfig({ ...registered, METRIC_PORT: '1' })).toMatchObject({ misspelt: [expect.anything()], leftOut: [] });
});

it('Variables of the machine, of npm and of hosting platforms are no misspelt ones of ours', () => {
  const others =
    'PATH HOME HOSTNAME HOSTS SHELL LOGNAME NODE_OPTIONS npm_config_local_prefix npm_lifecycle_event WEBSITE_HOSTNAME WEBSITES_PORT CONTAINER_APP_NAME KUBERNETES_SERVICE_HOST KUBERNETES_PORT IDENTITY_ENDPOINT AZURE_CLIENT_ID MASH_SERVICE_HOST MASH_PORT PORTS STORES HTTPS_PROXY APPLICATIONINSIGHTS_CONNECTION_STRING';
  expect(readConfig(Object.fromEntries(others.split(' ').map((name) => [name, 'x']))).misspelt).toEqual([]);
  expect(readConfig({ ...registered, MICROSOFT_APP_ID: 'x' }).misspelt).toEqual([]); // both are set
});
