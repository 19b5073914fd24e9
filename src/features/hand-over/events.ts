import { clockAndDay } from '../../cards/london.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { staffName } from '../../case/record.ts';
import { handOverPhone } from '../../history/referral.ts';
import { handedOverNotice } from './cards.ts';

/**
 * The colleague who accepts gets everything that the author would get. The former author is told, and the messages
 * about the case in their chat are cleared.
 */
export const events: Events<'HandOverOffered' | 'HandOverAccepted'> = {
  HandOverOffered: {
    line: 'none',
    words: 'The referrer asked for a code to hand it over',
  },
  HandOverAccepted: {
    card: true,
    notices: {
      left: {
        to: ({ from }) => [from],
        mayFail: true,
        card: (event, { record, pack }) => handedOverNotice(record, event, pack),
      },
    },
    also: ({ from, by }, { inherited }) => [
      { to: { person: from }, message: { kind: 'clear-draft' } },
      ...inherited(by),
      { to: { person: by }, message: { kind: 'receipt' } },
    ],
    line: ({ by, from, at, number }, { record }) =>
      words(
        'The referrer has handed it over',
        line(`To ${staffName(record, by)}`, 'bold'),
        line(record.facts.texts[handOverPhone(number)] ?? '', 'bold'),
        `From ${staffName(record, from)}, ${clockAndDay(at)}. Ring, ask and tell who has it now.`,
      ),
  },
};
