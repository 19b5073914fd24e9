import type { CaseEvent } from '../history/events.ts';

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
