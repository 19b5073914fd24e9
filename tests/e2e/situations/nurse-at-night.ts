import {
  beginsReferral,
  clockAfter,
  fillsAndPresses,
  readsAlert,
  readsCard,
  readsSharedCard,
  urgentNumber,
} from '../hands.ts';
import { type People, referenceIn, step, takePicture } from '../stage.ts';

export async function nurseAtNight({ jane, mo }: People): Promise<void> {
  const leaves = clockAfter(80);
  await step('a nurse on a night shift: the child goes home with him in 80 minutes', async () => {
    await beginsReferral(jane, 'No');
    await fillsAndPresses(jane, 'Continue', {
      Agency: 'Health',
      'Your name': 'Jane Okafor',
      'Your role': 'Staff nurse, children’s A&E',
      'Phone, for the MASH to ring': 'bleep 2217',
      'Someone else they can ring': 'Ward 01632 960 114, all night',
    });
    await fillsAndPresses(jane, 'Finish and send', {
      'Child’s name': 'Girl, gives the name “Ana”',
      'Age or date of birth': 'says 16, looks 13',
      'Who are they with?': 'a man, “uncle”. I took her for an X-ray alone',
      'Where are they now?': 'A&E, cubicle 4',
      'When will they next leave': leaves,
      'What worries you?':
        'burn on her left arm, at least a week old, not treated. he answers everything for her. doesnt know her birthday. ' +
        'when he went to move the car she asked me if she has to go back to “the house”. he wants to go as soon as the dressing is on',
    });
    await jane.press('They were not asked');
    await fillsAndPresses(jane, 'Continue', { 'Could asking': 'Yes', 'Why?': 'he would just take her' });
    await takePicture(jane, 'check-answers', 'Check before you send');
    await jane.press('Submit referral');
  });
  await readsCard(jane, 'receipt', 'Decision due by', {
    says: [
      'Delivered to the MASH at',
      urgentNumber,
      `The child leaves at ${leaves}`,
      'not known if the parent or carer knows. Please do not tell',
    ],
  });
  const reference = await referenceIn(jane);
  await step('the manager gets an urgent alert, and reads the card', async () => {
    await readsAlert(mo, reference, [`Act before ${leaves}`]);
    await readsSharedCard(mo, reference, {
      says: [
        'URGENT',
        leaves,
        'bleep 2217',
        '01632 960 114',
        'NOT KNOWN IF THE CARER KNOWS',
        'not treated',
        'cubicle 4',
      ],
    });
  });
}
