import { clockAndDay } from '../../cards/london.ts';
import { author, type Events, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { referrerMessageCard, referrerMessageWords } from './cards.ts';
import { referrerMessageIn } from './state.ts';

/** A message from the MASH to the referrer. The notice shows only the reference until they open it. */
export const events: Events<'ReferrerMessaged' | 'ReferrerMessageDelivered' | 'ReferrerMessageRead'> = {
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
};
