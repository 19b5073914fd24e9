import { phoneCaller } from '../../base/people.ts';
import { forMash, refuseFaultyTexts } from '../../case/commands.ts';
import { textsAsWritten } from '../../case/held.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, type Refusal, refuseWith } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { type CaseEvent, saidName } from '../../history/events.ts';
import { referrerMessageText } from '../../history/referral.ts';
import { referrerMessageIn, referrerMessagesOf } from './state.ts';

/** Why a person cannot send the referrer a message. Checked before the form is shown, and again when it is sent. */
export function whyNotTell(record: CaseRecord, { by }: Pick<Actor, 'by'>): Refusal | undefined {
  const sent = forMash(sentReferral(record), by);
  if ('why' in sent) return sent.why;
  return sent.submittedBy === phoneCaller ? { kind: 'not-in-teams' } : undefined;
}

/**
 * Sends the referrer a message. It decides nothing and stops no clock. The same words sent twice in a row are one
 * message.
 */
export function recordReferrerMessage(record: CaseRecord, words: string, at: Actor): Outcome {
  const refusal = whyNotTell(record, { by: at.by });
  if (refusal) return refuseWith(refusal);
  const fault = refuseFaultyTexts({ message: words });
  if (fault) return fault;
  const messages = referrerMessagesOf(record.events);
  const last = messages.at(-1);
  if (last?.by === at.by.id && textsAsWritten(record)[referrerMessageText(last.number)] === words) return nothingToDo;
  const number = messages.length + 1;
  return doneBy(
    at,
    { type: 'ReferrerMessaged', number },
    {
      [referrerMessageText(number)]: words,
    },
  );
}

/** The referrer says that they have read a message. */
export function markReferrerMessageRead(record: CaseRecord, number: number, at: Actor): Outcome {
  const sent = sentReferral(record);
  if (!sent) return refuseWith('not-submitted');
  if (at.by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const message = referrerMessageIn(record, number);
  if (!message) return refuseWith('no-such-question');
  if (message.reached?.how === 'read') return nothingToDo;
  return doneBy(at, { type: 'ReferrerMessageRead', number });
}

/** Whoever says something after a message has come to them has read it, whatever they say; an answer to a question proves nothing. */
export function readByWords(event: CaseEvent, { author, events }: CaseRecord): CaseEvent[] {
  if (!saidName(event) || event.type === 'QuestionAnswered' || !('by' in event) || event.by !== author) return [];
  const saidAt = ('typedAt' in event && event.typedAt) || event.at;
  return referrerMessagesOf(events)
    .filter(({ reached }) => reached?.how === 'delivered' && reached.at < saidAt)
    .map(({ number }) => ({ type: 'ReferrerMessageRead', at: event.at, by: author, number }));
}
