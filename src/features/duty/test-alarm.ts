import type { ErrandContext, Reply } from '../../actions/context.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { isTestAlarmPending, withTestConfirmed } from '../../settings/test-alarm.ts';
import { dutyReply } from './staying.ts';
import { gotIt } from './verbs.ts';

/**
 * A manager or the escalation contact confirms that the test alarm reached them. A second press shows when they first
 * confirmed.
 */
export async function confirmTestAlarm(round: Instant | undefined, context: ErrandContext): Promise<Reply> {
  const { testAlarms, by, now, caseContext, log } = context;
  const { managers, escalation } = caseContext().desk;
  if (![...managers, ...escalation].includes(by.id)) return [{ text: 'The test alarm is for managers of the MASH.' }];
  await testAlarms.change((record) => record && withTestConfirmed(record, by, { round, at: now() }));
  const rounds = (await testAlarms.load())?.rounds ?? [];
  const { got = [] } = rounds.findLast(({ begunAt }) => !round || begunAt === round) ?? {};
  const confirmation = got.find(({ staff }) => staff === by.id);
  if (!confirmation) return dutyReply('No test waits for you', ['Nothing was recorded.']);
  log.info({ event: 'test-alarm.got', by: by.id });
  return dutyReply('Test alarm: you have it', [`Thank you. Recorded at ${clockAndDay(confirmation.at)}.`]);
}

/**
 * “I got it”, typed. Other people may type it for another reason, so it counts only while a test waits for this person.
 */
export async function typedGotIt(context: ErrandContext): Promise<Reply | undefined> {
  return isTestAlarmPending(await context.testAlarms.load(), context.by.id) ? context.press(gotIt, {}) : undefined;
}
