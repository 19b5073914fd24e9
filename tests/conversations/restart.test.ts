import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesReceipt } from './waiting.ts';
import {
  beginsCheck,
  caseCard,
  continuesToChild,
  decides,
  noticesTo,
  receipt,
  referenceOn,
  refers,
  summariesIn,
} from './walks.ts';
import { startWorld } from './world.ts';

/** How long, in ms, to wait until the worker has saved its work and ended its lease of the case. */
const settling = 300;

/**
 * How soon, in ms, the only instance goes on with what it had in hand before a kill: it takes two seconds, but the machine may be
 * busy. If it waited for the lease that it had itself, it would take half a minute.
 */
const soon = 20_000;

/** A new thread in the MASH channel. */
const isPost = ({ method, path, body }: ConnectorRequest): boolean =>
  method === 'POST' && path === '/v3/conversations' && JSON.stringify(body).includes(referrals.id);

// A service that is killed and started again

const world = aWorld({ ownProcess: true });
const { jane, tom, mo, sid, until, teams } = world;
let reference: string;
let posting: string; // this one is being posted to the MASH during the first kill
const cardsOf = (id: string) =>
  summariesIn(teams.delivered(referrals.id)).filter((line) => line.startsWith('New referral') && line.includes(id));

it('After a kill in the middle of a check every answer is there, and the check goes on where it was', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  const child = { 'In care?': 'Yes', 'Child’s name': 'Girl Agate', 'What worries you': 'Burn.' };
  await card.presses('Go through more signs', child, 'Continue', { 'Did the child come from abroad?': 'No' });
  await card.presses('Continue', { Seen: ['2 ·'], Note: 'The uncle.' });
  await tom.says('start', 'no', '2'); // for the next test
  const hanging = teams.faults.add({ match: isPost, trouble: 'hang' });
  posting = await refers(sid);
  await until(() => hanging.struck > 0);
  await world.kill();
  hanging.cut();
  await world.restart();
  await until(() => cardsOf(posting).length > 0, soon);
  await card.presses('Back'); // the old card still works
  contains(card.sees().headings[0], 'Carer and household');
  contains(Object.values(card.sees().values), 'The uncle.');
  await jane.says('my referrals');
  await jane.presses('Go on');
  contains(jane.sees().headings[0], 'Carer and household');
  await jane.presses('Finish and send', 'They were not asked', 'Continue', {
    Could: 'Yes',
    Why: 'He may be involved.',
  });
  shows(jane, 'Girl Agate', 'Discrepancies in addresses');
});

it('A typed check goes on after a restart', async () => {
  await tom.says('Tom Reed', 'check answers', 'card');
  expect(Object.values(tom.sees().values).slice(0, 3)).toEqual(['education', '', 'Tom Reed']);
});

it('A referral that was sent just before a kill is posted once, and the 24 hours have not moved', async () => {
  const refusing = teams.faults.add({ match: isPost, trouble: { status: 403 } });
  await jane.presses('Submit referral');
  reference = referenceOn(jane);
  const due = /Decision due by (.*)/.exec(jane.sees().text)?.[1];
  await until(() => refusing.struck > 0);
  await wait(settling);
  await world.kill();
  refusing.end();
  await world.restart();
  await seesCase(mo, reference, 'Girl Agate');
  await seesReceipt(jane, reference, 'Delivered to the MASH at');
  shows(receipt(jane, reference), `Decision due by ${due}`);
  shows(caseCard(mo, reference), `Decision due by ${due}`);
  expect(cardsOf(reference)).toHaveLength(1);
});

it('A referrer who was not told of the decision before a kill is told once after it', async () => {
  await wait(settling);
  const failing = teams.faults.add({
    match: ({ method, path }) => method === 'POST' && path.startsWith(`/v3/conversations/${jane.chatId}/`),
    trouble: { status: 412 },
  });
  await decides(mo, reference);
  await until(() => failing.struck > 0);
  await wait(settling);
  await world.kill();
  lacks(summariesIn(jane.chat()).join(), 'has decided');
  failing.end();
  await world.restart();
  await hears(jane, 'The MASH has decided');
  await until(() => caseCard(mo, reference).has(/Sent to them \d\d:\d\d/));
  await wait(settling);
  expect(noticesTo(jane, `${reference}: the MASH has decided`)).toHaveLength(1);
});

it('Reminders go on after a restart from where the clock was', async () => {
  const decision = { within: 'PT1H', remind: ['PT4S'], escalate: 'PT50M', overdueEvery: 'PT1H' };
  await using hurried = await startWorld({
    clockStands: true,
    pack: { extends: 'hertfordshire-2016', clocks: { decision } },
  });

  const due = await refers(hurried.jane);
  await seesReceipt(hurried.jane, due, 'Delivered');
  await hurried.pass(2);
  await hurried.restart();
  await hurried.pass(2);
  const { text } = await hears(hurried.mo, 'Undecided. 59 minutes left');
  contains(text, due);
  lacks(text, 'Late');
});

it('A referral that was being posted during a kill is delivered, and is in the channel once', async () => {
  await seesCase(mo, posting, 'Untreated burn.');
  await seesReceipt(sid, posting, 'Delivered to the MASH at');
  expect(cardsOf(posting)).toHaveLength(1);
});

it('The program stops in good order when it is told to', async () => {
  expect(await world.stop()).toBe(0);
});
