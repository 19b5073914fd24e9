import { confirmedBy, whereToRing } from '../../cards/contact.ts';
import { helpCard } from '../../cards/helpful.ts';
import {
  type Button,
  button,
  type Card,
  line,
  plain,
  referrerCard,
  ring,
  shown,
  spacedLine,
} from '../../cards/parts.ts';
import { contacts, explain, missing, myReferrals, start } from '../../cards/verbs.ts';
import { type Answer, confirmedAs, wordsOfAnswer } from '../../protocol/answers.ts';
import type { Pack } from '../../protocol/pack.ts';
import { practice } from '../wizard/verbs.ts';
import { advice, confirmContact } from './verbs.ts';

/** The answer to what somebody asked the bot, and whom to ring about it. An administrator can confirm it. */
export function askedCard(pack: Pack, asked: Answer, isAdmin = false): Card {
  const { asks, lines, confirmed } = asked;
  const adviser = pack.contacts.find(({ id }) => id === asked.ring);
  const data = { contact: confirmedAs(asked), phone: wordsOfAnswer(asked) };
  const next = pack.answers.find((each) => !each.confirmed && each.id !== asked.id);
  const forAdmin: (Button | false | undefined)[] = [
    confirmed
      ? button(confirmContact, 'Take back', { ...data, choice: 'take-back' })
      : button(confirmContact, 'Confirm', data),
    next && button(explain, 'Next to confirm', { topic: next.id }),
  ];
  return referrerCard({
    summary: 'MASH Referrals',
    heading: asks,
    headingSize: 'Default',
    blocks: [
      plain(lines.map(spacedLine), 'Small'),
      adviser && plain([adviser.name, whereToRing(adviser, 'bold')], 'Small'),
      plain([line(`Answer ${confirmed ? confirmedBy(confirmed) : 'not confirmed by your council'}`, 'small')], 'Small'),
    ],
    rows: [isAdmin && forAdmin],
    after: ring('Talk to someone: Children’s Services', pack.phones.urgent),
    pack,
  });
}

const presses: Record<string, Button> = {
  'c start': button(start, 'Start a check'),
  'c my-referrals': button(myReferrals, 'My referrals'),
  'c contacts': button(contacts, 'Contacts'),
  'c advice': button(advice, 'I only want advice'),
  'c practice': button(practice, 'Practise'),
  'c missing': button(missing, 'Child is missing'),
};

/** The words for what no button of this card does, because it writes, sends or deletes. */
const toType: Record<string, string> = {
  'c help': 'help',
  'c undo': 'back',
  'c change': 'change',
  'c delete': 'delete this draft',
  'c my-copy': 'my copy',
  'c found': 'found: and where the child is',
  'c add': 'add information',
  'c stop': 'stop',
  'c continue': 'go on',
  'c send': 'send',
};

/** Whether this card can offer what typed words may mean. */
export const canOffer = (pack: Pack, means: string): boolean =>
  means in presses || means in toType || answerFor(pack, means) !== undefined;

/** The answer to a question by its meaning, “q mash”. */
export const answerFor = ({ answers }: Pack, means: string): Answer | undefined =>
  answers.find(({ id }) => means === `q ${id}`);

/** Asks back what somebody meant, when that is not sure, or when it is not for a guess to do. */
export function didYouMeanCard(pack: Pack, meanings: readonly string[]): Card {
  const words = meanings.flatMap((means) => toType[means] ?? []);
  const buttons = meanings.map((means) => {
    const asked = answerFor(pack, means);
    return asked ? button(explain, asked.asks, { topic: asked.id }) : presses[means];
  });
  const offered = shown(buttons);
  const isTopic = meanings.some((means) => answerFor(pack, means));
  const lines = [
    ...(isTopic ? ['I am not sure what you ask.'] : []),
    ...words.map((word) => `Type “${word}”.`),
    ...(offered.length > 1 ? [`Press one, or type ${letters.slice(0, offered.length).join(', ')}.`] : []),
  ];
  return helpCard(pack, { heading: 'Did you mean this?', lines, rows: [offered] });
}

/** What is typed for the first, second and third of what was offered: a number would answer a question of the check. */
export const letters = ['a', 'b', 'c'];
