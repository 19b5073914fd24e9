import assert from 'node:assert/strict';
import { beginsReferral, fillsAndPresses, readsCard, readsSharedCard, urgentNumber } from '../hands.ts';
import { type People, referenceIn, step, takePicture } from '../stage.ts';

export async function childInCare({ jane, mo }: People): Promise<void> {
  const secret = ['Mill Lane', 'SG5 1AA'];
  await step('a child in care: a car waits outside, and the referrer wrote where she lives', async () => {
    await beginsReferral(jane, 'Not known');
    await fillsAndPresses(jane, 'Continue', {
      Agency: 'Children’s Services',
      'Your name': 'Lou Grant',
      'Your role': 'Residential worker, nights',
      'Phone, for the MASH to ring': '07700 900 461',
      'Someone else they can ring': 'Home manager Pat, from 8: 07700 900 462',
    });
    await fillsAndPresses(jane, 'Finish and send', {
      'In care?': 'Yes',
      'Child’s name': 'Mai, 15',
      'Where are they now?': 'Yes. Asleep in her room at 14 Mill Lane, Hitchin SG5 1AA',
      'Who are they with?': 'two staff',
      'When will they next leave': 'tomorrow 08:30',
      'What worries you?':
        'Grey Audi outside 14 Mill Lane three nights running, two men. She has a second phone and it rings all night. ' +
        'She came back from missing on Sunday with new trainers and will not say where she was.',
    });
    await jane.press('There is nobody to ask');
    await fillsAndPresses(jane, 'Continue', {
      'Why?': 'She came alone. We do not know who her family are',
      'Does the parent or carer know': 'No, nobody told them',
    });
    await takePicture(jane, 'is-this-the-placement', 'Is this where the child is placed?');
    await jane.press('Leave it out');
    await takePicture(jane, 'check-answers', 'Check before you send');
    await jane.press('Submit referral');
  });
  await readsCard(jane, 'receipt', 'Decision due by', {
    says: ['Delivered to the MASH at', urgentNumber, 'Ask the child’s social worker who may be spoken to.'],
    never: secret,
  });
  const reference = await referenceIn(jane);
  await step('the manager reads the card, and everything: the address is nowhere', async () => {
    await readsSharedCard(mo, reference, {
      says: ['CARER NOT TOLD', 'CHILD IN CARE', '07700 900 461', 'Grey Audi outside', 'social worker'],
      never: secret,
    });
    await mo.press('Everything', { on: reference });
    for (const name of ['The child and the worry', 'Situation and signs'])
      await mo.page.getByRole('button', { name }).last().click();
    await readsCard(mo, 'mash-everything', reference, { says: ['Grey Audi outside'], never: secret });
    for (const words of secret) assert.equal(await mo.shows(words), false, `the channel shows ${words}`);
  });
}
