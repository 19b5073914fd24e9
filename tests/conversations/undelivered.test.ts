import { beforeAll, expect, it } from '@jest/globals';
import type { ConnectorRequest, Trouble } from '../fakes/faults.ts';
import { aWorld } from './a-world.ts';
import { doesNotShow, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { seesReceipt } from './waiting.ts';
import { allOf, caseCard, receipt, refers, summariesIn, wordsOf } from './walks.ts';

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

// Referrals that Teams does not take

const world = aWorld({ pack });
const { jane, tom, mo, ash, until } = world;
const stuck: { reference: string; fault: { readonly struck: number; cut(): void } }[] = [];
let unaffected: string;
beforeAll(async () => {
  await ash.says('hi');
  for (const [why, trouble] of troubles) {
    const fault = world.teams.faults.add({ match: isPostOf(`Child: Teams ${why}`), trouble });
    const child = { 'Child’s name': `Child: Teams ${why}`, 'What worries you': 'Untreated burn.' };
    stuck.push({ reference: await refers(jane, { child }), fault });
  }
  unaffected = await refers(tom, {
    about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 020' },
  });
});

const timesTold = (person: Person, line: string): number =>
  summariesIn(person.chat()).filter((each) => each === line).length;
const cases = troubles.map(([why], index) => [why, index] as const);

it('Referrals that Teams does not take do not hold up another one', async () => {
  await seesReceipt(tom, unaffected, 'Delivered to the MASH at');
  shows(caseCard(mo, unaffected), 'Tom Reed');
});

it.each(cases)(
  'When Teams %s, the referrer and an administrator hear that the referral is not confirmed',
  async (_, index) => {
    const { reference, fault } = stuck[index] ?? never();
    await seesReceipt(jane, reference, '✕  Not confirmed yet');
    expect(fault.struck).toBeGreaterThan(0);
    shows(receipt(jane, reference), /Please phone now:\s+0300 123 4043/, 'Your referral is saved.');
    doesNotShow(receipt(jane, reference), 'Delivered to the MASH at');
    await until(() => timesTold(jane, `${reference} is not confirmed yet. Please phone`) === 1);
    await until(() => timesTold(ash, `${reference} is not confirmed in the MASH channel`) === 1);
  },
);

it('My referrals says which referrals are not confirmed, and the administrator sees no fact of them', async () => {
  await jane.says('my referrals');
  expect(jane.sees().text.match(/not confirmed yet: please phone/g)).toHaveLength(troubles.length);
  lacks(allOf(ash.chat()), /Untreated|Child:/);
});

it.each(cases)(
  'A referral is delivered whole once Teams no longer %s, and the referrer hears that it is',
  async (_, index) => {
    for (const { fault } of stuck) fault.cut(); // ends the fault, and the requests that hang
    const { reference } = stuck[index] ?? never();
    await until(() => caseCard(mo, reference).has('Untreated burn.'), 100_000);
    await until(() => receipt(jane, reference).has(/✓ {2}Delivered to the MASH at \d\d:\d\d/));
    doesNotShow(receipt(jane, reference), 'Not confirmed');
    await until(() => mo.thread(reference).map(wordsOf).join().includes('Written referral, 1 of 1'));
    // The message that asked them to phone is gone.
    await until(() => timesTold(jane, `${reference} is delivered`) === 1);
    expect(timesTold(jane, `${reference} is not confirmed yet. Please phone`)).toBe(0);
  },
);

function never(): never {
  throw new Error('no such case');
}
