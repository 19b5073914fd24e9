import { isNativeError } from 'node:util/types';
import pino, { type DestinationStream, type Logger } from 'pino';

/**
 * The only fields that a log line may hold. Any other field is dropped (`msg` too), so nobody's text can reach the log.
 */
const fields = new Set([
  ...['level', 'time', 'event', 'turn', 'err'],
  ...['ref', 'by', 'kind', 'clock', 'late', 'attempts', 'status', 'count'],
  ...['operation', 'requestUnits'],
  ...['head', 'cases', 'madeAt'],
]);

/** The program's log, on standard output. What libraries print goes there too, without their text. */
export function makeLog(level: string): Logger {
  const log = logTo(pino.destination(1), level);
  takeConsole(() => log);
  return log;
}

/**
 * A log of what happened to which reference. Of an error it keeps the type, the code and the stack, but not the
 * message, because a message may quote what somebody wrote.
 */
export function logTo(destination: DestinationStream, level: string): Logger {
  return pino(
    { level, base: null, serializers: { err: withoutMessage }, hooks: { streamWrite: onlyAllowedFields } },
    destination,
  );
}

/** The same log for what must be in it whatever its level; only `silent` keeps it out. */
export const always = (log: Logger): Logger => (log.level === 'silent' ? log : log.child({}, { level: 'info' }));

/** Runs just before a line is written, when the fields of child loggers and the message are already in it. */
function onlyAllowedFields(line: string) {
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
  const type = [name, error.constructor?.name].find((each) => isWord(each) && each !== 'Error') ?? 'Error';
  return typeof code === 'number' || isWord(code) ? { type, code } : { type };
}

const isWord = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);

/**
 * The stack without its leading message. The message is cut off by its length, since it may itself look like lines of a
 * stack.
 * @returns undefined if the stack does not begin with the error's present message
 */
function whereThrown({ stack = '', message }: Error) {
  const name = /^[\w$.]+(?: \[\w+\])?/.exec(stack)?.[0] ?? '';
  const heading = [name, `${name}: ${message}`].find((each) => stack.startsWith(`${each}\n    at `));
  if (heading === undefined) return undefined;
  const calls = stack.slice(heading.length).split('\n');
  return calls.filter((call) => /^ {4}at .{1,500}:\d+:\d+\)?$/.test(call)).join('\n');
}

/**
 * Replaces the console once, at the start, for the whole process, because the SDK prints whole errors with
 * `console.error`. Replacing it only during calls to the SDK would be no better: it would catch what other code prints
 * meanwhile too.
 */
export function takeConsole(log: () => Logger) {
  for (const method of ['error', 'warn', 'log', 'info', 'debug', 'trace'] as const) {
    console[method] = (...printed: unknown[]) =>
      log().warn({ event: `console.${method}`, err: printed.find((each) => isError(each)) });
  }
}
