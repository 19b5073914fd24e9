import { z } from 'zod';
import { type Person, phoneCaller, StaffId } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import { type Instant, londonDay, plus } from '../../base/time.ts';
import { type Box, readBoxes } from '../../case/boxes.ts';
import { decisionDue } from '../../case/clocks.ts';
import { forMash, takeReferral } from '../../case/commands.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo, isTaken, phonedIn } from '../../case/referral.ts';
import { isOwnReferral, type Referral, referralOf, seenAt, submittedIn } from '../../case/state.ts';
import { type Answers, emptyAnswers, type Problem } from '../../draft/draft.ts';
import { readAnswer } from '../../draft/read-answer.ts';
import { partLimit, protectionParts } from '../../draft/typed-police.ts';
import type { HowWritten } from '../../history/desk.ts';
import { type CaseEvent, type EventOf, isA, textOf } from '../../history/events.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import type { Clocks } from '../../protocol/service.ts';

/** Records that the MASH has seen the referral, without anybody taking it. The referrer is told. */
export function markSeen(referral: Referral, at: Actor): Outcome {
  const sent = forMash(submittedIn(referral), at.by);
  if ('why' in sent) return sent;
  if (seenAt(sent)) return nothingToDo;
  return doneBy(at, { type: 'ReferralSeen' });
}

/**
 * Hands the referral to a colleague, no matter who had it before. Nobody hands on their own referral, or gets it. To hand
 * oneself what nobody has taken is to take it.
 * @param to a person on the channel's roster now
 * @param shift set where the case comes with a whole shift: see `CaseHanded`
 */
export function handTo(referral: Referral, to: Person, at: Actor, shift?: number): Outcome {
  if (!at.by.roles.has('mash-member') || !to.roles.has('mash-member')) return refuseWith('only-the-mash');
  const sent = submittedIn(referral);
  if (!sent) return refuseWith('not-submitted');
  if ([at.by, to].some(({ id }) => isOwnReferral(sent, id))) return refuseWith('own-referral');
  if (sent.status === 'decided') return refuseWith('already-decided');
  if (at.by.id === to.id && !isTaken(sent)) return takeReferral(sent, at);
  if (allocatedTo(sent) === to.id) return nothingToDo;
  return doneBy(at, { type: 'CaseHanded', to: to.id, ...(shift !== undefined && { shift }) });
}

/** Who is gone, and since when: their duty has ended, or they have left the MASH channel. */
export interface Gone {
  staff: StaffId;
  at: Instant;
  why: EventOf<'HolderGone'>['why'];
}

/**
 * Whether nobody has a case because of that. It was theirs, taken or not, when their duty ended; or they had handed it on by then, and
 * nobody has taken it. What they took afterwards stays theirs.
 */
export function isLeftBy({ events }: Pick<CaseRecord, 'events'>, { staff, at, why }: Gone): boolean {
  const sent = submittedIn(referralOf(events));
  if (sent?.status !== 'awaiting-decision' || sent.allocation.kind === 'nobody') return false;
  const { allocation } = sent;
  if (why === 'left') return allocation.by === staff;
  const handed = allocation.kind === 'handed' ? events.findLast(isA('CaseHanded')) : undefined;
  return allocation.at <= at && [allocation.by, handed?.by].includes(staff);
}

/**
 * Records a phone referral that the MASH writes down.
 * @param calledAt when the caller rang
 * @param caller the caller, if they use Teams: they then get messages and questions like any other referrer
 * @param isOnIt whether the person who logs it takes it, so that it rings nobody
 * @source Protocol 8.2, read as 24 and 48 elapsed hours from the call
 */
export function logPhoneReferral(
  calledAt: Instant,
  clocks: Clocks,
  { by, now, caller, isOnIt }: Actor & { caller?: StaffId | undefined; isOnIt?: boolean },
): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const rangAt = calledAt < now ? calledAt : now; // the MASH member's clock may run a minute ahead of ours
  return withEvents([
    {
      type: 'PhoneReferralLogged',
      at: now,
      by: by.id,
      calledAt: rangAt,
      decisionDue: decisionDue(rangAt, clocks.decision.within),
      writtenDue: plus(rangAt, clocks.writtenConfirmation.within),
      ...(caller && { caller }),
    },
    ...(isOnIt && caller !== by.id ? [{ type: 'ReferralTaken' as const, at: now, by: by.id }] : []),
  ]);
}

/**
 * Records that the written referral has come, by any route, as a member of the MASH says.
 * @source Protocol 8.2 (confirmed in writing within 48 hours)
 */
export function confirmWritten(referral: Referral, how: z.infer<typeof HowWritten> | undefined, at: Actor): Outcome {
  const phoned = phonedForMash(referral, at);
  if ('why' in phoned) return phoned;
  if (phoned.kind !== 'phoned') return nothingToDo;
  return how
    ? doneBy(at, { type: 'PhoneReferralConfirmed', how })
    : refuseWith({ kind: 'text-missing', fields: ['how'] });
}

/** Records that it is not in writing after all: its 48 hours run on, and reminders come as before. */
export function takeBackWriting(referral: Referral, events: CaseEvent[], at: Actor): Outcome {
  const phoned = phonedForMash(referral, at);
  if ('why' in phoned) return phoned;
  return phoned.kind === 'phoned-and-in-writing' && saidToBeWritten(events)
    ? doneBy(at, { type: 'WritingTakenBack' })
    : nothingToDo;
}

/** Whether it is in writing because the MASH says so. What the caller wrote to the bot itself cannot be taken back. */
export const saidToBeWritten = (events: CaseEvent[]): boolean =>
  events.findLast(isA('PhoneReferralConfirmed'))?.how !== undefined;

function phonedForMash(referral: Referral, { by }: Actor) {
  const sent = submittedIn(referral);
  if (!by.roles.has('mash-member')) return refuseWith('only-the-mash');
  return (sent && phonedIn(sent)) ?? refuseWith('not-submitted');
}

/**
 * Records that the person whom the MASH picked in Teams is not the caller. From then on the case belongs to nobody in
 * Teams. The MASH or that person can say so.
 */
export function takeBackCaller(referral: Referral, { by, now }: Actor): Outcome {
  const sent = submittedIn(referral);
  if (!sent || !phonedIn(sent)) return refuseWith('not-submitted');
  if (!by.roles.has('mash-member') && by.id !== sent.submittedBy) return refuseWith('not-the-author');
  if (sent.submittedBy === phoneCaller) return nothingToDo;
  const mustRing = sent.status === 'decided'; // the real caller has not heard the decision
  return withEvents([
    { type: 'CallerTakenBack', at: now, by: by.id },
    ...(mustRing ? [{ type: 'NotReached' as const, at: now, who: 'referrer' as const, staff: phoneCaller }] : []),
  ]);
}

/** The boxes that a caller fills in when they put their call in writing. */
type WrittenBox = 'child' | 'age' | 'where' | 'worry';

export const writtenBoxes: Record<WrittenBox, Box & { limit: number; name: string }> = {
  child: { kind: 'text', limit: 200, name: 'Child' },
  age: { kind: 'text', limit: 100, name: 'Age or date of birth' },
  where: { kind: 'text', limit: 300, name: 'Where now, and with whom' },
  worry: { kind: 'text', required: true, limit: 3000, name: 'Worry' },
};

/**
 * The caller confirms their call in writing. Their words are kept beside what the MASH wrote down. They may still write
 * after the MASH has recorded that the written referral has come.
 * @source Protocol 8.2 (telephone referrals are confirmed in writing within 48 hours)
 */
export function recordInWriting(referral: Referral, typed: Texts, texts: Texts, { by, now }: Actor): Outcome {
  const sent = submittedIn(referral);
  if (!sent || !phonedIn(sent)) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const read = readBoxes(writtenBoxes, typed, londonDay(now));
  if ('why' in read) return read;
  const lines = Object.entries(writtenBoxes).map(
    ([box, { name }]) => `${name}: ${read.values[box as WrittenBox] || 'Left empty'}`,
  );
  const text = lines.join('\n');
  const last = sent.information.at(-1);
  if (last && texts[textOf.information(last.number)] === text) return nothingToDo; // a repeated press
  const number = sent.information.length + 1;
  return withEvents(
    [
      { type: 'InformationAdded', at: now, by: by.id, number, inWriting: true },
      { type: 'PhoneReferralConfirmed', at: now, by: by.id },
    ],
    { [textOf.information(number)]: text },
  );
}

/** The pack's fields that the MASH fills in for a phone referral. Only the child's name may stay empty. */
export const callFields = ['name', 'agency', 'phone', 'phoned-when', 'worry', 'child-name'] as const;
export const dangerChoices = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
  { id: 'not-known', label: 'Not known' },
];

/** What the people picker of Teams sends: the object id of a person in the tenant. */
const Caller = z.guid().pipe(StaffId);

/** `caller`: the person in Teams who rang, if the MASH found them there. */
export type LoggedCall =
  | { kind: 'read'; answers: Answers; calledAt: Instant; caller: StaffId | undefined }
  | { kind: 'problems'; problems: Problem[] };

/**
 * Reads the form of a phone referral. The words are kept as they were typed. The time of the call is read in the same
 * way as on the referrer's own form.
 * @param takenBy the name of the MASH member who writes the call down
 * @param isSure true if the bot has already asked whether a call over a week ago is right
 */
export function readLoggedCall(
  typed: Texts,
  { pack, now, takenBy, isSure }: { pack: Pack; now: Instant; takenBy: string; isSure: boolean },
): LoggedCall {
  const answers: Answers = { ...emptyAnswers, values: { phoned: 'yes', 'phoned-who': takenBy }, readings: {} };
  const problems: Problem[] = [];
  for (const field of callFields) {
    const read = readAnswer(fieldOf(pack, field), typed[field] ?? '', now, isSure);
    if ('problem' in read) problems.push(read.problem);
    else if (read.value.trim() === '' && field !== 'child-name') problems.push({ field, kind: 'required' });
    else {
      answers.values[field] = read.value;
      if (read.reading) answers.readings[field] = read.reading;
    }
  }
  for (const part of protectionParts)
    if ([...(typed[part] ?? '')].length > partLimit) problems.push({ field: part, kind: 'too-long', limit: partLimit });
  const danger = dangerChoices.find(({ id }) => id === typed.danger)?.id;
  if (danger) answers.values.danger = danger;
  else problems.push({ field: 'danger', kind: 'required' });
  const caller = Caller.optional().safeParse(typed.caller || undefined);
  if (!caller.success) problems.push({ field: 'caller', kind: 'required' });
  const calledAt = answers.readings['phoned-when']?.at;
  return calledAt && problems.length === 0
    ? { kind: 'read', answers, calledAt, caller: caller.data }
    : { kind: 'problems', problems };
}

/** Takes the case away from the wrong caller, and drops every message to them that is still waiting. */
export function withoutCaller(record: CaseRecord): CaseRecord {
  const { author, facts, outbox } = record;
  const names = { ...facts.names, [phoneCaller]: facts.answers.values.name ?? '' };
  const isTheirs = (entry: Entry) => 'person' in entry.to && entry.to.person === author && isWaiting(entry);
  const state: Entry['state'] = { kind: 'dropped', at: record.changedAt, why: 'no-longer-true' };
  return {
    ...record,
    author: phoneCaller,
    facts: { ...facts, names },
    outbox: outbox.map((entry) => (isTheirs(entry) ? { ...entry, state } : entry)),
  };
}
