import type { Card } from '../../src/cards/parts.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { mashTeam, tenantId } from '../fakes/people.ts';
import type { Answer } from '../fakes/post.ts';
import { type CardSeen, seen } from '../fakes/seeing.ts';
import { cardOf, type Json } from '../fakes/wire.ts';
import type { aProgram } from './a-program.ts';
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
function cardOfAnswer(answer: Answer, pressed: CardSeen): CardSeen {
  if (!answer.card) throw new Error(`the bot answered without a card: ${JSON.stringify(answer.body)}`);
  return seen(answer.card, pressed.activityId, pressed.conversationId);
}

/** Types “set up” to the bot in General. @returns the card of the answer, which everybody there sees */
export async function asksForSetUp(person: Person): Promise<CardSeen> {
  const [reply] = await person.mentions('set up', 'general');
  return seen((reply && cardOf(reply)) as Json, reply?.id ?? '', reply?.conversation?.id ?? '');
}

/** Presses a button whose answer only this person sees. @returns the card of the answer */
export const answerTo = async (person: Person, on: CardSeen, button: string, filled?: Filled): Promise<CardSeen> =>
  cardOfAnswer(await person.on(on).presses(button, filled), on);

/** An administrator opens the set-up form. @returns the form */
export const opensSetUp = async (admin: Person): Promise<CardSeen> =>
  answerTo(admin, await asksForSetUp(admin), 'Set up');

/** An administrator opens the set-up form and saves it. @returns the card that they then see */
export const savesSetUp = async (admin: Person, filled: Filled): Promise<CardSeen> =>
  answerTo(admin, await opensSetUp(admin), 'Save and test', filled);

/** Ash presses in a channel of the team. */
export async function inTeamPresses(
  world: Pick<ReturnType<typeof aProgram>, 'acts'>,
  verb: string,
  data: object,
): Promise<Card> {
  const channelData = { tenant: { id: tenantId }, team: { id: mashTeam.id } };
  const value = { action: { type: 'Action.Execute', verb, data } };
  const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed', channelData, value };
  return (await world.acts('ash', press as never, true)).at(-1) ?? {};
}
