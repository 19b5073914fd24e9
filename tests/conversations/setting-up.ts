import type { Filled } from '../fakes/filling-in.ts';
import type { Answer } from '../fakes/post.ts';
import { type CardSeen, seen } from '../fakes/seeing.ts';
import { cardOf, type Json } from '../fakes/wire.ts';
import type { Person } from './person.ts';

/** An environment that leaves the whole set-up to Teams. */
export const emptySetUpEnv = {
  MASH_TEAM_ID: '',
  MASH_CHANNEL_ID: '',
  MASH_SERVICE_URL: 'http://127.0.0.1:9', // nothing listens here; the default could be an emulator on this machine
  MASH_MANAGERS: '',
  MASH_ESCALATION: '',
};

/** The card of an answer, which only this person sees in place of the card that they pressed. */
export function cardOfAnswer(answer: Answer, pressed: CardSeen): CardSeen {
  if (!answer.card) throw new Error(`the bot answered without a card: ${JSON.stringify(answer.body)}`);
  return seen(answer.card, pressed.activityId, pressed.conversationId);
}

/** Types “set up” to the bot in General. @returns the card of the answer, which everybody there sees */
export async function asksForSetUp(person: Person): Promise<CardSeen> {
  const [reply] = await person.mentions('set up', 'general');
  return seen((reply && cardOf(reply)) as Json, reply?.id ?? '', reply?.conversation?.id ?? '');
}

/** An administrator opens the set-up form. @returns the form */
export async function opensSetUp(admin: Person): Promise<CardSeen> {
  const invitation = await asksForSetUp(admin);
  return cardOfAnswer(await admin.on(invitation).presses('Set up'), invitation);
}

/** An administrator opens the set-up form and saves it. @returns the card that they then see */
export async function savesSetUp(admin: Person, filled: Filled): Promise<CardSeen> {
  const form = await opensSetUp(admin);
  return cardOfAnswer(await admin.on(form).presses('Save and test', filled), form);
}
