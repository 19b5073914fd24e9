import { advance } from '../../src/case/advance.ts';
import { recordDecision } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { decideAgainForm, decidingAgainCard, decisionNoticeCard } from '../../src/features/decision/cards.ts';
import { decisionForm } from '../../src/features/decision/forms.ts';
import { againClock, reopen } from '../../src/features/decision/rules.ts';
import { informationSent, mistakeCard, takenBackCard } from '../../src/features/information/cards.ts';
import { hasLeftCard, timeTakenBackCard } from '../../src/features/leaving-time/cards.ts';
import { newsCard, nobodyHasReadCard, readNewsCard, unreadCard } from '../../src/features/news/cards.ts';
import { nightCard, whoHasItCard } from '../../src/features/news/index.ts';
import { type CaseEvent, type EventOf, textOf } from '../../src/history/events.ts';
import { caseContext, jane, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { everythingOf, linesOf, mashCardOf, receiptOf } from './drawn.ts';
import { type Cards, once, type Sample, sampleText } from './sample-answers.ts';
import { asSent, cases, OVERDUE, referral } from './sample-cases.ts';

const clockFields = { at: OVERDUE, remind: false, late: true, upTo: OVERDUE };
const escalation: EventOf<'ClockReached'> = {
  type: 'ClockReached',
  clock: 'news',
  ...clockFields,
  escalate: true,
  overdue: false,
};
const alarm: CaseEvent = { type: 'ClockReached', clock: 'news', ...clockFields, escalate: false, overdue: true };

const aMissingChild: CaseEvent = { type: 'ChildMissing', at: OVERDUE, by: jane.id, number: 1, police: 'no' };

/** A decided case with new information, unread or read, and a case that is being or was decided again. */
const newsIn = once((sample): Record<'unread' | 'read' | 'reopened' | 'again', CaseRecord> => {
  const { decided } = cases(sample);
  const number = referral(decided).information.length + 1;
  const texts = { [textOf.information(number)]: sampleText(sample, 2000) || 'A car.' };
  const news: CaseEvent[] = [
    { type: 'InformationAdded', at: OVERDUE, by: jane.id, number },
    aMissingChild,
    escalation,
    alarm,
  ];
  const unread = advance(decided, { events: news, texts }, caseContext(OVERDUE));
  const read = advance(
    unread,
    { events: [{ type: 'NewsRead', at: OVERDUE, by: pat.id, upTo: 99 }] },
    caseContext(OVERDUE),
  );
  const reopened = withOutcome(unread, reopen(unread.events, pack.clocks, { by: mo, now: OVERDUE }));
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
});

export function newsChatCards(sample: Sample): Cards[] {
  const { unread, read, reopened, again } = newsIn(sample);
  const state = referral(again);
  if (state.status !== 'decided') throw new Error('the sample is not decided');
  const opened = reopened.events.find((event) => event.type === 'DecisionReopened');
  if (!opened) throw new Error('the sample is not opened again');
  return [
    ...Object.entries({ unread, read, reopened, again }).map(([name, record]) => ({
      [`receipt, decided, news ${name}`]: receiptOf(record),
    })),
    {
      'added after the decision': informationSent(unread, referral(unread), pack),
      'sent by mistake': mistakeCard(unread, { name: textOf.information(1), index: 1, at: OVERDUE }, pack),
      'a second decision': decisionNoticeCard(again, state, pack),
      'deciding again, until the new decision': decidingAgainCard(reopened, opened, pack),
      'nobody has read it': nobodyHasReadCard(unread, pack),
      'who has it': whoHasItCard([unread, read, cases(sample).awaiting], pack),
    },
  ];
}

export function newsMashCards(sample: Sample): Cards[] {
  const all = newsIn(sample);
  const { unread: added } = all;
  const mistaken = advance(
    added,
    {
      events: [
        {
          type: 'SentByMistake',
          at: OVERDUE,
          by: jane.id,
          said: textOf.information(referral(added).information.length),
        },
      ],
    },
    caseContext(OVERDUE),
  );
  const { unread, reopened, again } = all;
  const lines = Array.from({ length: 20 }, (_, at) => 100 + at);
  const many = advance(
    unread,
    {
      events: lines.map((number) => ({ type: 'InformationAdded' as const, at: OVERDUE, by: jane.id, number })),
      texts: Object.fromEntries(
        lines.map((number) => [
          textOf.information(number),
          sampleText(sample, 2000) || 'He is at the door with a knife.',
        ]),
      ),
    },
    caseContext(OVERDUE),
  );
  return [
    ...Object.entries(all).map(([name, record]) => ({
      [`case, news ${name}`]: mashCardOf(record),
      [`everything, news ${name}`]: everythingOf(record),
    })),
    {
      'decide again?': decideAgainForm(unread, againClock(unread.events, pack.clocks, OVERDUE)),
      'decide, opened': decisionForm(asSent(reopened), OVERDUE),
    },
    {
      'not read yet, in the chat of who pressed':
        unreadCard({ record: many, pack, link: 'https://teams.microsoft.com/l/message/19:x/1' }, '') ?? {},
    },
    { 'case, sent by mistake': mashCardOf(mistaken), 'everything, sent by mistake': everythingOf(mistaken) },
    linesOf('sent by mistake', mistaken, mistaken.events.slice(-1)),
    linesOf('decided again', again, [...again.events, { type: 'NewsRead' as const, at: OVERDUE, by: pat.id, upTo: 1 }]),
  ];
}

export function newsNotices(sample: Sample): Cards[] {
  const { unread, read } = newsIn(sample);
  const { awaiting } = cases(sample);
  const link = 'https://teams.microsoft.com/l/message/19:x/1';
  return [
    {
      news: newsCard({ record: unread, pack, link }, { about: aMissingChild }),
      'news, after a press': newsCard({ record: unread, pack, link }),
      'news, escalated': newsCard({ record: unread, pack, link }, { isLate: true }),
      'news, escalated, without a link': newsCard({ record: unread, pack, link: undefined }, { isLate: true }),
      'news, read': newsCard({ record: read, pack, link }),
      'news of a night': nightCard([unread.id]),
      'news, read by a colleague': readNewsCard(read, link, pack),
      'leaving time taken back': timeTakenBackCard(awaiting, link),
      'the child has left': hasLeftCard({ record: awaiting, link }),
      ...Object.fromEntries(
        (['desk', 'administrators', undefined] as const).map((instead) => [
          `words of danger taken back, ${instead}`,
          takenBackCard({ record: awaiting, link, instead }),
        ]),
      ),
    },
  ];
}
