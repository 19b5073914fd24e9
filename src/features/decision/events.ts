import {
  decisionWords,
  managerNameAndRole,
  tellReferrerLines,
  traffickingAnswer,
  whoDoesIt,
  yesNoAnswer,
} from '../../cards/decided.ts';
import { clockAndDay } from '../../cards/london.ts';
import { author, type Events, type Notice, words } from '../../cards/meaning.ts';
import { type Lines, line, spacedSmallLine, titledLines } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { EventOwned } from '../../case/part.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { type CaseEvent, type EventOf, happened } from '../../history/events.ts';
import { assessmentOf, passesOn } from '../assessment/state.ts';
import { decidingAgainCard, decisionNoticeCard, feedbackCard, feedbackLine } from './cards.ts';

/** One entry of the decision record in the thread, with its texts uncut. */
function decisionLines(record: CaseRecord, entry: DecisionEntry): Lines {
  const words = decisionWordsOf(record.facts.texts, entry.number);
  const all = decisionEntries(record.events);
  const earlier = all.find(({ number }) => number === (entry.corrects ?? entry.number - 1));
  const sayer = ({ by, at }: DecisionEntry) => `${staffName(record, by)} said at ${clockAndDay(at)}`;
  return [
    line(decisionWords[entry.decision], 'bold'),
    words.action,
    whoDoesIt(words),
    titledLines('Reasons', words.reasons),
    entry.trafficking && titledLines('Concern about trafficking', traffickingAnswer(entry.trafficking)),
    entry.protection !== 'not-said' &&
      titledLines('Immediate protection', yesNoAnswer(entry.protection, words.protection)),
    tellReferrerLines(words),
    staysWithTeam(record.events, entry) && line('The case stays with the Assessment team.', 'bold'),
    earlier && `This is what holds now. What ${sayer(earlier)} no longer holds.`,
    spacedSmallLine(whoAndWhen(record, entry)),
  ];
}

const isDecision = ({ type }: CaseEvent) => type === 'DecisionRecorded' || type === 'DecisionCorrected';

/**
 * Whether the Assessment team keeps the case although this entry alone would not have passed it on. The thread then
 * says so.
 */
function staysWithTeam(events: CaseEvent[], entry: DecisionEntry) {
  const at = events.findIndex(
    (event) => isDecision(event) && (('number' in event && event.number) || 1) === entry.number,
  );
  return at >= 0 && !passesOn(entry) && assessmentOf(events.slice(0, at + 1)).passed.kind === 'yes';
}

/** What was decided, as it stands now: it is replaced by the next decision, correction or opening of the case. */
const decided: Notice<EventOf<'DecisionRecorded' | 'DecisionCorrected'>> = {
  to: author,
  isPast(_, { events: all }, index) {
    // opening the case again sends its own notice
    return referralOf(all).status !== 'decided' || all.slice(index + 1).some(isDecision);
  },
  taken(event, { events: all }, at) {
    const [latest, ...since] = all.slice(all.findLastIndex(isDecision));
    // it was on its way while somebody corrected the decision: the notice of the correction tells them
    const isOutdated = latest !== event;
    return isOutdated || happened(since, 'ReferrerTold') ? [] : [{ type: 'ReferrerTold', at }];
  },
  card(_, { record, pack }) {
    const referral = referralOf(record.events);
    if (referral.status !== 'decided') throw new Error(`case ${record.id} is not decided`);
    return decisionNoticeCard(record, referral, pack);
  },
};

/** The decision, and what follows it. @source Protocol 8.2 */
export const events = {
  DecisionRecorded: {
    card: true,
    receipt: true,
    notices: { decided },
    line: (event, { record }) =>
      words(
        `Decided${event.number ? ' again' : ''}${event.late ? ' · LATE' : ''}`,
        decisionLines(record, { ...event, number: event.number ?? 1 }),
      ),
  },
  DecisionCorrected: {
    card: true,
    receipt: true,
    notices: { decided },
    line: (event, { record }) => words('Decision CORRECTED', decisionLines(record, event)),
  },
  DecisionReopened: {
    card: true,
    receipt: true,
    notices: {
      again: {
        to: author,
        isPast: (_, { events: all }, index) => happened(all.slice(index + 1), 'DecisionRecorded'),
        card: (event, { record, pack }) => decidingAgainCard(record, event, pack),
      },
    },
    line({ by, at, decisionDue }, { record }) {
      const due = `The new decision is due by ${clockAndDay(decisionDue)}. What was decided stands until then.`;
      const who = `By ${managerNameAndRole(record, by)}, ${clockAndDay(at)}`;
      return words('Deciding again', due, spacedSmallLine(who));
    },
  },
  ReferrerTold: {
    card: true,
    line: ({ at }) => words('The referrer has been told', clockAndDay(at)),
    words: 'The referrer has been told of the decision',
  },
  FeedbackGiven: {
    notices: { feedback: { to: author, card: (event, { record, pack }) => feedbackCard(record, event, pack) } },
    line: (event, { record }) => feedbackLine(record, event),
  },
  ReferrerToldByPhone: {
    card: true,
    line: ({ by, at }, { record }) =>
      words('The referrer was told by phone', `By ${staffName(record, by)} at ${clockAndDay(at)}`),
  },
} satisfies Partial<Events<EventOwned>>;
