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

/** A case that was sent. */
export interface Sent {
  record: CaseRecord;
  referral: SubmittedReferral;
}

/** Who presses, when and where, and the pack as that person sees it. */
export interface At {
  by: Person;
  now: Instant;
  pack: Pack;
  where: PressPlace;
}

/** What a press brings: what its button carries, what was typed beside it, and the same as it was typed. */
export type PressInput<V extends Verb = Verb> = z.output<V['data']> & {
  inputs: z.output<V['inputs']>;
  typed: Record<string, string>;
};

/** There is no such thing for this person: a chat says "not yours", a channel says that it does not know the case. */
export const notThere = { notThere: true } as const;
type NotThere = typeof notThere;

/** The case as it stands, with words above it for who pressed. */
interface AsItStands {
  asItStands: true;
  notice?: string | undefined;
}
export const asItStands = (notice?: string): AsItStands => ({ asItStands: true, notice });

/** What is shown to who pressed, and to nobody else. */
export type PressAnswer = ReplyMessage | NotThere | AsItStands;

/**
 * What a press on a sent case does. It is pure: a case goes in, and what happened or a card comes out. It may run several times.
 * These are methods and not properties, so that an action of any verb fits into one list.
 */
export interface CaseAction<V extends Verb = Verb> {
  kind: 'case';
  verb: V;
  where: readonly PressPlace[];
  /** Who may not, where the place alone does not say it. Asked before anything is shown. */
  whyNot?(sent: Sent, at: At): Refusal | undefined;
  does(sent: Sent, given: PressInput<V>, at: At): Outcome | PressAnswer;
  /** The form with its faults. */
  again?(sent: Sent, given: PressInput<V>, at: At, faults: Faults): PressAnswer;
  /** What is shown afterwards. Without it: the case as it stands. */
  after?(sent: Sent, given: PressInput<V>, at: At, isNew: boolean): PressAnswer;
  /** One refusal in other words than everywhere else. */
  says?(sent: Sent, given: PressInput<V>, at: At, why: Refusal): PressAnswer | undefined;
  /** It shows the case and does nothing to it, so that it is there for a call that was joined into another case, too. */
  onlyShows?: boolean;
  /** Words typed next are about this case. */
  isSpokenOf?: boolean;
}

/** A press without a sent case, or with work outside of one: lists, set-up, files, drafts. */
interface Errand<V extends Verb = Verb> {
  kind: 'errand';
  verb: V;
  where: readonly PressPlace[];
  does(given: PressInput<V>, context: Context): Promise<Reply>;
}

export type Action = CaseAction | Errand;

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
