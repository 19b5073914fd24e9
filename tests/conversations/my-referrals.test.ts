import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aboutJane, allOf, beginsCheck, caseCard, decides, inChat, receipt, refers } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('my referrals', () => {
  let world: World;
  let first: string;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('My referrals is empty for somebody who has none', async () => {
    await world.sid.says('my referrals');
    expect(world.sid.sees().text).toContain('You have none yet.');
  });

  it('My referrals lists the author’s drafts and referrals with where each stands, and no fact of a child', async () => {
    const { jane, tom } = world;
    first = await refers(jane, { child: { 'Child’s name': 'Girl Opal', 'What worries you': 'Burn Amber.' } });
    const second = await refers(jane);
    const others = await refers(tom, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    const card = await beginsCheck(jane);
    await card.presses('No');
    await card.presses('Continue to the check', { 'Child’s name': 'Boy Garnet' });
    await world.until(() => receipt(jane, first).sees().text.includes('Delivered'));
    await caseCard(world.pat, first).presses('Take this referral');
    await world.until(() => caseCard(world.mo, second).sees());
    await decides(world.mo, second);
    await world.until(() => inChat(jane, 'The MASH has decided').sees());
    await jane.says('My referrals');
    const { text, buttons } = jane.sees();
    expect(text).toMatch(/Not sent yet\nBegun \d\d:\d\d, \w+ \d+ \w+/);
    expect(text).toMatch(new RegExp(`${first}\\nSeen by the MASH\\. Decision due by \\d\\d:\\d\\d`));
    expect(text).toMatch(new RegExp(`${second}\\nDecided \\d\\d:\\d\\d`));
    expect(text).not.toContain(others);
    expect(text).not.toMatch(/Opal|Amber|Garnet/);
    expect([...buttons].sort()).toEqual(['Contacts', 'Delete', 'Go on', 'Open', 'Open', 'Start a check']);
  });

  it('“Go on” opens a draft where it was left', async () => {
    const { jane } = world;
    await jane.presses('Go on');
    expect(jane.sees().headings).toEqual(['About the situation']);
    await jane.presses('Back');
    expect(Object.values(jane.sees().values)).toContain('Boy Garnet');
  });

  it('“Open” shows a referral as its receipt, without a fact', async () => {
    const { jane } = world;
    await jane.says('my referrals');
    await jane.presses(`Open: ${first}`);
    expect(jane.sees().headings).toEqual([first]);
    expect(jane.sees().text).toContain('Seen by the MASH at');
    expect(jane.sees().text).not.toMatch(/Opal|Amber/);
  });

  it('Typed words go to the draft that was opened last', async () => {
    const { jane } = world;
    const other = await beginsCheck(jane);
    await other.presses('No');
    await jane.says('my referrals');
    const drafts = jane.sees();
    expect(drafts.text.match(/Not sent yet/g)).toHaveLength(2);
    await jane.says('Typed name Topaz');
    await jane.says('check answers');
    await jane.says('yes');
    expect(allOf([jane.chat().at(-1)])).not.toContain('Garnet');
  });

  it('Nobody can open somebody else’s referral, not even from a card passed on', async () => {
    await world.jane.says('my referrals');
    const passedOn = world.jane.sees();
    const answer = await world.tom.on({ ...passedOn, conversationId: world.tom.chatId }).presses(`Open: ${first}`);
    expect(allOf([answer])).toContain('Only the person who wrote it can open it here.');
    expect(allOf([answer])).not.toContain(first);
  });
});
