import { clockAndDay } from '../../cards/london.ts';
import {
  type ClockMeanings,
  type Events,
  type Hears,
  type Meaning,
  type ThreadWords,
  type View,
  words,
} from '../../cards/meaning.ts';
import { line, titledLines } from '../../cards/parts.ts';
import type { EventAt } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { assessmentEvents } from '../../history/assessment.ts';
import type { centralEvents } from '../../history/central.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import type { SideEvent } from '../side-records/state.ts';
import { centralClock, groundsClock, isCentralOver } from './central-clocks.ts';
import { eventTexts } from './central-words.ts';
import { assessmentOf } from './state.ts';
import { whoAndWhen } from './words.ts';

function lineOf(event: CaseEvent, { record }: View): ThreadWords {
  const [first, ...rest] = eventTexts(record, event);
  const who = 'by' in event && event.by ? whoAndWhen(record, { ...event, by: event.by }) : clockAndDay(event.at);
  return words(
    first?.title ?? record.id,
    ...(first?.text ? [line(first.text)] : []),
    ...rest.flatMap(({ title, text }) => titledLines(title, text)),
    line(who, 'small', 'Small'),
  );
}

/** What the team records goes to its own thread, and the MASH's card shows how far the team has got. */
const ofTeam = { thread: 'team', card: true, line: lineOf } as const satisfies Meaning<CaseEvent>;
const passedWith = (event: CaseEvent, { events: all }: CaseRecord) => assessmentOf([...all, event]).passed.kind;

type OfTeam = EventOf<'AssessmentPosted'>['type'] | TypeIn<typeof assessmentEvents> | TypeIn<typeof centralEvents>;
type TypeIn<List extends readonly { shape: { type: { value: string } } }[]> = List[number]['shape']['type']['value'];

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
export const clocks: ClockMeanings<'central' | 'reasonableGrounds'> = {
  central: { ...ofTeam, ...isHeard, runs: centralClock, isOver: isCentralOver },
  reasonableGrounds: { ...ofTeam, ...isHeard, runs: groundsClock, isOver: isCentralOver },
};

/** The team's card follows a case that was passed on, and its thread hears what is new. */
const news = {
  team: (event: CaseEvent, { record, desk }: EventAt) =>
    desk.hasAssessment && passedWith(event, record) === 'yes' ? ('line' as const) : undefined,
};
const decided = {
  team(event: CaseEvent, { record, desk }: EventAt) {
    const [before, after] = [assessmentOf(record.events).passed.kind, passedWith(event, record)];
    if (!desk.hasAssessment || after === 'no' || (before === after && after !== 'yes')) return undefined;
    return before === 'no' ? ('card' as const) : ('line' as const);
  },
};

/** What the team needs to hear, once it has the case. @source Protocol 10.1, 10.2 */
export const hears: Hears<
  | SideEvent['type']
  | 'NewsRead'
  | 'ChildMissing'
  | 'InformationAdded'
  | 'CheckAdded'
  | 'QuestionAnswered'
  | 'DecisionReopened'
  | 'DecisionRecorded'
  | 'DecisionCorrected'
> = {
  NewsRead: { team: (event, at) => news.team(event, at) && 'card' },
  ChildMissing: news,
  InformationAdded: news,
  CheckAdded: news,
  QuestionAnswered: news,
  DecisionReopened: news,
  PoliceInformed: news,
  FamilyClaimed: news,
  VisitorSeen: news,
  NewsRecorded: news,
  DecisionRecorded: decided,
  DecisionCorrected: decided,
};
