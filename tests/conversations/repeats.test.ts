import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import {
  aboutJane,
  aChild,
  beginsCheck,
  caseCard,
  continuesToChild,
  inChat,
  receipt,
  referenceOn,
  refers,
  summariesIn,
  toCheckAnswers,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('pressing twice, pressing old cards, and a second device', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const posted = () => world.teams.delivered(referrals.id).filter(({ summary }) => summary?.includes('eferral HT-'));

  it('Two presses on “Submit referral” send one referral, and both are answered with its receipt', async () => {
    const card = await toCheckAnswers(world.jane);
    const answers = await card.doubleClicks('Submit referral');
    reference = referenceOn(card);
    for (const answer of answers) expect(JSON.stringify(answer.card)).toContain(reference);
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered to the MASH'));
    await world.until(() => world.mo.thread(reference).length === 2);
    expect(posted()).toHaveLength(1);
    await world.jane.repeats();
    await world.jane.says('my referrals');
    expect(world.jane.sees().text.match(/HT-/g)).toHaveLength(1);
  });

  it('Two presses on “Take this referral” take it once', async () => {
    await caseCard(world.pat, reference).doubleClicks('Take this referral');
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: Taken`));
    await world.pat.repeats();
    expect(summariesIn(world.mo.thread(reference)).filter((line) => line.includes('Taken'))).toHaveLength(1);
  });

  it('Two presses on “Send question” ask once', async () => {
    const form = caseCard(world.pat, reference);
    await form.presses('Ask the referrer');
    await form.doubleClicks('Send question', { 'Your question': 'Where is she?' });
    await world.until(() => inChat(world.jane, 'Where is she?').sees());
    await world.pat.repeats();
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('Where is she?'));
    expect(
      caseCard(world.mo, reference)
        .sees()
        .text.match(/Where is she\?/g),
    ).toHaveLength(1);
    expect(summariesIn(world.jane.chat()).filter((line) => line.includes('has a question'))).toHaveLength(1);
  });

  it('Two presses on “Confirm decision” decide once, and the referrer is told once', async () => {
    const form = caseCard(world.mo, reference);
    await form.presses('Record decision');
    const answers = await form.doubleClicks('Confirm decision', {
      Decision: 'Other action',
      'What action': 'Visit today.',
      Reasons: 'The burn.',
    });
    for (const answer of answers) expect(JSON.stringify(answer.card)).not.toContain('Nothing of yours was recorded');
    await world.mo.repeats();
    await world.until(() =>
      summariesIn(world.mo.thread(reference)).includes(`${reference}: The referrer has been told`),
    );
    const decisions = () => summariesIn(world.mo.thread(reference)).filter((line) => line.includes(': Decided'));
    await world.until(() => decisions().length > 0);
    expect(decisions()).toHaveLength(1);
    expect(summariesIn(world.jane.chat()).filter((line) => line.includes('has decided'))).toHaveLength(1);
  });

  it('Two presses on an answer of the check move one step', async () => {
    const card = await beginsCheck(world.jane);
    await card.doubleClicks('No');
    expect(card.sees().headings).toEqual(['The child and your worry']);
    expect(card.sees().text).not.toContain('out of date');
    await card.doubleClicks('Continue to the check', aChild);
    expect(card.sees().headings).toEqual(['About the situation']);
    await card.presses('Back');
    expect(Object.values(card.sees().values)).toContain('Untreated burn.');
  });

  it('Two presses on “Start a check” begin one check', async () => {
    const { tom } = world;
    await tom.says('hi');
    await tom.doubleClicks('Start a check');
    await tom.says('my referrals');
    expect(tom.sees().text.match(/Not sent yet/g)).toHaveLength(1);
  });

  it('An old card of the check changes nothing and shows the present step', async () => {
    const { tom } = world;
    const card = await beginsCheck(tom);
    const atDanger = card.sees();
    await continuesToChild(card, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    await card.presses('Continue to the check', { ...aChild, 'What worries you': 'The true words.' });
    await tom.on(atDanger).presses('Yes, now');
    expect(tom.sees().headings).toEqual(['About the situation']);
    expect(tom.sees().text).toContain('That card was out of date, so nothing on it was saved. Here is where you are.');
    await tom.presses('Check answers');
    await tom.presses('Yes');
    await tom.presses('Continue', { Why: 'He may be involved.' });
    expect(tom.sees().text).toContain('Immediate danger\nNo');
    expect(tom.sees().text).toContain('The true words.');
  });

  it('An old card of a sent check shows the receipt and sends nothing again', async () => {
    const { tom } = world;
    const old = tom.sees();
    await tom.presses('Submit referral');
    const sent = referenceOn(tom);
    const before = posted().length;
    for (const button of ['Submit referral', 'Back', 'Change: Consent']) {
      const answer = await tom.on(old).presses(button);
      expect(JSON.stringify(answer.card)).toContain('Decision due by');
      expect(JSON.stringify(answer.card)).not.toContain('The true words.');
    }
    await world.until(() => caseCard(world.mo, sent).sees());
    expect(posted().length - before).toBeLessThanOrEqual(1);
    expect(posted().filter(({ summary }) => summary?.includes(sent))).toHaveLength(1);
  });

  it('A second device goes on where the first one was, and the first one is told that its card is old', async () => {
    const { jane } = world;
    const phone = world.secondDeviceOf('jane');
    const card = await beginsCheck(jane);
    await card.presses('No');
    const onFirst = card.sees();
    await phone.says('my referrals');
    await phone.presses('Go on');
    expect(phone.sees().headings).toEqual(['The child and your worry']);
    await phone.presses('Continue to the check', { 'What worries you': 'From the phone.' });
    await phone.presses('Continue');
    await jane.on(onFirst).presses('Continue to the check', { 'What worries you': 'From the desk.' });
    expect(jane.sees().text).toContain('That card was out of date');
    await phone.presses('Check answers');
    await phone.presses('Yes');
    await phone.presses('Continue', { Why: 'He may be involved.' });
    expect(phone.sees().text).toContain('From the phone.');
    expect(phone.sees().text).not.toContain('From the desk.');
  });

  it('An old shared card of a decided case decides nothing', async () => {
    const other = await refers(world.jane);
    await world.until(() => caseCard(world.mo, other).sees());
    const old = caseCard(world.ana, other).sees();
    const form = caseCard(world.mo, other);
    await form.presses('Record decision');
    await form.presses('Confirm decision', { Decision: 'Other action', 'What action': 'Visit.', Reasons: 'Burn.' });
    await world.ana.on(old).presses('Record decision');
    expect(caseCard(world.ana, other).sees().text).toContain('Mo Hussain decided this at');
    await world.ana.on(old).presses('Take this referral');
    expect(caseCard(world.ana, other).sees().text).toContain('Mo Hussain decided this at');
    expect(summariesIn(world.mo.thread(other)).join()).not.toContain('Taken');
  });

  it('“add:” and “missing:” count once when Teams sends them again, even after something else came in', async () => {
    const { sid, mo } = world;
    const sidsCase = await refers(sid);
    await world.until(() => caseCard(mo, sidsCase).sees());
    const secondDevice = world.secondDeviceOf('sid');
    const lines = (what: string) => summariesIn(mo.thread(sidsCase)).filter((line) => line.includes(what)).length;
    await sid.says('add: The first news.');
    await secondDevice.says('add: The second news.');
    await sid.repeats();
    await sid.says('missing: told the police at nine, log 12');
    await secondDevice.says('found: she is home');
    await sid.repeats();
    await world.until(() => lines('found') === 1);
    await secondDevice.says('add: The last news.');
    await world.until(() => JSON.stringify(mo.thread(sidsCase).at(-1)).includes('The last news.'));
    expect(lines('Added by the referrer')).toBe(3);
    expect(lines('MISSING')).toBe(1);
  });
});
