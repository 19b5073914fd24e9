import type { Filled } from '../fakes/filling-in.ts';
import { assessments, referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import { isJson, type Json } from '../fakes/wire.ts';
import type { CardActions, Person } from './person.ts';

/** Ways through the conversation that many tests take. */

export const aboutJane: Filled = { Agency: 'Health', 'Your name': 'Jane Okafor', 'Phone, for': '01632 960 014' };

export const aChild: Filled = { 'Child’s name': 'Girl, about 14', 'What worries you': 'Untreated burn.' };

export interface Concern {
  danger?: 'No' | 'Not known';
  about?: Filled;
  child?: Filled;
  risk?: 'Yes' | 'Not sure' | 'No';
  consent?: Filled;
}

/** The hands of a person on one message of their chat, whatever arrives there meanwhile. */
export function currentCard(person: Person): CardActions {
  const { activityId } = person.sees();
  return person.on((card) => card.activityId === activityId);
}

/** The same of the newest menu, where news of another referral may have come behind it. */
function heldMenu(person: Person): CardActions {
  const isMenu = ({ conversationId, buttons }: CardSeen) =>
    conversationId === person.chatId && buttons.includes('Start a check');
  const { activityId } = person.on(isMenu).sees();
  return person.on((card) => card.activityId === activityId);
}

/** Begins a check for another child. @returns the card it is filled in on, which asks about danger */
export async function beginsCheck(person: Person): Promise<CardActions> {
  await person.says('hi');
  const card = heldMenu(person);
  await card.presses('Start a check');
  if (card.sees().buttons.includes('Start a new one')) await card.presses('Start a new one');
  return card;
}

/** From the danger question to the card of the child. */
export async function continuesToChild(
  card: CardActions,
  { danger = 'No', about = aboutJane }: Concern = {},
): Promise<void> {
  await card.presses(danger);
  if (card.sees().headings.includes('Who is referring?')) await card.presses('Continue', about);
}

/** The short path up to check answers. @returns the card with Submit referral */
export async function toCheckAnswers(person: Person, concern: Concern = {}): Promise<CardActions> {
  const card = await beginsCheck(person);
  await continuesToChild(card, concern);
  await card.presses('Check answers', concern.child ?? aChild);
  await card.presses(concern.risk ?? 'Yes');
  await card.presses('Continue', concern.consent ?? { Why: 'He may be involved.' });
  return card;
}

/** The short path. @returns the reference on the receipt */
export async function refers(person: Person, concern: Concern = {}): Promise<string> {
  const card = await toCheckAnswers(person, concern);
  await card.presses('Submit referral');
  return referenceOn(card);
}

export function referenceOn(card: CardActions): string {
  const found = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(card.sees().headings.join(' '))?.[0];
  if (found === undefined) throw new Error(`no reference on the card:\n${card.sees().text}`);
  return found;
}

/** The shared card of a case, as this member of the MASH sees it: the forms they open on it, too. */
export function caseCard(person: Person, reference: string): CardActions {
  const isAbout = (card: CardSeen) => card.headings.includes(reference) || card.text.startsWith(`${reference}\n`);
  const isOfCase = (card: CardSeen) => isInChannel(card.conversationId) && isAbout(card);
  const { activityId } = person.on((card) => isOfCase(card) && card.buttons.length > 0).sees();
  return person.on((card) => card.activityId === activityId);
}

/** The card of a case in the Assessment team's channel, as this member sees it: the forms they open on it, too. */
export function assessmentCard(person: Person, reference: string): CardActions {
  const isOfCase = ({ conversationId, headings, buttons }: CardSeen) =>
    conversationId.startsWith(assessments.id) && headings.includes(reference) && buttons.length > 0;
  const { activityId } = person.on(isOfCase).sees();
  return person.on((card) => card.activityId === activityId);
}

/** The newest card in the 1:1 chat with this in its words. */
export const inChat = (person: Person, words: string): CardActions =>
  person.on((card) => card.conversationId === person.chatId && card.text.includes(words));

/** The receipt of a referral in the author's chat, as it stands. */
export const receipt = (person: Person, reference: string): CardActions =>
  person.on((card) => card.conversationId === person.chatId && card.headings.includes(reference));

/** The text messages among what the bot sent, for those whose phone shows no cards. */
export const textsOf = (sent: readonly { text?: string }[]): string => sent.map(({ text }) => text ?? '').join('\n');

/** The reference a card carries in its buttons, also where no word of it shows one. */
export function referenceInButtons(card: CardActions): string {
  const found = /"case":"(HT-[0-9A-Z]{4}-[0-9A-Z]{3})"/.exec(JSON.stringify(card.sees().json))?.[1];
  if (found === undefined) throw new Error(`no case on the card:\n${card.sees().text}`);
  return found;
}

/** The card that the MASH has of a case, sent or not, with buttons or without; undefined where it has none. */
export function cardInChannel(person: Person, reference: string): CardSeen | undefined {
  try {
    return person.on((card) => isInChannel(card.conversationId) && card.headings.includes(reference)).sees();
  } catch {
    return undefined;
  }
}

/** Goes on with Continue until this heading stands on the card, and fills in the forms that are named on the way. */
export async function continuesUntil(
  card: CardActions,
  heading: string,
  answers: Record<string, Filled> = {},
): Promise<string[]> {
  const passed: string[] = [];
  while (!card.sees().headings.includes(heading)) {
    const { headings, buttons } = card.sees();
    const here = headings[0] ?? '';
    if (passed.length > 45) throw new Error(`the walk does not come to ${heading}: ${passed.join(', ')}`);
    passed.push(here);
    if (buttons.includes('Not sure')) await card.presses('Yes');
    else await card.presses(buttons.find((title) => title.startsWith('Continue')) ?? '', answers[here] ?? {});
  }
  return passed;
}

/** A decision by a manager, through the form on the shared card. */
export async function decides(person: Person, reference: string, more: Filled = {}): Promise<void> {
  const card = caseCard(person, reference);
  await card.presses('Record decision');
  await card.presses('Confirm decision', {
    Decision: 'Other action',
    'What action': 'A social worker visits today.',
    Reasons: 'The burn.',
    ...more,
  });
}

const isInChannel = (conversationId: string): boolean => conversationId.startsWith(referrals.id);

/** Everything that people can read in these messages, and all else that is in them. */
export const allOf = (messages: readonly unknown[]): string => JSON.stringify(messages);

/** Every summary among them: all that a lock screen shows. */
export const summariesIn = (messages: readonly { summary?: string }[]): string[] =>
  messages.map((message) => message.summary ?? 'NO SUMMARY');

/** All visible words of messages, cards and texts. */
export function wordsOf(message: Json): string {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isJson(value)) return;
    if (typeof value.text === 'string') found.push(value.text);
    Object.values(value).forEach(walk);
  };
  walk(message);
  return found.join('\n');
}
