import { expect, it } from '@jest/globals';
import type { Logger } from 'pino';
import { z } from 'zod';
import { logTo } from '../../src/base/log.ts';

const childName = 'Chrysoprase Penhaligon';
const stackLikeMessage = `it says\n    at ${childName} (file:///home/x.ts:1:1)\n    at home`;

function logged(writeTo: (log: Logger) => void): { text: string; lines: Record<string, unknown>[] } {
  const lines: string[] = [];
  writeTo(logTo({ write: (line: string) => void lines.push(line) }, 'trace'));
  return { text: lines.join(''), lines: lines.map((line) => JSON.parse(line)) };
}

const thrownErrorWith = (message: string): Error => {
  try {
    throw new RangeError(message);
  } catch (error) {
    return error as Error;
  }
};

function withMessage(message: string, error: Error): Error {
  error.message = message;
  return error;
}

const zodError = z.object({ [childName]: z.literal(childName) }).safeParse({ [childName]: childName.length }).error;

const errorWith = (err: unknown) => (log: Logger) => log.error({ event: 'x', err });

const leaks: [string, (log: Logger) => void][] = [
  ['an error in the err field', errorWith(thrownErrorWith(childName))],
  ['an error in the err field, with no event', (log) => log.error({ err: thrownErrorWith(childName) })],
  ['a bare error', (log) => log.error(thrownErrorWith(childName))],
  ['an error with a message string', (log) => log.error(thrownErrorWith(childName), childName)],
  ['a bare message string', (log) => log.error(childName)],
  ['a format string with a placeholder', (log) => log.error('it was %s', childName)],
  ['a message field', (log) => log.error({ event: 'x', msg: childName })],
  ['an error message that looks like lines of a stack', errorWith(thrownErrorWith(stackLikeMessage))],
  ['an error message that was shortened later', errorWith(withMessage('it', thrownErrorWith(stackLikeMessage)))],
  ['an error message that was removed later', errorWith(withMessage('', thrownErrorWith(childName)))],
  ['the cause of an error', errorWith(new Error('x', { cause: thrownErrorWith(childName) }))],
  [
    'the cause of a cause',
    (log) => log.error(new Error('x', { cause: new Error('y', { cause: thrownErrorWith(childName) }) })),
  ],
  ['an aggregate of errors', (log) => log.error({ err: new AggregateError([thrownErrorWith(childName)], childName) })],
  ['a zod error in the err field', errorWith(zodError)],
  ['a bare zod error', (log) => log.error(zodError)],
  ['a zod error that was thrown', (log) => log.error(thrownBy(() => z.literal(childName).parse('x')))],
  ['a text in place of an error', errorWith(childName)],
  ['an object that looks like an error', errorWith({ message: childName, stack: childName })],
  ['the code of an error', errorWith(Object.assign(thrownErrorWith('x'), { code: childName }))],
  ['the name of an error', errorWith(Object.assign(thrownErrorWith('x'), { name: childName }))],
  ['a field of an error', errorWith(Object.assign(thrownErrorWith('x'), { body: childName }))],
  ['a field that is not on the list', (log) => log.info({ event: 'x', name: childName })],
  ['a field of a child logger', (log) => log.child({ name: childName }).info({ event: 'x' })],
  ['an error of a child logger', (log) => log.child({ err: thrownErrorWith(childName) }).info({ event: 'x' })],
  ['a bare error through a child logger', (log) => log.child({ turn: 't' }).error(thrownErrorWith(childName))],
];

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

it.each(leaks)('The log drops a child’s name that comes in %s', (_source, writeTo) => {
  const { text, lines } = logged(writeTo);
  expect(lines).toHaveLength(1);
  expect(text).not.toMatch(/Chrysoprase|Penhaligon/);
});

it('The log says what happened, to which reference, in which turn', () => {
  const { lines } = logged((log) =>
    log.child({ turn: 't1' }).info({ event: 'message.sent', ref: 'HT-1', attempts: 2 }),
  );
  expect(lines).toEqual([
    { level: 30, time: expect.any(Number), turn: 't1', event: 'message.sent', ref: 'HT-1', attempts: 2 },
  ]);
});

it('The log gives an error’s type, its code, its cause and where it was thrown', () => {
  const cause = Object.assign(new Error(childName), { code: 'ECONNREFUSED' });
  const error = Object.assign(new TypeError(stackLikeMessage, { cause }), { code: 404 });
  const { lines } = logged(errorWith(error));
  expect(lines[0]?.err).toEqual({
    type: 'TypeError',
    code: 404,
    cause: { type: 'Error', code: 'ECONNREFUSED' },
    at: expect.stringMatching(/^ {4}at .*log\.test\.ts:\d+:\d+/),
  });
});

it('The log names our own error by its class', () => {
  class Overtaken extends Error {}
  const { lines } = logged(errorWith(new Overtaken()));
  expect(lines[0]?.err).toEqual({ type: 'Overtaken', at: expect.stringContaining('log.test.ts') });
});
