import type { Instant } from '../base/time.ts';
import { nameOfMessage, type Recipient } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { erasedIn } from '../case/standing.ts';
import { nothingLeft } from '../features/retention/cards.ts';
import type { Pack } from '../protocol/pack.ts';
import type { ReadRecord } from '../store/reads.ts';
import { chainOfCase, historyInWords, writtenAnswers } from './case-file.ts';

const notice =
  'Everything that is held on this case. It names others, and holds what must not be told to everybody: read and redact it before it is given to anyone.';

/** Everything held on one case, for the person who answers a subject-access request. All times are UTC. */
export function subjectAccess(record: CaseRecord, reads: ReadRecord[], pack: Pack, madeAt: Instant) {
  const { salts: _, held: __, ...facts } = record.facts;
  return {
    format: 1,
    notice,
    ...whatItIs(record), // says that the case was erased, or that the child is made up
    reference: record.id,
    madeAt,
    status: record.status,
    written: writtenAnswers(record, pack),
    facts, // as they are stored; only where the child may be placed is left out
    history: historyInWords(record, pack, madeAt),
    // the messages that the bot sent, without their words
    told: record.outbox.flatMap(({ to, message, state }) =>
      state.kind === 'sent' ? [{ to: toWhom(to), what: nameOfMessage(message), at: state.at }] : [],
    ),
    // the people who were shown the whole case
    reads: reads.map(({ by, at, how }) => ({ by, at, how })),
    chain: chainOfCase(record),
  };
}

function whatItIs({ practice, events }: CaseRecord): { about?: string } {
  const erased = erasedIn(events);
  if (erased) return { about: nothingLeft(erased) };
  return practice ? { about: 'A practice case: the child is made up, and nothing of it was sent.' } : {};
}

/** The recipient: a channel, or the object id of a person, even if the message went outside Teams. */
function toWhom(to: Recipient) {
  if ('place' in to) return to.place;
  return 'person' in to ? to.person : to.outside;
}
