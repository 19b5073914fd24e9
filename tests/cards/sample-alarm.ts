import { plus } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { caseStatusCard, nobodyHasItCard, reminderOverCard, ringCard } from '../../src/features/alarm/cards.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { aDraft, allSent, at, atTime, dee, mo, pack, pat } from '../case/a-case.ts';
import type { Named, Sample } from './sample-answers.ts';
import { cases, NOW, referral, SENT } from './sample-cases.ts';

const link = 'https://teams.microsoft.com/l/message/19:x/1';

/** The awaiting case made urgent: the child is in danger and leaves the referrer's sight at this time. */
function urgent(sample: Sample, leavesSight: string): CaseRecord {
  const { awaiting } = cases(sample);
  const events = awaiting.events.map((event) =>
    event.type === 'ReferralSubmitted' ? { ...event, leavesSight: at(leavesSight) } : event,
  );
  const values = { ...awaiting.facts.answers.values, danger: 'yes' };
  const answers = { ...awaiting.facts.answers, values };
  return { ...awaiting, events, facts: { ...awaiting.facts, answers } };
}

/**
 * The alarm of an urgent referral in the chats of managers and the escalation contact, and the cards that replace it.
 */
export function alarmNotices(sample: Sample): Named[] {
  const { awaiting, asked, decided } = cases(sample);
  const reasons = ['onDuty', 'nobodyOnDuty', 'everybody', 'escalation'] as const;
  const rings = ['2026-11-24T15:30:00.000Z', '2026-11-24T14:00:00.000Z'].flatMap((leavesSight) =>
    reasons.map((why) => {
      const record = atTime(urgent(sample, leavesSight), SENT);
      const ring = { why, at: record.events.at(-1)?.at ?? SENT };
      const telling = { pack, now: plus(SENT, pack.clocks.urgent.answerAtLeast), link };
      return {
        name: `urgent, ${why}, leaves ${leavesSight}`,
        card: ringCard(record, referral(record), ring, telling),
      };
    }),
  );
  return [
    ...rings,
    { name: 'reminder, nobody has it', card: caseStatusCard(awaiting, referral(awaiting), mo.id, link) },
    { name: 'reminder, you have it', card: caseStatusCard(asked, referral(asked), pat.id, link) },
    { name: 'reminder, somebody has it', card: caseStatusCard(asked, referral(asked), mo.id, undefined) },
    { name: 'reminder, over', card: reminderOverCard(decided, dee.id, link) },
    { name: 'the call was not made', card: reminderOverCard(aDraft(SENT), dee.id, link) },
  ];
}

/** The referrer's cards when nobody answers. */
export const alarmChatCards = (sample: Sample): Named[] => [
  { name: 'nobody has it', card: nobodyHasItCard(cases(sample).awaiting, pack) },
  ...['2026-11-24T15:30:00.000Z', '2026-11-25T20:00:00.000Z'].map((leavesSight) => {
    const record = allSent(atTime(urgent(sample, leavesSight), SENT), SENT);
    return { name: `receipt, urgent, leaves ${leavesSight}`, card: receiptCard(record, referral(record), pack) };
  }),
];

/** Cards in the channel of an urgent case: when its alarm has rung, and when it was escalated. */
export function alarmMashCards(sample: Sample): Named[] {
  const rang = atTime(urgent(sample, '2026-11-24T15:30:00.000Z'), SENT);
  return [rang, atTime(rang, NOW)].flatMap((record) => {
    const event = record.events.at(-1);
    return [
      { name: 'case, urgent', card: caseCard(record, referral(record), pack) },
      ...(event ? [{ name: 'line, urgent', card: lineCard(record, event, referral(record), pack, NOW) }] : []),
    ];
  });
}
