import { dataWith, type Filled, fillIn, initialValues } from '../fakes/filling-in.ts';
import { type Answer, post } from '../fakes/post.ts';
import { findExecuteAction, seen } from '../fakes/seeing.ts';
import { isJson, type Json } from '../fakes/wire.ts';

/** A virtual person who presses buttons in one conversation. */
export interface LoadUser {
  base: string;
  serviceUrl: string;
  tenantId: string;
  person: { id: string; aadObjectId: string; name: string };
  conversation: { id: string; conversationType: 'personal' | 'channel' };
  /** The Authorization header that Teams sends for this person. */
  authorization?: string;
}

/** Makes each press wait for its moment, or measures it. */
type Turn = <T>(work: () => Promise<T>) => Promise<T>;

let activities = 0;

/** Sends an activity as Teams does. */
export async function sendActivity(who: LoadUser, what: Json, patience?: number): Promise<Answer> {
  activities += 1;
  const activity = {
    id: `load-${activities}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: who.serviceUrl,
    from: who.person,
    recipient: { id: '28:bot', name: 'MASH Referrals' },
    conversation: { ...who.conversation, tenantId: who.tenantId },
    channelData: { tenant: { id: who.tenantId } },
    ...what,
  };
  return post(who.base, JSON.stringify(activity), who.authorization, patience);
}

/** Sends a press as Teams does. @returns the card of the answer */
export async function pressVerb(who: LoadUser, verb: string, data: Json, onMessage: string): Promise<Json> {
  const answer = await sendActivity(who, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: onMessage,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
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
 * Plays a referrer's journey through the whole check.
 * @returns the card that they can send it from
 */
export async function check(
  who: LoadUser,
  message: string,
  turn: Turn,
  { worry = words.repeat(5), child = 'Made-up child', home = '' } = {},
): Promise<Json> {
  let card = await turn(() => pressVerb(who, 'start-new', {}, message));
  const next = async (title: string, filled: Filled = {}) => {
    const pressed = card;
    card = await turn(() => press(who, pressed, title, message, filled));
  };
  const heading = () => headingOf(card);
  await next('No');
  if (heading() === 'Who is referring?') {
    await next('Continue', { Agency: 'Health', 'Your name': who.person.name, 'Phone, for': '01632 960 014' });
  }
  await next('Go through more signs', {
    'Child’s name': child,
    Age: 'about 14',
    'Where are': home,
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
  return card;
}

const headingOf = (card: Json): string => seen(card, '', '').headings[0] ?? '';

/** Sends the referral from the card of its check. @returns the reference */
export const send = async (who: LoadUser, checked: Json, message: string): Promise<string> =>
  headingOf(await press(who, checked, 'Submit referral', message));

/** Plays a referrer's whole journey, through the check to the receipt. @returns the reference */
export async function refer(who: LoadUser, message: string, turn: Turn, worry?: string): Promise<string> {
  const checked = await check(who, message, turn, worry === undefined ? {} : { worry });
  return turn(() => send(who, checked, message));
}

/** A manager takes the referral and decides it: three presses in the channel. */
export async function decide(who: LoadUser, reference: string, turn: Turn): Promise<void> {
  await turn(() => pressVerb(who, 'take', { case: reference }, `card-${reference}`));
  const form = await turn(() => pressVerb(who, 'decide', { case: reference }, `card-${reference}`));
  await turn(() => confirm(who, form, reference));
}

/** Fills in the form of the decision and confirms it. */
export const confirm = (who: LoadUser, form: Json, reference: string): Promise<Json> =>
  press(who, form, 'Confirm decision', `card-${reference}`, {
    Decision: 'Other action',
    'What action': 'A social worker will see the child today.',
    Reasons: words,
    'Concern about': 'No',
  });
