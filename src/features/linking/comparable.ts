import type { CaseRecord } from '../../case/record.ts';
import { isUnwritten, referralOf, submittedIn } from '../../case/state.ts';
import { answerTo } from '../../check/draft.ts';
import { textOf } from '../../history/events.ts';
import { type Born, bornAs } from './birth.ts';
import { nameWords } from './names.ts';
import { phonesIn } from './phones.ts';
import { type Home, homesIn, isInstitution } from './places.ts';

/** What two cases are compared by. It is made when it is needed and kept nowhere. */
export interface Comparable {
  child: string[]; // the words of the name
  born: Born | undefined;
  homes: Home[];
  carers: string[][]; // the words of each name
  phones: string[]; // E.164, never the referrer's
}

const homeFields = ['address', 'all-addresses', 'premises', 'family-whereabouts'];
/** The boxes on the child, the carer and whom they know. A number in what agencies or the referrer say of themselves joins nobody. */
const phoneFields = [
  ...['child-name', 'whereabouts', 'with', 'address', 'carer', 'relationship', 'people', 'family', 'siblings'],
  ...['family-whereabouts', 'other-details', 'household', 'claimed-parents', 'strangers'],
];
const mostCarers = 6;
const atWork =
  /\b(teacher|nurse|doctor|gp|police|officer|social|worker|staff|school|college|hospital|interpreter|keyworker|midwife|paramedic)\b/i;

/** @returns undefined for a case that takes no part: not sent, let go of, or made up to practise on */
export function comparable(record: CaseRecord): Comparable | undefined {
  const referral = submittedIn(referralOf(record.events));
  if (!referral || isUnwritten(referral) || record.training) return undefined;
  const { answers, texts } = record.facts;
  const said = (field: string) => answerTo(answers, field) ?? '';
  const added = referral.information.map(({ number }) => texts[textOf.information(number)] ?? '');
  const here = said('whereabouts');
  const addresses = [...homeFields.map(said), ...(isInstitution(here) ? [] : [here]), ...added];
  const own = ['phone', 'other'].flatMap((field) => phonesIn(said(field)));
  const phones = [...phoneFields.map(said), ...added].flatMap(phonesIn).filter((phone) => !own.includes(phone));
  return {
    child: nameWords(said('child-name')),
    born: bornAs(said('child-age'), referral.submittedAt),
    homes: addresses.flatMap(homesIn),
    carers: [said('carer'), atWork.test(said('with')) ? '' : said('with')].flatMap(peopleIn).slice(0, mostCarers),
    phones: [...new Set(phones)],
  };
}

/** One name each: "Ahmed Khan and Sara Khan" are two. */
function peopleIn(text: string): string[][] {
  return text
    .split(/\band\b|[;&/\n]/i)
    .map(nameWords)
    .filter((words) => words.length > 0);
}
