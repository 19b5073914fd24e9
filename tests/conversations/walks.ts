import type { Filled } from '../fakes/filling-in.ts';
import { assessments, referrals } from '../fakes/people.ts';
import type { CardSeen } from '../fakes/seeing.ts';
import { type Delivered, isJson, type Json } from '../fakes/wire.ts';
import type { CardActions, Person } from './person.ts';
import type { World } from './world.ts';

/** Steps through the conversation that many tests share. */

export const aboutJane: Filled = { Agency: 'Health', 'Your name': 'Jane Okafor', 'Phone, for': '01632 960 014' };

export const aChild: Filled = {
  'Child’s name': 'Girl, about 14',
  'What worries you': 'Untreated burn.',
  'When will they next': 'not before tomorrow',
};

/** What the referrer answers on the short path, where it differs from the usual. */
export interface Concern {
  danger?: 'No' | 'Not known';
  about?: Filled;
  child?: Filled;
  asked?: 'They were not asked' | 'They agreed' | 'They said no' | 'Not sure';
  consent?: Filled;
}

/** The card in front of a person now. It stays the same card whatever else arrives in the chat. */
export function currentCard(person: Person): CardActions {
  const { activityId } = person.sees();
  return person.on((card) => card.activityId === activityId);
}

/** The newest list of their referrals, even if news of another referral has come after it. */
function newestList(person: Person): CardActions {
  const isList = ({ conversationId, buttons }: CardSeen) =>
    conversationId === person.chatId && buttons.includes('Start a check');
  const { activityId } = person.on(isList).sees();
  return person.on((card) => card.activityId === activityId);
}

/** Begins a check for another child. @returns its card, which asks about danger */
export async function beginsCheck(person: Person): Promise<CardActions> {
  await person.says('my referrals');
  const card = newestList(person);
  await card.presses('Start a check');
  if (card.sees().buttons.includes('Start a new one')) await card.presses('Start a new one');
  return card;
}

/** Goes from the danger question to the card about the child. */
export async function continuesToChild(
  card: CardActions,
  { danger = 'No', about = aboutJane }: Concern = {},
): Promise<void> {
  await card.presses(danger);
  await card.isPast(danger);
  if (card.sees().headings.includes('Who is referring?')) await card.presses('Continue', about);
}

/** Takes the short path to the check-answers card. @returns the card with “Submit referral” */
export async function toCheckAnswers(person: Person, concern: Concern = {}): Promise<CardActions> {
  const card = await beginsCheck(person);
  await continuesToChild(card, concern);
  await fillsInTheRest(card, concern);
  return card;
}

/** Goes from the card about the child to the check-answers card. */
export const fillsInTheRest = (
  card: CardActions,
  { child = aChild, asked = 'They were not asked', consent }: Concern = {},
) =>
  card.presses('Finish and send', child, asked, 'Continue', { Could: 'Yes', Why: 'He may be involved.', ...consent });

/** Sends a referral by the short path. @returns its reference */
export async function refers(person: Person, concern: Concern = {}): Promise<string> {
  const card = await toCheckAnswers(person, concern);
  await card.presses('Submit referral');
  return referenceOn(card);
}

/** Sends a referral, and waits until its card is in the MASH channel and the receipt says so. @returns its reference */
export async function arrives(world: World, person: Person, concern?: Concern): Promise<string> {
  const reference = await refers(person, concern);
  await world.until(() => caseCard(world.mo, reference).sees());
  await world.until(() => receipt(person, reference).has('Delivered'));
  return reference;
}

/** The reference in the heading of a card. */
export function referenceOn(card: CardActions): string {
  const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(card.sees().headings.join(' '))?.[0];
  if (reference === undefined) throw new Error(`no reference on the card:\n${card.sees().text}`);
  return reference;
}

/** The shared card of a case as this member of the MASH sees it, or the form that they have opened on it. */
export function caseCard(person: Person, reference: string): CardActions {
  const isAbout = (card: CardSeen) => card.headings.includes(reference) || card.text.startsWith(`${reference}\n`);
  const isOfCase = (card: CardSeen) => isInChannel(card.conversationId) && isAbout(card);
  // a line of the thread has no other button
  const isWhole = ({ buttons }: CardSeen) => buttons.some((title) => title !== 'Show the words');
  const { activityId } = person.on((card) => isOfCase(card) && isWhole(card)).sees();
  return person.on((card) => card.activityId === activityId);
}

/**
 * The card of a case in the Assessment team’s channel as this member sees it, or the form that they have opened on it.
 */
export function assessmentCard(person: Person, reference: string): CardActions {
  const isOfCase = ({ conversationId, headings, buttons }: CardSeen) =>
    conversationId.startsWith(assessments.id) && headings.includes(reference) && buttons.length > 0;
  const { activityId } = person.on(isOfCase).sees();
  return person.on((card) => card.activityId === activityId);
}

/** The newest card in the 1:1 chat that has these words. */
export const inChat = (person: Person, words: string): CardActions =>
  person.on((card) => card.conversationId === person.chatId && card.text.includes(words));

/** The receipt of a referral in its author’s chat. */
export const receipt = (person: Person, reference: string): CardActions =>
  person.on((card) => card.conversationId === person.chatId && card.headings.includes(reference));

/** The plain texts among these messages: all that a phone without cards shows. */
export const textsOf = (sent: readonly { text?: string }[]): string => sent.map(({ text }) => text ?? '').join('\n');

/** Types these messages one after the other. @returns the text of the last answer */
export const types = async (person: Person, text: string, ...more: string[]): Promise<string> =>
  textsOf(await person.says(text, ...more));

/** The reference in the buttons of a card, whether or not its text shows it. */
export function referenceInButtons(card: CardActions): string {
  const reference = /"case":"(HT-[0-9A-Z]{4}-[0-9A-Z]{3})"/.exec(JSON.stringify(card.sees().json))?.[1];
  if (reference === undefined) throw new Error(`no case on the card:\n${card.sees().text}`);
  return reference;
}

/** The card of a case or draft in the MASH channel, if there is one. */
export function cardInChannel(person: Person, reference: string): CardSeen | undefined {
  try {
    return person.on((card) => isInChannel(card.conversationId) && card.headings.includes(reference)).sees();
  } catch {
    return undefined;
  }
}

/** @returns this card if it says these words: to wait for with `world.until` */
export const cardSaying = (card: CardSeen | undefined, words: string): CardSeen | undefined =>
  card?.text.includes(words) ? card : undefined;

/** The written referral in the thread of a case, if it is there yet. */
export const writtenReferralInThread = (person: Person, reference: string): Delivered | undefined =>
  person.thread(reference).find(({ summary }) => summary?.includes('Written referral'));

/** Mentions the bot in a new thread of the MASH channel. @returns the card of the answer */
export async function asksAtDesk(person: Person, words: string): Promise<CardActions> {
  const [answer] = await person.mentions(words);
  if (!answer) throw new Error(`the bot gave no answer to “${words}”`);
  return person.on((card) => card.activityId === answer.id);
}

/** Asks for a list in the MASH channel, which says how many it holds. @returns the list, as this person alone sees it */
export async function listOf(person: Person, words: string): Promise<CardActions> {
  const card = await asksAtDesk(person, words);
  await card.presses(card.sees().buttons[0] ?? '');
  return card;
}

/** Opens the form for a phone referral in the MASH channel. @returns the card, which shows it to this person only */
export async function opensCallForm(person: Person): Promise<CardActions> {
  const card = await asksAtDesk(person, 'log a phone referral');
  await card.presses('Open the form');
  return card;
}

/** Presses Continue until the card has this heading, and fills in the named forms. @returns the headings on the way */
export async function continuesUntil(
  card: CardActions,
  heading: string,
  answers: Record<string, Filled> = {},
): Promise<string[]> {
  const passed: string[] = [];
  while (!card.sees().headings.some((each) => isOn(each, heading))) {
    const { headings, buttons } = card.sees();
    const current = headings[0] ?? '';
    if (passed.length > 45) throw new Error(`the check does not reach “${heading}”; it went: ${passed.join(', ')}`);
    passed.push(current);
    const isConsent = current === 'Consent, your decision';
    const given = { ...(isConsent && { Could: 'Yes' }), ...answersOn(current, answers) };
    if (buttons.includes('They were not asked')) await card.presses('They were not asked');
    else await card.presses(buttons.find((title) => /^(?:Continue|Go through)/.test(title)) ?? '', given);
  }
  return passed;
}

/** Whether a card has this heading. Two short themes of the check share one. */
const isOn = (heading: string, title: string) => heading === title || heading.split(' · ').includes(title);

const answersOn = (heading: string, answers: Record<string, Filled>): Filled =>
  Object.assign({}, ...Object.entries(answers).flatMap(([title, each]) => (isOn(heading, title) ? [each] : [])));

/** A manager decides by the form on the shared card. */
export async function decides(person: Person, reference: string, more: Filled = {}): Promise<void> {
  const card = caseCard(person, reference);
  await card.presses('Record decision', 'Confirm decision', {
    Decision: 'Other action',
    'What action': 'A social worker visits today.',
    Reasons: 'The burn.',
    'Concern about trafficking': 'No',
    ...more,
  });
}

/** A member of the MASH presses these buttons on the shared card, one after the other. @returns what they then have */
export async function opens(person: Person, reference: string, title: string, ...more: string[]): Promise<CardActions> {
  const card = caseCard(person, reference);
  await card.presses(title, ...more);
  return card;
}

/** A member of the MASH asks the referrer by the form on the shared card. */
export async function asks(person: Person, reference: string, question: string): Promise<void> {
  await caseCard(person, reference).presses('Ask the referrer', 'Send question', { 'Your question': question });
}

/** A manager corrects their decision, where these answers differ from it. */
export async function corrects(person: Person, reference: string, what: Filled): Promise<void> {
  await caseCard(person, reference).presses('More', 'Correct the decision', 'Confirm correction', what);
}

const isInChannel = (conversationId: string): boolean => conversationId.startsWith(referrals.id);

/** The whole of these messages as JSON: what people can read, and everything else. */
export const allOf = (messages: readonly unknown[]): string => JSON.stringify(messages);

/** The summaries of these messages: all that a notification on a lock screen shows. */
export const summariesIn = (messages: readonly { summary?: string }[]): string[] =>
  messages.map((message) => message.summary ?? 'NO SUMMARY');

/** What notifications of this person’s chat show, where it begins with these words, such as a reference. */
export const noticesTo = (person: Person, beginning: string): string[] =>
  summariesIn(person.chat()).filter((summary) => summary.startsWith(beginning));

/** Every `text` in a message and its cards. Titles of buttons and labels of inputs are left out. */
export function wordsOf(message: Json): string {
  const lines: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isJson(value)) return;
    if (typeof value.text === 'string') lines.push(value.text);
    Object.values(value).forEach(walk);
  };
  walk(message);
  return lines.join('\n');
}
