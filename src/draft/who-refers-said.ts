import { isKnownWord } from '../understanding/danger.ts';
import { wordsIn } from './typed-words.ts';

const places =
  'health nhs hospital ward clinic surgery gp ambulance school college nursery education housing hostel council charity club church youth social';
const roles =
  'nurse doctor midwife sister matron paramedic teacher head assistant worker officer warden manager staff volunteer coach clerk receptionist senior lead';
const ofThem = new Set(`${places} ${roles}`.split(' '));
const aroundIt = new Set(
  'i im am my me name names is its it a an the and or in at from for of on with as work works working sorry no not wait ok yes called care night nights days'.split(
    ' ',
  ),
);
const mostNames = 3;

/** Whether words say no more than who their author is: “health, nurse. marie doyle”. A name is a word that no phrase has. */
export function saysWhoRefers(text: string): boolean {
  const words = wordsIn(text);
  const others = words.filter((word) => !ofThem.has(word) && !aroundIt.has(word) && !/^\d{1,2}$/.test(word));
  const isSaid = words.some((word) => ofThem.has(word)) || /\bmy names?\b/i.test(text);
  return isSaid && others.length <= mostNames && !others.some(isKnownWord);
}
