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
export function assessmentSaid({ facts }: CaseRecord, event: CaseEvent): Said[] | undefined {
  const kept = (title: string, name: string): Said => ({ title, text: facts.texts[name] ?? '' });
  switch (event.type) {
    case 'AssessmentPosted':
      return [said('With the Assessment team', 'It is in their channel now.')];
    case 'AssessmentNotPosted': {
      const words = 'I cannot post in their channel. Please tell them yourself. I keep trying.';
      return [said('NOT with the Assessment team yet', words)];
    }
    case 'AssessmentAccepted':
      return [said('The Assessment team has taken the case on')];
    case 'FamilyAssessmentStarted':
      return [said('Child and family assessment begun')];
    case 'FamilyAssessmentCompleted':
      return [
        said('Child and family assessment done'),
        kept('Level of need', assessmentText.need(event.number)),
        kept('Services and support', assessmentText.services(event.number)),
        said('How they came to the UK is clear', arrivalWords[event.arrival]),
        said('Plan to protect the child', event.planOn ? `Since ${longDay(event.planOn)}` : 'Not yet'),
      ];
    case 'TraffickingSuspicionRecorded':
      return [
        said('Assessment: suspicion recorded', `Trafficking suspected by the team: ${event.suspected ? 'yes' : 'no'}`),
        kept('Reasons', assessmentText.suspicion(event.number)),
      ];
    case 'TraffickingAssessmentStarted':
      return [said('Specialist assessment begun')];
    case 'ReasonableGroundsRecorded':
      return [
        said('Assessment: finding recorded', `Reasonable grounds: ${event.grounds ? 'yes' : 'no'}`),
        kept('Reasons', assessmentText.grounds(event.number)),
      ];
    case 'ServiceRecorded':
      return [
        said('Assessment: service recorded', serviceWords[event.service]),
        kept('Social worker', assessmentText.worker(event.number)),
        said('Plan', event.planOn ? longDay(event.planOn) : 'No date yet'),
      ];
    case 'SupportRecorded':
      return [
        said('Assessment: help recorded', supportWords[event.item]),
        kept('Who sees to it', assessmentText.owner(event.number)),
        said('By', longDay(event.on)),
      ];
    case 'PoliceNoteAdded':
      return [said('A note was added', 'Members of this channel read it under More, Police notes.')];
    default:
      return undefined;
  }
}

export const said = (title: string, text = ''): Said => ({ title, text });

/** "Sue Marsh, 14:03, Wed 25 Nov" */
export const whoAndWhen = (record: CaseRecord, { by, at }: { by: string; at: CaseRecord['startedAt'] }): string =>
  `${personCalled(record, by)}, ${clockAndDay(at)}`;
