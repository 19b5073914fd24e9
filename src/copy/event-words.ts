import { moment } from '../cards/london.ts';
import type { TitledText } from '../cards/referral-text.ts';
import type { CaseEvent } from '../history/events.ts';

const titles: Partial<Record<CaseEvent['type'], string>> = {
  DraftStarted: 'Check begun',
  PhoneCallTakenBack: 'There was no phone call, says the referrer',
  WaitsUnwritten: 'The MASH decides, though nothing is in writing yet',
  WaitsNoLonger: 'A draft again: there was no phone call',
  WhoRefersSaid: 'More said of who refers',
  NotRungYet: 'Not rung yet, says the referrer',
  ReferralSubmitted: 'Sent to the MASH',
  ReferralDelivered: 'Delivered to the MASH channel',
  CardGone: 'The card in the channel was gone, and was posted again',
  ReferralTaken: 'Taken',
  InstructionDelivered: 'The message has come to the referrer',
  ReferrerTold: 'The referrer has been told of the decision',
  PoliceNoteAdded: 'Note for the police, by the Assessment team', // only they can read it
};

/** Words for events that the thread does not mention, or mentions in more than one message. */
export function eventWords(event: CaseEvent): TitledText | undefined {
  switch (event.type) {
    case 'PhoneCallRecorded':
      return { title: 'Phone call to the MASH', text: `At ${moment(event.calledAt)}, says the referrer` };
    case 'QuestionAsked':
      return { title: `Question ${event.question} to the referrer`, text: '' };
    case 'QuestionAnswered':
      return { title: `Question ${event.question} answered`, text: '' };
    case 'CheckAdded':
      return { title: 'Indicator check added', text: 'It stands in the written referral.' };
  }
  const title = titles[event.type];
  return title === undefined ? undefined : { title, text: '' };
}

const onlyInHistory: CaseEvent['type'][] = [
  ...(['DraftStarted', 'PhoneCallRecorded', 'PhoneCallTakenBack', 'CaseLinked', 'DraftWithdrawn'] as const),
  ...(['WaitsUnwritten', 'WaitsNoLonger', 'WhoRefersSaid', 'NotRungYet'] as const),
  ...(['ReferralSubmitted', 'ReferralDelivered', 'ReferralTaken', 'QuestionAsked', 'QuestionAnswered'] as const),
  ...(['CaseHanded', 'ReferralSeen', 'PhoneReferralConfirmed', 'CallerTakenBack', 'CardGone'] as const),
  ...(['HandOverOffered'] as const),
  ...(['InstructionDelivered', 'InstructionRead', 'NewsRead', 'DecisionReopened'] as const),
  ...(['FactsErased', 'ReadsErased', 'CallJoined', 'JoinedInto', 'JoinUndone'] as const),
  ...([
    'ReferrerTold',
    'ClockReached',
    'NotReached',
    'NobodyReached',
    'SomebodyReached',
    'PossibleLinksFound',
    'LinkRuledOut',
  ] as const),
];

/**
 * Whether the case file shows the event only in its history, and not among the additions as well: nobody wrote a text
 * with it or, for a question and its answer, the section of the questions shows the text.
 */
export const isOnlyInHistory = ({ type }: CaseEvent): boolean => onlyInHistory.includes(type);
