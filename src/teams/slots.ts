import * as fuzzball from 'fuzzball';
import type { Action } from '../actions/action.ts';
import {
  type ConversationPlace,
  type PressPlace,
  type Reply,
  replyCard,
  type Sender,
  type Services,
} from '../actions/context.ts';
import type { Feature } from '../actions/feature.ts';
import { replyToResentMessage } from '../actions/heard.ts';
import { fitting, normalisedWords, type Typed, type Words } from '../actions/typed.ts';
import type { Person } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { features } from '../features/list.ts';
import type { Pack } from '../protocol/pack.ts';
import type { PersonRecord } from '../store/people.ts';
import { viewActions } from '../views/actions.ts';

/** Every action that a button can ask for: those of the features, and those that only show a case. */
export const actions: readonly Action[] = [...features.flatMap(({ actions = [] }) => actions), ...viewActions];

export const actionsByVerb = new Map(actions.map((action) => [action.verb.name, action]));
/** How many actions a press counts as. */
export function costOf(verb: string): number {
  const action = actionsByVerb.get(verb);
  return (action?.kind === 'errand' && action.cost) || 1;
}

// Reads the slots of features that belong to no card. The first feature that has an answer gives it.

const first = <T>(found: readonly (T | undefined)[]) => found.find((each) => each !== undefined);

/** What can be typed, by all features. A message that Teams sent twice answers no question of a check. */
export const typed: readonly Typed[] = [
  ...features.flatMap(({ typed = [] }) => typed),
  { band: 'question', words: () => true, does: (_, context) => replyToResentMessage(context) },
];

/** What can be typed in such a place, as its help lists it. */
export const helpOf = (place: PressPlace) =>
  typed.flatMap(({ where, help }) => (help && where?.includes(place) ? [help] : []));

/** Words that only show something, so that a misspelt one may do so, too: in the own chat, and in a channel. */
const onlyShown = {
  chat: [
    ...['my referrals', 'contacts', 'contact', 'numbers', 'advice', 'training', 'before you speak', 'check answers'],
    ...['my copy', 'on call'],
  ],
  channel: ['overdue', 'on call', 'log a phone referral', 'phone referral'],
};

/** The words of a message as they were meant. */
export function meant(text: string, place: keyof typeof onlyShown, person: PersonRecord): Words {
  const words = spelled(normalisedWords(text), onlyShown[place]) ?? text;
  return { text: words, said: normalisedWords(words), person };
}

/** What was written to the bot in a channel, if it means anything in such a place. */
export function saidInChannel({ text, sender }: { text: string; sender: Sender }, place: PressPlace) {
  const words = meant(text, 'channel', { kind: 'person', id: sender.id, aboutYou: {} });
  const [found] = fitting(typed, words, place);
  return found && { words, does: found.entry.does };
}

export const withoutReceipt = (record: CaseRecord, pack: Pack, inWords = false) =>
  first(features.map(({ ownCase }) => ownCase?.(record, pack, inWords)));

export const menu = (pack: Pack): Reply =>
  features.flatMap((feature) => (feature.menu ? replyCard(feature.menu(pack)) : []));

export const greeting = (...[who, pack]: Parameters<NonNullable<Feature['greets']>>): Reply =>
  first(features.map(({ greets }) => greets?.(who, pack))) ?? menu(pack);

export const whenAdded = async (place: ConversationPlace, services: Services) =>
  first(features.map((feature) => feature.whenAdded?.(place, services)));

export const whenMembersChange = async (mashChannelId: string, services: Services) => {
  for (const feature of features) await feature.whenMembersChange?.(mashChannelId, services);
};

/** While no feature says who may work on a case in the Assessment team's channel, nobody may. */
export const whyNotInTeam = (record: CaseRecord, by: Person): Refusal | undefined => {
  const gate = first(features.map(({ teamGate }) => teamGate));
  return gate ? gate(record, by) : { kind: 'only-the-assessment-team' };
};

export const tidied = (person: PersonRecord, now: Instant): PersonRecord =>
  features.reduce((kept, { tidies }) => tidies?.(kept, now) ?? kept, person);

const fewLetters = 6; // fewer could be a name: “Leann” is no “learn”
const manyLetters = 8;

const lettersOf = (word: string) => [...word].sort().join('');

/** Whether only one or two letters are wrong; two that changed places are one mistake. */
function isMeant(said: string, word: string): boolean {
  const most = word.length >= manyLetters || lettersOf(said) === lettersOf(word) ? 2 : 1;
  return word.length >= fewLetters && fuzzball.distance(said, word, { full_process: false }) <= most;
}

/** The word among these that was meant, if only one or two letters are wrong: “contcts” is “contacts”. */
const spelled = (said: string, words: readonly string[]): string | undefined =>
  said.length > 40 ? undefined : words.find((word) => isMeant(said, word));
