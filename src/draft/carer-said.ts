import { isQuestion } from '../understanding/asking.ts';

const CARER =
  '(?:mum|mom|mam|mother|dad|father|parents?|carers?|family|foster (?:carer|mum|mother|dad|father)|step ?(?:mum|mother|dad|father)|gran|nan|grandma|grandad|aunt(?:ie|y)?|uncle|guardian)';
const TOLD = new RegExp(
  [
    `\\b(?:i|ive|we|weve|you|someone|somebody|school|teacher|nurse|colleague|he|she|they)(?: \\w+){0,2} (?:told|let slip to|informed|mentioned (?:it|this) to|said (?:it |something |this )?to)(?: (?:her|his|their|the|our))? ${CARER}\\b`,
    `\\b${CARER} (?:now )?(?:(?:already |all ?ready )?knows?\\b|found out|has found out|(?:was|were|been|has been|have been) told|is aware|are aware|(?:has )?(?:seen|saw|read) (?:it|this|my|the (?:referral|form|message|screen)))`,
    `\\btold ${CARER}\\b`,
  ].join('|'),
);
const OTHERWISE =
  /\b(?:knows? (?:him|her|them|each other|where|who|nothing|the (?:man|family))|told (?:me|us|school))\b/;

/** Whether words of the referrer may say that the parent or carer knows, whatever the referral says. */
export const saysCarerKnows = (text: string): boolean =>
  text
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .split(/[.!?\n;]/)
    .some((each) => TOLD.test(each) && !OTHERWISE.test(each) && !isQuestion(each));
