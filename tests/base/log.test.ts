import { describe, expect, it } from '@jest/globals';
import type { Logger } from 'pino';
import { z } from 'zod';
import { logTo } from '../../src/base/log.ts';

const child = 'Chrysoprase Penhaligon';
const likeAStack = `it says\n    at ${child} (file:///home/x.ts:1:1)\n    at home`;

function written(happening: (log: Logger) => void): { text: string; lines: Record<string, unknown>[] } {
  const lines: string[] = [];
  happening(logTo({ write: (line: string) => void lines.push(line) }, 'trace'));
  return { text: lines.join(''), lines: lines.map((line) => JSON.parse(line)) };
}

const thrownWith = (message: string): Error => {
  try {
    throw new RangeError(message);
  } catch (error) {
    return error as Error;
  }
};

function changedTo(message: string, error: Error): Error {
  error.message = message;
  return error;
}

const zodError = z.object({ [child]: z.literal(child) }).safeParse({ [child]: child.length }).error;

const leaks: [string, (log: Logger) => void][] = [
  ['an error in its field', (log) => log.error({ event: 'x', err: thrownWith(child) })],
  ['an error in its field, with no event', (log) => log.error({ err: thrownWith(child) })],
  ['an error alone', (log) => log.error(thrownWith(child))],
  ['an error with words', (log) => log.error(thrownWith(child), child)],
  ['words alone', (log) => log.error(child)],
  ['words with a place for more', (log) => log.error('it was %s', child)],
  ['words of our own', (log) => log.error({ event: 'x', msg: child })],
  ['a message that looks like lines of a stack', (log) => log.error({ event: 'x', err: thrownWith(likeAStack) })],
  ['a message that was shortened', (log) => log.error({ event: 'x', err: changedTo('it', thrownWith(likeAStack)) })],
  ['a message that was taken away', (log) => log.error({ event: 'x', err: changedTo('', thrownWith(child)) })],
  ['the cause of an error', (log) => log.error({ event: 'x', err: new Error('x', { cause: thrownWith(child) }) })],
  ['the cause of a cause', (log) => log.error(new Error('x', { cause: new Error('y', { cause: thrownWith(child) }) }))],
  ['one of several errors', (log) => log.error({ err: new AggregateError([thrownWith(child)], child) })],
  ['a fault found by zod', (log) => log.error({ event: 'x', err: zodError })],
  ['a fault found by zod, alone', (log) => log.error(zodError)],
  ['a fault thrown by zod', (log) => log.error(thrownBy(() => z.literal(child).parse('x')))],
  ['no error but a text', (log) => log.error({ event: 'x', err: child })],
  ['what looks like an error', (log) => log.error({ event: 'x', err: { message: child, stack: child } })],
  ['the code of an error', (log) => log.error({ event: 'x', err: Object.assign(thrownWith('x'), { code: child }) })],
  ['the name of an error', (log) => log.error({ event: 'x', err: Object.assign(thrownWith('x'), { name: child }) })],
  ['a field of an error', (log) => log.error({ event: 'x', err: Object.assign(thrownWith('x'), { body: child }) })],
  ['a field nobody has allowed', (log) => log.info({ event: 'x', name: child })],
  ['a field of a child logger', (log) => log.child({ name: child }).info({ event: 'x' })],
  ['an error of a child logger', (log) => log.child({ err: thrownWith(child) }).info({ event: 'x' })],
  ['an error alone, through a child logger', (log) => log.child({ turn: 't' }).error(thrownWith(child))],
];

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('the log', () => {
  it.each(leaks)('does not hold the name of a child that comes as %s', (_how, happening) => {
    const { text, lines } = written(happening);
    expect(lines).toHaveLength(1);
    expect(text).not.toMatch(/Chrysoprase|Penhaligon/);
  });

  it('tells what happened, to which reference, in which turn', () => {
    const { lines } = written((log) =>
      log.child({ turn: 't1' }).info({ event: 'message.sent', ref: 'HT-1', attempts: 2 }),
    );
    expect(lines).toEqual([
      { level: 30, time: expect.any(Number), turn: 't1', event: 'message.sent', ref: 'HT-1', attempts: 2 },
    ]);
  });

  it('tells of an error what it is, its code, what it came from, and where it was thrown', () => {
    const cause = Object.assign(new Error(child), { code: 'ECONNREFUSED' });
    const error = Object.assign(new TypeError(likeAStack, { cause }), { code: 404 });
    const { lines } = written((log) => log.error({ event: 'x', err: error }));
    expect(lines[0]?.err).toEqual({
      type: 'TypeError',
      code: 404,
      cause: { type: 'Error', code: 'ECONNREFUSED' },
      at: expect.stringMatching(/^ {4}at .*log\.test\.ts:\d+:\d+/),
    });
  });

  it('calls an error of our own by its class', () => {
    class Overtaken extends Error {}
    const { lines } = written((log) => log.error({ event: 'x', err: new Overtaken() }));
    expect(lines[0]?.err).toEqual({ type: 'Overtaken', at: expect.stringContaining('log.test.ts') });
  });
});
