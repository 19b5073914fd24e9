import { setTimeout as pause } from 'node:timers/promises';
import type { PlaygroundWindow } from './driver.ts';
import { ana, beginsReferral, type CardAnswers, fills, fillsAndPresses, nurse } from './hands.ts';
import { keepPicture, onStage, type People, referenceIn, step, takePicture } from './stage.ts';

/**
 * The MASH desk in Microsoft's Teams emulator and a real browser: lists and duty by @mention, a phone referral, then one referral from
 * arrival through decision, assessment and central referral to the numbers for the Board.
 * Run: npm run e2e, or node tests/e2e/desk.ts alone. Pictures: tests/e2e/screenshots/desk.
 */
const asMention = { mention: 'MASH Referrals' };

async function play({ jane, mo }: People): Promise<void> {
  await mo.page.setViewportSize({ width: 1400, height: 1900 }); // long cards whole
  await step('a nurse refers', async () => {
    await beginsReferral(jane, 'No');
    await fillsAndPresses(jane, 'Continue', nurse);
    await fillsAndPresses(jane, 'Finish and send', ana);
    await jane.press('They were not asked');
    await fillsAndPresses(jane, 'Continue', { 'Could asking': 'Yes', 'Why?': 'The man with her may be involved.' });
    await jane.press('Submit referral');
    await jane.until('Delivered to the MASH at');
  });
  const ref = await referenceIn(jane);

  await step('somebody rang two days ago, and nothing is in writing: the MASH logs it, and it is overdue', async () => {
    await mo.gotoChannel('Referrals');
    await atDesk(mo, 'log a phone referral', 'Open the form');
    await mo.press('Open the form');
    await fills(mo, {
      'Who rang?': 'Lou Grant',
      'Their agency': 'School or education',
      'Their phone': '01632 960 020',
      'When did they ring?': twoDaysAgo(),
      Urgent: 'No',
      'What did they say?': 'A boy of about 12 sleeps at the shop where he helps.',
    });
    await takePicture(mo, 'phone-referral-form');
    await mo.press('Log it');
    await mo.until('BY PHONE');
    await takePicture(mo, 'phone-referral');
  });

  await step('the lists and who is on call, by @mention', async () => {
    await atDesk(mo, 'help', 'The MASH desk');
    await atDesk(mo, 'board', 'Board');
    await atDesk(mo, 'open', 'All that waits: ');
    await atDesk(mo, 'due', 'In the next 12 hours: ');
    await atDesk(mo, 'overdue', 'Overdue: ');
    await atDesk(mo, 'mine', 'By Mo Hussain');
    await atDesk(mo, `find ${ref}`, 'Found');
    await atDesk(mo, 'on call', 'Who is reminded now');
    await mo.press('I am on duty', { on: 'Who is reminded now' });
    await mo.until('on duty until');
    await takePicture(mo, 'on-duty');
  });

  await step('a manager takes it, and passes it to the Assessment team', async () => {
    const hers = { on: 'Untreated burn' };
    await mo.press('Take this referral', hers);
    await mo.until('taken by Mo Hussain');
    await atDesk(mo, 'mine', 'By Mo Hussain');
    await mo.press('More', hers);
    await takePicture(mo, 'more');
    await mo.press('Back to the card', { on: 'What do you want to do?' });
    await mo.press('Record decision', hers);
    await fills(
      mo,
      {
        Decision: 'Concerns about trafficking: pass to the Assessment team',
        'What action?': 'A social worker and a police officer will see her at the clinic.',
        Reasons: 'Untreated injury; no real relationship with the adult.',
        'Concern about trafficking?': 'Yes: it goes to the Assessment team',
        'Police told?': 'Yes',
      },
      'Record the decision',
    );
    await takePicture(mo, 'decision-form');
    await mo.press('Confirm decision', { on: 'Record the decision' });
    await mo.until('By Mo Hussain');
    await takePicture(mo, 'decided');
    await jane.until('The MASH has decided');
    await takePicture(jane, 'decision-notice');
  });

  await step('the Assessment team takes the case on and records what it finds', async () => {
    await mo.gotoChannel('General');
    await mo.until('Passed on');
    await takePicture(mo, 'assessment-new');
    await mo.press('Take this case on', { on: ref });
    await mo.until('Taken on by');
    await mo.press('Begin family assessment', { on: ref });
    await readsBehind(mo, 'Begun by', 'Passed on');
    await takePicture(mo, 'assessment-begun');
    await record(mo, 'Family assessment done', {
      'Level of need': 'High. She cannot go back to the man who brought her.',
      'Services and support': 'A health check, a school place, somebody to talk to.',
      'Is it clear how they came to the UK?': 'Not known',
    });
    await record(mo, 'Trafficking suspected?', {
      'Does the team suspect trafficking?': 'Yes',
      Reasons: 'Three men knew her by another name.',
    });
    await pressesUnderMore(mo, 'Begin specialist part');
    await record(mo, 'Reasonable grounds?', {
      'Reasonable grounds?': 'Yes',
      Reasons: 'She was moved twice, and works without pay.',
    });
    await record(mo, 'Service and plan', {
      Service: 'Child protection procedures',
      'Social worker': 'Sue Marsh',
    });
    await record(mo, 'Help and support', {
      What: 'Immigration and legal advice',
      'Who sees to it': 'Sue Marsh',
      'By when': dateBoxDay(7),
    });
    await record(mo, 'Police notes', { 'New note': 'A grey car waited outside at four.' });
    await takePicture(mo, 'assessed');
  });

  await step('the central referral is prepared, sent by a person, and answered', async () => {
    await mo.press('Prepare central referral', { on: 'Passed on' });
    await takePicture(mo, 'prepare-central-referral');
    await mo.press('Record that it was sent', { on: 'Still missing' });
    const sent = { on: 'You say here that you' };
    await mo.fill('Reference you were given', 'NRM-104', sent);
    await mo.fill('Sent on', dateBoxDay(0), sent);
    await takePicture(mo, 'central-sent-form');
    await mo.press('Record it', sent);
    await readsBehind(mo, 'Decision due by', 'Passed on');
    await takePicture(mo, 'central-sent');
    await mo.press('Record central answer', { on: 'Passed on' });
    const answer = { on: 'What the authority said' };
    await fills(
      mo,
      {
        'Who said so': 'The duty officer',
        'Heard on': dateBoxDay(0),
        'What they said': 'Their decision: yes, trafficked',
      },
      answer.on,
    );
    await takePicture(mo, 'central-answer-form');
    await mo.press('Record it', answer);
    await readsBehind(mo, 'Their decision: yes, trafficked, heard', 'Passed on');
    await takePicture(mo, 'central-answer');
    await mo.gotoChannel('Referrals');
    await atDesk(mo, `find ${ref}`, 'Found');
    await mo.press('Open', { on: 'Found' });
    await readsBehind(mo, 'Their decision: yes, trafficked', 'By Mo Hussain');
    await takePicture(mo, 'mash-at-the-end');
    await jane.say('my referrals');
    await jane.until('My referrals');
    await pause(300);
    await takePicture(jane, 'my-referrals-at-the-end');
  });

  await step('the numbers for the Board', async () => {
    await mo.gotoChannel('Personal Chat');
    await mo.say('board');
    await mo.until('Show which child');
    await keepPicture(mo, 'board', 'Show which child');
    await mo.say('report');
    await mo.until('Report for the Board');
    await pause(500);
    await takePicture(mo, 'report');
    await keepPicture(mo, 'report', 'Report for the Board');
  });
}

/** Records one thing by a form under More, and takes a picture of it. */
async function record(who: PlaygroundWindow, title: string, answers: CardAnswers): Promise<void> {
  await pressesUnderMore(who, title);
  await fills(who, answers, 'Only you see this form');
  await takePicture(
    who,
    title
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '-')
      .replace(/-$/, ''),
  );
  await who.press('Record it', { on: 'Only you see this form' });
  await who.until('Passed on');
}

/** Waits for words on a card that may stand behind a press. */
async function readsBehind(who: PlaygroundWindow, words: string, on: string): Promise<void> {
  await pause(1500); // until the card is drawn again
  if ((await who.lastCard(on)).includes('The rest of this card')) await who.unfold('The rest of this card', on);
  await who.until(words);
}

async function pressesUnderMore(who: PlaygroundWindow, title: string): Promise<void> {
  await who.press('More', { on: 'Passed on' });
  await who.press(title, { on: 'What do you want to do?' });
}

/** Asks the bot in the channel, and takes a picture of the answer. */
async function atDesk(who: PlaygroundWindow, words: string, answer: string): Promise<void> {
  await who.say(words, asMention);
  await who.lastCard(answer);
  await pause(300);
  await takePicture(who, words.replace(/ HT-.*$/, '').replaceAll(' ', '-'));
}

/** A day in the form that the emulator’s date box takes, with the month first. */
function dateBoxDay(ahead: number): string {
  const at = new Date(Date.now() + ahead * 24 * 3_600_000);
  return at.toLocaleDateString('en-US', { timeZone: 'Europe/London' });
}

function twoDaysAgo(): string {
  const day = new Date(Date.now() - 48 * 3_600_000);
  return `${day.toLocaleDateString('en-GB', { timeZone: 'Europe/London' })} 09:00`;
}

await onStage({ name: 'desk', pack: { extends: 'hertfordshire-2016' } }, play);
