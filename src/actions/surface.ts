import type { Person } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Action, At, CaseAction, Sent } from './action.ts';
import type { PressPlace, Reply, ReplyMessage } from './context.ts';

/** What came of a press. `isMeant`: it was understood, and the person may do it. */
interface Done {
  card: boolean; // one is shown
  recorded: boolean; // something new was written
  isMeant: boolean;
}

/** A place where people press: who may stand there, how a case looks there, and what follows a press. */
export interface Surface {
  where: PressPlace;
  /** Asked before anything is read. @returns who it is, or in words why they may do nothing here */
  whoPresses(): Promise<Person | ReplyMessage>;
  /** Whether this case is there for them: theirs, sent, not erased. @returns as whom they act, or what they are shown instead */
  gate(
    record: CaseRecord,
    by: Person,
  ): { by: Person; sent: Sent } | { instead: ReplyMessage; isTheirs?: true; refusal?: Refusal['kind'] };
  /** @param isNew something was recorded just now */
  asItStands(sent: Sent, at: At, how: { notice?: string | undefined; isNew?: boolean }): ReplyMessage;
  notThere(): ReplyMessage;
  /** The verb belongs to another place, or there is none. */
  notHere(action: Action | undefined): Reply;
  /** Runs after the write and before the answer. @throws when a read cannot be put on record: then nothing is shown */
  afterwards(id: CaseId, action: CaseAction, by: Person, what: Done): Promise<void>;
}
