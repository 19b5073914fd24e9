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
  const faults = (['SMS', 'EMAIL'] as const).flatMap((way) => {
    const { ring, code } = templatesOf(vars, way);
    return Boolean(ring) === Boolean(code) ? [] : `NOTIFY_${way}_RING, NOTIFY_${way}_CODE: set both or neither`;
  });
  if (Boolean(vars.NOTIFY_API_KEY) !== Boolean(vars.NOTIFY_SMS_RING ?? vars.NOTIFY_EMAIL_RING))
    faults.push('NOTIFY_API_KEY: must be set beside the templates: set both or neither');
  return faults;
}

const templatesOf = (vars: Vars, way: 'SMS' | 'EMAIL') => ({
  ring: vars[`NOTIFY_${way}_RING`],
  code: vars[`NOTIFY_${way}_CODE`],
});

export function notifyOf(vars: Vars): NotifyAccount | undefined {
  const { NOTIFY_URL: url, NOTIFY_API_KEY: apiKey } = vars;
  if (!apiKey) return undefined;
  const both = (way: 'SMS' | 'EMAIL') => {
    const { ring, code } = templatesOf(vars, way);
    return ring && code ? { ring, code } : undefined;
  };
  return { url: url.replace(/\/{1,9}$/, ''), apiKey, templates: { sms: both('SMS'), email: both('EMAIL') } };
}
