import { z } from 'zod';
import { StaffId } from '../base/people.ts';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);
const staff = list.pipe(z.array(StaffId)).optional();
const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const noOrYes = z.enum(['yes', 'no']).default('no');
const numberLike = (pattern: RegExp, message: string) => z.string().regex(pattern, message).transform(Number);
const web = z.url({ protocol: /^https?$/ });
const port = numberLike(/^\d{1,5}$/, 'must be a port number').pipe(z.int().max(65535));

/** Checks each variable on its own. */
export const Variables = z.object({
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
  ALLOW_GUESTS: noOrYes,
  ALLOWED_SERVICE_HOSTS: list.default([]),
  ALLOW_INSECURE_NETWORK: noOrYes,
  STORE: z.enum(['sqlite', 'cosmos']).default('sqlite'),
  COSMOS_ENDPOINT: z.url().optional(),
  COSMOS_KEY: optional,
  AZURE_CLIENT_ID: optional,
  COSMOS_DATABASE: z.string().min(1).default('mash'),
  SQLITE_PATH: z.string().min(1).default('data/mash.db'),
  DATA_KEY: optional,
  DATA_KEY_FILE: optional,
  DATA_KEYS_OLD: list.optional(),
  STORE_IN_CLEAR: noOrYes,
  UNSEALED_READ: noOrYes,
  FORMER_APP_ID: optional,
  ORGANISATION: z
    .string()
    .regex(/^[A-Z]{2,6}$/, 'must be 2 to 6 capital letters')
    .default('HT'),
  PROTOCOL_PACK: optional,
  MASH_TEAM_ID: optional,
  MASH_CHANNEL_ID: optional,
  MASH_SERVICE_URL: z.url().optional(),
  ASSESSMENT_CHANNEL_ID: optional,
  MASH_MANAGERS: staff,
  MASH_PRACTITIONERS: staff,
  ASSESSMENT_PRACTITIONERS: staff,
  MASH_ESCALATION: staff,
  DISAGREEMENT_LEVEL_2: staff,
  DISAGREEMENT_LEVEL_3: staff,
  ADMINS: staff,
  PLAYGROUND: z.enum(['on', 'off']).default('on'),
  METRICS_PORT: port.optional(),
  NOTIFY_API_KEY: optional,
  NOTIFY_URL: web.default('https://api.notifications.service.gov.uk'),
  NOTIFY_SMS_RING: optional,
  NOTIFY_SMS_CODE: optional,
  NOTIFY_EMAIL_RING: optional,
  NOTIFY_EMAIL_CODE: optional,
  HEARTBEAT_URL: web.optional(),
  ALARMS_URL: web.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, hostname: /./, error: 'must be an address that begins with https://' })
    .optional(),
  INSTANCES: numberLike(/^[1-9]\d?$/, 'must be 1 to 99').default(1),
  ACTIONS_A_MINUTE: numberLike(/^[1-9]\d{0,5}$/, 'must be a number').default(120),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Vars = z.infer<typeof Variables>;

/** The SDK's variables for a cloud other than the public one. */
export const cloud = [
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromChannelTokenIssuer',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
] as const;
