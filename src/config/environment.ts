import { z } from 'zod';
import { StaffId } from '../base/people.ts';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
/** What Microsoft Entra calls an object id, a tenant id or an application id; GOV.UK Notify names its templates so, too. */
export const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const anId = (what: string) =>
  z.string().trim().regex(guid, `must be ${what}, such as 6d617368-0000-4000-8000-000000000102`);
const staff = list
  .pipe(
    z.array(
      anId('Entra object ids (Entra admin centre, Users, the person, Object ID), not names or e-mail addresses').pipe(
        StaffId,
      ),
    ),
  )
  .optional();
const channelId = (what: string) =>
  z
    .string()
    .trim()
    .regex(
      /^19:[^\s@:]+@thread\.(tacv2|skype)$/,
      `must be ${what}, such as 19:…@thread.tacv2. It stands in what “Get link to channel” of Teams copies: write : for %3a and @ for %40`,
    )
    .optional();
const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const oneOf = <const T extends readonly string[]>(...words: T) =>
  z.enum(words, { error: `must be ${words.join(' or ')}` });
const noOrYes = oneOf('yes', 'no').default('no');
const numberLike = (pattern: RegExp, message: string) => z.string().regex(pattern, message).transform(Number);
const web = z.url({ protocol: /^https?$/, error: 'must be an address that begins with https://' });
const hostName = z.string().regex(/^[a-z\d.-]+$/i, 'must be names of hosts, without https:// and without a path');
const port = numberLike(/^\d{1,5}$/, 'must be a port number').pipe(z.int().max(65535, 'must be a port number'));

const template = anId('the id of a template of GOV.UK Notify').optional();

/** Checks each variable on its own. */
export const Variables = z.object({
  NODE_ENV: optional,
  PORT: port.default(3978),
  HOST: optional,
  MicrosoftAppType: oneOf('SingleTenant', 'UserAssignedMSI').default('SingleTenant'),
  MicrosoftAppId: optional, // its form is a fault of the registration, so that a wrong one still counts as one
  MicrosoftAppPassword: optional,
  MicrosoftAppTenantId: anId('the directory (tenant) id of your Entra').optional(),
  ToBotFromChannelOpenIdMetadataUrl: optional,
  ToBotFromChannelTokenIssuer: optional,
  ToChannelFromBotLoginUrl: optional,
  ToChannelFromBotOAuthScope: optional,
  ALLOWED_TENANTS: list.pipe(z.array(anId('directory (tenant) ids'))).optional(),
  ALLOW_GUESTS: noOrYes,
  ALLOWED_SERVICE_HOSTS: list.pipe(z.array(hostName)).default([]),
  ALLOW_INSECURE_NETWORK: noOrYes,
  STORE: oneOf('sqlite', 'cosmos').default('sqlite'),
  COSMOS_ENDPOINT: web.optional(),
  COSMOS_KEY: optional,
  AZURE_CLIENT_ID: optional,
  COSMOS_DATABASE: z.string().min(1).default('mash'),
  SQLITE_PATH: z.string().min(1).default('data/mash.db'),
  DATA_KEY: optional,
  DATA_KEY_FILE: optional,
  DATA_KEYS_OLD: list.optional(),
  STORE_IN_CLEAR: noOrYes,
  UNSEALED_READ: noOrYes,
  FORMER_APP_ID: anId('the former application (client) id').optional(),
  ORGANISATION: z
    .string()
    .regex(/^[A-Z]{2,6}$/, 'must be 2 to 6 capital letters')
    .default('HT'),
  PROTOCOL_PACK: optional,
  MASH_TEAM_ID: channelId('the id of the team’s General channel'),
  MASH_CHANNEL_ID: channelId('the id of a channel'),
  MASH_SERVICE_URL: web.optional(),
  ASSESSMENT_CHANNEL_ID: channelId('the id of a channel'),
  MASH_MANAGERS: staff,
  MASH_PRACTITIONERS: staff,
  ASSESSMENT_PRACTITIONERS: staff,
  MASH_ESCALATION: staff,
  DISAGREEMENT_LEVEL_2: staff,
  DISAGREEMENT_LEVEL_3: staff,
  ADMINS: staff,
  PLAYGROUND: oneOf('on', 'off').default('on'),
  METRICS_PORT: port.optional(),
  NOTIFY_API_KEY: optional,
  NOTIFY_URL: web.default('https://api.notifications.service.gov.uk'),
  NOTIFY_SMS_RING: template,
  NOTIFY_SMS_CODE: template,
  NOTIFY_EMAIL_RING: template,
  NOTIFY_EMAIL_CODE: template,
  COUNCIL_EVENTS_KEY: optional,
  HEARTBEAT_URL: web.optional(),
  ALARMS_URL: web.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, hostname: /./, error: 'must be an address that begins with https://' })
    .optional(),
  INSTANCES: numberLike(/^[1-9]\d?$/, 'must be 1 to 99').default(1),
  ACTIONS_A_MINUTE: numberLike(/^[1-9]\d{0,5}$/, 'must be a number').default(120),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
});

export type Vars = z.infer<typeof Variables>;

/** The SDK's variables for a cloud other than the public one. */
export const cloud = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromChannelTokenIssuer',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
] as const;
