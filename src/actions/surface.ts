import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Action, At, CaseAction, NotThere, Sent } from './action.ts';
import type { Context, PressPlace, Reply, ReplyMessage, Sender } from './context.ts';

/** A place where people press: who may press there, how a case looks there, and what follows a press. */
export interface Surface {
  where: PressPlace;
  recordsReads: boolean; // whoever is shown a case here is entered in its access log
  /** Runs before anything is read. @returns the person, or a message that says why they can do nothing here */
  whoPresses(): Promise<Person | ReplyMessage>;
  /**
   * Checks that the person may act on this case here: they may see it, it was sent, and it is not erased.
   * @returns the person with their roles, or the message to show instead (`isTheirs`: they may see the case)
   */
  gate(
    record: CaseRecord,
    by: Person,
  ): { by: Person; sent: Sent } | { instead: ReplyMessage | NotThere; isTheirs?: true; refusal?: Refusal['kind'] };
  /** The current card of the case. `isNew`: the press has just recorded something. */
  asItStands(sent: Sent, at: At, view: { notice?: string; isNew?: boolean }): ReplyMessage;
  notThere(): ReplyMessage; // the answer when the case does not exist, or the person may not know of it
  /** The answer when the verb belongs to another place, or no action has it. */
  notHere(action: Action | undefined): Reply;
  /** Runs after the write and before the answer. @param isUsed a card is shown, and the person may do what they meant */
  afterwards?(id: CaseId, action: CaseAction, isUsed: boolean): Promise<void>;
}

export const personWithoutRoles = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });

/** No card can add an administrator: only the environment names them (`features/set-up/seeding.ts`). */
export const isAdmin = ({ id }: Pick<Person, 'id'>, { currentSetUp }: Pick<Context, 'currentSetUp'>) =>
  currentSetUp().admins.includes(id);
