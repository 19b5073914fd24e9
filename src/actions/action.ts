import type { z } from 'zod';
import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { Faults, FormRetry } from '../cards/forms.ts';
import type { Verb } from '../cards/verb.ts';
import type { Actor, Outcome, Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Context, ErrandContext, PressPlace, Reply, ReplyMessage } from './context.ts';
import type { deskPeople } from './desk-person.ts';

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
  linkTo(record: CaseRecord): string | undefined; // its card in the MASH channel
  wordsWait?: boolean; // for an action that `asksForWords`: words of the author wait, for which nobody has said the child
}

/** A verb whose buttons carry the case that they are about. */
type CaseVerb = Verb<string, { case: typeof CaseId }>;

/** The data on the button, the parsed inputs beside it, and those inputs exactly as typed. */
export type PressInput<V extends Verb = Verb> = z.output<V['data']> & {
  inputs: z.output<V['inputs']>;
  typed: Texts;
};

/** This person cannot see the case. A chat then says "not yours"; a channel says that it does not know the case. */
export const notThere = { notThere: true } as const;
export type NotThere = typeof notThere;

/** Shows the current card of the case, with a notice above it for the person who pressed. */
interface AsItStands {
  asItStands: true;
  notice?: string;
}
export const asItStands = (notice?: string): AsItStands => ({ asItStands: true, notice });

/** What only the person who pressed sees. */
export type PressAnswer = ReplyMessage | NotThere | AsItStands;

/**
 * What a press on a sent case does. It is pure: it takes a case and returns events or a card. It may run several times.
 * Its functions are methods, not properties, so that one list can hold actions of different verbs.
 */
interface CaseActionAnywhere<V extends Verb> {
  kind: 'case';
  verb: V;
  /** Why this person may not press, where the place alone does not decide that. Checked before anything is shown. */
  whyNot?(sent: Sent, at: At): Refusal | undefined;
  does(sent: Sent, given: PressInput<V>, at: At): Outcome | PressAnswer;
  /** What to say at boxes of the form that are wrong, where `faultsInWords` has no words. */
  problems?: Texts;
  /** Shows the form again, with its faults. `retry` has them in words. */
  again?(sent: Sent, given: PressInput<V>, at: At, retry: FormRetry, why: Faults): PressAnswer;
  /** What the person sees afterwards. Without it, or undefined, they see the current card of the case. */
  after?(sent: Sent, given: PressInput<V>, at: At, isNew: boolean): PressAnswer | undefined;
  /** The answer to a refusal, instead of the usual one. @returns undefined for a refusal that gets the usual answer */
  onRefusal?(sent: Sent, given: PressInput<V>, at: At, why: Refusal): PressAnswer | undefined;
  /** The action shows the case and changes nothing, so it also works on a call that was joined into another case. */
  worksWhenJoined?: boolean;
  asksForWords?: true;
  /** In their own chat, what the person types next is taken to be about this case. */
  setsTopic?: boolean;
  /** The answer when there is no such case here, instead of the usual one of the place. */
  notThere?: ReplyMessage;
}

/** Where it is pressed. In the own chat of a desk person, `who` says which people they are. */
type WherePressed =
  | { where: readonly Exclude<PressPlace, 'team' | 'desk-chat'>[]; who?: undefined }
  | { where: readonly Exclude<PressPlace, 'team' | 'chat'>[]; who: keyof typeof deskPeople };

export type CaseAction<V extends Verb = Verb> = CaseActionAnywhere<V> & WherePressed;

/** What the author sees; or, if more is to be done once the case is saved, what does it. That runs once. */
export type OwnAnswer = Reply | NotThere | (() => Promise<Reply>);

/**
 * What one press does to a case of the person's own. Its functions are pure and may run several times. The person has
 * the name that they gave when they referred.
 */
export interface OwnPlan {
  /** @returns what a rule says; an answer; or the case as it is to be saved, with the answer */
  does(
    own: CaseRecord,
    at: Actor,
  ): Outcome | OwnAnswer | { saves?: CaseRecord; answer: OwnAnswer; refusal?: Refusal['kind'] };
  on?(own: CaseRecord, at: Actor): CaseRecord; // the copy of the case that the events are added to
  after?(next: CaseRecord, before: CaseRecord, isNew: boolean): OwnAnswer;
  onRefusal?(why: Refusal, own: CaseRecord): OwnAnswer | undefined; // without it: “not yours”
  /** On a call that was joined into another case of theirs, it is done there. */
  followsJoin?: boolean;
  /** The case gets the person's name from Teams: the name in it may be that of somebody else. */
  usesTeamsName?: boolean;
}

/**
 * What a person does with a case of their own, sent or not, in their own chat. Only its author gets here; anybody else
 * hears “not yours”, as if there were no such case.
 */
interface OwnAction<V extends Verb = Verb> {
  kind: 'own';
  verb: V;
  where: readonly ['chat'];
  plan(given: PressInput<V>, context: Context): OwnPlan;
}

/** An answer that may show cases of others: `perform` enters these in their access logs before anybody sees it. */
export interface Showing {
  reply: Reply;
  showed: readonly CaseId[];
}
export const showing = (reply: Reply, ...showed: CaseId[]): Showing => ({ reply, showed });

/** In their own chat people see only their own cases, so there is nothing to enter. */
type CasesAnswer<P extends PressPlace> = NotThere | (P extends 'chat' ? Reply : Showing);

/** A press about several cases, or about one that begins or changes hands: a list, a draft, a logged call, a join. */
interface CasesAction<V extends Verb = Verb> {
  kind: 'cases';
  verb: V;
  where: readonly PressPlace[];
  does(given: PressInput<V>, context: Context): Promise<CasesAnswer<PressPlace>>;
}

/** A refusal of an errand. `refused` is its name in the metrics. */
interface RefusedErrand {
  refused: string;
  text: string;
}

/** A press that touches no case: help, set-up, duty. */
interface Errand<V extends Verb = Verb> {
  kind: 'errand';
  verb: V;
  where: readonly PressPlace[];
  does(given: PressInput<V>, context: ErrandContext): Promise<Reply | RefusedErrand>;
  cost?: number | undefined; // as how many actions it counts, of those that a person may do in a minute
}

export type Action = CaseAction | OwnAction | CasesAction | Errand;

/** Where an action can be pressed; nowhere if there is none. */
export const placesOf = (action: Action | undefined): readonly PressPlace[] => action?.where ?? [];

type Rest<A> = A extends unknown ? Omit<A, 'kind' | 'verb'> : never;

export const caseAction = <V extends CaseVerb>(verb: V, rest: Rest<CaseAction<NoInfer<V>>>): CaseAction<V> => ({
  kind: 'case',
  verb,
  ...rest,
});

export const ownAction = <V extends CaseVerb>(verb: V, plan: OwnAction<NoInfer<V>>['plan']): OwnAction<V> => ({
  kind: 'own',
  verb,
  where: ['chat'],
  plan,
});

export const casesAction = <V extends Verb, P extends Exclude<PressPlace, 'desk-chat' | 'team'>>(
  verb: V,
  where: readonly P[],
  does: (given: PressInput<V>, context: Context) => Promise<CasesAnswer<P>>,
): CasesAction<V> => ({ kind: 'cases', verb, where, does });

export const errand = <V extends Verb>(
  verb: V,
  where: readonly Exclude<PressPlace, 'desk-chat'>[],
  does: (given: PressInput<V>, context: ErrandContext) => ReturnType<Errand['does']> | Reply,
  cost?: number,
): Errand<V> => ({ kind: 'errand', verb, where, does: async (given, context) => does(given, context), cost });
