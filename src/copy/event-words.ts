import { londonDay, longDay } from '../base/time.ts';
import { clock } from '../cards/london.ts';
import type { CaseEvent } from '../history/events.ts';

/** Events of which the thread in the channel says nothing, or says it in more than one message. */
export function eventWords(event: CaseEvent): { title: string; text: string } | undefined {
  switch (event.type) {
    case 'DraftStarted':
      return { title: 'Check begun', text: '' };
    case 'PhoneCallRecorded':
      return {
        title: 'Phone call to the MASH',
        text: `At ${clock(event.calledAt)}, ${longDay(londonDay(event.calledAt))}, says the referrer`,
      };
    case 'PhoneCallTakenBack':
      return { title: 'There was no phone call, says the referrer', text: '' };
    case 'ReferralSubmitted':
      return { title: 'Sent to the MASH', text: '' };
    case 'ReferralDelivered':
      return { title: 'Delivered to the MASH channel', text: '' };
    case 'CardGone':
      return { title: 'The card in the channel was gone, and was posted again', text: '' };
    case 'ReferralTaken':
      return { title: 'Taken', text: '' };
    case 'QuestionAsked':
      return { title: `Question ${event.question} to the referrer`, text: '' };
    case 'QuestionAnswered':
      return { title: `Question ${event.question} answered`, text: '' };
    case 'CheckAdded':
      return { title: 'Indicator check added', text: 'It stands in the written referral.' };
    case 'ReferrerTold':
      return { title: 'The referrer has been told of the decision', text: '' };
    case 'PoliceNoteAdded':
      return { title: 'Note for the police, by the Assessment team', text: '' }; // they alone read it
    default:
      return undefined;
  }
}

const plain: CaseEvent['type'][] = [
  ...(['DraftStarted', 'PhoneCallRecorded', 'PhoneCallTakenBack', 'CaseLinked', 'DraftWithdrawn'] as const),
  ...(['ReferralSubmitted', 'ReferralDelivered', 'ReferralTaken', 'QuestionAsked', 'QuestionAnswered'] as const),
  ...(['CaseHanded', 'ReferralSeen', 'PhoneReferralConfirmed', 'CallerTakenBack', 'CardGone'] as const),
  ...(['FactsErased', 'ReadsErased'] as const),
  ...(['ReferrerTold', 'ClockReached', 'NotReached', 'PossibleLinksFound', 'LinkRuledOut'] as const),
];

/** Whether it stands in the history alone, or with the questions; everything else may hold what somebody wrote. */
export const isPlain = ({ type }: CaseEvent): boolean => plain.includes(type);
