import type { z } from 'zod';
import { longDay } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import type { Said } from '../../cards/referral-text.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Arrival, ServiceKind, SupportItem } from '../../history/assessment.ts';
import { assessmentText } from '../../history/assessment.ts';
import type { CaseEvent } from '../../history/events.ts';

/** How what the Assessment team records is called. @source Protocol 8.3, 8.4, 10.1 */
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

export const personCalled = ({ facts }: Pick<CaseRecord, 'facts'>, id: string): string =>
  facts.names[id] ?? 'a colleague';

/**
 * What the Assessment team recorded. The first title is all that a lock screen shows: nothing of the case is in it. A police note is
 * named, and its words are not told.
 * @returns undefined for what others did
 */
export function assessmentSaid(record: CaseRecord, event: CaseEvent): Said[] | undefined {
  const text = (name: string) => record.facts.texts[name] ?? '';
  switch (event.type) {
    case 'AssessmentPosted':
      return [{ title: 'With the Assessment team', text: 'It is in their channel now.' }];
    case 'AssessmentNotPosted':
      return [
        {
          title: 'NOT with the Assessment team yet',
          text: 'I cannot post in their channel. Please tell them yourself. I keep trying.',
        },
      ];
    case 'AssessmentAccepted':
      return [{ title: 'The Assessment team has taken the case on', text: '' }];
    case 'FamilyAssessmentStarted':
      return [{ title: 'Child and family assessment begun', text: '' }];
    case 'FamilyAssessmentCompleted':
      return [
        { title: 'Child and family assessment done', text: '' },
        { title: 'Level of need', text: text(assessmentText.need(event.number)) },
        { title: 'Services and support', text: text(assessmentText.services(event.number)) },
        { title: 'How they came to the UK is clear', text: arrivalWords[event.arrival] },
        { title: 'Plan to protect the child', text: event.planOn ? `Since ${longDay(event.planOn)}` : 'Not yet' },
      ];
    case 'TraffickingSuspicionRecorded':
      return [
        {
          title: 'Assessment: suspicion recorded',
          text: `Trafficking suspected by the team: ${event.suspected ? 'yes' : 'no'}`,
        },
        { title: 'Reasons', text: text(assessmentText.suspicion(event.number)) },
      ];
    case 'TraffickingAssessmentStarted':
      return [{ title: 'Specialist assessment begun', text: '' }];
    case 'ReasonableGroundsRecorded':
      return [
        { title: 'Assessment: finding recorded', text: `Reasonable grounds: ${event.grounds ? 'yes' : 'no'}` },
        { title: 'Reasons', text: text(assessmentText.grounds(event.number)) },
      ];
    case 'ServiceRecorded':
      return [
        { title: 'Assessment: service recorded', text: serviceWords[event.service] },
        { title: 'Social worker', text: text(assessmentText.worker(event.number)) },
        { title: 'Plan', text: event.planOn ? longDay(event.planOn) : 'No date yet' },
      ];
    case 'SupportRecorded':
      return [
        { title: 'Assessment: help recorded', text: supportWords[event.item] },
        { title: 'Who sees to it', text: text(assessmentText.owner(event.number)) },
        { title: 'By', text: longDay(event.on) },
      ];
    case 'PoliceNoteAdded':
      return [{ title: 'A note was added', text: 'Members of this channel read it under More, Police notes.' }];
    default:
      return undefined;
  }
}

/** "Sue Marsh, 14:03, Wed 25 Nov" */
export const whoAndWhen = (record: CaseRecord, { by, at }: { by: string; at: CaseRecord['startedAt'] }): string =>
  `${personCalled(record, by)}, ${clockAndDay(at)}`;
