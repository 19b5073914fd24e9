import type { Context, Reply } from '../../actions/context.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { isTestAlarmPending, withTestConfirmed } from '../../settings/test-alarm.ts';
import { dutyReply } from './staying.ts';

/** A manager, or the escalation contact, has the test alarm. Pressed again, it says when they had. */
export async function confirmTestAlarm(round: Instant | undefined, context: Context): Promise<Reply> {
  const { testAlarms, by, now, caseContext, log } = context;
  const { managers, escalation } = caseContext().desk;
  if (![...managers, ...escalation].includes(by.id)) return [{ text: 'The test alarm is for managers of the MASH.' }];
  await testAlarms.change((record) => record && withTestConfirmed(record, by, { round, at: now() }));
  const rounds = (await testAlarms.load())?.rounds ?? [];
  const mine = rounds.findLast(({ begunAt }) => !round || begunAt === round)?.got.find(({ staff }) => staff === by.id);
  if (!mine) return dutyReply('No test waits for you', ['Nothing was recorded.']);
  log.info({ event: 'test-alarm.got', by: by.id });
  return dutyReply('Test alarm: you have it', [`Thank you. Recorded at ${clockAndDay(mine.at)}.`]);
}

/** The same, typed: heard only where a test waits for them. */
export async function typedGotIt(context: Context): Promise<Reply | undefined> {
  return isTestAlarmPending(await context.testAlarms.load(), context.by.id)
    ? confirmTestAlarm(undefined, context)
    : undefined;
}
