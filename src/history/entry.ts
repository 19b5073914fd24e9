import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';

/** The schema of an event that nobody triggered. `more`: its fields other than the time. */
export const eventByItself = <Type extends string, More extends z.ZodRawShape = Record<never, never>>(
  type: Type,
  more: More = {} as More,
) => z.object({ type: z.literal(type), at: Instant, ...more });

/** The schema of an event that a person triggered. `more`: its fields other than the person and the time. */
export const eventByPerson = <Type extends string, More extends z.ZodRawShape = Record<never, never>>(
  type: Type,
  more: More = {} as More,
) => eventByItself(type, { by: StaffId, ...more });

/** A field that is there, as `true`, or absent. */
export const flag = z.literal(true).optional();

/** The field that counts the events of one kind in a case. It is part of the name of their text. */
export const withNumber = { number: z.int() };

/** The name of a text in the facts of a case, which ends in the number of its event. */
export const textName = (name: string) => (number: number) => `${name}-${number}`;

/** The name of any text in the facts of a case. */
export const TextName = z.string().regex(/^[a-z-]{1,40}(-\d{1,6})?$/);

/** The name of a text of the referrer’s after sending: see `saidName`. */
export const SaidName = z.string().regex(/^(information|answer|missing|found)-\d{1,6}$/);
export const withSaid = { said: SaidName };

/** When the decision clock of a case starts, and when the decision is due. */
export const decisionWindow = { clockStart: Instant, decisionDue: Instant };

/** The clocks of a case, by what they time. */
export const ClockName = z.enum([
  'decision',
  'writtenConfirmation',
  'idleDraft',
  'delivery',
  'leavesSight', // until the child leaves the referrer's sight
  'central',
  'reasonableGrounds',
  'disagreement',
  'news',
  'dangerDraft',
  'urgent',
  'childSafe', // until somebody at the MASH confirms that the child is safe
  'question', // until the referrer answers
  'message', // until the referrer reads it
  'takingOn', // until the Assessment team takes the case on
  'tasks', // until each is done
  'policeProtection', // until somebody at the MASH records what follows
]);

export type ClockName = z.infer<typeof ClockName>;
