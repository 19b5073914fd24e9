import type { Way } from './outside.ts';

/**
 * What GOV.UK Notify needs. `ring` templates are alerts, with the fields `reference` and `time`. `code` templates have
 * `code`.
 */
export interface NotifyAccount {
  url: string;
  apiKey: string;
  templates: Partial<Record<Way, { ring: string; code: string }>>;
}

type Vars = { NOTIFY_URL: string } & {
  [name in 'NOTIFY_API_KEY' | `NOTIFY_${'SMS' | 'EMAIL'}_${'RING' | 'CODE'}`]?: string | undefined;
};

/** Text messages need both of their templates, and so do e-mails: nobody is alerted before they confirm with a code. */
export function notifyFaults(vars: Vars): string[] {
  const { NOTIFY_API_KEY, NOTIFY_SMS_RING, NOTIFY_SMS_CODE, NOTIFY_EMAIL_RING, NOTIFY_EMAIL_CODE } = vars;
  const faults: string[] = [];
  if (Boolean(NOTIFY_SMS_RING) !== Boolean(NOTIFY_SMS_CODE))
    faults.push('NOTIFY_SMS_RING, NOTIFY_SMS_CODE: set both or neither');
  if (Boolean(NOTIFY_EMAIL_RING) !== Boolean(NOTIFY_EMAIL_CODE))
    faults.push('NOTIFY_EMAIL_RING, NOTIFY_EMAIL_CODE: set both or neither');
  if (Boolean(NOTIFY_API_KEY) !== Boolean(NOTIFY_SMS_RING ?? NOTIFY_EMAIL_RING))
    faults.push('NOTIFY_API_KEY: must be set beside the templates: set both or neither');
  return faults;
}

export function notifyOf(vars: Vars): NotifyAccount | undefined {
  const { NOTIFY_URL: url, NOTIFY_API_KEY: apiKey } = vars;
  if (!apiKey) return undefined;
  const pair = (ring: string | undefined, code: string | undefined) => (ring && code ? { ring, code } : undefined);
  const sms = pair(vars.NOTIFY_SMS_RING, vars.NOTIFY_SMS_CODE);
  const email = pair(vars.NOTIFY_EMAIL_RING, vars.NOTIFY_EMAIL_CODE);
  return { url: url.replace(/\/{1,9}$/, ''), apiKey, templates: { ...(sms && { sms }), ...(email && { email }) } };
}
