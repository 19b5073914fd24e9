import { it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { aboutJane, aChild, arrives, caseCard, receipt, referenceOn, refers, summariesIn, textsOf } from './walks.ts';

// A Teams client that only knows Action.Submit

const world = aWorld();
const { jane, tom, mo, pat, gus, until } = world;

it('An old Teams client can do the whole check in the 1:1 chat, from “Start a check” to the receipt', async () => {
  await jane.says('hi');
  await jane.pressesOldClient('Start a check');
  await until(() => jane.sees().buttons.includes('Yes, now'));
  await jane.pressesOldClient('No');
  await jane.pressesOldClient('Continue', aboutJane);
  await jane.pressesOldClient('Check answers', aChild);
  await jane.pressesOldClient('Yes');
  await jane.pressesOldClient('Continue', { Why: 'He may be involved.' });
  isHeaded(jane, 'Check before you send');
  await jane.pressesOldClient('Submit referral');
  const reference = referenceOn(jane);
  await until(() => receipt(jane, reference).has('Delivered to the MASH at'));
  shows(caseCard(mo, reference), 'Untreated burn.');
  lacks(JSON.stringify(jane.chat()), 'Untreated burn.');
});

it('An old Teams client can take a referral in the channel, and reads where to open the forms', async () => {
  const reference = await arrives(world, tom);
  const replies = await caseCard(pat, reference).pressesOldClient('Ask the referrer');
  contains(textsOf(replies), 'Please open this channel in Teams on the web.');
  await caseCard(pat, reference).pressesOldClient('Take this referral');
  await until(() => summariesIn(mo.thread(reference)).includes(`${reference}: Taken`));
  await until(() => caseCard(mo, reference).has('taken by Pat Lee'));
});

it('A guest with an old Teams client cannot take a referral', async () => {
  const reference = await refers(tom);
  await until(() => caseCard(gus, reference).sees());
  const replies = await caseCard(gus, reference).pressesOldClient('Take this referral');
  contains(textsOf(replies), 'Only members of the MASH team can do that.');
  shows(caseCard(mo, reference), 'nobody has taken it');
});
