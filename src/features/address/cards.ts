import { caseNotice } from '../../cards/about-case.ts';
import type { OnReceipt } from '../../cards/face.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { type Button, button, type Card, line, mainButton, plain } from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { askedOf, type HeldAddress } from '../../case/held.ts';
import { doubtOf } from '../../case/placed.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { shownLast } from './rules.ts';
import { askPlaced, sayPlaced, sayPlacedHere } from './verbs.ts';

const heading = 'Is the child placed there?';

/** What was done because of the last answer of this person, until another address of theirs is held back. */
function doneWords({ events }: CaseRecord, person: HeldAddress['who']) {
  const last = events.findLast(
    (event) =>
      ['AddressesHeld', 'AddressRemoved', 'AddressShown'].includes(event.type) && 'by' in event && event.by === person,
  );
  if (last?.type === 'AddressRemoved') return 'Left out. The MASH does not see it.';
  return last?.type === 'AddressShown' && 'The MASH can read it.';
}

const noneHeld = 'No address of yours is held back.';

const askWords = ({ at, words }: HeldAddress) => [
  `You wrote this address. Nobody has read it since ${clock(at)}:`,
  line(words, 'bold'),
  'All your other words are with the MASH. If the child is placed there, nobody may read where.',
];

const answers = (
  verb: typeof sayPlaced | typeof sayPlacedHere,
  id: CaseRecord['id'],
  { number }: HeldAddress,
): Button[] => [
  mainButton(verb as typeof sayPlaced, 'Yes: leave it out', { case: id, number, placed: 'yes' }),
  button(verb as typeof sayPlaced, 'No: the MASH may read it', { case: id, number, placed: 'no' }),
];

/** After a “no”, which may have been a mistake. */
function correction(verb: typeof sayPlaced | typeof sayPlacedHere, record: CaseRecord, to: HeldAddress['who']) {
  const address = shownLast(record, to);
  const data = address && { case: record.id, number: address.number, placed: 'yes' as const };
  return data && button(verb as typeof sayPlaced, 'The child is placed there: leave it out', data);
}

/** The same, after words that may mean either. */
const plainWords = ({ words }: HeldAddress, doubt: ReturnType<typeof doubtOf>) => [
  `${doubt === 'keep' ? 'It stays held back, and nothing is deleted.' : 'I do not know which you mean.'} The MASH cannot read this address:`,
  line(words, 'bold'),
  'Type 1 or 2:',
  '1 Yes, leave it out.',
  '2 No, the child does not live there. The MASH may read it.',
];

/** Asks the referrer about an address of theirs that is held back, or says that none is. */
export function placedCard(record: CaseRecord, pack: Pack): Card {
  const { id, author } = record;
  const asked = askedOf(record, author);
  const doubt = asked && doubtOf(record, asked);
  return cardAbout(id, pack, {
    heading: asked ? heading : 'Thank you',
    blocks: [
      plain([doneWords(record, author), asked ? (doubt ? plainWords(asked, doubt) : askWords(asked)) : noneHeld]),
    ],
    rows: [asked ? answers(sayPlaced, id, asked) : [correction(sayPlaced, record, author), toMyReferrals]],
    after: [asked && !doubt && line('Or type “yes” or “no”.', 'small')],
  });
}

/** The same for somebody of the MASH, of what they wrote. Only its writer gets it. */
export function placedHereCard(record: CaseRecord, to: HeldAddress['who'], link: string | undefined): Card {
  const { id } = record;
  const asked = askedOf(record, to);
  return caseNotice(id, {
    summary: ': a question about what you wrote',
    lines: [
      doneWords(record, to),
      asked
        ? [line(heading, 'bold'), ...askWords(asked), line(`Or type “placed ${id}” or “not placed ${id}”.`, 'small')]
        : noneHeld,
    ],
    buttons: asked ? answers(sayPlacedHere, id, asked) : [correction(sayPlacedHere, record, to)],
    link,
  });
}

/** On the receipt: that an address waits for the referrer's answer. It does not show the address. */
export const heldOnReceipt: OnReceipt = {
  progress({ record }) {
    const asked = askedOf(record, record.author);
    return [asked && line(`An address you wrote is held back since ${clockAndDay(asked.at)}. ${heading}`, 'bold')];
  },
  buttons: {
    askPlaced: ({ record }) =>
      askedOf(record, record.author)
        ? button(askPlaced, 'The address: answer', { case: record.id, below: true })
        : undefined,
  },
};
