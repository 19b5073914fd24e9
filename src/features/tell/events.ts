import { clockAndDay } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, words } from '../../cards/meaning.ts';
import { replyClock } from '../../cards/no-reply.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { EventOwned } from '../../case/part.ts';
import { referrerMessageCard, referrerMessageWords } from './cards.ts';
import { referrerMessageIn, referrerMessagesOf } from './state.ts';

/** A message from the MASH to the referrer. The notice shows only the reference until they open it. */
export const events = {
  ReferrerMessaged: {
    card: true,
    receipt: true,
    notices: {
      come: {
        to: author,
        isInherited: true,
        isPast: ({ number }, record) => referrerMessageIn(record, number)?.reached?.how === 'read',
        taken: ({ number }, _, at) => [{ type: 'ReferrerMessageDelivered', at, number }],
        sounds: true,
        card({ number }, { record, pack }) {
          const message = referrerMessageIn(record, number);
          if (!message) throw new Error(`case ${record.id} has no message ${number}`);
          return referrerMessageCard(record, message, pack);
        },
      },
    },
    line: (event, { record }) =>
      words('Message to the referrer', referrerMessageWords(record, event), spacedSmallLine(whoAndWhen(record, event))),
  },
  ReferrerMessageDelivered: { card: true, line: 'none', words: 'The message has come to the referrer' },
  ReferrerMessageRead: {
    card: true,
    line({ number }, { record }) {
      const message = referrerMessageIn(record, number);
      return words('The referrer has read your message', message && `The one of ${clockAndDay(message.at)}`);
    },
  },
} satisfies Partial<Events<EventOwned>>;

/** A message that did not reach the referrer is not told again: its card says to ring them. */
export const clocks: ClockMeanings<'message'> = {
  message: replyClock('message', {
    waits: ({ events: all }) =>
      referrerMessagesOf(all).filter(({ reached }) => !reached || reached.how === 'delivered'),
    card: (message, { record, pack }) => referrerMessageCard(record, message, pack),
    none: 'Not read yet',
  }),
};
