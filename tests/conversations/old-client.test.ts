import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aboutJane, aChild, caseCard, receipt, referenceOn, refers, summariesIn } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('a Teams client that only knows Action.Submit', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('An old Teams client can do the whole check in the 1:1 chat, from “Start a check” to the receipt', async () => {
    const { jane, mo } = world;
    await jane.says('hi');
    await jane.pressesOldClient('Start a check');
    await world.until(() => jane.sees().buttons.includes('Yes, now'));
    await jane.pressesOldClient('No');
    await jane.pressesOldClient('Continue', aboutJane);
    await jane.pressesOldClient('Check answers', aChild);
    await jane.pressesOldClient('Yes');
    await jane.pressesOldClient('Continue', { Why: 'He may be involved.' });
    expect(jane.sees().headings).toEqual(['Check before you send']);
    await jane.pressesOldClient('Submit referral');
    const reference = referenceOn(jane);
    await world.until(() => receipt(jane, reference).sees().text.includes('Delivered to the MASH at'));
    expect(caseCard(mo, reference).sees().text).toContain('Untreated burn.');
    expect(JSON.stringify(jane.chat())).not.toContain('Untreated burn.');
  });

  it('An old Teams client can take a referral in the channel, and reads where to open the forms', async () => {
    const reference = await refers(world.tom);
    await world.until(() => caseCard(world.pat, reference).sees());
    const replies = await caseCard(world.pat, reference).pressesOldClient('Ask the referrer');
    expect(replies.map(({ text }) => text).join()).toContain('Please open this channel in Teams on the web.');
    await caseCard(world.pat, reference).pressesOldClient('Take this referral');
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: Taken`));
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('taken by Pat Lee'));
  });

  it('A guest with an old Teams client cannot take a referral', async () => {
    const reference = await refers(world.tom);
    await world.until(() => caseCard(world.gus, reference).sees());
    const replies = await caseCard(world.gus, reference).pressesOldClient('Take this referral');
    expect(replies.map(({ text }) => text).join()).toContain('Only members of the MASH team can do that.');
    expect(caseCard(world.mo, reference).sees().text).toContain('nobody has taken it');
  });
});
