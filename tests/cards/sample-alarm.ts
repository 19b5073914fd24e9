import { CaseId } from '../../src/base/reference.ts';
import { type Instant, plus } from '../../src/base/time.ts';
import { untouchedForm } from '../../src/cards/forms.ts';
import { advance } from '../../src/case/advance.ts';
import type { Mark } from '../../src/case/part.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { nobodyHasItCard, numberCard, ringCard } from '../../src/features/alarm/cards.ts';
import { digestCard, olderDigestCard, restCard } from '../../src/features/alarm/digest-cards.ts';
import { caseStatusCard, noTimeCard, olderReminderCard, reminderOverCard } from '../../src/features/alarm/reminder.ts';
import { somebodyHasItCard } from '../../src/features/alarm/ring-now.ts';
import { askCard, dangerSaidCard, neededCard, safeForm } from '../../src/features/alarm/safe-cards.ts';
import { allSent, at, atTime, caseContext, dee, mo, pack, pat } from '../case/a-case.ts';
import { markOf } from '../case/every-event.ts';
import { withAnswers } from '../features/alarm/an-urgent-case.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';
import type { Cards, Sample } from './sample-answers.ts';
import { cases, NOW, OVERDUE, referral, SENT } from './sample-cases.ts';

const link = 'https://teams.microsoft.com/l/message/19:x/1';

const digestView = (now: Instant) => ({ pack, now, to: mo.id, linkTo: () => link });
/** Other cases that stand as this one does. */
const others = (record: CaseRecord, count: number) =>
  Array.from({ length: count }, (_, place) => ({ ...record, id: CaseId.parse(`HT-${1000 + place}-92Q`) }));

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
export function alarmNotices(sample: Sample): Cards[] {
  const { awaiting, asked, decided } = cases(sample);
  const reasons = ['onDuty', 'nobodyOnDuty', 'everybody', 'escalation'] as const;
  const rings = ['2026-11-24T15:30:00.000Z', '2026-11-24T14:00:00.000Z'].flatMap((leavesSight) =>
    reasons.map((why) => {
      const record = atTime(urgent(sample, leavesSight), SENT);
      const ring = { why, at: record.events.at(-1)?.at ?? SENT };
      const telling = { record, pack, now: plus(SENT, pack.clocks.urgent.answerAtLeast), link };
      return { [`urgent, ${why}, leaves ${leavesSight}`]: ringCard(telling, ring) };
    }),
  );
  const taken = atTime(
    advance(
      atTime(urgent(sample, '2026-11-24T15:30:00.000Z'), SENT),
      { events: [{ type: 'ReferralTaken', at: SENT, by: mo.id }], by: mo },
      caseContext(SENT),
    ),
    at('2026-11-24T16:30:00.000Z'),
  );
  const asks = (['desk', 'administrators', undefined] as const).flatMap((instead) =>
    [markOf('childSafe', { remind: true }), { type: 'OthersNeeded' as const, at: SENT, by: mo.id, number: 1 }].map(
      (event) => ({
        [`${event.type}, ${instead}`]: askCard(event as Mark, {
          record: taken,
          pack,
          now: NOW,
          to: dee.id,
          link,
          instead,
        }),
      }),
    ),
  );
  const unread = withAnswers({ 'leaves-sight': 'when he has been seen' });
  return [
    ...rings,
    ...asks,
    { 'no leaving time': noTimeCard({ record: unread, link }) },
    { 'asked again': reminderOverCard(taken, mo.id, pack, link) },
    {
      'reminder, nobody has it': caseStatusCard({ record: awaiting, to: mo.id, pack, link }),
      'reminder, you have it': caseStatusCard({ record: asked, to: pat.id, pack, link }),
      'reminder, somebody has it': caseStatusCard({ record: asked, to: mo.id, pack, link: undefined }),
      'reminder, over': reminderOverCard(decided, dee.id, pack, link),
      'words of danger beside still on it': dangerSaidCard(mo.id, { record: taken, pack, now: NOW, to: dee.id, link }),
      'is the child safe': safeForm(awaiting, { where: 'desk-chat', wordsWait: true }, untouchedForm),
      'reminder, older': olderReminderCard(decided, link),
      'digest, some with somebody': digestCard([awaiting, asked, ...others(awaiting, 3), decided], digestView(OVERDUE)),
      'digest, nobody has them': digestCard(others(awaiting, 2), digestView(NOW)),
      'digest, over': digestCard([decided], digestView(NOW)),
      'digest, older': olderDigestCard(),
      'reminders of several kinds': restCard(
        [awaiting, asked, ...others(awaiting, 3)].map(
          (record) => [record, `${record.id}: a task is due today`] as const,
        ),
        digestView(NOW),
      ),
    },
  ];
}

function leftToNobody(sample: Sample) {
  const record = urgent(sample, '2026-11-24T15:30:00.000Z');
  const gone = { type: 'HolderGone', at: NOW, of: mo.id, why: 'duty-ended', cases: 1 } as const;
  return { ...record, events: [...record.events, gone] };
}

/** The referrer's cards when nobody answers. */
export const alarmChatCards = (sample: Sample): Cards[] => [
  { 'nobody has it': nobodyHasItCard(cases(sample).awaiting, pack) },
  ...Object.entries({ 'somebody has it': cases(sample).asked, 'nobody has it any more': leftToNobody(sample) }).map(
    ([name, record]) => ({ [name]: somebodyHasItCard({ record, referral: referral(record), pack }) }),
  ),
  ...['2026-11-24T15:30:00.000Z', '2026-11-25T20:00:00.000Z'].map((leavesSight) => {
    const record = allSent(atTime(urgent(sample, leavesSight), SENT), SENT);
    return { [`receipt, urgent, leaves ${leavesSight}`]: receiptOf(record) };
  }),
];

/** Cards in the channel of an urgent case: when its alarm has rung, and when it was escalated. */
export function alarmMashCards(sample: Sample): Cards[] {
  const rang = atTime(urgent(sample, '2026-11-24T15:30:00.000Z'), SENT);
  const needing = advance(
    rang,
    {
      events: [{ type: 'OthersNeeded', at: SENT, by: mo.id, number: 1 }],
      texts: { 'others-needed-1': 'Two officers at the ward.' },
      by: mo,
    },
    caseContext(SENT),
  );
  return [
    { 'the number, in the chat of who pressed': numberCard(rang, referral(rang), pack, link) },
    { 'what is needed, in the chat of who pressed': neededCard(needing, link) ?? {} },
    ...[rang, atTime(rang, NOW)].flatMap((record) => [
      { 'case, urgent': mashCardOf(record) },
      linesOf('urgent', record, record.events.slice(-1)),
    ]),
  ];
}
