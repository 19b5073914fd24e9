import { z } from 'zod';
import { assessmentEvents, centralEvents } from './assessment.ts';
import { closingEvents, decisionEvents } from './decision.ts';
import { deskEvents } from './desk.ts';
import { textName } from './entry.ts';
import { referralEvents } from './referral.ts';
import { retentionEvents } from './retention.ts';

/**
 * One thing that happened to a case. The history of a case is a list of events that never change afterwards. Events
 * hold no personal fact of the child: texts are in the facts of the case, under names such as those in `textOf`.
 */
export const CaseEvent = z.discriminatedUnion('type', [
  ...referralEvents,
  ...assessmentEvents,
  ...centralEvents,
  ...decisionEvents,
  ...closingEvents,
  ...deskEvents,
  ...retentionEvents,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;

/** The number of the next event of this type, counted from 1. */
export const nextNumber = (events: readonly CaseEvent[], wanted: CaseEvent['type']) =>
  events.filter(isA(wanted)).length + 1;

/** Whether an event of this type is among them. */
export const happened = (events: readonly CaseEvent[], wanted: CaseEvent['type']) => events.some(isA(wanted));

export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** Says of an event whether it is of one of these types. */
export const isA =
  <T extends CaseEvent['type']>(...types: T[]) =>
  (event: CaseEvent): event is EventOf<T> =>
    types.some((type) => type === event.type);

/** The names under which the facts store the texts of a referral. Other events have others. */
export const textOf = {
  question: textName('question'),
  answer: textName('answer'),
  information: textName('information'),
  missing: textName('missing'),
  found: textName('found'),
  safeWho: textName('safe-who'),
  safeWhen: textName('safe-when'),
  stillOnIt: textName('still-on-it'),
  othersNeeded: textName('others-needed'),
  wish: textName('ring-wish'),
} as const;

/** The name of the text that holds the referrer's words of an event after sending; undefined for other events. */
export function saidName(event: CaseEvent): string | undefined {
  switch (event.type) {
    case 'InformationAdded':
      return textOf.information(event.number);
    case 'QuestionAnswered':
      return textOf.answer(event.question);
    case 'ChildMissing':
      return textOf.missing(event.number);
    case 'ChildFound':
      return textOf.found(event.number);
    default:
      return undefined;
  }
}
