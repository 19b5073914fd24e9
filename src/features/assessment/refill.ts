import type { BoxFaults } from '../../case/box-faults.ts';

/** What was filled in of a form that is shown again, and what is wrong with it. `attempt` gives the boxes new ids. */
export interface Refill {
  attempt: number;
  typed: Record<string, string>;
  faults: BoxFaults;
}

export const untouched: Refill = { attempt: 0, typed: {}, faults: {} };
