import { caseNotice } from '../../cards/about-case.ts';
import { putRight, withRights } from '../../cards/added.ts';
import type { Face, OnReceipt } from '../../cards/face.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { type Button, button, type Card, line, mainButton, plain } from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { askedAll, askedOf, type HeldAddress, heldAddresses } from '../../case/held.ts';
import { doubtOf, mayPlaceAnother } from '../../case/placed.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { isUrgent } from '../../case/urgent.ts';
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

/** Who could read it, and since when nobody can. */
const sinceWords = ({ at, from }: HeldAddress) =>
  from
    ? `It stood on the MASH’s card from ${clock(from)} to ${clock(at)}. It is hidden now.`
    : `Nobody has read it since ${clock(at)}.`;
const another = 'this child, or another child in care,';
const isAnother = (record: CaseRecord, { words }: HeldAddress) => mayPlaceAnother(record, words);
const whyWords = 'All your other words are with the MASH. If the child is placed there, nobody may read where.';

/** An address with what puts it right: “its number 4 not 41”. */
export const rightAddress = (record: CaseRecord, words: string, look?: 'bold') =>
  withRights(record, words, putRight(record, words), look);

/** The question about one address, or about each of several, by its number. */
const askWords = (record: CaseRecord, all: HeldAddress[]) =>
  all.length === 1
    ? [
        ...all.flatMap((each) => [
          'You wrote this address:',
          rightAddress(record, each.words, 'bold'),
          isAnother(record, each) && line(`Is this where ${another} is placed?`, 'bold'),
          sinceWords(each),
        ]),
        whyWords,
      ]
    : [
        whyWords,
        ...all.flatMap((each) => [
          rightAddress(
            record,
            `${each.number}  ${each.words}: is ${isAnother(record, each) ? another : 'the child'} placed there?`,
            'bold',
          ),
          sinceWords(each),
        ]),
      ];

const mostAsked = 5; // each has a row of buttons

type SaysPlaced = typeof sayPlaced | typeof sayPlacedHere;
const answers = (verb: SaysPlaced, record: CaseRecord, all: HeldAddress[]): Button[][] =>
  all.slice(0, mostAsked).map((each) => {
    const { id } = record;
    const { number } = each;
    const nobody = isAnother(record, each) && 'nobody in care';
    const [yes, no] =
      all.length === 1
        ? ['Yes: leave it out', nobody ? `No: ${nobody} there` : 'No: the MASH may read it']
        : [`${number} yes: leave out`, `${number} no: ${nobody || 'may be read'}`];
    return [
      mainButton(verb as typeof sayPlaced, yes ?? '', { case: id, number, placed: 'yes' }),
      button(verb as typeof sayPlaced, no ?? '', { case: id, number, placed: 'no' }),
    ];
  });

/** After a “no”, which may have been a mistake. */
function correction(verb: SaysPlaced, record: CaseRecord, to: HeldAddress['who']) {
  const address = shownLast(record, to);
  const data = address && { case: record.id, number: address.number, placed: 'yes' as const };
  return data && button(verb as typeof sayPlaced, 'The child is placed there: leave it out', data);
}

const doubtWords = {
  keep: 'It stays held back, and nothing is deleted.',
  no: 'I do not know which you mean.',
  unsure: 'I do not know which you mean.',
  placed: 'By your own words the child may be placed there.',
};
/** The same, after words that may mean either. */
const plainWords = (asked: HeldAddress, doubt: keyof typeof doubtWords, isOfMore: boolean) => [
  `${isOfMore ? 'By your words another child in care may be placed there.' : doubtWords[doubt]} The MASH cannot read this address:`,
  line(asked.words, 'bold'),
  sinceWords(asked),
  'Type 1 or 2:',
  '1 Yes, leave it out.',
  `2 ${isOfMore ? 'No child in care is' : 'No, the child is not'} placed there. The MASH may read it.`,
];

/** Asks the referrer about an address of theirs that is held back, or says that none is. */
export function placedCard(record: CaseRecord, pack: Pack): Card {
  const { id, author } = record;
  const all = askedAll(record, author);
  const [first, second] = all;
  const said = all.map((each) => doubtOf(record, each));
  const doubt = !second && said[0];
  const nobody = (asked: HeldAddress | undefined) => (asked && isAnother(record, asked) ? 'nobody in care' : 'no');
  const typed = second
    ? `“${second.number} yes” or “${second.number} ${nobody(second)}”`
    : `“yes” or “${nobody(first)}”`;
  return cardAbout(id, pack, {
    heading: first ? heading : 'Thank you',
    blocks: [
      plain([
        doneWords(record, author),
        second && said.includes('keep') && doubtWords.keep,
        first ? (doubt ? plainWords(first, doubt, isAnother(record, first)) : askWords(record, all)) : noneHeld,
      ]),
    ],
    rows: first ? answers(sayPlaced, record, all) : [[correction(sayPlaced, record, author), toMyReferrals]],
    after: [first && !doubt && line(`Or type ${typed}.`, 'small')],
  });
}

/** The same for somebody of the MASH, of what they wrote. Only its writer gets it. */
export function placedHereCard(record: CaseRecord, to: HeldAddress['who'], link: string | undefined): Card {
  const { id } = record;
  const all = askedAll(record, to);
  const isPlain = all.length === 1 && all.every((each) => !doubtOf(record, each));
  const typed = isPlain && line(`Or type “placed ${id}” or “not placed ${id}”.`, 'small');
  return caseNotice(id, {
    summary: ': a question about what you wrote',
    lines: [
      doneWords(record, to),
      all.length > 0 ? [line(heading, 'bold'), ...askWords(record, all), typed] : noneHeld,
    ],
    buttons: all.length > 0 ? answers(sayPlacedHere, record, all).flat() : [correction(sayPlacedHere, record, to)],
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

/** On the card of the case: that an address which the MASH was told is hidden, and whom to ring for it. */
export const face: Face = {
  blocks({ record, pack }) {
    const hidden = heldAddresses(record).filter(({ from }) => from);
    const words = hidden.flatMap(({ number, who, at, from = at }) => [
      isUrgent(record, pack) && line(`Was at: address ${number}, told at ${clock(from)}, hidden`, 'bold'),
      `Address ${number} is hidden since ${clock(at)}: the child may be placed there. I asked ${staffName(record, who)}: ring them.`,
    ]);
    return hidden.length > 0 ? [plain(words)] : [];
  },
};
