import type { z } from 'zod';
import { londonDay, longDay } from '../../base/time.ts';
import { excerpt, type Lines, spacedBoldLine, spacedLine, titledLines } from '../../cards/parts.ts';
import type { TitledText } from '../../cards/referral-text.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { tasksOf, taskText } from '../../case/tasks.ts';
import {
  type Arrival,
  assessmentText,
  type CentralOutcome,
  centralText,
  type ServiceKind,
  type SupportItem,
} from '../../history/assessment.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import type { Central } from '../../protocol/central.ts';
import { type CentralReferral, centralOf } from './state.ts';

/** Words for what the Assessment team records. @source Protocol 8.3, 8.4, 10.1 */
export const arrivalWords: Record<z.infer<typeof Arrival>, string> = { yes: 'Yes', no: 'No', 'not-known': 'Not known' };

export const serviceWords: Record<z.infer<typeof ServiceKind>, string> = {
  'child-in-need': 'Child in need',
  'child-protection': 'Child protection procedures',
  'looked-after': 'Looked after by the council',
};

export const supportWords: Record<z.infer<typeof SupportItem>, string> = {
  camhs: 'Help from CAMHS (mental health)',
  family: 'Contact with their family',
  legal: 'Immigration and legal advice',
  action: 'Action against those who did it',
  return: 'Return home',
};

export const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

/**
 * One event of the team, or of the central referral, in words; none for any other event. A lock screen shows only the
 * first title, so that title holds no name and no fact. A police note is mentioned, without its words.
 * @param length to which the texts that somebody wrote are cut
 */
export function eventTexts(record: CaseRecord, event: CaseEvent, length = Number.POSITIVE_INFINITY): TitledText[] {
  const storedText = (title: string, name: string) => titledText(title, excerpt(textIn(record, name), length));
  const central = centralOf(record.events);
  switch (event.type) {
    case 'AssessmentNotPosted':
      return [titledText('NOT with the Assessment team yet', notPostedWords)];
    case 'AssessmentAccepted':
      return [titledText('The Assessment team has taken the case on')];
    case 'FamilyAssessmentStarted':
      return [titledText('Child and family assessment begun')];
    case 'FamilyAssessmentCompleted':
      return [
        titledText('Child and family assessment done'),
        storedText('Level of need', assessmentText.need(event.number)),
        storedText('Services and support', assessmentText.services(event.number)),
        titledText('How they came to the UK is clear', arrivalWords[event.arrival]),
        titledText('Plan to protect the child', event.planOn ? `Since ${longDay(event.planOn)}` : 'Not yet'),
      ];
    case 'TraffickingSuspicionRecorded':
      return [
        titledText('Assessment: suspicion recorded', `Trafficking suspected by the team: ${yesNo(event.suspected)}`),
        storedText('Reasons', assessmentText.suspicion(event.number)),
      ];
    case 'TraffickingAssessmentStarted':
      return [titledText('Specialist assessment begun')];
    case 'ReasonableGroundsRecorded':
      return [
        titledText('Assessment: finding recorded', `Reasonable grounds: ${yesNo(event.grounds)}`),
        storedText('Reasons', assessmentText.grounds(event.number)),
      ];
    case 'ServiceRecorded':
      return [
        titledText('Assessment: service recorded', serviceWords[event.service]),
        storedText('Social worker', assessmentText.worker(event.number)),
        titledText('Plan', event.planOn ? longDay(event.planOn) : 'No date yet'),
      ];
    case 'SupportRecorded':
    case 'TaskSet':
      return supportTexts(record, event, length);
    case 'PoliceNoteAdded':
      return [titledText('A note was added', 'Members of this channel read it under More, Police notes.')];
    case 'CentralReferralRecorded':
      return [
        titledText(event.number > 1 ? 'Central referral: record corrected' : 'Central referral: sent, they say'),
        titledText('Sent on', longDay(event.sentOn)),
        storedText('Reference', centralText.reference(event.number)),
      ];
    case 'CentralOutcomeRecorded':
      return [
        titledText('Central referral: answer recorded', outcomeWords(event.outcome, central?.entry.pathway)),
        titledText('Heard on', longDay(event.heardOn)),
        storedText('Who said so', centralText.who(event.number)),
      ];
    case 'ClockReached':
      return central ? reminderTexts(event, central) : [];
    default:
      return [];
  }
}

/** Help that the team arranges, as a task or as it was recorded before. */
function supportTexts(record: CaseRecord, event: EventOf<'SupportRecorded' | 'TaskSet'>, length: number) {
  if (!event.item) return [];
  const isTask = event.type === 'TaskSet';
  const who = textIn(record, (isTask ? taskText.who : assessmentText.owner)(event.number));
  const isDone = isTask && tasksOf(record.events).some(({ number, done }) => number === event.number && done);
  return [
    titledText('Assessment: help recorded', supportWords[event.item]),
    titledText('Who sees to it', excerpt(who, length)),
    titledText('By', `${longDay(event.on)}${isDone ? ', done' : ''}`),
  ];
}

const notPostedWords = 'I cannot post in their channel. Please tell them yourself. I keep trying.';
const titledText = (title: string, text = ''): TitledText => ({ title, text });

const outcomes: Record<CentralOutcome, string> = {
  'grounds-yes': 'Reasonable grounds: yes',
  'grounds-no': 'Reasonable grounds: no',
  trafficked: 'Their decision: yes, trafficked',
  'not-trafficked': 'Their decision: no',
  awaited: 'No decision yet',
};
const conclusive: Partial<Record<CentralOutcome, string>> = {
  trafficked: 'Conclusive grounds: yes',
  'not-trafficked': 'Conclusive grounds: no',
};

/**
 * The authority's answer in the authority's own terms; the bot adds none. Under the 2026 pathway its final decision is
 * named “conclusive grounds”.
 */
export const outcomeWords = (outcome: CentralOutcome, pathway: Central['pathway'] | undefined): string =>
  (pathway === '2026' ? conclusive[outcome] : undefined) ?? outcomes[outcome];

const chaseWords = 'Please ask the authority, and record what they say.';

function reminderTexts(event: EventOf<'ClockReached'>, { entry, decisionDay }: CentralReferral): TitledText[] {
  const late = event.late ? ' Late: this could not be said in time.' : '';
  if (event.clock === 'reasonableGrounds') {
    const aim = entry.groundsBy ? longDay(entry.groundsBy) : 'the day aimed at';
    return [titledText(`Reasonable grounds: no answer yet. Their aim was ${aim}`, chaseWords + late)];
  }
  if (event.clock !== 'central') return [];
  const day = longDay(decisionDay);
  if (entry.pathway === '2026')
    return [titledText(`Conclusive grounds may be decided from ${day} on`, `No day is promised. ${chaseWords}${late}`)];
  const what = event.overdue ? 'OVERDUE: no central decision' : 'No central decision yet';
  return [titledText(`${what}, due by ${day}`, chaseWords + late)];
}

/** Whether the protocol's 30 days passed without a decision. */
export function isCentralOverdue({ events }: CaseRecord) {
  const central = centralOf(events);
  if (!central || central.isOver || central.entry.pathway === '2026') return false;
  return events.some(
    (event) =>
      event.type === 'ClockReached' && event.clock === 'central' && londonDay(event.upTo) > central.decisionDay,
  );
}

/** The state of the central referral, for the Assessment team's cards. */
export function centralLines(record: CaseRecord, rules: Central): Lines {
  const central = centralOf(record.events);
  if (!central) return [];
  const { entry, decisionDay, grounds, outcome, awaited, isOver } = central;
  const heardWords = (event: EventOf<'CentralOutcomeRecorded'>) =>
    `${outcomeWords(event.outcome, entry.pathway)}, heard ${longDay(event.heardOn)} from ${textIn(record, centralText.who(event.number))}`;
  return [
    ...titledLines(
      `Sent to ${rules.authority}, says ${staffName(record, entry.by)}`,
      `${longDay(entry.sentOn)}, reference ${textIn(record, centralText.reference(entry.number))}`,
    ),
    grounds ? spacedBoldLine(heardWords(grounds)) : !isOver && groundsTarget(entry),
    outcome && spacedBoldLine(heardWords(outcome)),
    awaited && spacedLine(heardWords(awaited)),
    !isOver && dueLine(record, entry.pathway, decisionDay),
  ];
}

function groundsTarget({ pathway, groundsBy }: CentralReferral['entry']) {
  if (pathway === '2016') return undefined;
  if (groundsBy) return spacedBoldLine(`Reasonable grounds: aimed at by ${longDay(groundsBy)}`);
  return spacedLine('Reasonable grounds: I do not know the bank holidays of that year, so I show no day.');
}

function dueLine(record: CaseRecord, pathway: Central['pathway'], decisionDay: string) {
  if (pathway === '2026')
    return spacedLine(`Conclusive grounds: not before ${longDay(decisionDay)}. No day is promised.`);
  const what = isCentralOverdue(record) ? 'OVERDUE: a decision was due' : 'Decision due';
  return spacedBoldLine(`${what} by ${longDay(decisionDay)}`);
}
