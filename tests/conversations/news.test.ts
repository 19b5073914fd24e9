import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { assessments } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import { allOf, arrives, assessmentCard, caseCard, decides, inChat, receipt, summariesIn } from './walks.ts';
import type { World } from './world.ts';

const env = { ASSESSMENT_CHANNEL_ID: assessments.id };
const child = { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' };
const passOn = { Decision: 'Concerns about trafficking' };

/** A referral of Jane’s that is decided, and of which she has heard. */
async function decidedReferral(world: World, answers: Filled = {}): Promise<string> {
  const reference = await arrives(world, world.jane, { child });
  await decides(world.mo, reference, answers);
  await world.until(() => caseCard(world.mo, reference).has('DECIDED'));
  await world.until(() => receipt(world.jane, reference).has('Decided at'));
  return reference;
}

describe('news on a decided case', () => {
  const world = aWorld({ clockStands: true, env });
  const { jane, mo, ana, pat, gus, sid, sue, until, pass, teams } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await decidedReferral(world, passOn);
    await until(() => assessmentCard(sue, reference).sees());
    await assessmentCard(sue, reference).presses('Take this case on');
    await sue.says('hi'); // so that the bot knows her chat
    await mo.mentions('on duty');
  });

  it('A referrer who adds to a decided case reads the urgent number at once', async () => {
    await jane.says(`add ${reference}: She will be moved tonight.`);
    shows(inChat(jane, 'The MASH has decided already.'), 'If it cannot wait, ring now:\n0300 123 4043');
    await until(() => receipt(jane, reference).has('not read yet'));
  });

  it('The card says NEW INFORMATION, with a button, until somebody has read it', async () => {
    await until(() => caseCard(pat, reference).has('NEW INFORMATION'));
    shows(caseCard(pat, reference), 'Nobody has read it yet.', 'She will be moved tonight.');
    const folds = ['The whole decision', 'The rest of this card'];
    const { buttons } = caseCard(pat, reference).sees();
    expect(buttons.filter((title) => !folds.includes(title)).slice(0, 3)).toEqual([
      'Yes, in danger',
      'No, it is not',
      'I have read it',
    ]);
  });

  it('New information is told 1:1 to the manager on duty and to whoever has the case in the Assessment team, without a fact', async () => {
    for (const person of [mo, sue]) {
      await until(() => inChat(person, 'NEW INFORMATION since').has(reference));
      lacks(allOf(person.chat()), /Beryl|Onyx|moved tonight/);
    }
    contains(
      summariesIn(mo.chat()).join('\n'),
      /: MAY BE IN DANGER, written \d\d:\d\d\. NEW INFORMATION, not read yet/,
    );
    lacks(allOf(ana.chat()), 'NEW INFORMATION');
    await until(() => summariesIn(teams.delivered(assessments.id)).includes(`${reference}: Added by the referrer`));
  });

  it('When the Assessment team has read new information, the MASH sees who read it, and the author sees only when', async () => {
    await assessmentCard(sue, reference).presses('I have read it');
    await until(() => caseCard(mo, reference).has(/read by Sue Marsh, \d\d:\d\d/));
    lacks(caseCard(mo, reference).sees().buttons, 'I have read it');
    await until(() =>
      receipt(jane, reference).has(/What you told us at .*: sent to .* at \d\d:\d\d, read at \d\d:\d\d/),
    );
    lacks(allOf(jane.chat()), 'Sue Marsh');
    await until(() => summariesIn(mo.thread(reference)).includes(`${reference}: New information read`));
  });

  it('A manager marks new information as read from their own chat, and a button of older news marks nothing newer', async () => {
    await until(() => !allOf(mo.chat()).includes('NEW INFORMATION since')); // what was read says so in his chat
    await pass(120);
    await jane.says(`add ${reference}: A brown car.`);
    const olderNotice = await until(() => inChat(mo, 'NEW INFORMATION since').sees());
    await pass(120);
    await mo.on(olderNotice).presses('Show the words');
    await jane.says(`add ${reference}: A green car.`);
    const notice = await until(() => inChat(mo, 'added something, 2 times').sees()); // in the same message
    await until(() => caseCard(pat, reference).has('A green car.'));
    await mo.on(olderNotice).presses('I have read it'); // the card of older words does not cover the new one
    shows(caseCard(pat, reference), 'NEW INFORMATION');
    await mo.on(notice).presses('Show the words', 'I have read it');
    doesNotShow(inChat(mo, 'Read by Mo Hussain'), /green car|Beryl/);
    await until(() => caseCard(pat, reference).has('read by Mo Hussain'));
  });

  it('A member marks new information as read by typing in their own chat, and nobody outside can', async () => {
    await jane.says(`add ${reference}: A white van.`);
    await until(() => caseCard(pat, reference).has('A white van.'));
    for (const who of [sid, jane]) await who.says(`I have read it ${reference}`);
    shows(caseCard(pat, reference), 'NEW INFORMATION');
    await sue.says(`I have read it ${reference}`);
    contains(allOf(sue.chat()), 'Read by Sue Marsh');
    await until(() => caseCard(pat, reference).has('read by Sue Marsh'));
  });

  it('One press on the alarm about a missing child marks it as read', async () => {
    await jane.says(`missing ${reference}: not yet`);
    const alarm = await until(() => inChat(ana, 'CHILD MISSING').sees());
    contains(alarm.buttons, 'I have read it');
    await ana.on(alarm).presses('I have read it');
    await until(() => caseCard(pat, reference).has('read by Ana Silva'));
  });

  it('One press in the MASH channel marks several pieces of news as read', async () => {
    await jane.says(`add ${reference}: A blue car.`, `add ${reference}: It left.`);
    await until(() => caseCard(mo, reference).has('It left.'));
    await caseCard(mo, reference).presses('I have read it');
    shows(caseCard(mo, reference), 'read by Mo Hussain');
    doesNotShow(caseCard(mo, reference), 'Nobody has read it yet.');
  });

  it('A member can type “I have read it” with a reference in the channel, and a guest cannot', async () => {
    await jane.says(`add ${reference}: A red car.`);
    await until(() => caseCard(mo, reference).sees().buttons.includes('I have read it'));
    const [refused] = await gus.mentions(`I have read it ${reference}`);
    expect(refused?.text).toBe('Only members of the MASH team can do that. Guests cannot.');
    const [unnamed] = await pat.mentions('I have read it');
    contains(unnamed?.text, 'Which one?');
    const [read] = await pat.mentions(`I’ve read it ${reference.toLowerCase()}`);
    expect(read?.text).toBe(`${reference}: what was new is read. Its card says by whom.`);
    await until(() => caseCard(mo, reference).has('read by Pat Lee'));
    await world.rests(); // no message is still under way
  });
});

describe('news that nobody reads', () => {
  const clocks = { news: { readWithin: 'PT4S', rangWithin: 'PT4S' } };
  const world = aWorld({ clockStands: true, env, pack: { extends: 'hertfordshire-2016', clocks } });
  const { jane, mo, ana, dee, until, pass } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await decidedReferral(world);
    await dee.says('hi'); // so that the bot knows her chat
    await mo.mentions('on duty');
  });

  it('News that nobody reads goes to all managers, then to the escalation contact, and the author is told to ring', async () => {
    await jane.says(`add ${reference}: She will be moved tonight.`);
    await until(() => inChat(mo, 'NEW INFORMATION since').sees());
    await pass(4);
    await until(() => inChat(ana, 'Nobody has read it yet.').sees());
    lacks(allOf(dee.chat()), 'Nobody has read it yet.');
    await pass(4);
    for (const [who, words] of [
      [dee, 'Nobody has read it yet.'],
      [jane, 'Please ring now'],
    ] as const)
      await until(() => inChat(who, words).sees());
    shows(
      inChat(jane, 'Please ring now'),
      'Nobody at the MASH has told me they have read this.',
      '0300 123 4043',
      reference,
    );
    const told = ['all managers', 'the escalation contact; the referrer is told to ring'];
    const lines = told.map((who) => `${reference}: New information NOT READ. Telling: ${who}`);
    await until(() => lines.every((line) => summariesIn(mo.thread(reference)).includes(line)));
  });
});
