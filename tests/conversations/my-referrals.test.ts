import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesReceipt } from './waiting.ts';
import { aboutJane, allOf, beginsCheck, caseCard, decides, refers } from './walks.ts';

const world = aWorld();
const { jane, tom, mo, sid } = world;
let first: string;

it('My referrals is empty for somebody who has none', async () => {
  await sid.says('my referrals');
  shows(sid, 'You have none yet.');
});

it('My referrals lists the author’s drafts and referrals with where each stands, and no fact of a child', async () => {
  first = await refers(jane, { child: { 'Child’s name': 'Girl Opal', 'What worries you': 'Burn Amber.' } });
  const second = await refers(jane);
  const others = await refers(tom, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
  const card = await beginsCheck(jane);
  await card.presses('No', 'Go through more signs', { 'Child’s name': 'Boy Garnet' });
  await seesReceipt(jane, first, 'Delivered');
  await caseCard(world.pat, first).presses('Take this referral');
  await seesCase(mo, second);
  await decides(mo, second);
  await hears(jane, 'The MASH has decided');
  await jane.says('My referrals');
  const { text, buttons } = jane.sees();
  contains(
    text,
    /Not sent yet\nBegun \d\d:\d\d, \w+ \d+ \w+/,
    new RegExp(`${first}\\nSent \\d\\d:\\d\\d, .* · seen \\d\\d:\\d\\d.*\\. Decision due by \\d\\d:\\d\\d`),
    new RegExp(`${second}\\nSent \\d\\d:\\d\\d, .* · decided \\d\\d:\\d\\d`),
  );
  lacks(text, others, /Opal|Amber|Garnet/);
  expect([...buttons].sort()).toEqual(['Contacts', 'Delete', 'Go on', 'Open', 'Open', 'Start a check']);
});

it('“Go on” opens a draft where it was left', async () => {
  await jane.presses('Go on');
  isHeaded(jane, 'About the situation');
  await jane.presses('Back');
  contains(Object.values(jane.sees().values), 'Boy Garnet');
});

it('Whoever greets the bot with a check open is shown the way back to it', async () => {
  await jane.says('hi');
  isHeaded(jane, 'You have a check open');
  await jane.presses('Go on');
  isHeaded(jane, 'The child and your worry');
});

it('“Open” shows a referral as its receipt, without a fact', async () => {
  await jane.says('my referrals');
  await jane.presses(`Open: ${first}`);
  isHeaded(jane, first);
  shows(jane, 'Seen by the MASH at');
  doesNotShow(jane, /Opal|Amber/);
});

it('Typed words go to the draft that was opened last', async () => {
  const other = await beginsCheck(jane);
  await other.presses('No');
  await jane.says('my referrals');
  expect(jane.sees().text.match(/Not sent yet/g)).toHaveLength(2);
  await jane.says('Typed name Topaz', 'check answers', 'not asked');
  lacks(allOf([jane.chat().at(-1)]), 'Garnet');
});
