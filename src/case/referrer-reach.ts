import { oncePer } from '../base/once-per.ts';
import type { StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { answerTo } from '../draft/draft.ts';
import { digitsOf, numberPutRight, othersNumbers } from '../draft/numbers-said.ts';
import { diallableIn, numbersIn } from '../draft/read-answer.ts';
import { givesOwnNumber } from '../draft/ring-said.ts';
import { type CaseEvent, type EventOf, isA, textOf } from '../history/events.ts';
import { handOverPhone } from '../history/referral.ts';
import { messagesTo } from './outbox.ts';
import { type CaseRecord, staffName, type ToldCase } from './record.ts';
import { hidingOf, saidIn } from './said.ts';

/**
 * Whether Teams reaches the referrer; empty if it does. `ring`: the number to ring.
 * `byPhone`: who has rung them, and when.
 */
interface ReferrerReach {
  ring?: { phone: string | undefined };
  byPhone?: { by: StaffId; at: Instant };
}

const isNewToTell = isA(
  'DecisionRecorded',
  'DecisionReopened',
  'DecisionCorrected',
  'QuestionAsked',
  'ReferrerMessaged',
);

/**
 * Works out whether Teams reaches the referrer. After a failed message it counts as not reaching them, until a message
 * gets through or the referrer says something. A phone call counts until there is something new to tell them.
 * @source Protocol 8.2 (notify referrers)
 */
export function referrerReach(record: CaseRecord): ReferrerReach {
  const { events, outbox, facts, author } = record;
  let since: Instant | undefined;
  let byPhone: ReferrerReach['byPhone'];
  for (const event of events) {
    if (event.type === 'NotReached' && event.who === 'referrer') since ??= event.at;
    if (event.type === 'ReferrerToldByPhone') byPhone = { by: event.by, at: event.at };
    if (isNewToTell(event)) byPhone = undefined;
    if (event.type === 'ReferrerTold' || ('by' in event && event.by === author)) since = undefined;
  }
  if (since === undefined) return {};
  if (byPhone) return { byPhone };
  const failedAt = since;
  const gotThrough = messagesTo(outbox, author).some(
    ({ message, state }) =>
      !['receipt', 'clear-draft', 'redraw'].includes(message.kind) && state.kind === 'sent' && state.at > failedAt,
  );
  return gotThrough ? {} : { ring: { phone: holderOf(record)?.phone ?? answerTo(facts.answers, 'phone') } };
}

/**
 * The last person who took the referral over, who handed it to them, and the number that the MASH may ring; undefined if
 * nobody did, or if the person in Teams later proved not to be the caller.
 */
export function holderOf(record: ToldCase) {
  const { events } = record;
  const last = events.findLast(isA('HandOverAccepted'));
  if (!last || events.findLast(({ type }) => type === 'CallerTakenBack' || type === last.type) !== last)
    return undefined;
  return {
    id: last.by,
    name: staffName(record, last.by),
    phone: record.facts.texts[handOverPhone(last.number)] ?? '',
    since: last.at,
    from: { id: last.from, name: staffName(record, last.from) },
  };
}

/** The numbers that the MASH has been given. */
export const numbersGiven = (record: ToldCase): string[] => {
  const { answers } = record.facts;
  const all = [answerTo(answers, 'phone'), answerTo(answers, 'other'), holderOf(record)?.phone];
  return all.filter((each) => each !== undefined);
};

/** The same, and those in what they wrote since: “gareths is 555 701 not 700”. */
export const numbersTold = ({ events, facts, author }: ToldCase): string[] => toldIn(events, facts, author);
const toldIn = oncePer((events: ToldCase['events'], facts: ToldCase['facts'], author: StaffId) => {
  const record = { events, facts, author };
  const added = events.filter(isA('InformationAdded'));
  return [...numbersGiven(record), ...added.flatMap(({ number }) => diallableIn(addedWords(record, number)))];
});
const addedWords = ({ facts: { texts } }: ToldCase, number: number) => texts[textOf.information(number)] ?? '';

/** What may be a number of theirs in all that they wrote, the newest first, where their form has none. */
export const numbersWritten = ({ events, facts: { answers, texts } }: CaseRecord): string[] => {
  const said = [
    answers.values.worry ?? '',
    ...saidIn(events).map(({ name }) => (hidingOf(events, name).hidden ? '' : (texts[name] ?? ''))),
  ];
  const others = othersNumbers(said);
  return [...new Set(said.flatMap(numbersIn).filter((each) => !others.has(digitsOf(each))))].reverse();
};

/** That the last words which their author added put a number right, or the last that did. `number`: the whole of it, if they say it. */
export function numberSaid(record: ToldCase, ever = false): { at: Instant; number?: string } | undefined {
  const known = numbersTold(record);
  const said = record.events.filter(isA('InformationAdded')).slice(ever ? 0 : -1);
  return said
    .flatMap(({ number, at }) => {
      const put = numberPutRight(addedWords(record, number), known);
      return put ? { at, ...(put !== 'ask' && put) } : [];
    })
    .at(-1);
}

/** The person who sent the referral, even if somebody else has it now. @param holder the person who has it now */
export const senderOf = ({ events }: CaseRecord, holder: StaffId): StaffId =>
  events.find(isA('HandOverAccepted'))?.from ?? holder;

/** Whether the referrer wants to be rung or a message only, as they last said; undefined if whoever refers now has not. */
export const wishOf = oncePer((events: CaseEvent[]): EventOf<'RingWishSaid'> | undefined => {
  const last = events.findLast(isA('RingWishSaid', 'HandOverAccepted'));
  return last?.type === 'RingWishSaid' ? last : undefined;
});

/**
 * How to reach somebody, for their next check: their number, and that they want a message only, with the referral of which they said it
 * and when. What they said last holds.
 * @param own their referrals that the MASH has
 */
export function reachSaid(own: CaseRecord[]): Texts {
  const numbers = own.flatMap((record) => {
    const given = numbersGiven(record)[0];
    const at = record.events.find(isA('ReferralSubmitted'))?.at ?? record.startedAt;
    const since = record.events.filter(isA('InformationAdded')).flatMap((event) => {
      const words = addedWords(record, event.number);
      return givesOwnNumber(words) ? diallableIn(words).map((phone) => ({ phone, at: event.at })) : [];
    });
    return [...(given ? [{ phone: given, at }] : []), ...since];
  });
  const wishes = own.flatMap(({ id, events }) => {
    const said = wishOf(events);
    return said ? [{ wish: said.wish, of: said.of ?? id, at: said.saidAt ?? said.at }] : [];
  });
  const [number] = numbers.toSorted((one, other) => other.at.localeCompare(one.at));
  const [last] = wishes.toSorted((one, other) => other.at.localeCompare(one.at));
  return {
    ...(number && { phone: number.phone }),
    ...(last?.wish === 'message' && { 'ring-wish': `message ${last.of} ${last.at}` }),
  };
}
