import { z } from 'zod';
import { StaffId } from './base/people.ts';
import { mayBeCalled } from './connector/service-url.ts';
import { LOCAL } from './local/windows.ts';
import type { Named } from './settings/setup.ts';
import { dataKeysOf } from './store/data-keys.ts';
import type { StorePlace } from './store/open.ts';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const staff = list.pipe(z.array(StaffId));
const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const figures = (pattern: RegExp, message: string) => z.string().regex(pattern, message).transform(Number);
const port = figures(/^\d{1,5}$/, 'must be a port number').pipe(z.int().max(65535));

const Environment = z.object({
  NODE_ENV: optional,
  PORT: port.default(3978),
  HOST: optional,
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppTenantId: optional,
  ToBotFromChannelOpenIdMetadataUrl: optional,
  ToBotFromChannelTokenIssuer: optional,
  ToChannelFromBotLoginUrl: optional,
  ToChannelFromBotOAuthScope: optional,
  ALLOWED_TENANTS: list.optional(),
  ALLOW_GUESTS: z.enum(['yes', 'no']).default('no'),
  ALLOWED_SERVICE_HOSTS: list.default([]),
  ALLOW_INSECURE_NETWORK: z.enum(['yes', 'no']).default('no'),
  STORE: z.enum(['sqlite', 'cosmos']).default('sqlite'),
  COSMOS_ENDPOINT: z.url().optional(),
  COSMOS_KEY: optional,
  COSMOS_DATABASE: z.string().min(1).default('mash'),
  SQLITE_PATH: z.string().min(1).default('data/mash.db'),
  DATA_KEY: optional,
  DATA_KEY_FILE: optional,
  DATA_KEYS_OLD: list.optional(),
  ORGANISATION: z
    .string()
    .regex(/^[A-Z]{2,6}$/, 'must be 2 to 6 capital letters')
    .default('HT'),
  PROTOCOL_PACK: optional,
  MASH_TEAM_ID: optional,
  MASH_CHANNEL_ID: optional,
  MASH_SERVICE_URL: z.url().optional(),
  ASSESSMENT_CHANNEL_ID: optional,
  MASH_MANAGERS: staff.optional(),
  MASH_PRACTITIONERS: staff.optional(),
  MASH_ESCALATION: staff.optional(),
  DISAGREEMENT_LEVEL_2: staff.optional(),
  DISAGREEMENT_LEVEL_3: staff.optional(),
  ADMINS: staff.optional(),
  PLAYGROUND: z.enum(['on', 'off']).default('on'),
  METRICS_PORT: port.optional(),
  TEAMS_FILES: z.enum(['on', 'off']).optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, hostname: /./, error: 'must be an address that begins with https://' })
    .optional(),
  INSTANCES: figures(/^[1-9]\d?$/, 'must be 1 to 99').default(1),
  ACTIONS_A_MINUTE: figures(/^[1-9]\d{0,5}$/, 'must be a number').default(120),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config extends Named {
  local: boolean; // no bot registration: loopback only, no authentication
  playground: boolean;
  port: number;
  host: string;
  appId: string; // empty in local mode
  registration: Record<string, string>; // what the SDK reads
  tenants: string[]; // whose users may use the bot
  allowGuests: boolean; // whether guests of these tenants may refer
  serviceHosts: string[]; // where the bot may be answered from, beside Microsoft's own
  store: StorePlace;
  organisation: string;
  packPath: string | undefined;
  admins: StaffId[];
  metricsPort: number | undefined; // on 127.0.0.1
  teamsFiles: boolean; // whether Teams clients can take a file into the person's OneDrive
  publicUrl: string | undefined; // how browsers reach this program, without a slash at its end; without it no links are given
  instances: number; // how many processes share the app's limits at Teams
  actionsAMinute: number; // of one person
  logLevel: string;
}

/**
 * Reads the configuration from environment variables. Empty variables count as not set.
 * @throws Error that lists everything wrong by the variable's name, never by its value
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = Environment.safeParse(set);
  if (!read.success) throw faulty(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const vars = read.data;
  const { keys, faults: keyFaults } = dataKeysOf(vars);
  const faults = [...registrationFaults(vars), ...placeFaults(vars), ...addressFaults(vars), ...keyFaults];
  if (faults.length > 0) throw faulty(faults);
  const local = vars.MicrosoftAppId === undefined;
  const tenantId = vars.MicrosoftAppTenantId ?? LOCAL.tenantId;
  const teamId = vars.MASH_TEAM_ID ?? (local ? LOCAL.mash.teamId : undefined);
  const channelId = vars.MASH_CHANNEL_ID ?? (local ? LOCAL.mash.channelId : undefined);
  const serviceUrl = vars.MASH_SERVICE_URL ?? (local && !vars.MASH_TEAM_ID ? LOCAL.mash.serviceUrl : undefined);
  const orLocal = (ids: StaffId[] | undefined, fallback: readonly string[]): StaffId[] =>
    ids ?? (local ? z.array(StaffId).parse(fallback) : []);
  return {
    local,
    playground: local && vars.PLAYGROUND === 'on',
    port: vars.PORT,
    host: hostOf(vars),
    appId: vars.MicrosoftAppId ?? '',
    registration: registrationOf(vars),
    tenants: vars.ALLOWED_TENANTS ?? [tenantId],
    allowGuests: vars.ALLOW_GUESTS === 'yes',
    serviceHosts: vars.ALLOWED_SERVICE_HOSTS.map((host) => host.toLowerCase()),
    store: { ...storeOf(vars), keys },
    organisation: vars.ORGANISATION,
    packPath: vars.PROTOCOL_PACK,
    mash: teamId && channelId ? { teamId, channelId, serviceUrl, tenantId } : undefined,
    assessmentChannelId:
      vars.ASSESSMENT_CHANNEL_ID ?? (local && !vars.MASH_TEAM_ID ? LOCAL.assessmentChannelId : undefined),
    managers: orLocal(vars.MASH_MANAGERS, LOCAL.managers),
    practitioners: vars.MASH_PRACTITIONERS ?? [],
    escalation: orLocal(vars.MASH_ESCALATION, LOCAL.escalation),
    level2: vars.DISAGREEMENT_LEVEL_2 ?? [],
    level3: vars.DISAGREEMENT_LEVEL_3 ?? [],
    admins: orLocal(vars.ADMINS, LOCAL.admins),
    named: {
      mash: vars.MASH_CHANNEL_ID !== undefined,
      assessment: vars.ASSESSMENT_CHANNEL_ID !== undefined,
      managers: vars.MASH_MANAGERS !== undefined,
      practitioners: vars.MASH_PRACTITIONERS !== undefined,
      escalation: vars.MASH_ESCALATION !== undefined,
      level2: vars.DISAGREEMENT_LEVEL_2 !== undefined,
      level3: vars.DISAGREEMENT_LEVEL_3 !== undefined,
    },
    metricsPort: vars.METRICS_PORT,
    teamsFiles: vars.TEAMS_FILES === undefined ? !local : vars.TEAMS_FILES === 'on',
    publicUrl: (vars.PUBLIC_URL ?? (local ? `http://localhost:${vars.PORT}` : undefined))?.replace(/\/+$/, ''),
    instances: vars.INSTANCES,
    actionsAMinute: vars.ACTIONS_A_MINUTE,
    logLevel: vars.LOG_LEVEL,
  };
}

type Vars = z.infer<typeof Environment>;

const faulty = (faults: string[]): Error =>
  new Error(`The configuration is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

const cloud = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromChannelTokenIssuer',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
] as const;

function registrationFaults(vars: Vars): string[] {
  if (vars.MicrosoftAppId === undefined) {
    if (vars.NODE_ENV !== 'production') return [];
    return ['MicrosoftAppId: must be set when NODE_ENV is production; without it nobody is authenticated'];
  }
  const faults: string[] = [];
  if (!vars.MicrosoftAppTenantId) faults.push('MicrosoftAppTenantId: must be set beside MicrosoftAppId');
  if (vars.MicrosoftAppType === 'SingleTenant' && !vars.MicrosoftAppPassword)
    faults.push('MicrosoftAppPassword: must be set for MicrosoftAppType SingleTenant');
  if (vars.MicrosoftAppType === 'UserAssignedMSI' && vars.MicrosoftAppPassword)
    faults.push('MicrosoftAppPassword: must not be set for MicrosoftAppType UserAssignedMSI');
  const named = cloud.filter((name) => vars[name] !== undefined);
  if (named.length > 0 && named.length < cloud.length)
    faults.push(`${cloud.join(', ')}: set all or none; the SDK takes what is missing for nothing`);
  return faults;
}

function placeFaults(vars: Vars): string[] {
  const faults: string[] = [];
  if (Boolean(vars.MASH_TEAM_ID) !== Boolean(vars.MASH_CHANNEL_ID))
    faults.push('MASH_TEAM_ID, MASH_CHANNEL_ID: set both or neither');
  if (vars.STORE === 'cosmos' && !vars.COSMOS_ENDPOINT)
    faults.push('COSMOS_ENDPOINT: must be set when STORE is cosmos');
  const callable = { local: vars.MicrosoftAppId === undefined, serviceHosts: vars.ALLOWED_SERVICE_HOSTS };
  if (vars.MASH_SERVICE_URL && !mayBeCalled(vars.MASH_SERVICE_URL, callable))
    faults.push(
      'MASH_SERVICE_URL: must be an address of Teams or of ALLOWED_SERVICE_HOSTS; in local mode, of this machine',
    );
  return faults;
}

/** Links carry a secret: they go over HTTPS, except on one's own machine. */
function addressFaults({ PUBLIC_URL }: Vars): string[] {
  if (PUBLIC_URL === undefined) return [];
  const { protocol, hostname, search, hash, username } = new URL(PUBLIC_URL);
  const faults: string[] = [];
  if (protocol !== 'https:' && !['localhost', '127.0.0.1'].includes(hostname))
    faults.push('PUBLIC_URL: must begin with https://');
  if (search !== '' || hash !== '' || username !== '')
    faults.push('PUBLIC_URL: must be a plain address, without ? or #');
  return faults;
}

/** Without a registration anybody who can connect can be anybody. */
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
