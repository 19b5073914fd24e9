import { dataWith, type Filled, fillIn, initialValues } from '../fakes/filling-in.ts';
import { post } from '../fakes/post.ts';
import { findExecuteAction, seen } from '../fakes/seeing.ts';
import { isJson, type Json } from '../fakes/wire.ts';

/** A virtual person who presses buttons in one conversation. */
export interface LoadUser {
  base: string;
  serviceUrl: string;
  tenantId: string;
  person: { id: string; aadObjectId: string; name: string };
  conversation: { id: string; conversationType: 'personal' | 'channel' };
}

let activities = 0;

/** Sends a press as Teams does. @returns the card of the answer */
export async function pressVerb(who: LoadUser, verb: string, data: Json, onMessage: string): Promise<Json> {
  activities += 1;
  const activity = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `load-${activities}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: who.serviceUrl,
    from: who.person,
    recipient: { id: '28:bot', name: 'MASH Referrals' },
    conversation: { ...who.conversation, tenantId: who.tenantId },
    channelData: { tenant: { id: who.tenantId } },
    replyToId: onMessage,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  };
  const answer = await post(who.base, JSON.stringify(activity));
  if (answer.status !== 200 || !answer.card) throw new Error(`${verb}: ${answer.status} ${answer.message ?? ''}`);
  return answer.card;
}

/** Fills in a card and presses a button by its title. */
export async function press(
  who: LoadUser,
  card: Json,
  title: string,
  onMessage: string,
  filled: Filled = {},
): Promise<Json> {
  const action = findExecuteAction(card, title);
  const sent = dataWith(action, card, { ...initialValues(card), ...fillIn(card, filled) });
  if (!isJson(sent)) throw new Error(`${title}: nothing to send`);
  return pressVerb(who, String(action.verb), sent, onMessage);
}

const words =
  'Came with a man who said he was her uncle. He could not say her birthday. Untreated burn on her left arm. ';

/**
 * Plays a referrer's whole journey, through the check to the receipt.
 * @param turn makes each press wait for its moment, and measures how long it takes
 * @returns the reference
 */
export async function refer(
  who: LoadUser,
  message: string,
  turn: <T>(work: () => Promise<T>) => Promise<T>,
  worry = words.repeat(5),
): Promise<string> {
  let card = await turn(() => pressVerb(who, 'start-new', {}, message));
  const next = async (title: string, filled: Filled = {}) => {
    const pressed = card;
    card = await turn(() => press(who, pressed, title, message, filled));
  };
  const heading = () => seen(card, message, '').headings[0] ?? '';
  await next('No');
  if (heading() === 'Who is referring?') {
    await next('Continue', { Agency: 'Health', 'Your name': who.person.name, 'Phone, for': '01632 960 014' });
  }
  await next('Go through more signs', {
    'Child’s name': 'Made-up child',
    Age: 'about 14',
    'What worries you': worry,
  });
  await next('Continue');
  while (heading() !== 'What you have seen')
    await next('Continue', { Seen: ['1 ·'], ...(heading().startsWith('What your words') ? {} : { Note: words }) });
  await next('Continue');
  await next('Continue');
  await next('They were not asked');
  await next('Continue', { Could: 'Yes', Why: words });
  while (heading() !== 'Check before you send') await next('Continue');
  await next('Submit referral');
  return heading();
}

/** A manager takes the referral and decides it: three presses in the channel. */
export async function decide(
  who: LoadUser,
  reference: string,
  turn: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<void> {
  const message = `card-${reference}`;
  await turn(() => pressVerb(who, 'take', { case: reference }, message));
  const form = await turn(() => pressVerb(who, 'decide', { case: reference }, message));
  await turn(() =>
    press(who, form, 'Confirm decision', message, {
      Decision: 'Other action',
      'What action': 'A social worker will see the child today.',
      Reasons: words,
      'Concern about': 'No',
    }),
  );
}
