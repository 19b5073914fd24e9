import { createRequire } from 'node:module';
import { NotifyClient } from 'notifications-node-client';
import { z } from 'zod';
import type { Texts } from '../base/texts.ts';
import type { NotifyAccount } from './notify-account.ts';
import { type Address, type Outside, OutsideFault } from './outside.ts';
import { callMayTakeMs } from './teams.ts';

type Axios = typeof import('axios', { with: { 'resolution-mode': 'require' }});

/** Sends through GOV.UK Notify. Its error texts may hold the phone number, so only the status is passed on. */
export function notifyThrough({ url, apiKey, templates }: NotifyAccount, timeout = callMayTakeMs): Outside {
  const client = clientOf(url, apiKey, timeout);

  async function send({ way, to }: Address, kind: 'ring' | 'code', personalisation: Texts, messageId?: string) {
    const template = templates[way]?.[kind];
    if (template === undefined) throw new OutsideFault(400);
    const more = { personalisation, reference: messageId };
    await answerOf<unknown>(way === 'sms' ? client.sendSms(template, to, more) : client.sendEmail(template, to, more));
  }

  /** Whether Notify took a message with this id earlier, although its answer did not arrive. */
  async function isTaken(messageId: string) {
    const { data } = Taken.parse(await answerOf(client.getNotifications(undefined, undefined, messageId)));
    return data.notifications.length > 0;
  }

  return {
    ways: (['sms', 'email'] as const).filter((way) => templates[way] !== undefined),
    async alert(to, { reference, time, messageId, isAgain }) {
      if (!isAgain || !(await isTaken(messageId))) await send(to, 'ring', { reference, time }, messageId);
    },
    code: (to, code) => send(to, 'code', { code }),
  };
}

function clientOf(url: string, apiKey: string, timeout: number) {
  const client = new NotifyClient(url, apiKey);
  const axios = createRequire(import.meta.url)('axios') as Axios; // the copy that the client has loaded
  client.setClient(axios.create({ timeout, maxRedirects: 0 })); // the client's own has no timeout
  return client;
}

const placeholders = { ring: ['((reference))', '((time))'], code: ['((code))'] };

/** Asks Notify for each template that is set. Sends nothing. @returns what is wrong, by its variable */
export async function templateFaults(
  { url, apiKey, templates }: NotifyAccount,
  timeout = callMayTakeMs,
): Promise<string[]> {
  const client = clientOf(url, apiKey, timeout);
  const faultOf = async (way: Address['way'], kind: 'ring' | 'code', id: string) => {
    const name = `NOTIFY_${way}_${kind}`.toUpperCase();
    try {
      const { type, body } = Template.parse(await answerOf(client.getTemplateById(id))).data;
      if (type !== way) return [`${name}: this template is not for ${way === 'sms' ? 'text messages' : 'e-mails'}.`];
      const lacks = placeholders[kind].filter((each) => !body.includes(each));
      return lacks.length > 0 ? [`${name}: the template lacks ${lacks.join(' and ')}.`] : [];
    } catch (error) {
      const status = error instanceof OutsideFault ? error.status : undefined;
      if (status === 403) return ['NOTIFY_API_KEY: Notify does not accept it.'];
      return [
        status === undefined
          ? 'NOTIFY_URL: nothing answers there.'
          : `${name}: Notify answers ${status}, so it has no such template.`,
      ];
    }
  };
  const asked = Object.entries(templates).flatMap(([way, ids]) =>
    ids ? (['ring', 'code'] as const).map((kind) => faultOf(way as Address['way'], kind, ids[kind])) : [],
  );
  return [...new Set((await Promise.all(asked)).flat())];
}

const Template = z.object({ data: z.object({ type: z.string(), body: z.string() }) });

/** The service's answer. @throws OutsideFault with its status only */
async function answerOf<T>(answer: Promise<T>) {
  try {
    return await answer;
  } catch (error) {
    throw new OutsideFault(Failure.safeParse(error).data?.response.status);
  }
}

const Taken = z.object({ data: z.object({ notifications: z.array(z.unknown()) }) });
const Failure = z.object({ response: z.object({ status: z.int() }) });
