import { beforeEach, expect, it } from '@jest/globals';
import type { Announcement } from '../../src/actions/side-task.ts';
import { line, noticeCard } from '../../src/cards/parts.ts';
import { tellingOnce } from '../../src/worker/tell-once.ts';
import { ada, dee, mo } from '../case/a-case.ts';
import { aWorker } from './a-worker.ts';

let all: ReturnType<typeof aWorker>;
beforeEach(() => {
  all = aWorker();
});

const notice = (key: string, to: Announcement['to'] = ada.id): Announcement => ({
  ...{ key, kind: 'test', to },
  card: () => noticeCard({ summary: key, heading: key, lines: [line(key)] }),
});

/** Tells lists of notices, and counts how often the store was read for each. */
function teller() {
  const { deps, said } = all;
  let reads = 0;
  const store: typeof deps.store = {
    ...deps.store,
    read(...asked) {
      reads += 1;
      return deps.store.read(...asked);
    },
  };
  const tell = tellingOnce('test', { ...deps, store });
  return async (...due: Announcement[]) => {
    reads = 0;
    await tell(due);
    return { reads, told: said.splice(0).map(({ heading }) => heading) };
  };
}

it('A list that is told already costs no read of the store, and an empty list neither', async () => {
  const tell = teller();
  expect((await tell(notice('one'), notice('two', dee.id))).told.sort()).toEqual(['one', 'two']);
  expect(await tell(notice('one'), notice('two', dee.id))).toEqual({ reads: 0, told: [] });
  expect(await tell()).toEqual({ reads: 0, told: [] });
});

it('A notice that was told and is due again later is not told again, even after a restart', async () => {
  const tell = teller();
  expect((await tell(notice('one'))).told).toEqual(['one']);
  await tell(notice('other'));
  expect((await tell(notice('one'))).told).toEqual([]);
  expect((await teller()(notice('one'))).told).toEqual([]);
});

it('A notice that cannot be drawn stops no other, is logged as a fault and is tried again', async () => {
  const tell = teller();
  let isBroken = true;
  const broken: Announcement = {
    ...notice('broken'),
    card() {
      if (isBroken) throw new Error('a fault of ours');
      return notice('broken').card();
    },
  };
  await expect(tell(broken, notice('one', dee.id), notice('two', mo.id))).rejects.toThrow('a fault of ours');
  expect(
    all.said
      .splice(0)
      .map(({ heading }) => heading)
      .sort(),
  ).toEqual(['one', 'two']);
  isBroken = false;
  await all.machine.pass(60_000);
  expect((await tell(broken, notice('one', dee.id), notice('two', mo.id))).told).toEqual(['broken']);
});

it('A notice to a channel is posted there', async () => {
  const channel = async () => ({ serviceUrl: 'https://teams.example.org/', channelId: 'old', tenantId: 'x' });
  await teller()(notice('one', { channel }));
  expect(all.posted).toEqual(['old']);
});

it('A message whose card shows something else by now is edited, and once it is not due any more it is over', async () => {
  const { deps, said } = all;
  const edited: string[] = [];
  const teams: typeof deps.teams = {
    ...deps.teams,
    update: async (_, conversation, activity, card) =>
      void edited.push(`${conversation} ${activity} ${card.fallbackText}`),
  };
  const ends = { card: noticeCard({ summary: 'over', heading: '', lines: [] }) };
  let isOpen = true; // then what takes its place is not final
  const over = async (key: string) => (key === 'one' ? { ...ends, ...(isOpen && { shows: 'urgent' }) } : undefined);
  const tell = tellingOnce('test', { ...deps, teams }, over);
  const shows = (words: string) => [{ ...notice('one'), shows: words, card: () => notice(words).card() }];
  await tell(shows('first'));
  await tell(shows('second'));
  await tell(shows('second'));
  expect(said).toHaveLength(1);
  expect(edited).toEqual([expect.stringMatching(/^\S+ \S+ second$/)]);
  await tell([]);
  await tell([]);
  expect(edited.slice(1)).toEqual([expect.stringMatching(/^\S+ \S+ over$/)]);
  isOpen = false;
  await tell([]);
  await tell([]);
  expect(edited).toHaveLength(3);
  await tellingOnce('test', { ...deps, teams }, over)([]); // after a restart
  expect(edited).toHaveLength(3);
});

it('Whether a message sounds may depend on what was told before', async () => {
  const { deps } = all;
  const alerts: (boolean | undefined)[] = [];
  const teams: typeof deps.teams = {
    ...deps.teams,
    async send(_, _to, message) {
      alerts.push('card' in message && message.alert);
      return 'sent';
    },
  };
  const tell = tellingOnce('test', { ...deps, teams });
  const sounds = (isTold: (key: string) => boolean) => !isTold('one');
  for (const key of ['one', 'two']) await tell([{ ...notice(key), sounds }]);
  expect(alerts).toEqual([true, false]);
});
