import { oncePer } from '../base/once-per.ts';
import { type Field, type Form, fieldOf, type Pack } from '../protocol/pack.ts';
import { type Answers, answerTo } from './draft.ts';
import { applies } from './shown-when.ts';

/**
 * Whether the referrer said that the child is in care. The bot must then neither ask nor show where they live.
 * @source Protocol 10.1
 */
export const isInCare = ({ values }: Answers) => values.care === 'yes';

const isForOthers = ({ inCare, leftOutWhen }: Field, answers: Answers) =>
  (inCare === 'left-out' && isInCare(answers)) || (leftOutWhen !== undefined && applies(leftOutWhen, answers));

/**
 * Whether to hide a field: it asks where a child in care lives, or does not fit the answers, as the immigration status of a
 * child from here. An answer written earlier stays visible, and the step `places` asks about the addresses in it.
 */
export const isLeftOut = (field: Field, answers: Answers) =>
  isForOthers(field, answers) && answerTo(answers, field.id) === undefined;

/**
 * The words in which the bot asks and prints a field. Until it is known whether the child is in care, the question
 * covers both cases, so that nobody writes an address too early.
 * @source Protocol 10.1
 */
export function fieldWords(
  { label, short, inCare, ifAgreed }: Field,
  answers: Answers,
): { label: string; short: string } {
  if (ifAgreed && answers.values.consent === 'obtained') return { label: ifAgreed, short };
  if (inCare === undefined || inCare === 'left-out') return { label, short };
  if (isInCare(answers)) return inCare;
  const isKnown = answerTo(answers, 'care') !== undefined;
  const [first = '', ...rest] = inCare.label;
  return { label: isKnown ? label : `${label} In care: ${first.toLowerCase()}${rest.join('')}`, short };
}

/** What an answer is called where others read it. */
export const printedTitle = (field: Field, answers: Answers): string =>
  field.printed ?? fieldWords(field, answers).short;

/** Whether this was answered with more than “no”, which some people type into the box of a time or a reference. */
export function isGiven(answers: Answers, field: string): boolean {
  const answer = answerTo(answers, field);
  return answer !== undefined && !/^\s*(no|not|none|n\/a|never)\b/i.test(answer);
}

/** The form without the fields that do not apply to this child. It may be left with no field at all. */
export function formFor(form: Form, answers: Answers, pack: Pack): Form {
  const fields = form.fields.filter((id) => !isForOthers(fieldOf(pack, id), answers));
  return { ...form, fields };
}

/** Whether the referrer was asked for this field: they sent its card, or answered or skipped its typed question. */
export const wasAsked = ({ values }: Answers, field: string) => values[field] !== undefined;

/**
 * The unknown fields that the MASH is likely to ask about. They are advice before sending, never a condition.
 * @source Protocol 8.2
 */
export function gaps(answers: Answers, pack: Pack): Field[] {
  return pack.fields
    .filter((field) => field.wanted && answerTo(answers, field.id) === undefined && !isLeftOut(field, answers))
    .map((field) => ({ ...field, ...fieldWords(field, answers) }));
}

/**
 * The gaps that the referrer was asked about: they said that they do not know, skipped the question or left the box
 * empty.
 */
export const askedGaps = (answers: Answers, pack: Pack): Field[] =>
  gaps(answers, pack).filter(({ id }) => wasAsked(answers, id));

/** The gaps that the referrer was never asked about. */
export const notAsked = (answers: Answers, pack: Pack): Field[] =>
  gaps(answers, pack).filter(({ id }) => !wasAsked(answers, id));

/** Whether the referrer went through any list of indicators. */
export function hasCheckedAnyList(answers: Answers) {
  return Object.keys(answers.ticks).length > 0;
}

/**
 * The pack with its words adapted to this referrer's agency. The ids stay the same, and so an answer does not depend on
 * how the question was worded.
 */
export function packFor(pack: Pack, { values }: Pick<Answers, 'values'>): Pack {
  const { agency = '' } = values;
  const own = pack.saidTo[agency];
  if (!own) return pack;
  const made = madeOf(pack);
  const known = made.get(agency) ?? adapted(pack, own);
  made.set(agency, known);
  return known;
}

const madeOf = oncePer((_: Pack) => new Map<string, Pack>()); // by agency

function adapted(pack: Pack, own: NonNullable<Pack['saidTo'][string]>): Pack {
  const withChanges = <T extends { id: string }>(all: T[], changes: Record<string, Partial<T>>): T[] =>
    all.map((each) => ({ ...each, ...changes[each.id] }));
  return {
    ...pack,
    fields: withChanges(pack.fields, own.fields),
    forms: withChanges(pack.forms, own.forms),
    contacts: withChanges(pack.contacts, own.contacts),
  };
}

const withoutStory =
  'organisation,name,role,phoned-who,child-name,whereabouts,with,carer,officer-name,protection-officer,service-manager'.split(
    ',',
  );
/** A box for a name, a number, an age or a place: a sentence goes into it only if it answers that. */
export const takesNoStory = ({ id, kind, reads }: Field) =>
  kind === 'phone' || reads === 'birth' || withoutStory.includes(id);
