import { expect, it } from '@jest/globals';
import { instantOf, msOf } from '../../src/base/time.ts';
import { advance, withWakeTime } from '../../src/case/advance.ts';
import { withCardMoved } from '../../src/case/moved.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { allSent, aReferral, caseContext, mo } from '../case/a-case.ts';
import { aWorker, begin } from './a-worker.ts';

const minuteMs = 60_000;
const channels = { mash: 'mash', assessment: undefined };

/** A case that stands in a former channel, with its card, its text and some lines. */
function left(): CaseRecord {
  const sentAt = instantOf(msOf(begin) - minuteMs);
  const events: CaseEvent[] = [1, 2].map((question) => ({ type: 'QuestionAsked', at: sentAt, by: mo.id, question }));
  const record = allSent(advance(aReferral(sentAt), { events }, caseContext(sentAt)), sentAt);
  const outbox = record.outbox.map((entry) => ({
    ...entry,
    ...(entry.state.kind === 'sent' && { state: { ...entry.state, activityId: `old-${entry.id}` } }),
  }));
  return withWakeTime(
    { ...record, outbox, said: { ...record.said, thread: 'former;messageid=1', card: '1' } },
    caseContext(begin),
  );
}

const posted = ['written', 'line', 'addition'];
const ofThread = ({ outbox }: CaseRecord) =>
  outbox.filter(({ message }) => posted.includes(message.kind) && 'again' in message && message.again);

/** Teams takes this many messages to the new channel; with the next, the process is killed. */
async function killedAfter(many: number) {
  const all = aWorker();
  const updated: string[] = [];
  let taken = 0;
  let isKilled = false;
  const { post, send } = all.deps.teams;
  const takes =
    <Given extends unknown[], T>(call: (...given: Given) => Promise<T>, isOfChannel: (...given: Given) => boolean) =>
    async (...given: Given): Promise<T> => {
      if (!isOfChannel(...given)) return call(...given);
      if (isKilled || taken === many) {
        isKilled = true;
        return new Promise<T>(() => {});
      }
      taken += 1;
      return call(...given);
    };
  all.deps.teams.post = takes(post, () => true);
  all.deps.teams.send = takes(send, (_, to) => to.startsWith('mash'));
  all.deps.teams.update = async (_, conversation, activityId) => {
    updated.push(`${conversation} ${activityId}`);
  };
  const record = left();
  await all.cases.create(record);
  const moves = () => all.alter(record.id, (each) => withCardMoved(each, channels, caseContext(all.now())));
  await moves();
  const dies = all.start();
  await all.machine.pass(5000);
  await all.stop(dies);
  taken = -1000;
  isKilled = false;
  await moves(); // the next instance begins at the first case again
  all.start();
  await all.machine.pass(5 * minuteMs);
  return { all, updated, record: await all.load(record.id) };
}

it.each([0, 1, 2, 3])(
  'A case whose process is killed after %s messages stands in the new channel once, and nothing of it in the old',
  async (many) => {
    const { all, updated, record } = await killedAfter(many);
    expect(all.posted).toEqual(['mash']);
    const again = ofThread(record);
    expect(again.length).toBeGreaterThan(1);
    expect(again.map(({ state }) => state.kind)).toEqual(again.map(() => 'sent'));
    expect(all.sent.filter((to) => to === 'mash;messageid=2')).toHaveLength(again.length);
    expect(record.outbox.filter(({ message }) => message.kind === 'moved')).toHaveLength(1);
    const inOld = updated.filter((each) => each.startsWith('former;messageid=1'));
    expect(inOld).toContain('former;messageid=1 1');
    expect(inOld.length).toBeGreaterThan(again.length);
    expect(new Set(inOld).size).toBe(inOld.length);
  },
);

it('A former channel that refuses is tried for as long as it takes: what stands there shows facts', async () => {
  const all = aWorker();
  let isShut = true;
  const updated: string[] = [];
  all.deps.teams.update = async (_, conversation) => {
    if (conversation.startsWith('former') && isShut) throw new TeamsFault(403);
    updated.push(conversation);
  };
  const record = left();
  await all.cases.create(record);
  await all.alter(record.id, (each) => withCardMoved(each, channels, caseContext(all.now())));
  all.start();
  await all.machine.pass(60 * minuteMs);
  isShut = false;
  await all.machine.pass(60 * minuteMs);
  expect(updated.filter((each) => each === 'former;messageid=1').length).toBeGreaterThan(1);
});
