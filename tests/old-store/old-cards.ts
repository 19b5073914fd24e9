import { choices, headingsIn, inputsIn, parts } from '../fakes/card.ts';
import { dataWith, initialValues, type Values } from '../fakes/filling-in.ts';
import { channelOf } from '../fakes/messages.ts';
import { assessments, profiles, referrals, type Who } from '../fakes/people.ts';
import { post } from '../fakes/post.ts';
import type { Teams } from '../fakes/teams.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { cardOf, isJson, type Json, textOf } from '../fakes/wire.ts';

// Every different button that a program sent, with what a Teams client sends when somebody presses it.

export type Place = 'chat' | 'mash' | 'assessment';

export interface OldButton {
  who: Who;
  place: Place;
  title: string;
  verb: string;
  /** The data of the button, with every input of its card filled in. */
  data: Json;
}

/** A card that a person was shown, and where. */
export interface Shown {
  who: Who;
  place: Place;
  card: Json;
}

const everybody = Object.keys(profiles) as Who[];
const usual: Record<Exclude<Place, 'chat'>, Who> = { mash: 'mo', assessment: 'sue' };

export function placeOf(conversationId: string): Place {
  const channel = channelOf(conversationId);
  return channel === referrals.id ? 'mash' : channel === assessments.id ? 'assessment' : 'chat';
}

/** All cards sent into the chats and the two channels, in every version. */
export function sentCards(teams: Teams): Shown[] {
  const cards = (id: string): Json[] =>
    teams.messages(id).flatMap(({ versions }) => versions.map(({ activity }) => cardOf(activity)).filter(isJson));
  return [
    ...everybody.flatMap((who) =>
      cards(teams.chatWith(profiles[who])).map((card) => ({ who, place: 'chat' as const, card })),
    ),
    ...cards(referrals.id).map((card) => ({ who: usual.mash, place: 'mash' as const, card })),
    ...cards(assessments.id).map((card) => ({ who: usual.assessment, place: 'assessment' as const, card })),
  ];
}

/** Listens for the cards in answers to presses, which Teams stores nowhere. @returns a function that stops listening */
export function hearAnswers(heard: (shown: Shown) => void): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init);
    if (!String(input).endsWith('/api/messages')) return response;
    const { from, conversation } = JSON.parse(String(init?.body));
    const { value } = JSON.parse((await response.clone().text()) || '{}');
    const who = everybody.find((each) => profiles[each].objectId === from.aadObjectId);
    if (who && value?.type === 'AdaptiveCard') heard({ who, place: placeOf(conversation.id), card: value });
    return response;
  };
  return () => {
    globalThis.fetch = real;
  };
}

/**
 * One button of each kind, and of each kind the last. Buttons that differ only in their case or revision are of the
 * same kind.
 * @param alive cases whose buttons are preferred, because they still have an effect
 */
export function buttonsOn(shown: Shown[], alive: (string | undefined)[]): OldButton[] {
  const found = new Map<string, OldButton>();
  const isAlive = ({ card }: Shown) => Number(alive.some((id) => id && JSON.stringify(card).includes(id)));
  for (const { who, place, card } of shown.toSorted((one, other) => isAlive(one) - isAlive(other))) {
    for (const action of parts(card)) {
      if (action.type !== 'Action.Execute' || action.isEnabled === false) continue;
      const data = dataWith(action, card, filledIn(card));
      const key = JSON.stringify([
        place,
        action.verb,
        Object.keys(data).map(withoutNumber).sort(),
        kindOf(data, action.verb),
      ]);
      const button = { who, place, title: textOf(action.title) ?? '', verb: String(action.verb), data };
      found.set(key, button);
    }
  }
  // The set-up comes last, because it changes the conditions for all the others.
  return [...found.values()].sort((one, other) => isLast(one) - isLast(other));
}

const isLast = ({ verb }: OldButton): number => Number(verb === 'save-set-up');
const withoutNumber = (key: string): string => key.replace(/__\d+$/, '');
const kindOf = ({ choice, to, step, list, contact }: Json, verb: unknown): unknown[] =>
  verb === 'back' || verb === 'check-answers' ? [] : [choice, to, step, list, contact];

/** Keeps the values of the inputs, and fills each empty one with the first choice or a word. */
function filledIn(card: Json): Values {
  const values = initialValues(card);
  for (const input of inputsIn(card)) {
    const id = String(input.id);
    if (values[id] !== '' && input.type !== 'Input.Toggle') continue;
    if (input.type === 'Input.ChoiceSet') values[id] = choices(input)[0]?.value ?? '';
    else values[id] = input.type === 'Input.Toggle' ? String(input.valueOn ?? 'true') : 'Something.';
  }
  return values;
}

/** Where presses go: a program, and its fake Teams. */
export interface PressTarget {
  base: string;
  teams: Teams;
}

/**
 * Presses a button of an old card. This fake Teams has none of the old messages, so in a channel the card gets a thread
 * of its own.
 * @returns the heading of the card in the answer, or its sentence, without anything that depends on the time
 */
export async function pressOld({ base, teams }: PressTarget, { who, place, verb, data }: OldButton): Promise<string> {
  const client = teamsClient(profiles[who], teams);
  const channel = place === 'mash' ? referrals : assessments;
  const conversation = place === 'chat' ? client.chatId : teams.opensThread(channel.id);
  const answer = await post(base, JSON.stringify(client.execute(conversation, teams.nextId(), verb, data)));
  const words = answer.card ? (headingsIn(answer.card)[0] ?? '') : (answer.message ?? `nothing: ${answer.status}`);
  return timeless(words);
}

const timeless = (words: string): string =>
  words.replace(/\d\d:\d\d(, \w+ \d+ \w+)?/g, 'then').replace(/HT-[0-9A-Z]{4}-[0-9A-Z]{3}/g, 'HT');
