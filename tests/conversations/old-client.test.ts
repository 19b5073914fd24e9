import { it } from '@jest/globals';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { seesCase, seesLine, seesReceipt } from './waiting.ts';
import { aboutJane, aChild, arrives, caseCard, referenceOn, refers, textsOf } from './walks.ts';

// A Teams client that only knows Action.Submit

const world = aWorld();
const { jane, tom, mo, pat, gus } = world;

it('An old Teams client can do the whole check in the 1:1 chat, from the welcome to the receipt', async () => {
  await jane.says('hi');
  await jane.pressesOldClient('No');
  await jane.pressesOldClient('Continue', aboutJane);
  await jane.pressesOldClient('Finish and send', aChild);
  await jane.pressesOldClient('They were not asked');
  await jane.pressesOldClient('Continue', { Could: 'Yes', Why: 'He may be involved.' });
  isHeaded(jane, 'Check before you send');
  await jane.pressesOldClient('Submit referral');
  const reference = referenceOn(jane);
  await seesReceipt(jane, reference, 'Delivered to the MASH at');
  shows(caseCard(mo, reference), 'Untreated burn.');
  lacks(JSON.stringify(jane.chat()), 'Untreated burn.');
});

it('An old Teams client can take a referral in the channel, and reads where to open the forms', async () => {
  const reference = await arrives(world, tom);
  const replies = await caseCard(pat, reference).pressesOldClient('Ask the referrer');
  contains(textsOf(replies), 'Please open this channel in Teams on the web.');
  await caseCard(pat, reference).pressesOldClient('Take this referral');
  await seesLine(mo, reference, 'Taken');
  await seesCase(mo, reference, 'taken by Pat Lee');
});

it('A guest with an old Teams client cannot take a referral', async () => {
  const reference = await refers(tom);
  world.teams.members.add(profiles.gus);
  await seesCase(gus, reference);
  const replies = await caseCard(gus, reference).pressesOldClient('Take this referral');
  contains(textsOf(replies), 'Only members of the MASH team can do that.');
  shows(caseCard(mo, reference), 'nobody has taken it');
});
