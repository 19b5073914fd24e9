import {
  fillsAndPresses,
  readsAlert,
  readsCard,
  readsSharedCard,
  types,
  urgentNumber,
  waitsForWelcome,
} from '../hands.ts';
import { type People, referenceIn, step, takePicture } from '../stage.ts';

export async function hostel({ jane, mo }: People): Promise<void> {
  await step('a hostel at night: he has come to fetch her. The housing officer rings, and types', async () => {
    await waitsForWelcome(jane);
    await types(jane, [
      ['start', 'Type a number, or “card” for buttons.'], // the welcome asks the same question
      [
        'yes',
        'I have not called anyone for you. Type 1 if you have phoned Children’s Services and they answered, 2 to write.',
      ],
      ['i have phoned', 'Your call is recorded'],
    ]);
    await takePicture(jane, 'call-recorded');
    await mo.gotoChannel('Referrals');
    await readsCard(mo, 'mash-call-not-in-writing', 'Awaiting decision', { says: ['URGENT', 'NOT IN WRITING YET'] });
    await types(jane, [
      ['01632 960 077', 'Who is referring?'],
      ['card', 'I ask once and remember it.'],
    ]);
    await fillsAndPresses(jane, 'Continue', {
      Agency: 'Housing',
      'Your name': 'Femi Ade',
      'Your role': 'Night officer, Bridge House hostel',
      'Phone, for the MASH to ring': '01632 960 077',
    });
    await types(jane, [
      [
        'on the form hes her cousin. she doesnt speak to him. he keeps her phone and papers and rings the front desk if shes 5 min late. ' +
          '3 other girls at that room since june none related',
        'In care? 1 Yes',
      ],
      ['no', 'Child’s name, or a description Type it'],
      ['girl, other residents call her Linh', 'Age or date of birth Type it'],
      ['maybe 15', 'Where are they now? Type it'],
      ['Bridge House hostel, in the office with me, door locked', 'Who are they with?'],
      ['me. he is at the front door', 'When will they next leave your sight? Type a time'],
      ['not known', 'Did the child come from abroad? 1 Yes'],
      ['yes', 'Living with someone who is not close family? 1 Yes'],
      ['yes', 'Missing, or has been missing? 1 Yes'],
      ['no', 'Sexual exploitation suspected? 1 Yes'],
      ['not known', 'What your words may describe (1 of'],
      ['7', '(2 of'],
      ['continue', '(3 of'],
      ['check answers', 'Have you asked for consent? 1 They were not asked'],
      ['not asked', 'Could asking put the child at risk? 1 Yes'],
      ['yes', 'One line is enough Type it'],
      ['because hes standing outside', 'Does the parent or carer know of this? 1 No'],
      ['check answers', 'Type “send” to send it'],
      ['card', 'Check before you send'],
    ]);
    await takePicture(jane, 'check-answers', 'Check before you send');
    await jane.say('submit');
  });
  await readsCard(jane, 'receipt', 'Decision due by', {
    says: ['Delivered to the MASH at', urgentNumber, 'not known if the parent or carer knows'],
  });
  const reference = await referenceIn(jane);
  await step('the manager reads the card', async () => {
    await readsAlert(mo, reference, ['Nobody has taken it']);
    await readsSharedCard(mo, reference, {
      says: [
        'URGENT',
        '01632 960 077',
        'NOT KNOWN IF THE CARER KNOWS',
        'keeps her phone and papers',
        'Documents taken',
      ],
    });
  });
  await step('she is gone: the police first, then the MASH', async () => {
    await types(jane, [['missing: police told just now, log 118. he got her out the back', 'I am telling the MASH']]);
    await takePicture(jane, 'child-missing', 'I am telling the MASH');
    await mo.gotoChannel('Referrals');
    await mo.until('CHILD MISSING');
    await readsSharedCard(mo, reference, {
      says: ['URGENT', 'CHILD MISSING', 'The police were told', 'log 118', 'NOT KNOWN IF THE CARER KNOWS'],
    });
    await mo.gotoChannel('Personal Chat');
    await readsCard(mo, 'missing-alert', 'CHILD MISSING', { says: [reference], never: ['Linh', 'Bridge House'] });
  });
}
