import { expect, it } from '@jest/globals';
import { caseQuestion } from '../../src/understanding/case-questions.ts';
import { hear } from '../../src/understanding/hear.ts';

// Questions as nurses, clerks, officers and youth workers type them, written apart from the phrases.
const questions: [topic: string, words: string][] = [
  ['q secret', 'does he get to see my name'],
  ['q next', 'what happens to this when i send it'],
  ['q how-long', 'how long till someone comes out'],
  ['case who-has-it', 'has anyone actually looked at it'],
  ['q police', 'shd i ring 999 or is this enough'],
  ['q police', 'do i phone the police as well'],
  ['q let-go', 'mums here to pick her up do i let her go'],
  ['q let-go', 'can i stop him leaving'],
  ['q let-go', 'am i allowed to keep her here'],
  ['q talk', 'can i ask her what happened'],
  ['q talk', 'what do i say to her'],
  ['q talk', 'do i tell her ive done this'],
  ['q parents', 'will you be telling his mum'],
  ['q parents', 'do i need to let the foster carer know'],
  ['q my-job', 'could i get sacked for this'],
  ['q my-job', 'am i going to be in trouble for not saying sooner'],
  ['q wrong', 'what if ive got this completely wrong'],
  ['q wrong', 'what if shes making it up'],
  ['q proof', 'i havent got any evidence does that matter'],
  ['q proof', 'do i need to take photos of the bruises'],
  ['q anonymous', 'can i do this without giving my name'],
  ['q anonymous', 'can you keep me out of it'],
  ['q who-reads', 'who is going to see what i put'],
  ['q who-reads', 'does this go to the police or just social services'],
  ['q mash', 'whats the mash'],
  ['q mash', 'who are you lot'],
  ['q trafficking', 'whats classed as trafficking'],
  ['q trafficking', 'is it county lines if hes just holding a phone'],
  ['q robot', 'am i talking to a bot'],
  ['q robot', 'is anyone real on here'],
  ['q reading-now', 'is someone reading this now'],
  ['q reading-now', 'anyone there'],
  ['q consent', 'do i need his permission first'],
  ['q consent', 'does she have to agree'],
  ['q language', 'she doesnt speak english what do i do'],
  ['q language', 'can you get an interpreter'],
  ['q adult', 'hes 18 next week does that count'],
  ['q stop', 'how do i stop this'],
  ['q later', 'can i finish it tomorrow'],
  ['q leave-open', 'do i have to fill everything in'],
  ['c contacts', 'who do i ring out of hours'],
  ['c contacts', 'whats the number for social services'],
  ['case next-child', 'how do i do her brother'],
  ['case next-child', 'theres two of them do i do it twice'],
  ['case which', 'what was my reference again'],
  ['case decided', 'have they decided anything'],
  ['case saved', 'did it save'],
  ['case saved', 'can i see what i put'],
  ['q next', 'whats gonna happen to her now'],
  ['q next', 'will they take her into care'],
  ['q how-long', 'when will i hear back'],
  ['q how-long', 'will anyone come tonite'],
  ['q secret', 'is this confidential'],
  ['q secret', 'will he find out it was me'],
  ['q talk', 'should i ask him about the money'],
  ['q let-go', 'his uncle wants to take him do i let him'],
  ['q do-now', 'what should i do while i wait'],
  ['q do-now', 'what do i do now'],
  ['q danger', 'what counts as immediate danger'],
  ['q police', 'have you rung the police'],
];

/** Whether the question is answered at once, or stands among the choices. */
function isHeard([topic, words]: (typeof questions)[number]) {
  const asked = caseQuestion(words);
  return asked ? topic === `case ${asked}` : hear(words).intents.some(({ means }) => means === topic);
}

it('Of sixty questions as people type them, at least fifty-one are answered, or stand among the choices', () => {
  expect(questions.filter(isHeard).length).toBeGreaterThanOrEqual(51);
});

it.each(['ring someone called hai can i let her', 'she wants to phone her uncle shall i let her'])(
  '“%s” is about a call, and not about a child who goes',
  (words) => expect(hear(words).intents.map(({ means }) => means)).not.toContain('q let-go'),
);
