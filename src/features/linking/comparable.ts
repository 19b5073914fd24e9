import type { CaseRecord } from '../../case/record.ts';
import { isUnwritten, referralOf, submittedIn } from '../../case/state.ts';
import { answerTo } from '../../check/draft.ts';
import { textOf } from '../../history/events.ts';
import { type Born, bornAs } from './birth.ts';
import { nameWords } from './names.ts';
import { phonesIn } from './phones.ts';
import { type Home, homesIn, isInstitution } from './places.ts';

/** What two cases are compared by. It is worked out when it is needed and never stored. */
export interface Comparable {
  child: string[]; // the words of the name
  born: Born | undefined;
  homes: Home[];
  carers: string[][]; // the words of each name
  phones: string[]; // E.164, never the referrer's
}

const homeFields = ['address', 'all-addresses', 'premises', 'family-whereabouts'];
/**
 * The boxes about the child, the carer and the people they know. The numbers of agencies and of the referrer link no
 * cases.
 */
const phoneFields = [
  ...['child-name', 'whereabouts', 'with', 'address', 'carer', 'relationship', 'people', 'family', 'siblings'],
  ...['family-whereabouts', 'other-details', 'household', 'claimed-parents', 'strangers'],
];
const mostCarers = 6;
const profession =
  /\b(teacher|nurse|doctor|gp|police|officer|social|worker|staff|school|college|hospital|interpreter|keyworker|midwife|paramedic)\b/i;

/** @returns undefined for a case that is not compared: a draft, even if the MASH waits for it, or a training case */
export function comparable(record: CaseRecord): Comparable | undefined {
  const referral = submittedIn(referralOf(record.events));
  if (!referral || isUnwritten(referral) || record.training) return undefined;
  const { answers, texts } = record.facts;
  const answerIn = (field: string) => answerTo(answers, field) ?? '';
  const added = referral.information.map(({ number }) => texts[textOf.information(number)] ?? '');
  const whereabouts = answerIn('whereabouts');
  const addresses = [...homeFields.map(answerIn), ...(isInstitution(whereabouts) ? [] : [whereabouts]), ...added];
  const referrerPhones = ['phone', 'other'].flatMap((field) => phonesIn(answerIn(field)));
  const phones = [...phoneFields.map(answerIn), ...added]
    .flatMap(phonesIn)
    .filter((phone) => !referrerPhones.includes(phone));
  return {
    child: nameWords(answerIn('child-name')),
    born: bornAs(answerIn('child-age'), referral.submittedAt),
    homes: addresses.flatMap(homesIn),
    carers: [answerIn('carer'), profession.test(answerIn('with')) ? '' : answerIn('with')]
      .flatMap(peopleIn)
      .slice(0, mostCarers),
    phones: [...new Set(phones)],
  };
}

/** The words of each person's name: “Ahmed Khan and Sara Khan” are two people. */
function peopleIn(text: string): string[][] {
  return text
    .split(/\band\b|[;&/\n]/i)
    .map(nameWords)
    .filter((words) => words.length > 0);
}
