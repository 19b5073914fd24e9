import {
  beginsReferral,
  fillsAndPresses,
  longDayAgo,
  pressesContinueUntil,
  readsCard,
  readsSharedCard,
  urgentNumber,
} from '../hands.ts';
import { type People, referenceIn, step, takePicture } from '../stage.ts';

export async function school({ jane, mo }: People): Promise<void> {
  await step('a school: a girl who lives with somebody who is not family, and cooks for them', async () => {
    await beginsReferral(jane, 'No');
    await fillsAndPresses(jane, 'Continue', {
      Agency: 'School or education',
      'Your name': 'Tom Reed',
      'Your role': 'Head of year 8, designated safeguarding lead',
      'Phone, for the MASH to ring': '01632 960 020',
    });
    await fillsAndPresses(jane, 'Go through more signs', {
      'In care?': 'No',
      'Child’s name': 'Blessing Adu',
      'Age or date of birth': '12',
      'Who are they with?': 'in lessons until 15:15, then home',
      'Where are they now?': 'at school',
      'When will they next leave': 'tomorrow 16:00',
      'What worries you?':
        'Came three months ago from Ghana to live with “Auntie” Grace, who is a friend of her mother, not family. Falls asleep in lessons. ' +
        'Told her form tutor today that she gets up at five to cook and look after Grace’s three little ones, and is not allowed out.',
    });
    await fillsAndPresses(jane, 'Continue', {
      'Did the child come from abroad?': 'Yes',
      'Living with someone': 'Yes',
      'Missing, or has been': 'No',
      'Sexual exploitation': 'No',
    });
    await takePicture(jane, 'their-words', 'What your words may describe');
    await jane.page.getByRole('button', { name: 'I suspect some of these' }).last().click();
    await fillsAndPresses(jane, 'Continue', {
      Seen: ['1 · Carer is no parent, no real relationship', '7 · Must do chores for their accommodation'],
      Suspected: ['9 · Excessive controls; freedom curtailed'],
    });
    await pressesContinueUntil(jane, 'Have you asked for consent?');
    await jane.press('They agreed');
    await fillsAndPresses(jane, 'Continue', {
      'Who was asked?': 'The parent or carer',
      'Could their knowing': 'No',
      'Why?': 'Grace, who looks after her. At the school gate today. She said yes, she would like some help',
    });
    await pressesContinueUntil(jane, 'Living with somebody who is not close family');
    await fillsAndPresses(jane, 'Continue', {
      'Who is looking after': 'Somebody else',
      'When did it begin': longDayAgo(90),
      'Does the child live there': 'Yes',
      'Is the child disabled?': 'No',
    });
    await takePicture(jane, 'private-fostering', 'This looks like private fostering');
    await jane.press('Report it as well');
    await takePicture(jane, 'check-answers', 'Check before you send');
    await jane.press('Submit referral');
  });
  await readsCard(jane, 'receipt', 'Decision due by', {
    says: ['Delivered to the MASH at', urgentNumber],
    never: ['do not tell them'],
  });
  const reference = await referenceIn(jane);
  await step('the manager reads the card', () =>
    readsSharedCard(mo, reference, {
      says: ['CARER KNOWS', 'agreed', '01632 960 020', 'This looks like private fostering', 'Must do chores'],
      never: ['URGENT', 'NOT TOLD'],
    }),
  );
}
