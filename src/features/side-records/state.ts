import { z } from 'zod';
import { type Actor, type Outcome, withEvents } from '../../case/outcome.ts';
import type { CaseEvent } from '../../history/events.ts';

/**
 * What the MASH can record beside a sent referral, before and after the decision.
 * @source Protocol 3, 10.1, 10.2, 11
 */
export const SideKind = z.enum(['police', 'family', 'visitor', 'news', 'missing']);
export type SideKind = z.infer<typeof SideKind>;

export const eventTypes = {
  police: 'PoliceInformed',
  family: 'FamilyClaimed',
  visitor: 'VisitorSeen',
  news: 'MashNewsRecorded',
} as const;
export type SideEvent = Extract<CaseEvent, { type: (typeof eventTypes)[keyof typeof eventTypes] }>;

/** The records of one kind, in the order in which they were made. */
export const sideRecordsOf = (events: CaseEvent[], kind: keyof typeof eventTypes): SideEvent[] =>
  events.filter((event): event is SideEvent => event.type === eventTypes[kind]);

type Numbered = Pick<SideEvent, 'type' | 'number'>;
/** The names under which the words of a record are stored. */
export const sideText = {
  words: ({ type, number }: Numbered) => `side-${type}-${number}`,
  reference: ({ type, number }: Numbered) => `side-${type}-${number}-reference`,
};

/** The alarms that an author can raise with added information. */
export const About = z.enum(['family', 'visitor']);
export type About = z.infer<typeof About>;

/**
 * The side record for information that the author added, when they say that somebody claims to be family or that a
 * stranger came. It alerts like a record by the MASH, and has the words of the addition.
 * @source Protocol 10.1
 */
export function sideRecordOfAddition(events: CaseEvent[], about: About, words: string, { by, now }: Actor): Outcome {
  const number = sideRecordsOf(events, about).length + 1;
  const event: SideEvent = { type: eventTypes[about], at: now, by: by.id, number };
  return withEvents([event], { [sideText.words(event)]: words });
}
