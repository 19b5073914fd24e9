import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { assessments } from '../fakes/people.ts';
import { allOf, assessmentCard, cardSaying, caseCard, decides, inChat, receipt, refers, summariesIn } from './walks.ts';
import { startWorld, type World } from './world.ts';

const env = { ASSESSMENT_CHANNEL_ID: assessments.id };
const child = { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' };
const passOn = { Decision: 'Concerns about trafficking' };

/** A referral of Jane’s that is decided, and of which she has heard. */
async function decidedReferral(world: World, answers: Filled = {}): Promise<string> {
  const reference = await refers(world.jane, { child });
  await world.until(() => caseCard(world.mo, reference).sees());
  await decides(world.mo, reference, answers);
  await world.until(() => caseCard(world.mo, reference).sees().text.includes('DECIDED'));
  await world.until(() => receipt(world.jane, reference).sees().text.includes('Decided at'));
  return reference;
}

describe('news on a decided case', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ env });
    reference = await decidedReferral(world, passOn);
    await world.until(() => assessmentCard(world.sue, reference).sees());
    await assessmentCard(world.sue, reference).presses('Take this case on');
    await world.sue.says('hi'); // so that the bot knows her chat
    await world.mo.mentions('on duty');
  });
  afterAll(() => world.stop());

  it('A referrer who adds to a decided case reads the urgent number at once', async () => {
    await world.jane.says(`add ${reference}: She will be moved tonight.`);
    const { text } = inChat(world.jane, 'The MASH has decided already.').sees();
    expect(text).toContain('If it cannot wait, ring now:\n0300 123 4043');
    await world.until(() => receipt(world.jane, reference).sees().text.includes('not read yet'));
  });

  it('The card says NEW INFORMATION, with a button, until somebody has read it', async () => {
    const { text, buttons } = await world.until(() =>
      cardSaying(caseCard(world.pat, reference).sees(), 'NEW INFORMATION'),
    );
    expect(text).toContain('Nobody has read it yet.');
    expect(text).toContain('She will be moved tonight.');
    expect(buttons[0]).toBe('I have read it');
  });

  it('New information is told 1:1 to the manager on duty and to whoever has the case in the Assessment team, without a fact', async () => {
    for (const person of [world.mo, world.sue]) {
      const { text } = await world.until(() => inChat(person, 'NEW INFORMATION on a decided case').sees());
      expect(text).toContain(reference);
      expect(allOf(person.chat())).not.toMatch(/Beryl|Onyx|moved tonight/);
    }
    expect(summariesIn(world.mo.chat())).toContain(`${reference}: NEW INFORMATION, not read yet`);
    expect(allOf(world.ana.chat())).not.toContain('NEW INFORMATION');
    const team = world.teams.delivered(assessments.id);
    await world.until(() =>
      summariesIn(world.teams.delivered(assessments.id)).includes(`${reference}: Added by the referrer`),
    );
    expect(team.length).toBeGreaterThan(0);
  });

  it('Neither a guest nor a member of another channel with a copied button can mark new information as read', async () => {
    const answer = await caseCard(world.gus, reference).presses('I have read it');
    expect(answer.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    const copied = assessmentCard(world.sue, reference).sees();
    await world.mo.on(copied).presses('I have read it');
    expect(caseCard(world.pat, reference).sees().text).toContain('NEW INFORMATION');
  });

  it('When the Assessment team has read new information, the MASH sees who read it, and the author sees only when', async () => {
    await assessmentCard(world.sue, reference).presses('I have read it');
    await world.until(() => /read by Sue Marsh, \d\d:\d\d/.test(caseCard(world.mo, reference).sees().text));
    expect(caseCard(world.mo, reference).sees().buttons).not.toContain('I have read it');
    await world.until(() =>
      /What you told us at .*: read at \d\d:\d\d/.test(receipt(world.jane, reference).sees().text),
    );
    expect(allOf(world.jane.chat())).not.toContain('Sue Marsh');
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: New information read`));
  });

  it('A manager marks new information as read from their own chat, and a button of older news marks nothing newer', async () => {
    const olderNotice = inChat(world.mo, 'NEW INFORMATION on a decided case').sees();
    await world.jane.says(`add ${reference}: A green car.`);
    const notice = await world.until(() => {
      const seen = inChat(world.mo, 'NEW INFORMATION on a decided case').sees();
      return seen.activityId !== olderNotice.activityId && seen;
    });
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('NEW INFORMATION'));
    await world.mo.on(olderNotice).presses('I have read it'); // the button of older news does not cover the new one
    expect(caseCard(world.pat, reference).sees().text).toContain('NEW INFORMATION');
    for (const who of [world.jane, world.sid, world.gus]) {
      await who.says('hi');
      await who.on({ ...notice, conversationId: who.chatId }).presses('I have read it');
    }
    expect(caseCard(world.pat, reference).sees().text).toContain('NEW INFORMATION');
    await world.mo.on(notice).presses('I have read it');
    expect(inChat(world.mo, 'Read by Mo Hussain').sees().text).not.toMatch(/green car|Beryl/);
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('read by Mo Hussain'));
  });

  it('A member marks new information as read by typing in their own chat, and nobody outside can', async () => {
    await world.jane.says(`add ${reference}: A white van.`);
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('A white van.'));
    await world.sid.says(`I have read it ${reference}`);
    await world.jane.says(`I have read it ${reference}`);
    expect(caseCard(world.pat, reference).sees().text).toContain('NEW INFORMATION');
    await world.sue.says(`I have read it ${reference}`);
    expect(allOf(world.sue.chat())).toContain('Read by Sue Marsh');
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('read by Sue Marsh'));
  });

  it('One press on the alarm about a missing child marks it as read', async () => {
    await world.jane.says(`missing ${reference}: not yet`);
    const alarm = await world.until(() => inChat(world.ana, 'CHILD MISSING').sees());
    expect(alarm.buttons).toContain('I have read it');
    await world.ana.on(alarm).presses('I have read it');
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('read by Ana Silva'));
  });

  it('One press in the MASH channel marks several pieces of news as read', async () => {
    await world.jane.says(`add ${reference}: A blue car.`);
    await world.jane.says(`add ${reference}: It left.`);
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('It left.'));
    await caseCard(world.mo, reference).presses('I have read it');
    expect(caseCard(world.mo, reference).sees().text).toContain('read by Mo Hussain');
    expect(caseCard(world.mo, reference).sees().text).not.toContain('Nobody has read it yet.');
  });

  it('A member can type “I have read it” with a reference in the channel, and a guest cannot', async () => {
    await world.jane.says(`add ${reference}: A red car.`);
    await world.until(() => caseCard(world.mo, reference).sees().buttons.includes('I have read it'));
    const [refused] = await world.gus.mentions(`I have read it ${reference}`);
    expect(refused?.text).toBe('Only members of the MASH team can do that. Guests cannot.');
    const [unnamed] = await world.pat.mentions('I have read it');
    expect(unnamed?.text).toContain('Which one?');
    const [read] = await world.pat.mentions(`I’ve read it ${reference.toLowerCase()}`);
    expect(read?.text).toBe(`${reference}: what was new is read. Its card says by whom.`);
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('read by Pat Lee'));
  });
});

describe('news that nobody reads', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    const clocks = { news: { readWithin: 'PT4S' } };
    world = await startWorld({ clockStands: true, env, pack: { extends: 'hertfordshire-2016', clocks } });
    reference = await decidedReferral(world);
    await world.dee.says('hi'); // so that the bot knows her chat
    await world.mo.mentions('on duty');
  });
  afterAll(() => world.stop());

  it('News that nobody reads goes to all managers and the escalation contact, and then the author is told to ring', async () => {
    await world.jane.says(`add ${reference}: She will be moved tonight.`);
    await world.until(() => inChat(world.mo, 'NEW INFORMATION on a decided case').sees());
    await world.pass(4);
    for (const person of [world.ana, world.dee])
      await world.until(() => inChat(person, 'Nobody has read it yet.').sees());
    await world.pass(4);
    const { text } = await world.until(() => inChat(world.jane, 'Please ring now').sees());
    expect(text).toContain('Nobody at the MASH has told me they have read this.');
    expect(text).toContain('0300 123 4043');
    expect(text).toContain(reference);
    const title = `${reference}: New information NOT READ. Telling: all managers and the escalation contact`;
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(title));
    for (const person of [world.ana, world.dee]) expect(allOf(person.chat())).not.toMatch(/Beryl|Onyx|moved tonight/);
  });
});
