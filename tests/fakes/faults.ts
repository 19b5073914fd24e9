/** What goes wrong between the bot and Teams, switched on while a test runs. */

export interface ConnectorRequest {
  readonly method: string;
  /** Without the base path, ids decoded: `/v3/conversations/a:1/activities`. */
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly at: Date;
  /** It was answered whole, or whoever asked gave up. */
  readonly over: Promise<void>;
  /** What was answered; absent while hanging or after a reset. */
  status?: number;
}

export type Trouble =
  | { status: number; headers?: Record<string, string>; says?: string } // `says`: in its error
  | { delayMs: number }
  | 'hang' // accepted, never answered, nothing done
  | 'reset' // connection cut, nothing done
  | 'reset-after-commit'; // done, but the bot never hears of it

export interface Fault {
  match: (request: ConnectorRequest) => boolean;
  /** How often it strikes; for ever when left out. */
  times?: number;
  trouble: Trouble;
}

export interface Faults {
  /** @returns the fault at work: how often it struck so far, a way to end it, and one that also cuts whatever hangs */
  add(fault: Fault): { readonly struck: number; end(): void; cut(): void };
  /** Everything works again. */
  clear(): void;
  /** The trouble this request runs into, counting it. The first fault added wins. */
  strike(request: ConnectorRequest): Trouble | undefined;
}

/** @param cutAll cuts every connection that hangs */
export function createFaults(cutAll: () => void): Faults {
  let active: { fault: Fault; struck: number }[] = [];
  return {
    add(fault) {
      const entry = { fault, struck: 0 };
      active.push(entry);
      const end = () => {
        active = active.filter((each) => each !== entry);
      };
      return {
        get struck() {
          return entry.struck;
        },
        end,
        cut() {
          end();
          cutAll();
        },
      };
    },
    clear() {
      active = [];
    },
    strike(request) {
      const entry = active.find(
        ({ fault, struck }) => struck < (fault.times ?? Number.POSITIVE_INFINITY) && fault.match(request),
      );
      if (entry === undefined) return undefined;
      entry.struck += 1;
      return entry.fault.trouble;
    },
  };
}
