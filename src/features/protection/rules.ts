import { forMash, refuseLongTexts } from '../../case/commands.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith, textIfAny } from '../../case/outcome.ts';
import { protectionOf, protectionText, sayProtection } from '../../case/protection.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import {
  namesProtection,
  type ProtectionParts,
  partLimit,
  protectionIn,
  protectionTimes,
  saysProtection,
  saysSince,
  saysUntil,
} from '../../draft/typed-police.ts';
import { type CaseEvent, type EventOf, nextNumber, textOf } from '../../history/events.ts';

/**
 * Somebody of the MASH, or the author, fills in the boxes of police protection, or types words about it. They are kept,
 * whatever of them can be read.
 * @source Protocol 6.7
 */
export function recordProtection(
  record: CaseRecord,
  { words, ...parts }: ProtectionParts & { words?: string },
  at: Actor,
): Outcome {
  const { by } = at;
  if (!by.roles.has('mash-member') && by.id !== record.author) return refuseWith('only-the-mash');
  if (!sentReferral(record)) return refuseWith('not-submitted');
  const fault = refuseLongTexts(parts, partLimit) ?? refuseLongTexts({ words: words ?? '' });
  if (fault) return fault;
  if ([words, ...Object.values(parts)].every((part) => !part?.trim()))
    return refuseWith({ kind: 'text-missing', fields: ['since'] });
  return sayProtection(record, { ...parts, ...(words !== undefined && { words }) }, at);
}

/** Somebody of the MASH records what followed. Only this stops the clock. Nobody does so of a referral of their own. */
export function recordProtectionOver(
  record: CaseRecord,
  { outcome, words }: { outcome: EventOf<'ProtectionOver'>['outcome'] | undefined; words: string },
  at: Actor,
): Outcome {
  const sent = forMash(sentReferral(record), at.by);
  if ('why' in sent) return sent;
  const fault = refuseLongTexts({ words });
  if (fault) return fault;
  if (!outcome) return refuseWith({ kind: 'text-missing', fields: ['outcome'] });
  if (!protectionOf(record)) return nothingToDo;
  const number = nextNumber(record.events, 'ProtectionOver');
  return doneBy(at, { type: 'ProtectionOver', number, outcome }, textIfAny(protectionText('over', number), words));
}

/** What typed words say of how it ended. Words that name neither an order nor an end are something else. */
export function outcomeIn(words: string): EventOf<'ProtectionOver'>['outcome'] | undefined {
  if (words.trim() === '') return undefined;
  if (/\b(?:order|epo|ico)\b/i.test(words)) return 'order';
  return /\b(?:ended|home|returned|released|over)\b/i.test(words) ? 'ended' : 'other';
}

/**
 * What follows when the author adds or answers something: that the child is in police protection, if the words say so and
 * nobody had said it, or they say more of it.
 * @param record the case before the event, with its texts
 */
export function protectionSaid(event: CaseEvent, record: CaseRecord): CaseEvent[] {
  if (!sentReferral(record) || !('by' in event) || event.by !== record.author) return [];
  const before = protectionOf(record);
  const words = wordsOn(event, record, before);
  if (words === undefined) return [];
  const parts = protectionIn(words);
  const isNew = Object.entries(parts).some(([part, said]) => before?.parts[part as keyof ProtectionParts] !== said);
  if (before && !isNew) return [];
  const number = nextNumber(record.events, 'ProtectionSaid');
  const { at, by } = event;
  const where = event.type === 'InformationAdded' ? { information: event.number } : {};
  const answer = event.type === 'QuestionAnswered' ? { answer: event.question } : {};
  return [{ type: 'ProtectionSaid', at, by, number, ...protectionTimes(parts, at), ...where, ...answer }];
}

/** The words of an event that say something of police protection; undefined for others. */
function wordsOn(event: CaseEvent, record: CaseRecord, before: ReturnType<typeof protectionOf>): string | undefined {
  if (event.type === 'InformationAdded') {
    const words = textIn(record, textOf.information(event.number));
    const tellsMore = before && (saysSince(words, before.since && before.parts.since) || saysUntil(words));
    return saysProtection(words) || tellsMore ? words : undefined;
  }
  if (event.type !== 'QuestionAnswered') return undefined;
  const answer = textIn(record, textOf.answer(event.question));
  const isAsked = namesProtection(textIn(record, textOf.question(event.question)));
  const isYes = /^\s*(?:yes|yeah|yep|(?:he|she) is|they are)\b/i.test(answer);
  const tellsMore = Object.keys(protectionIn(answer)).length > 0;
  return saysProtection(answer) || (isAsked && (isYes || tellsMore)) ? answer : undefined;
}
