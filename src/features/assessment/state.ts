import { oncePer } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { Desk } from '../../case/desk.ts';
import { allocatedTo } from '../../case/referral.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { type CaseEvent, type EventOf, happened, isA } from '../../history/events.ts';
import { daysAfter } from '../../protocol/days.ts';

export type Assessment = ReturnType<typeof assessmentOf>;

/**
 * The state of a case's assessment. Of what was recorded more than once, the latest record counts; of a beginning, the
 * first. It reads the history as it is: an entry recorded out of order still counts.
 */
export const assessmentOf = oncePer((events: CaseEvent[]) => {
  const all = <Type extends CaseEvent['type']>(type: Type) =>
    events.filter((event): event is EventOf<Type> => event.type === type);
  return {
    passed: passedIn(events),
    posting: postingIn(events),
    accepted: all('AssessmentAccepted')[0],
    family: { begun: all('FamilyAssessmentStarted')[0], finding: all('FamilyAssessmentCompleted').at(-1) },
    suspicion: all('TraffickingSuspicionRecorded').at(-1),
    // the assessment of trafficking
    specialist: { begun: all('TraffickingAssessmentStarted')[0], finding: all('ReasonableGroundsRecorded').at(-1) },
    service: all('ServiceRecorded').at(-1),
    // the latest of each item
    support: [
      ...new Map(
        events.filter(isA('SupportRecorded', 'TaskSet')).flatMap((event) => (event.item ? [[event.item, event]] : [])),
      ).values(),
    ],
    policeNotes: all('PoliceNoteAdded'),
  };
});

/** How far the team's card has come into their channel. */
function postingIn(events: CaseEvent[]): 'on-its-way' | 'not-posted' | 'posted' {
  if (happened(events, 'AssessmentPosted')) return 'posted';
  return happened(events, 'AssessmentNotPosted') ? 'not-posted' : 'on-its-way';
}

/**
 * Who has the case: who took it or was handed it, who decided it and is still a manager, and who holds its assessment.
 */
export function holdersOf(
  { events }: { events: CaseEvent[] },
  referral: SubmittedReferral,
  { managers }: Pick<Desk, 'managers'>,
) {
  const { passed, accepted } = assessmentOf(events);
  const decided = referral.status === 'decided' ? [referral.decidedBy, referral.correction?.by] : [];
  const people = [
    ...decided.filter((person) => person !== undefined && managers.includes(person)),
    allocatedTo(referral),
    passed.kind === 'yes' ? accepted?.by : undefined,
  ];
  return people.filter((person) => person !== undefined);
}

/** Whether the team has found reasonable grounds to believe that the child was trafficked. */
export const hasGrounds = ({ specialist }: Assessment) => specialist.finding?.grounds === true;

type Decision = EventOf<'DecisionRecorded' | 'DecisionCorrected'>;

const isConcern = ({ trafficking = 'no' }: Pick<Decision, 'trafficking'>) => trafficking !== 'no';

/**
 * Whether this decision passes the case to the Assessment team: because it says so, or because there is a concern about
 * trafficking or the MASH cannot tell.
 * @source Protocol 8.2
 */
export const passesOn = (entry: Pick<Decision, 'decision' | 'trafficking'>): boolean =>
  entry.decision === 'assessment' || isConcern(entry);

/**
 * Whether the MASH passed the case on, and who did so when. `back`: it was passed on, and a correction of the decision
 * took it back. `concern`: a concern about trafficking was recorded, so that no correction takes it back.
 */
type Passed = { kind: 'no' } | ({ by: StaffId; at: Instant } & ({ kind: 'yes'; concern: boolean } | { kind: 'back' }));

const passedIn = (events: CaseEvent[]): Passed => events.reduce(passedAfter, { kind: 'no' } as Passed);

/**
 * Only a correction takes a case back from the team. Once there was a concern about trafficking, the case stays with
 * the team, which only hears of the correction.
 */
function passedAfter(before: Passed, event: CaseEvent): Passed {
  if (event.type !== 'DecisionRecorded' && event.type !== 'DecisionCorrected') return before;
  const { by, at } = event;
  if (passesOn(event)) {
    if (before.kind !== 'yes') return { kind: 'yes', concern: isConcern(event), by, at };
    return { ...before, concern: before.concern || isConcern(event) };
  }
  const isTakenBack = event.type === 'DecisionCorrected' && before.kind === 'yes' && !before.concern;
  return isTakenBack ? { kind: 'back', by, at } : before;
}

type Answer = EventOf<'CentralOutcomeRecorded'>;

/** What the authority has answered; the latest answer of each kind counts. */
interface Answers {
  grounds?: Answer | undefined; // 2026: the authority's decision on reasonable grounds
  outcome?: Answer; // the authority's decision: trafficked or not
  awaited?: Answer; // the latest time that somebody asked and the authority had not decided yet
}

export type CentralReferral = NonNullable<ReturnType<typeof centralOf>>;

/** The referral to the central competent authority; undefined when none is recorded. The latest entry counts. */
export function centralOf(events: CaseEvent[]) {
  const entry = events.findLast(isA('CentralReferralRecorded'));
  if (!entry) return undefined;
  const answers: Answers = events.filter(isA('CentralOutcomeRecorded')).reduce(withAnswer, {});
  return {
    entry,
    // 2016 pathway: the authority decides by this day. 2026 pathway: the conclusive decision comes on this day or later
    decisionDay: daysAfter(entry.sentOn, entry.within),
    ...answers,
    isOver: answers.outcome !== undefined || answers.grounds?.outcome === 'grounds-no', // it owes no more answers
  };
}

function withAnswer(before: Answers, event: Answer): Answers {
  switch (event.outcome) {
    case 'awaited': // “no decision yet” also takes back a decision recorded by mistake
      return { grounds: before.grounds?.outcome === 'grounds-yes' ? before.grounds : undefined, awaited: event };
    case 'grounds-yes':
    case 'grounds-no':
      return { ...before, grounds: event };
    case 'trafficked':
    case 'not-trafficked':
      return { ...before, outcome: event };
  }
}
