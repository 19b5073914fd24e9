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
  const client = new NotifyClient(url, apiKey);
  const axios = createRequire(import.meta.url)('axios') as Axios; // the copy that the client has loaded
  client.setClient(axios.create({ timeout, maxRedirects: 0 })); // the client's own has no timeout

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
