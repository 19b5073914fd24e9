import { type Person, type Role, StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import { Instant } from '../../src/base/time.ts';
import { advance, type CaseContext, clockEventsDue, withWakeTime } from '../../src/case/advance.ts';
import { submitReferral } from '../../src/case/commands.ts';
import { type Entry, isWaiting } from '../../src/case/outbox.ts';
import type { Outcome } from '../../src/case/outcome.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../../src/case/state.ts';
import { newDraft } from '../../src/draft/draft.ts';
import { features as parts } from '../../src/features/list.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import type { Pack } from '../../src/protocol/pack.ts';
import { packName } from '../fakes/the-pack.ts';

/** Made-up people and cases for the tests of the referral. */

export const at = (text: string): Instant => Instant.parse(text);
export const pack = loadPack(packName);

const person = (id: string, name: string, roles: Role[] = []): Person => ({
  id: StaffId.parse(id),
  name,
  roles: new Set(roles),
});
export const jane = person('jane', 'Jane Okafor');
export const tom = person('tom', 'Tom Reed');
export const guest = person('guest', 'Gus Guest'); // a guest of the channel, who has no role
export const pat = person('pat', 'Pat Lee', ['mash-member']);
export const sam = person('sam', 'Sam Osei', ['mash-member']);
export const mo = person('mo', 'Mo Hussain', ['mash-member', 'mash-manager']);
export const meg = person('meg', 'Meg Hall', ['mash-member', 'mash-manager']);
export const dee = person('dee', 'Dee Alvarez');
export const ada = person('ada', 'Ada Admin');
export const sue = person('sue', 'Sue Marsh', ['assessment']);
export const ivy = person('ivy', 'Ivy Cole', ['assessment']);
const people = [jane, tom, guest, pat, sam, mo, meg, dee, ada, sue, ivy];

export const desk = {
  managers: [mo.id, meg.id],
  escalation: [dee.id],
  admins: [ada.id],
  practitioners: [],
  onDuty: [],
  hasAssessment: false,
};

export const caseContext = (now: Instant, thisPack: Pack = pack): CaseContext => ({
  now,
  pack: thisPack,
  desk,
  parts,
});

export const REFERENCE = CaseId.parse('HT-7K3F-92Q');
export const OTHER_REFERENCE = CaseId.parse('HT-5D2H-J4T');

/** A draft that Jane has just started, without any answer yet. */
export function aDraft(startedAt: Instant): CaseRecord {
  const draft = newDraft({});
  const record: CaseRecord = {
    kind: 'case',
    id: REFERENCE,
    organisation: 'HT',
    author: jane.id,
    pack: { id: 'hertfordshire-2016', version: '1' },
    status: 'draft',
    revision: 0,
    startedAt,
    answeredAt: startedAt,
    changedAt: startedAt,
    facts: { answers: draft.answers, texts: {}, names: { jane: 'Jane Okafor' } },
    progress: draft.progress,
    heard: [],
    events: [{ type: 'DraftStarted', at: startedAt, by: jane.id }],
    chain: [],
    outbox: [],
    said: { draft: [] },
  };
  return withWakeTime(record, { now: startedAt, pack, parts });
}

export const consent = { values: { consent: 'obtained' }, ticks: {}, readings: {} };

/** What the referrer sends, with nothing answered but the consent. */
export const aSubmission = {
  author: jane.id,
  answers: consent,
  referrerKnown: true,
  checkDone: false,
  clocks: pack.clocks,
};

export function sent(record: CaseRecord, now: Instant): CaseRecord {
  const submission = { ...aSubmission, author: record.author };
  return withOutcome(record, submitReferral(referralOf(record.events), submission, { by: jane, now }), jane, now);
}

/** The case after the outcome of a command, by the person and at the time that its events name. */
export function withOutcome(record: CaseRecord, outcome: Outcome, by?: Person, now?: Instant): CaseRecord {
  if (outcome.kind !== 'happened') throw new Error(`the rule did not allow it: ${JSON.stringify(outcome)}`);
  const { events, texts } = outcome;
  const who = by ?? people.find(({ id }) => events.some((event) => 'by' in event && event.by === id));
  return advance(record, { events, texts, by: who }, caseContext(now ?? events[0]?.at ?? record.changedAt));
}

/** What a command came to: that it happened, that there was nothing to do, or why it was refused. */
export const resultOf = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why.kind : outcome.kind);

/** A referral of Jane's in the MASH channel, with no message waiting. */
export function aReferral(submittedAt: Instant, { calledAt }: { calledAt?: Instant } = {}): CaseRecord {
  const draft = aDraft(calledAt && calledAt < submittedAt ? calledAt : submittedAt);
  const phoned: CaseEvent[] = calledAt ? [{ type: 'PhoneCallRecorded', at: submittedAt, by: jane.id, calledAt }] : [];
  const record = sent(advance(draft, { events: phoned }, caseContext(submittedAt)), submittedAt);
  const delivered = advance(
    record,
    { events: [{ type: 'ReferralDelivered', at: submittedAt }] },
    caseContext(submittedAt),
  );
  return allSent(delivered, submittedAt);
}

/** The case after the worker has recorded everything that its clocks are due to record at this time. */
export function atTime(record: CaseRecord, now: Instant): CaseRecord {
  const context = caseContext(now);
  const due = clockEventsDue(record, context);
  if (due.length === 0) return record;
  return advance(record, { events: due }, context);
}

/** The referral in a case that the MASH has, in writing or not. */
export function submittedOf({ events }: Pick<CaseRecord, 'events'>): SubmittedReferral {
  const referral = submittedIn(referralOf(events));
  if (!referral) throw new Error('the case is not submitted');
  return referral;
}

/** The case after the platform has accepted every waiting message. */
export function allSent(record: CaseRecord, now: Instant): CaseRecord {
  const outbox = record.outbox.map(
    (entry): Entry => (isWaiting(entry) ? { ...entry, state: { kind: 'sent', at: now } } : entry),
  );
  return withWakeTime({ ...record, outbox }, { now, pack, parts });
}

/** The waiting messages, in short: "mo: reminder", "mash: line". */
export function waitingMessages(record: CaseRecord): string[] {
  return record.outbox.filter(isWaiting).map(messageInShort);
}

export function messageInShort({ to, message }: Pick<Entry, 'to' | 'message'>): string {
  return `${'place' in to ? to.place : 'person' in to ? to.person : `outside ${to.outside}`}: ${kindOf(message)}`;
}

const noticeNames: Record<string, string> = {
  'question/asked': 'question',
  'decision/decided': 'decision-notice',
  'disagreement/level': 'level-notice',
  'referral/referrer': 'not-delivered',
  'referral/admins': 'undelivered-alert',
  'referral/afterAll': 'delivered-after-all',
  'referral/overdue': 'decision-overdue',
  'alarm/reminder': 'reminder',
  'alarm/leavesSight': 'reminder',
  'alarm/escalation': 'escalation',
  'alarm/noChannel': 'no-channel',
  'alarm/ringOnDuty': 'urgent-ring',
  'alarm/ringNobodyOnDuty': 'urgent-ring',
  'alarm/ringEverybody': 'urgent-ring',
  'alarm/ringEscalation': 'urgent-ring',
  'missing/alert': 'missing-alert',
  'alarm/ringNow': 'nobody-has-it',
  'wizard/unfinished': 'reminder',
  'wizard/unwritten': 'reminder',
  'wizard/rung': 'reminder',
};
/** The kind of a message, and for a notice which one. */
export const kindOf = (message: Entry['message']): string =>
  message.kind === 'notice' ? (noticeNames[message.as] ?? 'stage-notice') : message.kind;
