import type { Texts } from '../base/texts.ts';
import type { Field, Pack } from '../protocol/pack.ts';
import { worryParts } from './aside.ts';
import { type Draft, type NextChild, onlyFields, withAnswers } from './draft.ts';

/** How two children can be linked, with the titles of the buttons. */
export const linkChoices = {
  family: 'Same family',
  household: 'Same home or address',
  adult: 'Same adult',
  other: 'In another way',
};

type LinkKind = keyof typeof linkChoices;

/** What two linked cases share: "same adult". */
export const linkWords: Record<LinkKind, string> = {
  family: 'same family',
  household: 'same household or address',
  adult: 'same adult',
  other: 'in another way',
};

/** The kinds of link, with the titles of their buttons. */
export const linkTitles = Object.entries(linkChoices) as [LinkKind, string][];

const SAME: [LinkKind, RegExp][] = [
  ['adult', /\bsame (?:bloke|man|guy|fella|driver|adult|woman|lady|couple)\b/i],
  ['household', /\bsame (?:house|home|flat|address|hostel)\b/i],
];
/** How words say that two children are linked: “they came w the same bloke”. Of brothers and sisters, people say too much. */
export function linkSaid(text: string): LinkKind | undefined {
  const [only, another] = SAME.filter(([, said]) => said.test(text));
  return another || /\b(?:not|n['’]?t) (?:in |with |w |at )?(?:the )?same\b/i.test(text) ? undefined : only?.[0];
}

/**
 * What is asked with one question whether it is the same for the next child, in words that hold no fact. Where they are, with
 * whom, when they leave, and consent may differ: each is asked.
 */
export const sameInWords = { care: 'in care or not', worry: 'the worry' };

/** The fields of a sent referral that the next one may take over, when its author says so. */
export const fieldsForNext = (pack: Pack): string[] => [
  ...new Set([...Object.keys(sameInWords), ...pack.fields.flatMap(({ id, household }) => (household ? id : []))]),
];

/** What is offered of the other child’s answers. Not what was said beside their questions. */
export function offered({ worry = '', ...others }: Texts): NextChild['answers'] {
  const { told } = worryParts(worry);
  return { values: { ...others, ...(told && { worry: told }) }, readings: {} };
}

/** The answers of the other child that one question offers; their worry has a choice of its own. */
export const sameAnswers = ({ answers }: NextChild): Texts => onlyFields(answers.values, Object.keys(sameInWords));

/** The draft, linked with the other child’s referral. What children of one home, or of one family, share is taken over. */
export function withLink(draft: Draft, as: string, pack: Pack): Draft {
  const { next } = draft.progress;
  if (!next) return draft;
  const ids = pack.fields.filter((field) => isShared(field, as)).map(({ id }) => id);
  const linked = { ...draft, progress: { ...draft.progress, next: { ...next, as } } };
  return withAnswers(linked, { values: onlyFields(next.answers.values, ids) });
}

/** Whether two children who are linked in this way share the answer. No field says which adult is meant. */
const isShared = ({ household, family }: Field, as: string) =>
  household && (as === 'family' || (as === 'household' && !family));

/**
 * The draft after its author has said whether what is offered is the same for this child. Then the check goes on from the
 * card of the child to check answers.
 * @param said `yes`, or `worry` for the same worry too; anything else is a no
 */
export function withSame(draft: Draft, said: string): Draft {
  const { next } = draft.progress;
  if (!next || !['yes', 'worry'].includes(said)) return draft;
  const { worry, ...others } = sameAnswers(next);
  const hurried = { ...draft, progress: { ...draft.progress, hurry: true } };
  return withAnswers(hurried, { values: { ...others, ...(said === 'worry' && { worry }) } });
}

/** The draft to which nothing is offered any more. */
export function withoutOffer({ progress: { next: _, ...progress }, ...draft }: Draft): Draft {
  return { ...draft, progress };
}
