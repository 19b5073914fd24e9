import type { z } from 'zod';
import { latest, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type ClockMeanings,
  type Events,
  type Hears,
  lateLines,
  type Meaning,
  type View,
  words,
} from '../../cards/meaning.ts';
import { facts, spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { RunningClock } from '../../case/clocks.ts';
import { managersToRemind, orStandIns, type ToOrStandIns } from '../../case/desk.ts';
import type { EventAt, Mark, Owned } from '../../case/part.ts';
import type { CaseRecord, ClockedCase } from '../../case/record.ts';
import { erasedIn } from '../../case/standing.ts';
import type { assessmentEvents, centralEvents } from '../../history/assessment.ts';
import { type CaseEvent, type EventOf, isA } from '../../history/events.ts';
import type { Central } from '../../protocol/central.ts';
import { daysAfter, morningOf, startOf } from '../../protocol/days.ts';
import type { Pack } from '../../protocol/pack.ts';
import { notTakenOnCard, notTakenOnSince } from './face.ts';
import { assessmentOf, type CentralReferral, centralOf, holdersOf } from './state.ts';
import { eventTexts } from './words.ts';

/** Whether the authority owes no more answers. */
const isCentralOver = ({ events }: CaseRecord) => centralOf(events)?.isOver === true;

/**
 * The clocks of a recorded central referral. They end with an outcome, and never decide anything. The first reminders
 * come at 09:00 in London. Repeats count elapsed hours, so they shift by an hour when the clocks change.
 */
const ifOpen =
  (clock: (central: CentralReferral, rules: Central) => RunningClock | undefined) =>
  ({ events }: ClockedCase, { central: rules }: Pick<Pack, 'central'>) => {
    const central = centralOf(events);
    return central && !central.isOver ? clock(central, rules) : undefined;
  };

/**
 * Counts calendar days from the recorded date. In the 2016 pathway the decision is in time until the last day ends;
 * after that the cards say it is late.
 */
const centralClock = ifOpen(({ entry: { sentOn, pathway }, decisionDay }, rules) => {
  const { remind, again } = rules.reminders[pathway];
  const overAt = startOf(daysAfter(decisionDay, 1));
  const latest = morningOf(daysAfter(sentOn, Math.max(...remind)));
  const turns = pathway === '2016' ? [{ at: overAt, kind: 'turn' as const }] : [];
  return {
    name: 'central',
    start: startOf(sentOn),
    due: overAt,
    marks: [...remind.map((day) => ({ at: morningOf(daysAfter(sentOn, day)), kind: 'remind' as const })), ...turns],
    overdueFrom: plus(latest, again),
    every: again,
  };
});

/**
 * Only in the 2026 pathway: reminds on the morning after the authority's target day, and again until it has decided on
 * reasonable grounds.
 */
const groundsClock = ifOpen(({ entry: { sentOn, pathway, groundsBy }, grounds }, rules) => {
  if (pathway !== '2026' || !groundsBy || grounds) return undefined;
  const { again } = rules.grounds;
  const at = morningOf(daysAfter(groundsBy, 1));
  const marks = [{ at, kind: 'remind' as const }];
  return { name: 'reasonableGrounds', start: startOf(sentOn), marks, overdueFrom: plus(at, again), every: again };
});

/** Whether the team has the case, or it is not theirs. */
function isTakenOn({ events }: ClockedCase) {
  const { passed, accepted } = assessmentOf(events);
  return passed.kind !== 'yes' || accepted !== undefined || erasedIn(events) !== undefined;
}

/** Runs from when the team has the card until somebody there takes the case on. What falls into the night waits for the morning. */
function takingOnClock(record: ClockedCase, { clocks: { takingOn, quiet } }: Pack): RunningClock | undefined {
  const { passed } = assessmentOf(record.events);
  const posted = record.events.findLast(isA('AssessmentPosted'));
  if (passed.kind !== 'yes' || !posted || isTakenOn(record)) return undefined;
  const start = latest(passed.at, posted.at);
  const due = plus(start, takingOn.managers);
  const marks = [{ at: plus(start, takingOn.remind), kind: 'remind' as const }];
  return { name: 'takingOn', start, due, marks, overdueFrom: due, every: takingOn.again, quiet };
}

/** Who has it for the MASH and who is on duty; when that is not the first time, also whoever is above them. */
function whoHearsOfTakingOn(mark: Mark, { desk, record, referral }: EventAt): ToOrStandIns {
  if (!mark.overdue) return [];
  const isAgain = record.events.some(
    (event) => event !== mark && event.type === 'ClockReached' && event.clock === 'takingOn' && event.overdue,
  );
  const holders = referral ? holdersOf(record, referral, desk) : [];
  return orStandIns([...new Set([...holders, ...managersToRemind(desk), ...(isAgain ? desk.escalation : [])])]);
}

function lineOf(event: CaseEvent, { record }: View) {
  const [first, ...rest] = eventTexts(record, event);
  const who = 'by' in event && event.by ? whoAndWhen(record, { ...event, by: event.by }) : clockAndDay(event.at);
  return words(first?.title ?? record.id, first?.text, facts(rest), spacedSmallLine(who));
}

/** What the team records goes to its own thread, and the MASH's card shows how far the team has got. */
const ofTeam = { thread: 'team', card: true, line: lineOf } as const satisfies Meaning<CaseEvent>;
const passedWith = (event: CaseEvent, { events: all }: CaseRecord) => assessmentOf([...all, event]).passed.kind;

type OfTeam = z.infer<(typeof assessmentEvents | typeof centralEvents)[number]>['type'];

/** The assessment, and the central referral that follows from it. @source Protocol 8.2, 8.3 */
export const events: Events<OfTeam> = {
  AssessmentPosted: {
    card: true,
    line: 'none',
    words: () => ({ title: 'With the Assessment team', text: 'It is in their channel now.' }),
  },
  AssessmentNotPosted: { card: true, line: lineOf },
  AssessmentAccepted: {
    ...ofTeam,
    thread: 'both',
    receipt: true,
  },
  FamilyAssessmentStarted: ofTeam,
  FamilyAssessmentCompleted: ofTeam,
  TraffickingSuspicionRecorded: ofTeam,
  TraffickingAssessmentStarted: ofTeam,
  ReasonableGroundsRecorded: ofTeam,
  ServiceRecorded: ofTeam,
  SupportRecorded: ofTeam,
  PoliceNoteAdded: { thread: 'team', line: lineOf, words: 'Note for the police, by the Assessment team' }, // only they can read it
  CentralReferralRecorded: ofTeam,
  CentralOutcomeRecorded: ofTeam,
};

const isHeard = { hasLine: ({ remind, overdue }: EventOf<'ClockReached'>) => remind || overdue };

/** The protocol sets no time limit for the two assessments, so they have no clock. */
export const clocks: ClockMeanings<'central' | 'reasonableGrounds' | 'takingOn'> = {
  takingOn: {
    thread: 'both',
    card: true,
    sounds: true,
    runs: takingOnClock,
    isOver: isTakenOn,
    notices: {
      notTakenOn: {
        alarm: true,
        to: whoHearsOfTakingOn,
        isPast: (_, record) => isTakenOn(record),
        card: (_, view) => notTakenOnCard(view),
      },
    },
    line: (mark, { record }) =>
      words('Nobody of the Assessment team has taken it on yet', notTakenOnSince(record), lateLines(mark)),
    words: () => ({ title: 'Told that nobody of the Assessment team has taken it on', text: '' }),
  },
  central: { ...ofTeam, ...isHeard, runs: centralClock, isOver: isCentralOver },
  reasonableGrounds: { ...ofTeam, ...isHeard, runs: groundsClock, isOver: isCentralOver },
};

/** The team's card follows a case that was passed on, and its thread hears what is new. */
const news = {
  team: (event: CaseEvent, { record, desk }: EventAt) =>
    desk.hasAssessment && passedWith(event, record) === 'yes' ? ('line' as const) : undefined,
};
const cardOnly = { team: (event: CaseEvent, at: EventAt) => news.team(event, at) && ('card' as const) };
const decided = {
  team(event: CaseEvent, { record, desk }: EventAt) {
    const [before, after] = [assessmentOf(record.events).passed.kind, passedWith(event, record)];
    if (!desk.hasAssessment || after === 'no' || (before === after && after !== 'yes')) return undefined;
    return before === 'no' ? ('card' as const) : ('line' as const);
  },
};

/** What the team needs to hear, once it has the case. @source Protocol 10.1, 10.2 */
export const hears: Partial<Hears<Owned>> = {
  NewsRead: cardOnly,
  WordsHidden: cardOnly,
  AddressesHeld: cardOnly,
  AddressRemoved: cardOnly,
  AddressShown: news,
  ChildMissing: news,
  InformationAdded: news,
  CheckAdded: news,
  QuestionAnswered: news,
  DecisionReopened: news,
  CaseClosed: news,
  CaseOpened: news,
  TaskSet: news,
  TaskDone: news,
  PoliceInformed: news,
  FamilyClaimed: news,
  VisitorSeen: news,
  MashNewsRecorded: news,
  DecisionRecorded: decided,
  DecisionCorrected: decided,
};
