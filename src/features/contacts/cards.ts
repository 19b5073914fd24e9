import type { Instant } from '../../base/time.ts';
import { noNumber, whereToRing, workerNote } from '../../cards/contact.ts';
import { helpCard } from '../../cards/helpful.ts';
import {
  button,
  coloured,
  folded,
  type Lines,
  line,
  mainButton,
  mixed,
  plain,
  referrerCard,
  ring,
  section,
  shown,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
} from '../../cards/parts.ts';
import { contacts, explain, myReferrals, start } from '../../cards/verbs.ts';
import type { Answers } from '../../draft/draft.ts';
import { packFor } from '../../draft/fields.ts';
import { advisers, applies, firstToAsk, warningsAt } from '../../draft/shown-when.ts';
import { type Contact, canBeConfirmed } from '../../protocol/contact.ts';
import { isOfficeOpen } from '../../protocol/days.ts';
import { formOf, type Pack } from '../../protocol/pack.ts';
import { practice } from '../wizard/verbs.ts';
import { aboutWorker, aboutWorkerTitle, advice, confirmContact, learn, speaking } from './verbs.ts';

/** Who reads the card, and when. Their answers decide which contacts fit, and an administrator can confirm numbers. */
interface AdviceReader {
  now: Instant;
  answers: Answers;
  isAdmin: boolean;
  notice?: string | undefined; // what the administrator should read first
}

const printedLine = ({ printed, phone, dialable }: Contact) =>
  printed && (dialable || !phone) && spacedSmallLine(`“${printed}”`);

/**
 * Everybody to ring: first the three that fit this hour and this agency; when the office is shut, only who answers day and night.
 * The others unfold; an administrator sees them at once, because each can be confirmed. Who no longer exists, and a number that is
 * incomplete, stand in the pack alone.
 * @source Protocol Appendix 1
 */
export function contactsCard(whole: Pack, { answers, isAdmin, notice, now }: AdviceReader) {
  const pack = packFor(whole, answers);
  const isOpen = isOfficeOpen(now, pack);
  const offered = pack.contacts.filter(({ shownWhen }) => applies(shownWhen, answers));
  const dayAndNight = offered.filter(({ when }) => when === 'always' || when === 'urgent');
  const advising = offered.filter(({ when }) => when === 'advice');
  const ofOwnAgency = offered.filter(
    (each) => each.when === 'other' && 'agency' in each.shownWhen && canBeReached(each),
  );
  const fit = [...new Set([...dayAndNight, ...firstToAsk(pack, answers), ...ofOwnAgency, ...advising])];
  const first = isAdmin ? fit : isOpen ? fit.slice(0, 3) : dayAndNight;
  const others = [...new Set([...fit, ...offered])].filter((each) => !first.includes(each) && each.when !== 'replaced');
  const unfilled = others.filter((each) => !canBeReached(each));
  const toAdmin = 'You look after these numbers. Ring each one, then press Confirm: everybody sees your name.';
  const unconfirmed = pack.answers.find(({ confirmed }) => !confirmed);
  const quotes = shown([...first, ...others].map(printedLine));
  return referrerCard({
    summary: 'MASH Referrals: contacts',
    top: [isAdmin && spacedBoldLine(toAdmin), notice && spacedBoldLine(notice)],
    heading: 'Contacts',
    blocks: [
      first.map((contact) => contactBlock(contact, 'large', isAdmin)),
      isOpen && plain([line(pack.hours, 'small')]),
      plain([pack.phones.outOfHours !== pack.phones.urgent && ring('Out of hours', pack.phones.outOfHours)]),
      isAdmin
        ? [
            others.filter(canBeReached).map((contact) => contactBlock(contact, 'bold', isAdmin)),
            folded('unfilled', 'No number yet', [
              unfilled.length > 0 && 'You can add them in the protocol pack.',
              emptySlots(unfilled),
            ]),
          ]
        : folded('others', 'All numbers', [
            !isOpen && line(pack.hours, 'small'),
            others.filter(canBeReached).map((contact) => [spacedBoldLine(contact.name), contactLines(contact, 'bold')]),
            unfilled.length > 0 && [spacedBoldLine(noNumber), emptySlots(unfilled)],
          ]),
      folded('printed', 'As the protocol has it', quotes),
    ],
    rows: [
      [mainButton(start, 'Start a check', {}), button(advice, 'I only want advice')],
      isAdmin && [unconfirmed && button(explain, 'Answers to confirm', { topic: unconfirmed.id })],
    ],
    pack,
  });
}

const canBeReached = ({ phone, web, email, people }: Contact) => Boolean(phone || web || email || people);

const emptySlots = (slots: Contact[]): Lines => slots.map(({ name, note }) => [spacedLine(name), line(note, 'small')]);

function contactLines(contact: Contact, look: 'large' | 'bold'): Lines {
  const { note, address } = contact;
  return [note, whereToRing(contact, look), address && line(address, 'small')];
}

const contactBlock = (contact: Contact, look: 'large' | 'bold', isAdmin: boolean) =>
  section(
    contact.name,
    [contactLines(contact, look), isAdmin && contact.dated && line(`From: ${contact.dated}`, 'small')],
    [isAdmin && canBeConfirmed(contact) && confirmButton(contact)],
  );

/** The button carries the number, so that an old card cannot confirm a number that its reader never saw. */
function confirmButton({ id, name, phone, confirmed }: Contact) {
  const data = { contact: id, phone, ...(confirmed && { choice: 'take-back' as const }) };
  const title = confirmed ? 'Take back' : 'Confirm';
  return button(confirmContact, title, data, { tooltip: `${title}: ${name}` });
}

/**
 * Advice that needs no name, form or consent: whom to ring about what, and what to have ready.
 * @source Protocol 7, 8.1, 11
 */
export function adviceCard(pack: Pack, answers: Answers) {
  const { heading, lines, ready } = pack.advice;
  const blocks = advisers(pack, answers).map(({ contact, when }) =>
    plain([line(when, 'bold'), contact.name, whereToRing(contact)]),
  );
  const items = ready.map((text) => line(`• ${text}`));
  return referrerCard({
    summary: 'MASH Referrals: advice',
    heading,
    blocks: [
      plain(lines.map(spacedLine), 'Small'),
      blocks,
      ready.length > 0 && coloured('emphasis', [line('Have this ready when you ring', 'bold'), items]),
    ],
    notes: [line('Still worried? You can start a check now.', 'bold', 'Medium')],
    rows: [
      { spacing: 'Small', buttons: [mainButton(start, 'Start a check', {})] },
      [button(speaking, 'Before you speak to the child')],
      [button(aboutWorker, aboutWorkerTitle)],
      [button(contacts, 'Contacts'), button(myReferrals, 'My referrals')],
      [button(learn, 'Learn')],
    ],
    pack,
  });
}

/** What to keep in mind when speaking to the child. @source Protocol 9 */
export function speakingCard(pack: Pack, answers: Answers) {
  return referrerCard({
    summary: 'MASH Referrals: before you speak to the child',
    heading: 'Before you speak to the child',
    blocks: [
      plain([line('Take your time and listen. You do not need the whole story to ask for help.', 'bold')], 'Small'),
      warningsAt(pack, 'speaking', answers).map(({ strong, text }) =>
        plain([mixed('None', ['bold', strong ? `${strong} ` : ''], text)], 'Small'),
      ),
    ],
    rows: [
      [mainButton(start, 'Start a check', {}), button(advice, 'I only want advice')],
      [button(contacts, 'Contacts')],
    ],
    after: ring('Rather talk to someone first? Ring', pack.phones.urgent),
    pack,
  });
}

/** Whom to tell of a worry about somebody who works with children, and who will read the referral. */
export const aboutWorkerCard = (pack: Pack) =>
  helpCard(pack, {
    heading: 'About somebody who works with children',
    lines: [workerNote(pack)],
    rows: [[mainButton(start, 'Start a check', {}), button(contacts, 'Contacts')]],
  });

const aims: [string, string][] = [
  ['1. Recognise it', 'Know that children are trafficked, and what your part is in stopping it.'],
  ['2. Spot the child', 'See who may have been brought into the UK, or moved inside it. Both count.'],
  ['3. Assess and refer', 'Look at what the child needs, and get them to those who can help.'],
];

/** What training is for, and a made-up case to practise on. @source Protocol 12 */
export function learnCard(pack: Pack, answers: Answers) {
  const officer = formOf(packFor(pack, answers), 'officer')?.title.toLowerCase() ?? '';
  return referrerCard({
    summary: 'MASH Referrals: learn',
    heading: 'Learn',
    blocks: [
      plain([line('Training on child trafficking has three aims.', 'bold')], 'Small'),
      ...aims.map(([title, text]) => plain([line(title, 'bold'), text], 'Small')),
      coloured('emphasis', [
        line('I am no substitute for training.', 'bold'),
        `Your agency arranges it. Ask your manager or your ${officer}.`,
      ]),
      plain(['You can practise here with a made-up child. Nothing is sent, and nobody is told.']),
    ],
    rows: [
      [mainButton(practice, 'Practise', {}), button(speaking, 'Before you speak to the child')],
      [button(advice, 'I only want advice'), button(contacts, 'Contacts')],
    ],
    pack,
  });
}
