import type { Person, StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { CaseEvent } from '../history/events.ts';

/** Why a rule says no, when the kind alone says it. */
type PlainKind =
  | 'not-the-author'
  | 'only-the-mash'
  | 'only-a-manager-decides'
  | 'own-referral'
  | 'not-submitted'
  | 'not-a-draft'
  | 'who-refers-is-missing'
  | 'consent-is-missing'
  | 'already-decided'
  | 'not-decided'
  | 'opened-again' // the form is from before the case was opened again
  | 'not-in-teams' // the referrer rang and is not in Teams, so the bot cannot ask them
  | 'no-such-question'
  | 'no-such-link'
  | 'erased' // only the history of the case is left
  | 'not-your-disagreement'
  | 'disagreement-open'
  | 'disagreement-over'
  | 'disagreement-moved-on'
  | 'only-the-assessment-team'
  | 'not-passed-on';

/** Somebody was first: who. */
type FirstKind =
  | 'corrected-meanwhile'
  | 'feedback-given'
  | 'already-taken'
  | 'side-has-agreed'
  | 'already-accepted'
  | 'already-recorded';

type OfKind<Kind, Facts = unknown> = Kind extends string ? { kind: Kind } & Facts : never;

/** Why a rule says no, with the facts that a card needs to explain it. */
export type Refusal =
  | OfKind<PlainKind>
  | OfKind<FirstKind, { by: StaffId }>
  | { kind: 'text-missing'; fields: string[] }
  | { kind: 'text-too-long'; fields: string[]; limit: number }
  | { kind: 'joined'; into: CaseId } // this call was joined into another case
  | { kind: 'cannot-join'; because: CannotJoin }
  | { kind: 'cannot-take-over'; because: CannotTakeOver }
  | { kind: 'not-yet'; first: BeforeThat }
  | { kind: 'still-open'; open: StillOpen[] } // so the case cannot be closed
  | { kind: 'boxes-are-wrong'; faults: BoxFaults };

/**
 * Why a call that the MASH wrote down cannot be joined into another case. Reasons that begin with `kept` are about that
 * other case.
 */
export type CannotJoin =
  | 'itself'
  | 'not-a-logged-call'
  | 'decided'
  | 'joined'
  | 'erased'
  | 'own'
  | 'other-caller'
  | 'child-missing'
  | 'kept-unknown'
  | 'kept-logged'
  | 'kept-decided'
  | 'kept-deleted'
  | 'kept-erased'
  | 'kept-without-call';

/**
 * Why a colleague cannot take a referral over. `unknown`: everything that they need not know (no such case, no offer,
 * another organisation). `mash`: they work on the case for the MASH, so they would be on both sides.
 */
export type CannotTakeOver = 'unknown' | 'wrong-code' | 'yours' | 'mash';

/** What keeps a case from being closed. */
export type StillOpen =
  | 'missing'
  | 'danger'
  | 'protection'
  | 'leaves-sight'
  | 'news'
  | 'question'
  | 'message'
  | 'not-told'
  | 'disagreement'
  | 'not-taken-on'
  | 'task'
  | 'central';

/** What must come before a step of the Assessment team. */
export type BeforeThat = 'accept' | 'family-start' | 'suspicion' | 'specialist-start' | 'grounds' | 'central-sent';

/** What a rule returns. `texts` are the personal facts that belong to the events; they are stored apart from them. */
export type Outcome =
  | { kind: 'happened'; events: CaseEvent[]; texts: Texts }
  | { kind: 'refused'; why: Refusal }
  | { kind: 'nothing-to-do' };

export const withEvents = (events: CaseEvent[], texts: Texts = {}): Outcome => ({
  kind: 'happened',
  events,
  texts,
});

/** Who acts, and when. */
export interface Actor {
  by: Person;
  now: Instant;
}

type ByPerson<Event> = Event extends CaseEvent ? ('by' extends keyof Event ? Omit<Event, 'by' | 'at'> : never) : never;

/** What whoever acts causes now: one event, or some. */
export const doneBy = (
  { by, now }: Actor,
  events: ByPerson<CaseEvent> | ByPerson<CaseEvent>[],
  texts?: Texts,
): Outcome =>
  withEvents(
    [events].flat().map((event) => ({ ...event, by: by.id, at: now })),
    texts,
  );

/** The text of an event, if something was written. */
export const textIfAny = (name: string, words: string): Texts => (words.trim() === '' ? {} : { [name]: words });

export type Refused = Extract<Outcome, { kind: 'refused' }>;

/** A refusal without facts is given by its kind alone. */
export const refuseWith = (why: Refusal | PlainKind): Refused => ({
  kind: 'refused',
  why: typeof why === 'string' ? { kind: why } : why,
});

export const nothingToDo: Outcome = { kind: 'nothing-to-do' };

/** What two rules say together: the first refusal, or all that happened. */
export function both(one: Outcome, other: Outcome): Outcome {
  if (one.kind === 'refused' || other.kind === 'nothing-to-do') return one;
  if (other.kind === 'refused' || one.kind === 'nothing-to-do') return other;
  return withEvents([...one.events, ...other.events], { ...one.texts, ...other.texts });
}

/** What is wrong with a box. `no-day`: not a date. `ahead`: in the future. `too-far`: more than a year away, or too early. */
export type BoxFault = 'missing' | 'too-long' | 'choose' | 'no-day' | 'ahead' | 'over' | 'too-far';

export type BoxFaults = Record<string, BoxFault>;

/** The longest text that a person may write in one box of a MASH form or as an answer, in characters. */
export const textLimit = 2000;
