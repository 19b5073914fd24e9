import type { z } from 'zod';
import type { Person } from '../base/people.ts';
import type { Instant } from '../base/time.ts';
import type { Faults } from '../cards/forms.ts';
import type { Verb } from '../cards/verb.ts';
import type { Outcome, Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Context, PressPlace, Reply, ReplyMessage } from './context.ts';

/** A case whose referral was sent. */
export interface Sent {
  record: CaseRecord;
  referral: SubmittedReferral;
}

/** Who pressed, when and where, and the protocol pack in force. */
export interface At {
  by: Person;
  now: Instant;
  pack: Pack;
  where: PressPlace;
}

/** The data on the button, the parsed inputs beside it, and those inputs exactly as typed. */
export type PressInput<V extends Verb = Verb> = z.output<V['data']> & {
  inputs: z.output<V['inputs']>;
  typed: Record<string, string>;
};

/** This person cannot see the case. A chat then says "not yours"; a channel says that it does not know the case. */
export const notThere = { notThere: true } as const;
type NotThere = typeof notThere;

/** Shows the current card of the case, with a notice above it for the person who pressed. */
interface AsItStands {
  asItStands: true;
  notice?: string | undefined;
}
export const asItStands = (notice?: string): AsItStands => ({ asItStands: true, notice });

/** What only the person who pressed sees. */
export type PressAnswer = ReplyMessage | NotThere | AsItStands;

/**
 * What a press on a sent case does. It is pure: it takes a case and returns events or a card. It may run several times.
 * Its functions are methods, not properties, so that one list can hold actions of different verbs.
 */
export interface CaseAction<V extends Verb = Verb> {
  kind: 'case';
  verb: V;
  where: readonly PressPlace[];
  /** Why this person may not press, where the place alone does not decide that. Checked before anything is shown. */
  whyNot?(sent: Sent, at: At): Refusal | undefined;
  does(sent: Sent, given: PressInput<V>, at: At): Outcome | PressAnswer;
  /** Shows the form again, with its faults. */
  again?(sent: Sent, given: PressInput<V>, at: At, faults: Faults): PressAnswer;
  /** What the person sees afterwards. Without it, they see the current card of the case. */
  after?(sent: Sent, given: PressInput<V>, at: At, isNew: boolean): PressAnswer;
  /** The answer to a refusal, instead of the usual one. @returns undefined for a refusal that gets the usual answer */
  onRefusal?(sent: Sent, given: PressInput<V>, at: At, why: Refusal): PressAnswer | undefined;
  /** The action shows the case and changes nothing, so it also works on a call that was joined into another case. */
  worksWhenJoined?: boolean;
  /** In their own chat, what the person types next is taken to be about this case. */
  setsTopic?: boolean;
}

/** A press that is not, or not only, about one sent case: lists, set-up, files, drafts. */
interface Errand<V extends Verb = Verb> {
  kind: 'errand';
  verb: V;
  where: readonly PressPlace[];
  does(given: PressInput<V>, context: Context): Promise<Reply>;
}

export interface By {
  by: Person; // with the name that they gave when they referred
  now: Instant;
}

/** What one press does to a case of the person's own. Its functions are pure and may run several times. */
export interface OwnPlan {
  does(own: CaseRecord, at: By): Outcome | Reply;
  on?(own: CaseRecord, at: By): CaseRecord; // the copy of the case that the events are added to
  after(next: CaseRecord, before: CaseRecord): Reply;
  onRefusal?(why: Refusal): Reply | undefined; // without it: “not yours”
}

/**
 * What a person does with a case of their own, sent or not, in their own chat. Only its author gets here; anybody else
 * hears “not yours”, as if there were no such case.
 */
export interface OwnAction<V extends Verb = Verb> {
  kind: 'own';
  verb: V;
  where: readonly PressPlace[];
  plan(given: PressInput<V>, context: Context): OwnPlan;
}

export type Action = CaseAction | OwnAction | Errand;

export const caseAction = <V extends Verb>(
  verb: V,
  rest: Omit<CaseAction<NoInfer<V>>, 'kind' | 'verb'>,
): CaseAction<V> => ({
  kind: 'case',
  verb,
  ...rest,
});

export const errand = <V extends Verb>(
  verb: V,
  where: readonly PressPlace[],
  does: (given: PressInput<V>, context: Context) => Promise<Reply> | Reply,
): Errand<V> => ({ kind: 'errand', verb, where, does: async (given, context) => does(given, context) });
