import { advance } from '../../src/case/advance.ts';
import { recordDecision } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { decideAgainForm, decidingAgainCard, decisionNoticeCard } from '../../src/features/decision/cards.ts';
import { decisionForm } from '../../src/features/decision/forms.ts';
import { againClock, reopen } from '../../src/features/decision/rules.ts';
import { informationSent } from '../../src/features/information/cards.ts';
import { newsReadCard, nobodyHasReadCard, unreadNewsCard } from '../../src/features/news/cards.ts';
import { type CaseEvent, type EventOf, textOf } from '../../src/history/events.ts';
import { everythingCard } from '../../src/views/everything.ts';
import { caseCard } from '../../src/views/mash-case.ts';
import { lineCard } from '../../src/views/mash-thread.ts';
import { receiptCard } from '../../src/views/receipt.ts';
import { caseContext, jane, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { hasLine } from '../case/notices-of.ts';
import { type Named, type Sample, sampleText } from './sample-answers.ts';
import { cases, OVERDUE, referral } from './sample-cases.ts';

const clockFields = { at: OVERDUE, remind: false, late: true, upTo: OVERDUE };
const escalation: EventOf<'ClockReached'> = {
  type: 'ClockReached',
  clock: 'news',
  ...clockFields,
  escalate: true,
  overdue: false,
};
const alarm: CaseEvent = { type: 'ClockReached', clock: 'news', ...clockFields, escalate: false, overdue: true };

/** A decided case with new information, unread or read, and a case that is being or was decided again. */
function newsIn(sample: Sample): Record<'unread' | 'read' | 'reopened' | 'again', CaseRecord> {
  const { decided } = cases(sample);
  const number = referral(decided).information.length + 1;
  const texts = { [textOf.information(number)]: sampleText(sample, 2000) || 'A car.' };
  const news: CaseEvent[] = [
    { type: 'InformationAdded', at: OVERDUE, by: jane.id, number },
    { type: 'ChildMissing', at: OVERDUE, by: jane.id, number: 1, police: 'no' },
    escalation,
    alarm,
  ];
  const unread = advance(decided, { events: news, texts }, caseContext(OVERDUE));
  const read = advance(
    unread,
    { events: [{ type: 'NewsRead', at: OVERDUE, by: pat.id, upTo: 99 }] },
    caseContext(OVERDUE),
  );
  const reopened = withOutcome(unread, reopen(unread.events, pack.clocks, { by: mo, now: OVERDUE }), mo, OVERDUE);
  const text = sampleText(sample, 2000) || 'Visit.';
  const form = {
    decision: 'immediate',
    action: text,
    reasons: text,
    protection: 'no',
    protectionWhat: '',
    police: 'no',
    tell: '',
  } as const;
  const again = recordDecision(referral(reopened), form, {}, { by: mo, now: OVERDUE }, 2);
  return { unread, read, reopened, again: withOutcome(reopened, again, mo, OVERDUE) };
}

export function newsChatCards(sample: Sample): Named[] {
  const { unread, read, reopened, again } = newsIn(sample);
  const state = referral(again);
  if (state.status !== 'decided') throw new Error('the sample is not decided');
  const opened = reopened.events.find((event) => event.type === 'DecisionReopened');
  if (!opened) throw new Error('the sample is not opened again');
  return [
    ...Object.entries({ unread, read, reopened, again }).map(([name, record]) => ({
      name: `receipt, decided, news ${name}`,
      card: receiptCard(record, referral(record), pack),
    })),
    { name: 'added after the decision', card: informationSent(unread, referral(unread), pack) },
    { name: 'a second decision', card: decisionNoticeCard(again, state, pack) },
    { name: 'deciding again, until the new decision', card: decidingAgainCard(reopened, opened, pack) },
    { name: 'nobody has read it', card: nobodyHasReadCard(unread, pack) },
  ];
}

export function newsMashCards(sample: Sample): Named[] {
  const all = newsIn(sample);
  const { unread, reopened, again } = all;
  return [
    ...Object.entries(all).flatMap(([name, record]) => [
      { name: `case, news ${name}`, card: caseCard(record, referral(record), pack) },
      { name: `everything, news ${name}`, card: everythingCard(record, referral(record), pack) },
    ]),
    { name: 'decide again?', card: decideAgainForm(unread, againClock(unread.events, pack.clocks, OVERDUE)) },
    { name: 'decide, opened again', card: decisionForm(reopened, referral(reopened), pack) },
    ...[...again.events, { type: 'NewsRead' as const, at: OVERDUE, by: pat.id, upTo: 1 }]
      .filter(hasLine)
      .map((event, index) => ({
        name: `line ${index} ${event.type}, decided again`,
        card: lineCard(again, event, referral(again), pack, OVERDUE),
      })),
  ];
}

export function newsNotices(sample: Sample): Named[] {
  const { unread, read } = newsIn(sample);
  const link = 'https://teams.microsoft.com/l/message/19:x/1';
  return [
    { name: 'news', card: unreadNewsCard(unread, link) },
    { name: 'news, escalated', card: unreadNewsCard(unread, link, escalation) },
    { name: 'news, escalated, without a link', card: unreadNewsCard(unread, undefined, escalation) },
    { name: 'news, read', card: newsReadCard(read, link) },
  ];
}
