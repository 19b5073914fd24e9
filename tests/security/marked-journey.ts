import {
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  decides,
  inChat,
  receipt,
  referenceOn,
} from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';

/**
 * What people type in the journey below, and the names that the program learns. No other text contains any of it, so a
 * test that finds one of these words in the store knows what leaked.
 */
export const tracerWords = {
  nurse: 'Jane Okafor',
  phone: '01632 960 014',
  child: 'Girl Opalwing',
  born: '4 March 2012',
  home: '14 Beechmark Road',
  postcode: 'WD18 0AA',
  carer: 'the man Obsidianus',
  carersPhone: '020 7946 0123',
  worry: 'Burn Berylline',
  note: 'The neighbour Jasperine',
  consent: 'He may be Malachitic',
  question: 'Which school Agatine',
  answer: 'Carnelian School',
  added: 'Turquoise car outside',
  missing: 'Last seen at Zirconia Station',
  action: 'Amethystine visit today',
  reasons: 'The Garnetine burn',
  disagreement: 'Not enough for Sapphira',
  agencysManager: 'Ruth Peridotte',
  draft: 'Boy Topazian',
  draftsWorry: 'Tired Tourmaline',
  manager: 'Mo Hussain',
  practitioner: 'Pat Lee',
  onDuty: 'Ana Silva',
  confirmedBy: 'Ash Kaur',
};

/**
 * Plays a referral that is marked with the tracer words, from the first question to a disagreement about the decision.
 * It also leaves a second draft unsent, confirms the contacts and puts a manager on duty.
 * @returns the reference
 */
export async function markedJourney({ jane, tom, pat, mo, ana, ash, until }: World): Promise<string> {
  await ash.says('contacts');
  await ash.presses('Confirm');
  await ana.mentions('on duty');
  const walk = await beginsCheck(jane);
  const about = { Agency: 'Health', 'Your name': tracerWords.nurse, 'Phone, for': tracerWords.phone };
  await continuesToChild(walk, { about });
  await walk.presses('Continue to the check', {
    'Child’s name': tracerWords.child,
    'Age or date': tracerWords.born,
    'Where are they': `At home, ${tracerWords.home}, Watford ${tracerWords.postcode}`,
    'Who are they with': `${tracerWords.carer}, ${tracerWords.carersPhone}`,
    'What worries you': tracerWords.worry,
  });
  const listed = { 'Carer and household': { Seen: ['2 ·'], Note: tracerWords.note } };
  await continuesUntil(walk, 'Consent, your decision', listed);
  await walk.presses('Check answers', { Why: tracerWords.consent });
  await walk.presses('Submit referral');
  const reference = referenceOn(walk);
  await until(() => receipt(jane, reference).sees().text.includes('Delivered'));

  await caseCard(pat, reference).presses('Take this referral');
  const asking = caseCard(pat, reference);
  await asking.presses('Ask the referrer');
  await asking.presses('Send question', { 'Your question': tracerWords.question });
  await until(() => inChat(jane, tracerWords.question).sees());
  await inChat(jane, tracerWords.question).presses('Send answer', { 'Your answer': tracerWords.answer });
  await jane.says(`add: ${tracerWords.added}`);
  await jane.says(`missing: ${tracerWords.missing}`);
  await until(() => caseCard(mo, reference).sees().text.includes(tracerWords.answer));
  await decides(mo, reference, { 'What action': tracerWords.action, Reasons: tracerWords.reasons });
  await until(() => inChat(jane, 'The MASH has decided').sees());
  await inChat(jane, 'The MASH has decided').presses('I disagree');
  const why = { Why: tracerWords.disagreement, 'Manager for your': tracerWords.agencysManager };
  await jane.on((card) => card.conversationId === jane.chatId).presses('Send to the MASH', why);
  await until(() => caseCard(mo, reference).sees().text.includes('Disagreement 1'));

  const draft = await beginsCheck(tom);
  await continuesToChild(draft, { about: { ...about, 'Your name': 'Tom Reed' } });
  await draft.presses('Continue to the check', {
    'Child’s name': tracerWords.draft,
    'What worries you': tracerWords.draftsWorry,
  });
  return reference;
}
