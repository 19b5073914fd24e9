import type { StaffId } from '../base/people.ts';
import type { People } from '../store/people.ts';

/** A text message or an e-mail was not taken. `status`: what the service answered; undefined: it did not answer. */
export class OutsideFault extends Error {
  readonly status: number | undefined;
  constructor(status: number | undefined) {
    super(status === undefined ? 'The service did not answer' : `The service answered ${status}`);
    this.status = status;
  }
}

export type Way = 'sms' | 'email';

/** The second way out: text messages and e-mails, for when nobody is reached in Teams. */
export interface Outside {
  /** Which of the two are set up. */
  ways: readonly Way[];
  /** To an address that its owner confirmed: which case, and since when. Nothing else is ever sent. @throws OutsideFault */
  ring(to: Address, what: Ring): Promise<void>;
  /** To an address that somebody says is theirs. @throws OutsideFault */
  code(to: Address, code: string): Promise<void>;
}

/**
 * `mark`: of this one message. `isAgain`: it was tried before, and may have been taken although nobody heard so: then it is not sent twice.
 */
interface Ring {
  reference: string;
  time: string;
  mark: string;
  isAgain: boolean;
}

export interface Address {
  way: Way;
  to: string;
}

/** Tells one person outside Teams. @returns false where they have confirmed no address, or took it back. @throws OutsideFault */
export type RingOutside = (person: StaffId, what: Ring) => Promise<boolean>;

export const ringingThrough =
  (outside: Outside, people: Pick<People, 'load'>): RingOutside =>
  async (person, what) => {
    const { outside: address } = await people.load(person);
    if (!address || !outside.ways.includes(address.way)) return false;
    await outside.ring(address, what);
    return true;
  };
