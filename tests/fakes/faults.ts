/** Faults between the bot and Teams, which a test switches on while it runs. */

export interface ConnectorRequest {
  readonly method: string;
  /** Without the base path, ids decoded: `/v3/conversations/a:1/activities`. */
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly at: Date;
  /** Resolves when the answer is complete or the bot has given up. */
  readonly over: Promise<void>;
  /** The status of the answer; absent while the request hangs or after a reset. */
  status?: number;
}

export type Trouble =
  | { status: number; headers?: Record<string, string>; says?: string } // `says` is the message of the error
  | { delayMs: number }
  | 'hang' // accepts the request, does nothing and never answers
  | 'reset' // cuts the connection and does nothing
  | 'reset-after-commit'; // does the work and cuts the connection

export interface Fault {
  match: (request: ConnectorRequest) => boolean;
  /** How many times it strikes; always when left out. */
  times?: number;
  trouble: Trouble;
}

export interface Faults {
  /**
   * @returns how often the fault has struck so far, `end` to end it, and `cut` to end it and cut all hanging
   * connections
   */
  add(fault: Fault): { readonly struck: number; end(): void; cut(): void };
  /** Everything works again. */
  clear(): void;
  /** Whether the test has switched none on. */
  areNone(): boolean;
  /** Gives the trouble that this request meets, and counts it. The first fault added wins. */
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
    areNone: () => active.length === 0,
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
