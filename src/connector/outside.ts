import { throughEachCall } from '../base/each-call.ts';
import type { StaffId } from '../base/people.ts';
import type { People } from '../store/people.ts';

/** A service outside Teams did not take a message. `status`: its answer; undefined if it did not answer. */
export class OutsideFault extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined) {
    super(status === undefined ? 'The service did not answer' : `The service answered ${status}`);
    this.status = status;
  }
}

export type Way = 'sms' | 'email';

/** The second channel: text messages and e-mails, for when nobody can be reached in Teams. */
export interface Outside {
  /** The ways that are set up. */
  ways: readonly Way[];
  /**
   * Sends the case reference and the time to an address that its owner confirmed, and nothing else.
   * @throws OutsideFault
   */
  alert(to: Address, message: OutsideAlert): Promise<void>;
  /** Sends a code to an address that somebody says is theirs. @throws OutsideFault */
  code(to: Address, code: string): Promise<void>;
}

/**
 * `messageId` identifies this one message. `isAgain`: it was tried before, and the service may have taken it although
 * its answer was lost. Then it is sent again only if the service does not have it.
 */
interface OutsideAlert {
  reference: string;
  time: string;
  messageId: string;
  isAgain: boolean;
}

export interface Address {
  way: Way;
  to: string;
}

/** Alerts one person outside Teams. @returns false if they have no confirmed address. @throws OutsideFault */
export type AlertOutside = (person: StaffId, message: OutsideAlert) => Promise<boolean>;

export const alertingThrough =
  (outside: Outside, people: Pick<People, 'load'>): AlertOutside =>
  async (person, message) => {
    const { outside: address } = await people.load(person);
    if (!address || !outside.ways.includes(address.way)) return false;
    await outside.alert(address, message);
    return true;
  };

/**
 * Reports whether GOV.UK Notify accepted each message, so that a deleted template or an expired key is noticed.
 */
export function watchedOutside(outside: Outside, watcher: { outsideAccepted(): void; outsideFailed(): void }): Outside {
  return throughEachCall(outside, async (_, call) => {
    try {
      await call();
    } catch (error) {
      watcher.outsideFailed();
      throw error;
    }
    watcher.outsideAccepted();
  });
}
