import { phoneCaller } from '../../base/people.ts';
import { type Events, type Hears, type Notice, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { heldAddresses, shownAddress } from '../../case/held.ts';
import type { EventAt, EventOwned } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isOwnReferral } from '../../case/state.ts';
import { redrawn } from '../../case/tell.ts';
import type { EventOf } from '../../history/events.ts';
import { placedCard, placedHereCard, rightAddress } from './cards.ts';

/** Draws again what was sent before, or is just being sent: each message whose words may hold an address. */
const again = (record: CaseRecord) =>
  redrawn(record, ({ kind }) => ['written', 'line', 'addition', 'assessment-line', 'notice'].includes(kind));

const isAdmin = (person: string) => person.startsWith('admin:'); // at the command line, and not in Teams

type Held = EventOf<'AddressesHeld'>;
const askedFor = ({ by }: Held, { record, referral }: EventAt) =>
  isAdmin(by) ? [] : [referral && record.author !== phoneCaller && isOwnReferral(referral, by) ? record.author : by];

/** One question sounds: it does not sound again for each other way to write the place. */
const isFirst = (event: Held, view: EventAt) =>
  heldAddresses(view.record).every(
    ({ who, number, at }) => !askedFor(event, view).includes(who) || event.numbers.includes(number) || at > event.at,
  );

const ask: Pick<Notice<Held>, 'isPast' | 'card'> = {
  isPast: ({ numbers }, record) => heldAddresses(record).every(({ number }) => !numbers.includes(number)),
  card: (_, { record, pack, to, link }) =>
    to === record.author ? placedCard(record, pack) : placedHereCard(record, to, link),
};

export const events = {
  AddressesHeld: {
    card: true,
    receipt: true,
    notices: {
      ask: { ...ask, to: (event, view) => (isFirst(event, view) ? askedFor(event, view) : []), sounds: true },
      askMore: { ...ask, to: (event, view) => (isFirst(event, view) ? [] : askedFor(event, view)) },
    },
    also: ({ earlier }, { record }) => (earlier ? again(record) : []),
    line: 'none',
    words: 'An address is held back: who wrote it is asked whether the child is placed there',
  },
  AddressShown: {
    card: true,
    receipt: true,
    line: (event, { record }) =>
      words(
        'The child is not placed there',
        rightAddress(record, `Address ${event.number}: ${shownAddress(record, event.number)}`),
        line(whoAndWhen(record, event), 'small'),
      ),
  },
  AddressRemoved: {
    card: true,
    receipt: true,
    also: ({ number }, { record }) =>
      record.events.some((event) => event.type === 'AddressShown' && event.number === number) ? again(record) : [],
    line: (event, { record }) =>
      words(
        'An address is left out',
        `Address ${event.number} is where the child is placed. Nobody may read it.`,
        line(whoAndWhen(record, event), 'small'),
      ),
  },
} satisfies Partial<Events<EventOwned>>;

/** When the facts are erased, the question goes from the chat of whoever of the MASH was asked. */
export const hears: Hears<'FactsErased'> = {
  FactsErased: {
    also: (_, { record }) =>
      [...new Set(record.events.flatMap((event) => (event.type === 'AddressesHeld' ? [event.by] : [])))]
        .filter((person) => person !== record.author && !isAdmin(person))
        .map((person) => ({ to: { person }, message: { kind: 'clear-draft' } })),
  },
};
