import { z } from 'zod';
import type { Actor } from '../../case/commands.ts';
import type { CaseEvent } from '../../history/events.ts';

/** What the MASH may record beside a referral that was sent, before and after the decision. @source Protocol 3, 10.1, 10.2, 11 */
export const SideKind = z.enum(['police', 'family', 'visitor', 'news', 'missing']);
export type SideKind = z.infer<typeof SideKind>;

export const eventTypes = {
  police: 'PoliceInformed',
  family: 'FamilyClaimed',
  visitor: 'VisitorSeen',
  news: 'NewsRecorded',
} as const;
export type SideEvent = Extract<CaseEvent, { type: (typeof eventTypes)[keyof typeof eventTypes] }>;

export const isSide = (event: CaseEvent): event is SideEvent =>
  (Object.values(eventTypes) as string[]).includes(event.type);

/** Those of one kind, in the order in which they were recorded. */
export const sideRecordsOf = (events: CaseEvent[], kind: keyof typeof eventTypes): SideEvent[] =>
  events.filter((event): event is SideEvent => event.type === eventTypes[kind]);

/** Under which names the words of a record are kept. */
export const sideText = {
  words: ({ type, number }: Pick<SideEvent, 'type' | 'number'>) => `side-${type}-${number}`,
  reference: ({ type, number }: Pick<SideEvent, 'type' | 'number'>) => `side-${type}-${number}-reference`,
};

/** What the author may say that an addition is about, beside anything else. */
export const About = z.enum(['family', 'visitor']);
export type About = z.infer<typeof About>;

/**
 * The record that goes with what the author added, where they say that somebody claims to be family or that a stranger came: it alerts
 * as the same record of the MASH does, and keeps the same words.
 * @source Protocol 10.1
 */
export function besideAddition(
  events: CaseEvent[],
  about: About,
  words: string,
  { by, now }: Actor,
): { event: CaseEvent; texts: Record<string, string> } {
  const number = sideRecordsOf(events, about).length + 1;
  const event: SideEvent = { type: eventTypes[about], at: now, by: by.id, number };
  return { event, texts: { [sideText.words(event)]: words } };
}
