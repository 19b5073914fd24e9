import type { z } from 'zod';
import { longDay } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import type { TitledText } from '../../cards/referral-text.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import type { Arrival, ServiceKind, SupportItem } from '../../history/assessment.ts';
import { assessmentText } from '../../history/assessment.ts';
import type { CaseEvent } from '../../history/events.ts';

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

/**
 * One event of the Assessment team in words. A lock screen shows only the first title, so that title holds no name and
 * no fact. A police note is mentioned, without its words.
 * @returns undefined for an event of somebody else
 */
export function assessmentEventTexts({ facts }: CaseRecord, event: CaseEvent): TitledText[] | undefined {
  const storedText = (title: string, name: string) => titledText(title, facts.texts[name]);
  switch (event.type) {
    case 'AssessmentNotPosted': {
      const words = 'I cannot post in their channel. Please tell them yourself. I keep trying.';
      return [titledText('NOT with the Assessment team yet', words)];
    }
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
        titledText(
          'Assessment: suspicion recorded',
          `Trafficking suspected by the team: ${event.suspected ? 'yes' : 'no'}`,
        ),
        storedText('Reasons', assessmentText.suspicion(event.number)),
      ];
    case 'TraffickingAssessmentStarted':
      return [titledText('Specialist assessment begun')];
    case 'ReasonableGroundsRecorded':
      return [
        titledText('Assessment: finding recorded', `Reasonable grounds: ${event.grounds ? 'yes' : 'no'}`),
        storedText('Reasons', assessmentText.grounds(event.number)),
      ];
    case 'ServiceRecorded':
      return [
        titledText('Assessment: service recorded', serviceWords[event.service]),
        storedText('Social worker', assessmentText.worker(event.number)),
        titledText('Plan', event.planOn ? longDay(event.planOn) : 'No date yet'),
      ];
    case 'SupportRecorded':
      return [
        titledText('Assessment: help recorded', supportWords[event.item]),
        storedText('Who sees to it', assessmentText.owner(event.number)),
        titledText('By', longDay(event.on)),
      ];
    case 'PoliceNoteAdded':
      return [titledText('A note was added', 'Members of this channel read it under More, Police notes.')];
    default:
      return undefined;
  }
}

export const titledText = (title: string, text = ''): TitledText => ({ title, text });

/** "Sue Marsh, 14:03, Wed 25 Nov" */
export const whoAndWhen = (record: CaseRecord, { by, at }: { by: string; at: CaseRecord['startedAt'] }): string =>
  `${staffName(record, by)}, ${clockAndDay(at)}`;
