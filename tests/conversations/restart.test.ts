import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { referrals } from '../fakes/people.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import {
  aboutJane,
  beginsCheck,
  caseCard,
  decides,
  inChat,
  receipt,
  referenceOn,
  refers,
  summariesIn,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

/** How long, in ms, to wait until the worker has saved its work and ended its lease of the case. */
const settling = 300;

/** A new thread in the MASH channel. */
const isPost = ({ method, path, body }: ConnectorRequest): boolean =>
  method === 'POST' && path === '/v3/conversations' && JSON.stringify(body).includes(referrals.id);

describe('a service that is killed and started again', () => {
  let world: World;
  let posting: World; // this one is killed while it posts a referral to the MASH
  let postingReference: string;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ ownProcess: true });
    posting = await startWorld({ ownProcess: true });
    const hanging = posting.teams.faults.add({ match: isPost, trouble: 'hang' });
    postingReference = await refers(posting.jane);
    await posting.until(() => hanging.struck > 0);
    await posting.kill();
    hanging.cut();
    await posting.restart();
  });
  afterAll(async () => {
    await posting.stop();
    await world.stop();
  });

  it('After a kill in the middle of a check every answer is there, and the check goes on where it was', async () => {
    const { jane, tom } = world;
    const card = await beginsCheck(jane);
    await card.presses(
      'No',
      'Continue',
      aboutJane,
      'Continue to the check',
      {
        'In care?': 'Yes',
        'Child’s name': 'Girl Agate',
        'What worries you': 'Burn.',
      },
      'Continue',
      { 'From abroad?': 'No' },
      'Continue',
      { Seen: ['2 ·'], Note: 'The uncle.' },
    );
    await tom.says('start', 'no', '2'); // for the next test
    await world.restart();
    await card.presses('Back'); // the old card still works
    isHeaded(card, 'Carer and household');
    contains(Object.values(card.sees().values), 'The uncle.');
    await jane.says('my referrals');
    await jane.presses('Go on');
    isHeaded(jane, 'Carer and household');
    await jane.presses('Check answers', 'Yes', 'Continue', { Why: 'He may be involved.' });
    shows(jane, 'Girl Agate', 'The carer has little knowledge of the child');
  });

  it('A typed check goes on after a restart', async () => {
    const { tom } = world;
    await tom.says('Tom Reed', 'check answers');
    expect(Object.values(tom.sees().values).slice(0, 2)).toEqual(['education', 'Tom Reed']);
  });

  it('A referral that was sent just before a kill is posted once, and the 24 hours have not moved', async () => {
    const { jane, mo } = world;
    const refusing = world.teams.faults.add({ match: isPost, trouble: { status: 403 } });
    await jane.presses('Submit referral');
    reference = referenceOn(jane);
    const due = /Decision due by (.*)/.exec(jane.sees().text)?.[1];
    await world.until(() => refusing.struck > 0);
    await wait(settling);
    await world.kill();
    refusing.end();
    await world.restart();
    await world.until(() => caseCard(mo, reference).has('Girl Agate'));
    await world.until(() => receipt(jane, reference).has('Delivered to the MASH at'));
    shows(receipt(jane, reference), `Decision due by ${due}`);
    shows(caseCard(mo, reference), `Decision due by ${due}`);
    const cards = world.teams.delivered(referrals.id).filter(({ summary }) => summary?.startsWith('New referral'));
    expect(cards).toHaveLength(1);
  });

  it('A referrer who was not told of the decision before a kill is told once after it', async () => {
    const { jane, mo } = world;
    await wait(settling);
    const failing = world.teams.faults.add({
      match: ({ method, path }) => method === 'POST' && path.startsWith(`/v3/conversations/${jane.chatId}/`),
      trouble: { status: 412 },
    });
    await decides(mo, reference);
    await world.until(() => failing.struck > 0);
    await wait(settling);
    await world.kill();
    lacks(summariesIn(jane.chat()).join(), 'has decided');
    failing.end();
    await world.restart();
    await world.until(() => inChat(jane, 'The MASH has decided').sees());
    await world.until(() =>
      caseCard(mo, reference)
        .sees()
        .text.match(/Told \d\d:\d\d/),
    );
    await wait(settling);
    expect(summariesIn(jane.chat()).filter((line) => line === `${reference}: the MASH has decided`)).toHaveLength(1);
  });

  it('Reminders go on after a restart from where the clock was', async () => {
    const day = { within: 'PT1H', remind: ['PT4S'], escalate: 'PT50M', overdueEvery: 'PT1H' };
    await using hurried = await startWorld({
      clockStands: true,
      pack: { extends: 'hertfordshire-2016', clocks: { decision: day } },
    });

    const { jane, mo } = hurried;
    const hurriedReference = await refers(jane);
    await hurried.until(() => receipt(jane, hurriedReference).has('Delivered'));
    await hurried.pass(2);
    await hurried.restart();
    await hurried.pass(2);
    const { text } = await hurried.until(() => inChat(mo, hurriedReference).sees());
    contains(text, 'Undecided. 59 minutes left');
    lacks(text, 'Late');
  });

  it('A referral that was being posted during a kill is delivered, and is in the channel once', async () => {
    await posting.until(() => caseCard(posting.mo, postingReference).has('Untreated burn.'));
    await posting.until(() => receipt(posting.jane, postingReference).has('Delivered to the MASH at'));
    const cards = posting.teams.delivered(referrals.id).filter(({ summary }) => summary?.startsWith('New referral'));
    expect(cards).toHaveLength(1);
  });

  it('The program stops in good order when it is told to', async () => {
    expect(await world.stop()).toBe(0);
  });
});
