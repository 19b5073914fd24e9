import { beginsReferral, fillsAndPresses, readsAlert, readsCard, readsSharedCard, urgentNumber } from '../hands.ts';
import { type People, referenceIn, step, takePicture } from '../stage.ts';

export async function police({ jane, mo }: People): Promise<void> {
  await step('the police: a boy from a cannabis house, taken into police protection', async () => {
    await beginsReferral(jane, 'No');
    await fillsAndPresses(jane, 'Continue', {
      Agency: 'Police',
      'Your name': 'PC 2218 Ash Khan',
      'Your role': 'Response officer',
      'Phone, for the MASH to ring': '01632 960 101',
      'Someone else they can ring': 'Custody sergeant 01632 960 100 after 07:00',
    });
    await fillsAndPresses(jane, 'Finish and send', {
      'In care?': 'No',
      'Child’s name': 'Male, gives name as Duc',
      'Age or date of birth': 'says 19, we think 15 or 16',
      'Who are they with?': 'me, no appropriate adult yet',
      'Where are they now?': 'Stevenage police station',
      'What worries you?':
        'Warrant at a rented house, cannabis grow. He was locked in, mattress by the lamps. No papers, no phone. ' +
        'Says he owes them for the journey and has to finish the crop. Two adults not found.',
    });
    await jane.press('They were not asked');
    await fillsAndPresses(jane, 'Continue', {
      'Could asking': 'Yes',
      'Why?': 'The adults at the address are suspects',
    });
    await jane.press('Change: More for the MASH');
    await fillsAndPresses(jane, 'Continue', {
      'Crime or incident': '41/2218/26',
      'If the child is in police protection: since when': '20 minutes ago',
    });
    await jane.press('Finish and send');
    await takePicture(jane, 'check-answers', 'Check before you send');
    await jane.press('Submit referral');
  });
  await readsCard(jane, 'receipt', 'Decision due by', {
    says: ['Delivered to the MASH at', urgentNumber, 'not known if the parent or carer knows'],
  });
  const reference = await referenceIn(jane);
  await step('the manager gets an urgent alert, and reads the card', async () => {
    await readsAlert(mo, reference, ['Nobody has taken it']);
    await readsSharedCard(mo, reference, {
      says: [
        'URGENT',
        'In police protection since',
        '01632 960 101',
        'NOT KNOWN IF THE CARER KNOWS',
        'owes them for the journey',
      ],
    });
  });
}
