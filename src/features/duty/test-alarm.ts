import type { Context, Reply } from '../../actions/context.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { isAsked, withGot } from '../../settings/test-alarm.ts';
import { answer } from './staying.ts';

/** A manager, or the escalation contact, has the test alarm. Pressed again, it says when they had. */
export async function gotIt(round: Instant | undefined, context: Context): Promise<Reply> {
  const { testAlarms, by, now, around, log } = context;
  const { managers, escalation } = around().desk;
  if (![...managers, ...escalation].includes(by.id)) return [{ text: 'The test alarm is for managers of the MASH.' }];
  await testAlarms.change((record) => record && withGot(record, by, { round, at: now() }));
  const rounds = (await testAlarms.load())?.rounds ?? [];
  const mine = rounds.findLast(({ begunAt }) => !round || begunAt === round)?.got.find(({ staff }) => staff === by.id);
  if (!mine) return answer('No test waits for you', ['Nothing was recorded.']);
  log.info({ event: 'test-alarm.got', by: by.id });
  return answer('Test alarm: you have it', [`Thank you. Recorded at ${clockAndDay(mine.at)}.`]);
}

/** The same, typed: heard only where a test waits for them. */
export async function typedGotIt(context: Context): Promise<Reply | undefined> {
  return isAsked(await context.testAlarms.load(), context.by.id) ? gotIt(undefined, context) : undefined;
}
