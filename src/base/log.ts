import { isNativeError } from 'node:util/types';
import pino, { type DestinationStream, type Logger } from 'pino';

/** Everything a line may hold. A field that is not here is left out: a text of anybody's (`msg` too) has no way into the log. */
const fields = new Set([
  ...['level', 'time', 'event', 'turn', 'err'],
  ...['ref', 'by', 'kind', 'clock', 'late', 'attempts', 'status', 'count'],
  ...['operation', 'requestUnits'],
  ...['head', 'cases'],
]);

/** The log of the program, on its output. What libraries print goes there too, without their words. */
export function makeLog(level: string): Logger {
  const log = logTo(pino.destination(1), level);
  takeConsole(() => log);
  return log;
}

/**
 * A log: what happened and to which reference. An error is its type, code and where it was thrown; its message is left out, because
 * a message may quote what somebody wrote.
 */
export function logTo(destination: DestinationStream, level: string): Logger {
  return pino(
    { level, base: null, serializers: { err: withoutMessage }, hooks: { streamWrite: onlyAllowedFields } },
    destination,
  );
}

/** The last step before a line is written, where the fields of child loggers and the message have been added. */
function onlyAllowedFields(line: string): string {
  try {
    const all: Record<string, unknown> = JSON.parse(line);
    return `${JSON.stringify(Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name))))}\n`;
  } catch {
    return '{"level":50,"event":"log.unreadable"}\n';
  }
}

function withoutMessage(error: unknown): object {
  if (!isError(error)) return { type: typeof error };
  const { cause } = error;
  return { ...kindOf(error), ...(isError(cause) ? { cause: kindOf(cause) } : {}), at: whereThrown(error) };
}

const isError = (value: unknown): value is Error => value instanceof Error || isNativeError(value);

function kindOf(error: Error & { code?: unknown }): { type: string; code?: string | number } {
  const { name, code } = error;
  const type = [name, error.constructor?.name].find((each) => word(each) && each !== 'Error') ?? 'Error';
  return typeof code === 'number' || word(code) ? { type, code } : { type };
}

const word = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);

/**
 * The stack without the message it begins with. The message is cut off by its length, since it may itself look like lines of a stack;
 * where the stack begins with another message than the error has now, nothing is shown.
 */
function whereThrown({ stack = '', message }: Error): string | undefined {
  const name = /^[\w$.]+(?: \[\w+\])?/.exec(stack)?.[0] ?? '';
  const heading = [name, `${name}: ${message}`].find((each) => stack.startsWith(`${each}\n    at `));
  if (heading === undefined) return undefined;
  const calls = stack.slice(heading.length).split('\n');
  return calls.filter((call) => /^ {4}at .{1,500}:\d+:\d+\)?$/.test(call)).join('\n');
}

/**
 * The SDK prints errors whole, with `console.error`, when it refuses or fails. Replaced once, for the whole process, at the start:
 * to replace it around a call would catch what others print meanwhile.
 */
export function takeConsole(log: () => Logger): void {
  for (const method of ['error', 'warn', 'log', 'info', 'debug', 'trace'] as const) {
    console[method] = (...printed: unknown[]) =>
      log().warn({ event: `console.${method}`, err: printed.find((each) => isError(each)) });
  }
}
