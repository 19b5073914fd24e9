import { setTimeout as pause } from 'node:timers/promises';
import { ana, fills, fillsAndPresses, nurse, startsByTyping } from './hands.ts';
import { type Bot, keepPicture, onStage, type People, referenceIn, step, takePicture } from './stage.ts';

/**
 * The whole story in Microsoft's Teams emulator and a real browser: a nurse refers, a manager asks and decides, the
 * nurse is told; nobody decides a second referral, so the manager is reminded and the escalation contact hears of it;
 * the bot is killed on the way. Run: npm run e2e, or node tests/e2e/story.ts alone. Pictures:
 * tests/e2e/screenshots/story.
 */
const pack = {
  extends: 'hertfordshire-2016',
  clocks: { decision: { within: 'PT60S', remind: ['PT20S'], escalate: 'PT30S', overdueEvery: 'PT30S' } },
};

async function play({ jane, mo, dee }: People, bot: Bot): Promise<void> {
  await step('the nurse refers by the short path', async () => {
    await jane.gotoChannel('Personal Chat');
    await jane.until('You do not have to be sure. You do not need proof.');
    await takePicture(jane, 'welcome');
    await jane.press('No');
    await fills(jane, nurse);
    await takePicture(jane, 'about-you');
    await jane.press('Continue');
    await fills(jane, ana);
    await takePicture(jane, 'child-and-worry');
    await jane.press('Finish and send');
    await takePicture(jane, 'consent-before-you-ask');
    await jane.press('They were not asked');
    await fills(jane, { 'Could asking': 'Yes', 'Why?': 'The man with her may be involved.' });
    await takePicture(jane, 'consent-decision');
    await jane.press('Continue');
    await jane.until('Check before you send');
    await takePicture(jane, 'check-answers');
    await jane.press('Submit referral');
    await jane.until('Delivered to the MASH at');
    await takePicture(jane, 'receipt');
    await keepPicture(jane, 'referrer', 'Delivered to the MASH at');
  });
  const first = await referenceIn(jane);

  await step('the card is in the MASH channel; the manager takes it and asks', async () => {
    await mo.gotoChannel('Referrals');
    await mo.until('NOT KNOWN IF THE CARER KNOWS');
    await takePicture(mo, 'mash-case');
    await keepPicture(mo, 'mash', 'NOT KNOWN IF THE CARER KNOWS');
    await mo.press('Take this referral', { on: first });
    await mo.until('taken by Mo Hussain');
    await jane.until('Seen by the MASH at');
    await mo.press('Ask the referrer', { on: first });
    await mo.fill('Your question', 'Did he say where they live?');
    await takePicture(mo, 'ask-form');
    await mo.press('Send question', { on: 'Your question' });
    await jane.until('The MASH has a question');
    await takePicture(jane, 'question');
    await jane.fill('Your answer', 'He said Bedwell, no street.');
    await jane.press('Send answer');
    await mo.until('The referrer answers');
    await takePicture(mo, 'answered');
  });

  await step('killed and started again, the manager decides and the nurse is told', async () => {
    await bot.kill();
    await bot.start();
    await mo.press('Record decision', { on: first });
    await fills(mo, {
      Decision: 'Concerns about trafficking: pass to the Assessment team',
      'What action?': 'A social worker and a police officer will see the child at the clinic this afternoon.',
      Reasons: 'Untreated injury; no real relationship with the adult.',
      'Concern about trafficking?': 'Yes: it goes to the Assessment team',
    });
    await takePicture(mo, 'decision-form');
    await mo.press('Confirm decision', { on: 'Record the decision' });
    await mo.until('By Mo Hussain');
    await takePicture(mo, 'mash-decided');
    // the killed bot may have held the case: its lease ends after 15 seconds
    await jane.until('The MASH has decided', 60_000);
    await jane.until('A social worker and a police officer will see the child');
    await takePicture(jane, 'decision-notice');
    await keepPicture(jane, 'decision', 'The MASH has decided');
  });

  await step('a second referral takes one typed word and five presses, and is left alone', async () => {
    await startsByTyping(jane);
    await jane.press('No');
    await fillsAndPresses(jane, 'Finish and send', { 'Child’s name, or a description': 'Boy, about 16' });
    await jane.press('Not sure');
    await fillsAndPresses(jane, 'Continue', { 'Why?': 'I do not know who the adult is.' });
    await jane.press('Submit referral');
  });

  await step('the manager is reminded, then the escalation contact', async () => {
    await mo.gotoChannel('Personal Chat');
    await mo.until('Undecided.', 60_000);
    await takePicture(mo, 'reminder');
    await keepPicture(mo, 'reminder', 'Undecided.');
    await dee.gotoChannel('Personal Chat');
    await dee.until('You are the escalation contact.', 60_000);
    await takePicture(dee, 'escalation');
    await jane.until('The decision is overdue', 90_000);
    await takePicture(jane, 'overdue');
    await mo.gotoChannel('Referrals');
    await mo.until('OVERDUE since');
    await takePicture(mo, 'mash-overdue');
  });

  await step('my referrals lists both', async () => {
    await jane.say('my referrals');
    await jane.until('My referrals');
    await pause(300);
    await takePicture(jane, 'my-referrals');
  });
}

/** What else a referrer may need in their own chat, by pressing and typing. */
async function playBesides({ jane, mo }: People): Promise<void> {
  await step('the child goes missing: police first, then the MASH and its managers', async () => {
    await jane.say('child is missing');
    await jane.until('Which child?');
    await takePicture(jane, 'which-child-is-missing');
    const [reference = ''] = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(await jane.lastCard('Which child?')) ?? [];
    await jane.press(reference, { on: 'Which child?' });
    await jane.until('The child is missing');
    const form = { on: 'Do the police know?' };
    await jane.fill('Do the police know?', 'Yes', form);
    await jane.fill('When, their reference, or what is new', '16:40, reference 1234', form);
    await takePicture(jane, 'child-missing');
    await jane.press('Tell them more', form);
    await jane.until('I am telling the MASH and its managers.');
    await mo.gotoChannel('Referrals');
    await mo.until('CHILD MISSING');
    await takePicture(mo, 'mash-child-missing');
  });

  await step('more information, the way to their own copy, and whom to ring', async () => {
    await jane.say('add information');
    await jane.fill('What is new?', 'A grey car waited outside at four.');
    await takePicture(jane, 'add-information');
    await jane.press('Send to the MASH');
    await jane.until('Not read yet.');
    await mo.until('A grey car waited outside at four.');
    for (const words of ['my copy', 'contacts', 'advice', 'before you speak']) {
      await jane.say(words);
      await pause(700);
      await takePicture(jane, words.replaceAll(' ', '-'));
    }
  });

  await step('practice with a made-up child is marked on every card', async () => {
    await jane.say('practice');
    await jane.until('PRACTICE · a made-up child. Nothing is sent.');
    await takePicture(jane, 'practice');
  });
}

await onStage({ name: 'story', pack }, async ({ jane, mo, dee }, bot) => {
  await play({ jane, mo, dee }, bot);
  await playBesides({ jane, mo, dee });
});
