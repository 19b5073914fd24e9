import pino, { type Logger } from 'pino';

/**
 * The log: what happened and to which reference. An error is its type, code and where it was thrown; its message is left out, because
 * a message may quote what somebody wrote.
 */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: null,
    serializers: {
      err: (error: unknown) => {
        if (!(error instanceof Error)) return { type: typeof error };
        const { code } = error as NodeJS.ErrnoException;
        return { type: error.name, code, at: (error.stack ?? '').slice(error.stack?.indexOf('\n    at ') ?? 0) };
      },
    },
  });
}
