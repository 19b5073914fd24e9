import { noNumber, whereToRing } from '../../cards/contact.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  coloured,
  type Line,
  line,
  plain,
  referrerCard,
  section,
} from '../../cards/parts.ts';
import { start } from '../../cards/verbs.ts';
import { firstToAsk } from '../../check/advice-order.ts';
import { type Answers, emptyAnswers } from '../../check/draft.ts';
import { applies } from '../../check/shown-when.ts';
import { packFor } from '../../check/words-for.ts';
import { type Contact, canBeConfirmed } from '../../protocol/contact.ts';
import type { Pack } from '../../protocol/pack.ts';
import { advice, confirmContact } from './verbs.ts';

/** Who reads the card. Their answers decide which contacts fit, and an administrator can confirm numbers. */
export interface AdviceReader {
  answers: Answers;
  isAdmin: boolean;
  notice?: string | undefined; // what the administrator should read first
}
export const anyReader: AdviceReader = { answers: emptyAnswers, isAdmin: false };

const printedLines = (contact: Contact): Line[] =>
  contact.printed ? [line(`“${contact.printed}”`, 'small', 'Small')] : [];

/**
 * Who took over the work of a contact that no longer exists. The old number appears only inside the quote from the
 * protocol.
 */
const successorLines = ({ successor }: Contact): Line[] =>
  successor ? [line(`Now: ${successor}`, 'bold', 'Small')] : [];

/**
 * Everybody to ring: first those to ring first, then the others, then those who no longer exist.
 * @source Protocol Appendix 1
 */
export function contactsCard(whole: Pack, { answers, isAdmin, notice }: AdviceReader = anyReader): Card {
  const pack = packFor(whole, answers);
  const shown = pack.contacts.filter(({ shownWhen }) => applies(shownWhen, answers));
  const fitting = firstToAsk(pack, answers);
  const usual = shown.filter(({ when }) => when !== 'other' && when !== 'replaced');
  const atOnce = usual.filter(({ when }) => when !== 'advice');
  const ofOwnAgency = shown.filter(({ shownWhen, when }) => when === 'other' && 'agency' in shownWhen);
  const first = [...new Set([...atOnce, ...fitting, ...usual, ...ofOwnAgency])];
  const others = shown.filter((each) => !first.includes(each) && each.when === 'other');
  const unfilled = others.filter((each) => !canBeReached(each));
  const replaced = shown.filter(({ when }) => when === 'replaced');
  const topLines = [
    ...(isAdmin ? ['You look after these numbers. Ring each one, then press Confirm: everybody sees your name.'] : []),
    ...(notice ? [notice] : []),
  ];
  return referrerCard({
    summary: 'MASH Referrals: contacts',
    top: topLines.map((text) => line(text, 'bold', 'Small')),
    heading: 'Contacts',
    blocks: [
      ...first.map((contact) => contactBlock(contact, 'large', isAdmin)),
      plain([line(pack.hours, 'small'), line(`At other times ring ${pack.phones.outOfHours}.`, 'small')]),
      ...withTitle('Others', [
        ...others.filter(canBeReached).map((contact) => contactBlock(contact, 'bold', isAdmin)),
        ...emptySlots(unfilled, isAdmin),
      ]),
      ...quoteBlocks([...first, ...others]),
      ...withTitle(
        'Replaced since 2016: ask your administrator',
        replaced.map((contact) =>
          section(contact.name, [line(contact.note), ...successorLines(contact), ...printedLines(contact)]),
        ),
      ),
    ],
    rows: [[button(start, 'Start a check', {}, { style: 'positive' }), button(advice, 'I only want advice')]],
    emergency: pack.emergency,
  });
}

/** The protocol's own words about the contacts, below the numbers, so that nobody has to read past them to find one. */
function quoteBlocks(contacts: Contact[]): Block[] {
  const lines = contacts.flatMap(printedLines);
  return lines.length > 0 ? withTitle('In the words of the 2016 protocol', [plain(lines)]) : [];
}

const canBeReached = ({ phone, web, email, people }: Contact): boolean => Boolean(phone || web || email || people);

function withTitle(title: string, blocks: Block[]): Block[] {
  return blocks.length > 0 ? [coloured('emphasis', [line(title, 'bold')]), ...blocks] : [];
}

function emptySlots(slots: Contact[], isAdmin: boolean): Block[] {
  const lines = slots.flatMap(({ name, note }) => [line(name, 'plain', 'Small'), line(note, 'small')]);
  const hint = isAdmin ? [line('You can add them in the protocol pack.', 'bold', 'Small')] : [];
  return slots.length > 0 ? [section(noNumber, [...lines, ...hint])] : [];
}

function contactBlock(contact: Contact, look: 'large' | 'bold', isAdmin: boolean): Block {
  const { name, note, phone, dialable, dated, address } = contact;
  const lines = [
    line(note),
    ...whereToRing(contact, look),
    ...(phone && !dialable ? [line(`“${phone}” is incomplete${dated && ` in the ${dated}`}: do not dial.`)] : []),
    ...(address ? [line(address, 'small')] : []),
  ];
  return section(name, lines, isAdmin && canBeConfirmed(contact) ? [confirmButton(contact)] : []);
}

/** The button carries the number, so that an old card cannot confirm a number that its reader never saw. */
function confirmButton({ id, name, phone, confirmed }: Contact): Button {
  const data = { contact: id, phone, ...(confirmed ? { choice: 'take-back' as const } : {}) };
  const title = confirmed ? 'Take back' : 'Confirm';
  return button(confirmContact, title, data, { tooltip: `${title}: ${name}` });
}
