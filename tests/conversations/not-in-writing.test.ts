import { beforeAll, expect, it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { logs, phones } from './phoning.ts';
import { seesCase, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  aChild,
  caseCard,
  decides,
  noticesTo,
  referenceInButtons,
  referenceOn,
  summariesIn,
  wordsOf,
} from './walks.ts';

// A phone call without a written referral in time, with 48 hours as three seconds

const writtenConfirmation = { within: 'PT3S', remind: ['PT1S'], overdueEvery: 'PT1H' };
const world = aWorld({
  clockStands: true,
  pack: {
    extends: 'hertfordshire-2016',
    clocks: { writtenConfirmation, quiet: { from: '00:00', until: '00:00' } }, // the tests may run at night
  },
});
const { jane, tom, mo, pat, until, pass } = world;
let check: CardActions;
let reference: string; // Jane rang, and began a check
let tomsCall: string;
let logged: string; // of a caller who does not use Teams
const lines = () => summariesIn(mo.thread(logged)).join('\n');
beforeAll(async () => {
  await tom.says('hi'); // so that the bot knows his chat
  check = await phones(jane, 'just now');
  reference = referenceInButtons(check);
  tomsCall = referenceOn(await logs(pat, { 'If they use Teams': profiles.tom.objectId }));
  logged = referenceOn(await logs(mo));
  await seesCase(mo, logged);
  await pass(1);
  await until(() => lines().includes('Not in writing yet. Due by '));
  await decides(mo, logged);
  await pass(2.1);
});

it('A call without a written referral in time is overdue on the card, and the referrer is told', async () => {
  await until(() => caseCard(mo, reference).has(/In writing by \d\d:\d\d, .*\. OVERDUE/));
  await until(() => /It was due by .*late is better than not/.test(wordsOf(jane.chat().at(-1) ?? {})));
  expect(mo.thread(reference)).toHaveLength(1);
});

it('A written referral that comes too late after the call goes to the MASH, and says LATE', async () => {
  const consent = { Could: 'Yes', Why: 'The man Jasper.' };
  await check.presses(
    'Continue',
    aboutJane,
    'Finish and send',
    aChild,
    'They were not asked',
    'Continue',
    consent,
    'Submit referral',
  );
  await seesCase(mo, reference, 'LATE, due within 48 hours of the call');
  await seesReceipt(jane, reference, 'Delivered to the MASH at');
});

it('A caller in Teams who does not write is reminded, and then told that the written referral is overdue', async () => {
  await until(() => noticesTo(tom, `${tomsCall}: please put it in writing`).length === 3);
  contains(tom.chat().map(wordsOf).at(-1), 'Not in writing. OVERDUE since');
});

it('The MASH reads that a phone referral is overdue in writing, even after the decision, and then that it came LATE', async () => {
  await until(() => /Not in writing\. OVERDUE since \d\d:\d\d/.test(lines()));
  await until(() => caseCard(mo, logged).has(/NOT IN WRITING YET, OVERDUE since \d\d:\d\d/));
  await caseCard(mo, logged).presses('More', 'It is in writing now', 'It is in writing', {
    'How did it come': 'On paper',
  });
  await until(() => lines().includes('In writing now · LATE'));
  shows(caseCard(mo, logged), 'LATE, due within 48 hours of the call');
});
