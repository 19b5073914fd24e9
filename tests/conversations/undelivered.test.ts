import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorRequest, Trouble } from '../fakes/faults.ts';
import type { Person } from './person.ts';
import { allOf, caseCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const pack = { extends: 'hertfordshire-2016', clocks: { delivery: { confirmWithin: 'PT1S' } } };

/** The post that begins the thread of a referral with these words. */
const isPostOf =
  (words: string) =>
  ({ method, path, body }: ConnectorRequest): boolean =>
    method === 'POST' && path === '/v3/conversations' && JSON.stringify(body).includes(words);

const troubles: [string, Trouble][] = [
  ['refuses with 403', { status: 403 }],
  ['fails with 500', { status: 500 }],
  ['asks to wait with 429', { status: 429, headers: { 'retry-after': '1' } }],
  ['cuts the connection', 'reset'],
  ['accepts the post and never answers', 'hang'],
];

describe('referrals that Teams does not take', () => {
  let world: World;
  const stuck: { reference: string; fault: { readonly struck: number; cut(): void } }[] = [];
  let unaffected: string;
  beforeAll(async () => {
    world = await startWorld({ pack });
    await world.ash.says('hi');
    for (const [why, trouble] of troubles) {
      const fault = world.teams.faults.add({ match: isPostOf(`Child: Teams ${why}`), trouble });
      const child = { 'Child’s name': `Child: Teams ${why}`, 'What worries you': 'Untreated burn.' };
      stuck.push({ reference: await refers(world.jane, { child }), fault });
    }
    unaffected = await refers(world.tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 020' },
    });
  });
  afterAll(() => world.stop());

  const timesTold = (person: Person, line: string): number =>
    summariesIn(person.chat()).filter((each) => each === line).length;
  const cases = troubles.map(([why], index) => [why, index] as const);

  it('Referrals that Teams does not take do not hold up another one', async () => {
    await world.until(() => receipt(world.tom, unaffected).sees().text.includes('Delivered to the MASH at'));
    expect(caseCard(world.mo, unaffected).sees().text).toContain('Tom Reed');
  });

  it.each(cases)(
    'When Teams %s, the referrer and an administrator hear that the referral is not confirmed',
    async (_, index) => {
      const { jane, ash } = world;
      const { reference, fault } = stuck[index] ?? never();
      await world.until(() => receipt(jane, reference).sees().text.includes('✕  Not confirmed yet'));
      expect(fault.struck).toBeGreaterThan(0);
      const { text } = receipt(jane, reference).sees();
      expect(text).toMatch(/Please phone now:\s+0300 123 4043/);
      expect(text).toContain('Your referral is saved.');
      expect(text).not.toContain('Delivered to the MASH at');
      await world.until(() => timesTold(jane, `${reference} is not confirmed yet. Please phone`) === 1);
      await world.until(() => timesTold(ash, `${reference} is not confirmed in the MASH channel`) === 1);
    },
  );

  it('My referrals says which referrals are not confirmed, and the administrator sees no fact of them', async () => {
    await world.jane.says('my referrals');
    expect(world.jane.sees().text.match(/Not confirmed yet: please phone\. Decision due by/g)).toHaveLength(
      troubles.length,
    );
    expect(allOf(world.ash.chat())).not.toMatch(/Untreated|Child:/);
  });

  it.each(cases)(
    'A referral is delivered whole once Teams no longer %s, and the referrer hears that it is',
    async (_, index) => {
      const { jane, mo } = world;
      for (const { fault } of stuck) fault.cut(); // ends the fault, and the requests that hang
      const { reference } = stuck[index] ?? never();
      await world.until(() => caseCard(mo, reference).sees().text.includes('Untreated burn.'), 100_000);
      await world.until(() => /✓ {2}Delivered to the MASH at \d\d:\d\d/.test(receipt(jane, reference).sees().text));
      expect(receipt(jane, reference).sees().text).not.toContain('Not confirmed');
      await world.until(() => mo.thread(reference).map(wordsOf).join().includes('Written referral, 1 of 1'));
      // The message that asked them to phone is gone.
      await world.until(() => timesTold(jane, `${reference} is delivered`) === 1);
      expect(timesTold(jane, `${reference} is not confirmed yet. Please phone`)).toBe(0);
    },
  );
});

function never(): never {
  throw new Error('no such case');
}

describe('the shared card', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A shared card that somebody deleted is posted again in the thread', async () => {
    const { jane, mo, ana } = world;
    const reference = await refers(jane);
    await world.until(() => caseCard(mo, reference).sees());
    const old = caseCard(mo, reference).sees();
    world.teams.faults.add({
      match: ({ method, path }) => method === 'PUT' && path.endsWith(`/activities/${old.activityId}`),
      trouble: { status: 404 },
    });
    await caseCard(mo, reference).presses('Take this referral');
    const moved = await world.until(() => {
      const cards = ana
        .thread(reference)
        .filter(({ id, summary }) => id !== old.activityId && summary?.startsWith('Referral'));
      return cards.length > 0 && cards;
    });
    expect(moved).toHaveLength(1);
    expect(moved.map(wordsOf).join()).toContain('taken by Mo Hussain');
    const movedCard = ana.on((card) => card.activityId === moved[0]?.id);
    expect(movedCard.sees().buttons).toEqual([
      'Ask the referrer',
      'Tell the referrer',
      'Record decision',
      'Everything',
      'More',
    ]);
    await decides(ana, reference);
    await world.until(() =>
      ana
        .on((card) => card.activityId === moved[0]?.id)
        .sees()
        .text.includes('DECIDED'),
    );
    await world.until(() => inChat(jane, 'The MASH has decided').sees());
  });
});
