import { z } from 'zod';
import { ClockTime, Duration } from '../base/time.ts';
import { PositiveDuration, Text } from './condition.ts';

/**
 * The timing of duty. `shift`: how long a duty lasts if the person gives no end. `recall`: how long before the end they
 * are asked whether they stay on. `stayOn`: how much longer they then stay, unless they say until when. `horizon`: how
 * far ahead gaps are shown. `testAlarm.every`: how often a test alarm comes. `at`: its time in London, on a working day
 * (`any`: at once, at any hour). `answerWithin`: anybody who has not confirmed it by then is named to the
 * administrators.
 */
export const DutyRules = z.strictObject({
  shift: PositiveDuration.prefault('PT12H'),
  recall: PositiveDuration.prefault('PT30M'),
  stayOn: PositiveDuration.prefault('PT2H'),
  horizon: PositiveDuration.prefault('P7D'),
  testAlarm: z
    .strictObject({
      every: PositiveDuration.prefault('P28D'),
      at: z.union([z.literal('any'), ClockTime]).default('10:00'),
      answerWithin: PositiveDuration.prefault('P1D'),
    })
    .prefault({}),
});
export type DutyRules = z.infer<typeof DutyRules>;

/**
 * How long personal facts are kept. `source`: who set the periods; it is printed wherever they are used. `drafts` and
 * `decided` count from the last time that somebody worked on the draft or the decided case. `accessLog` counts from the
 * moment when somebody read a case. `staff` counts from the last visit of a person who has nothing open and no role in
 * the set-up. `backups` counts from when a backup is made. The protocol says nothing about how long facts are kept.
 */
export const Retention = z.strictObject({
  source: Text,
  drafts: PositiveDuration,
  decided: PositiveDuration,
  accessLog: PositiveDuration,
  staff: PositiveDuration.prefault('P365D'),
  backups: PositiveDuration.prefault('P35D'),
});
export type Retention = z.infer<typeof Retention>;

/**
 * A case is urgent if the child leaves the referrer's sight within `sightWithin`. Somebody at the MASH must answer
 * within `answerWithin`, or within half the time until the child leaves sight if shorter, but never below
 * `answerAtLeast`. If not, all managers and the escalation contact are told. After the same time again, the referrer is
 * told to ring. Once somebody has it, the referrer reads that they should ring if nobody has spoken to them within
 * `spokenWithin`.
 */
const Urgent = z.strictObject({
  sightWithin: Duration.prefault('PT2H'),
  answerWithin: PositiveDuration.prefault('PT15M'),
  answerAtLeast: PositiveDuration.prefault('PT1M'),
  spokenWithin: PositiveDuration.prefault('PT5M'),
});

/**
 * Whoever is on an unsafe child’s case is asked whether the child is safe: each `every`, or `withPolice` once the MASH has
 * recorded that the police know, and `leavesBefore` before the child leaves sight. Who is on duty is told after
 * `answerWithin` without an answer, and everybody after `everybodyAfter`.
 */
const ChildSafe = z.strictObject({
  every: PositiveDuration.prefault('PT30M'),
  withPolice: PositiveDuration.prefault('PT2H'),
  leavesBefore: PositiveDuration.prefault('PT10M'),
  answerWithin: PositiveDuration.prefault('PT3M'),
  everybodyAfter: PositiveDuration.prefault('PT10M'),
});

export const Clocks = z.strictObject({
  decision: z.strictObject({
    within: Duration,
    remind: z.array(Duration),
    escalate: Duration,
    overdueEvery: PositiveDuration,
  }),
  // decisions of ordinary cases that a person would be reminded of within this time are one message; at most a sixth of the time to decide
  digest: z.strictObject({ managers: Duration.prefault('PT2H'), escalation: Duration.prefault('PT4H') }).prefault({}),
  writtenConfirmation: z.strictObject({ within: Duration, remind: z.array(Duration), overdueEvery: PositiveDuration }),
  idleDraft: z.strictObject({ remind: z.array(Duration) }),
  /** For a draft that says danger and is not sent: after this long without an answer, the author is asked whether they rang. */
  dangerDraft: z.strictObject({ remind: z.array(Duration) }).prefault({ remind: ['PT10M', 'PT20M'] }),
  delivery: z.strictObject({ confirmWithin: Duration }),
  leavesSight: z.strictObject({ before: Duration }), // managers are reminded this long before the child leaves sight
  /**
   * What the referrer says after sending must be read within this time, or within `rangWithin` if it rang. Then all managers are told, and
   * after the same time again the escalation contact is told, and the referrer to ring.
   */
  news: z
    .strictObject({ readWithin: PositiveDuration.prefault('PT15M'), rangWithin: PositiveDuration.prefault('PT5M') })
    .prefault({}),
  // a question or message of the MASH: without a reply in this time the referrer gets it once more, and then whoever wrote it is told to ring
  reply: z
    .strictObject({ within: PositiveDuration.prefault('PT2H'), urgentWithin: PositiveDuration.prefault('PT30M') })
    .prefault({}),
  urgent: Urgent.prefault({}),
  /**
   * Police protection lasts at most `within`. Who has the case and who is on duty are told `remind` before its end, when it ends, and
   * then each `again`, until somebody of the MASH records what follows.
   */
  policeProtection: z
    .strictObject({
      within: PositiveDuration.prefault('PT72H'),
      remind: z.array(Duration).prefault(['PT12H', 'PT2H']),
      again: PositiveDuration.prefault('PT24H'),
    })
    .prefault({}),
  /** Nobody of the Assessment team takes a case on: whom is told after how long; `again`: the escalation contact, too. */
  takingOn: z
    .strictObject({
      remind: PositiveDuration.prefault('PT1H'),
      managers: PositiveDuration.prefault('PT4H'),
      again: PositiveDuration.prefault('PT24H'),
    })
    .prefault({}),
  /** No paperwork is asked for in these hours of London. */
  quiet: z.strictObject({ from: ClockTime.default('22:00'), until: ClockTime.default('07:00') }).prefault({}),
  childSafe: ChildSafe.prefault({}),
});
export type Clocks = z.infer<typeof Clocks>;

/** Which time of a clock must come before which other, so that no reminder comes after what it reminds of. */
export function inOrder({ decision, writtenConfirmation, policeProtection, news, reply, urgent, childSafe }: Clocks) {
  const reminders = Object.entries({ decision, writtenConfirmation, policeProtection }).flatMap(
    ([clock, { remind, within }]) =>
      remind.map((time, index) => ({ path: [clock, 'remind', index], time, limit: within, of: `${clock}.within` })),
  );
  return [
    ...reminders,
    { path: ['decision', 'escalate'], time: decision.escalate, limit: decision.within, of: 'decision.within' },
    { path: ['news', 'rangWithin'], time: news.rangWithin, limit: news.readWithin, of: 'news.readWithin' },
    { path: ['reply', 'urgentWithin'], time: reply.urgentWithin, limit: reply.within, of: 'reply.within' },
    {
      path: ['urgent', 'answerAtLeast'],
      time: urgent.answerAtLeast,
      limit: urgent.answerWithin,
      of: 'urgent.answerWithin',
    },
    {
      path: ['childSafe', 'answerWithin'],
      time: childSafe.answerWithin,
      limit: childSafe.everybodyAfter,
      of: 'childSafe.everybodyAfter',
    },
  ];
}
