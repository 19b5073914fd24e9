import type { CaseId } from '../../base/reference.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import type { EventOwned, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { joinedByWords } from './cards.ts';

const byLine = (record: CaseRecord, event: Parameters<typeof joinedByWords>[1]) =>
  line(`By ${joinedByWords(record, event)}`, 'small');
const tellOther = (to: CaseId, event: number): Plain => ({
  to: { place: 'cases' },
  message: { kind: 'join', to, event },
});

/**
 * A join or a separation is recorded in two cases: the logged call, and the referrer's case, which is kept. The case
 * that will wait for a decision records it first (a join: the kept case; a separation: the call) and queues a message
 * that makes the other record it. So at least one of the two always waits for a decision, and no child is lost.
 */
export const events = {
  CallJoined: {
    card: true,
    receipt: true,
    also: ({ from }, { index }) => [tellOther(from, index)],
    line: (event, { record }) =>
      words(
        `The call ${event.from} is joined into this case`,
        'The earlier of the two times holds. What the MASH wrote down stays on its card.',
        byLine(record, event),
      ),
  },
  JoinedInto: {
    card: true,
    receipt: true,
    line: (event, { record }) =>
      words(
        `Joined into ${event.into}: the same call`,
        'Nothing waits here any more. It is decided there.',
        byLine(record, event),
      ),
  },
  PlacementKnown: {
    also: ({ other, mirrored }, { index }) => (mirrored ? [] : [tellOther(other, index)]),
    line: 'none',
    words: 'The child may be placed, and both cases of the call know it',
  },
  JoinUndone: {
    card: true,
    receipt: true,
    also: ({ other }, { record, index }) =>
      referralOf(record.events).status === 'joined' ? [tellOther(other, index)] : [],
    line(event, { record }) {
      const why = event.by
        ? 'They are two cases again, each with its own time.'
        : 'The call was decided, or joined elsewhere, in that moment.';
      return words(`Separate again from ${event.other}`, why, byLine(record, event));
    },
  },
} satisfies Partial<Events<EventOwned>>;
