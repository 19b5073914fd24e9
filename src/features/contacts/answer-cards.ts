import { confirmedBy, whereToRing } from '../../cards/contact.ts';
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
import { type Answer, confirmedAs, wordsOfAnswer } from '../../protocol/contact.ts';
import type { Pack } from '../../protocol/pack.ts';
import { practice } from '../wizard/verbs.ts';
import { advice, confirmContact } from './verbs.ts';

/** The two lines of an answer, and whom to ring about it. @param isNamed with what they answer above them */
function answerBlocks(pack: Pack, { asks, lines, confirmed, ring: id }: Answer, isNamed = true) {
  const adviser = pack.contacts.find((each) => each.id === id);
  return [
    plain([isNamed && line(asks, 'bold'), lines.map(spacedLine)], 'Small'),
    adviser && plain([adviser.name, whereToRing(adviser, 'bold')], 'Small'),
    plain([line(`Answer ${confirmed ? confirmedBy(confirmed) : 'not confirmed by your council'}`, 'small')], 'Small'),
  ];
}

/** The answer to what somebody asked the bot, and whom to ring about it. An administrator can confirm it. */
export function askedCard(pack: Pack, asked: Answer, isAdmin = false): Card {
  const { asks, confirmed } = asked;
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
    blocks: answerBlocks(pack, asked, false),
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

/** What a question may be, the likeliest first: its answer stands there, and the others are offered. */
export function offeredIn(pack: Pack, meanings: readonly string[]): { asked?: Answer | undefined; more: string[] } {
  const [first = '', ...more] = meanings;
  const asked = answerFor(pack, first);
  return { asked, more: asked ? more : [...meanings] };
}

/**
 * Asks back what somebody meant, when that is not sure, or when it is not for a guess to do. Of a question the likeliest answer
 * stands there at once.
 */
export function didYouMeanCard(pack: Pack, meanings: readonly string[]): Card {
  const { asked, more } = offeredIn(pack, meanings);
  const words = more.flatMap((means) => toType[means] ?? []);
  const buttons = more.map((means) => {
    const other = answerFor(pack, means);
    return other ? button(explain, other.asks, { topic: other.id }) : presses[means];
  });
  const offered = shown(buttons);
  const letter = letters.slice(0, offered.length).join(', ');
  const lines = [
    ...words.map((word) => `Type “${word}”.`),
    ...(asked && offered.length > 0 ? [`Or something else? Press it, or type ${letter}.`] : []),
    ...(!asked && offered.length > 1 ? [`Press one, or type ${letter}.`] : []),
  ];
  return referrerCard({
    summary: 'MASH Referrals',
    heading: 'Did you mean this?',
    blocks: [asked && answerBlocks(pack, asked), plain(lines.map(spacedLine), 'Small')],
    rows: [offered],
    after: ring('Rather talk to someone? Ring', pack.phones.urgent),
    pack,
  });
}

/** What is typed for the first, second and third of what was offered: a number would answer a question of the check. */
export const letters = ['a', 'b', 'c'];
