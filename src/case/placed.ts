import { hash } from 'node:crypto';
import type { StaffId } from '../base/people.ts';
import { withoutReferences } from '../base/reference.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { Answers } from '../draft/draft.ts';
import { mayBePlaced, saysAnyPlaced, saysLives, saysPlaced } from '../draft/placed.ts';
import { addressesIn, placeLeftOut, streetsIn } from '../draft/places.ts';
import { contains, mayBeWithFamily, saidOfAddress, surelyIn, type Whose, withoutMaybe } from '../draft/whose.ts';
import { type CaseEvent, textOf } from '../history/events.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { type CaseRecord, type ToldCase, textIn } from './record.ts';

export const masks = /\[address (\d{1,5}) held back\]/g;

/** A text as it was written: nobody may read it. */
export const wholeText = (text: string, { held = {} }: Pick<CaseRecord['facts'], 'held'>): string =>
  text.replace(masks, (_, number: string) => held[number]?.words || placeLeftOut);

/** Each address in the words of a case, with the fact in which it stands and whose it is there. */
export function placesSaid({ facts }: Pick<ToldCase, 'facts'>): { fact: string; words: string; of: Whose }[] {
  const { answers, texts } = facts;
  const ofCheck = [...Object.values(answers.values), ...Object.values(answers.ticks).map(({ note }) => note)];
  const all = [
    ...Object.entries(texts).map(([name, text]) => ({ fact: `text:${name}`, text })),
    ...ofCheck.map((text = '') => ({ fact: 'answers', text })),
  ];
  return all.flatMap(({ fact, text }) =>
    addressesIn(wholeText(text, facts)).map(({ words, of }) => ({ fact, words, of })),
  );
}
type PlaceSaid = ReturnType<typeof placesSaid>[number];

export const isSamePlace = (one: string, other: string): boolean => contains(one, other) || contains(other, one);

/** Whether any words call an address the placement, or a carer’s: no bare “no” frees it. */
export const isCalledPlacement = (said: PlaceSaid[], place: string): boolean =>
  said.some(({ words, of }) => (of === 'placement' || of === 'carer') && isSamePlace(words, place));

const OTHER_CHILD =
  /\b(?:cousin|sister|brother|sibling|twin|friend|mate|nephew|niece|son|daughter|baby|(?:an)?other (?:child|girl|boy|kid|lad|one))s?\b|\bfosters\b/;
const NAMED_IN_CARE =
  /\b(\p{L}{3,20}?)(?:['’]?s| is| was| lives?| stays?){1,3} (?:now |still )?(?:(?:in|with|at) (?:\w+ )?(?:foster|care|placement|refuge)|fostered|looked after|placed)/giu;
/** Whether words beside this address tell of another child in care: “her cousin lejla is in foster care at 12 larch close”. A “no” may be of the one only. */
export function mayPlaceAnother({ facts }: Pick<ToldCase, 'facts'>, place: string): boolean {
  const { 'child-name': child = '', ...values } = facts.answers.values;
  const isOther = (said: string) =>
    OTHER_CHILD.test(said.toLowerCase()) ||
    [...said.matchAll(NAMED_IN_CARE)].some(
      ([, name = '']) => !isKnownWord(name.toLowerCase()) && !contains(child, name),
    );
  return [...Object.values(facts.texts), ...Object.values(values)].some((text = '') =>
    wholeText(text, facts)
      .split(/(?<=[.!?\n])\s/)
      .some((said, at, all) => {
        const both = `${all[at - 1] ?? ''} ${said}`; // “lejla is in care. its 12 larch close”
        const isThere = addressesIn(said).some(({ words }) => isSamePlace(words, place));
        return isThere && isOther(both) && (saysAnyPlaced(both) || /\bfosters\b/i.test(both));
      }),
  );
}

/** What stays of an address that is gone: its street can be told when somebody writes it again, and not be read. */
export const goneOf = (words: string) => ({ words: '', gone: streetsIn(words).map(({ key }) => hash('sha256', key)) });

/** Whether an address is plainly another’s: no words call it the placement, and it was not left out as that. */
export function isFreeIn({ facts: { held = {}, texts, answers } }: ToldCase, said: PlaceSaid[]) {
  const gone = Object.values(held).flatMap((each) => each.gone ?? []);
  const all = [...Object.values(texts), ...Object.values(answers.values)];
  const withFamily = all.some((text = '') => mayBeWithFamily(text));
  return (of: Whose, place: string) =>
    (of === 'others' || (of === 'family' && !withFamily)) &&
    !isCalledPlacement(said, place) &&
    goneOf(place).gone.every((street) => !gone.includes(street));
}

/** Whether words call it a hostel, a hotel or the like, or it is where the referrer works: it waits only for a child said to be in care. */
export const isPublicIn = ({ facts }: Pick<ToldCase, 'facts'>, said: PlaceSaid[], place: string): boolean =>
  !isCalledPlacement(said, place) &&
  (contains(wholeText(facts.answers.values.organisation ?? '', facts), place) ||
    said.some(({ words, of }) => of === 'public' && isSamePlace(words, place)));

/** The numbers of the addresses that wait, and of which their writer says plainly whose they are. A street without its house says it of none. */
export function freedBy(record: ToldCase, said: PlaceSaid[], isTheirs: (number: number, fact: string) => boolean) {
  const isFree = isFreeIn(record, said);
  return Object.entries(record.facts.held ?? {}).flatMap(([key, { words, shown, gone }]) => {
    const isMeant = ({ words: place, of }: PlaceSaid) =>
      (/\d/.test(place) || contains(place, words)) &&
      isSamePlace(place, words) &&
      isFree(of, place) &&
      isFree(of, words);
    const number = Number(key);
    return !shown && !gone && said.some((each) => isMeant(each) && isTheirs(number, each.fact)) ? [number] : [];
  });
}

/** What its writer said of an address last, since they were asked, or of whom it is: a bare “no” may not undo it. */
export function doubtOf(
  record: CaseRecord,
  { at, who, words }: { at: Instant; who: StaffId; words: string },
): ReturnType<typeof saidOfAddress> | 'placed' {
  const last = record.events
    .flatMap((event) =>
      event.type === 'InformationAdded' && event.by === who && event.at > at
        ? (saidOfAddress(withoutReferences(textIn(record, textOf.information(event.number))).trim()) ?? [])
        : [],
    )
    .at(-1);
  const isCalled = isCalledPlacement(placesSaid(record), words) || mayPlaceAnother(record, words);
  return last !== 'keep' && isCalled ? 'placed' : last;
}

/**
 * Whether the child may be in care, in police protection or in a refuge, by anything that the case holds.
 * @param known only by what is said without an “if”: not by “i dont know if shes in care”, nor because an address was held back for that
 */
export function isChildPlaced({ facts: { answers, adding, texts }, events }: CaseRecord, known = false) {
  const child = answers.values['child-name'];
  const says = ([name, text]: [string, string]) => {
    const asked = /^question-(\d+)$/.exec(name)?.[1];
    if (name.startsWith('protection-')) return true; // what was said of police protection
    return saysPlaced(sure(text), child) && (!asked || /^\s*(?!no\b)\S/i.test(texts[`answer-${asked}`] ?? ''));
  };
  const sure = (text: string) => (known ? withoutMaybe(text) : text);
  const sureOf = (all: Answers) => (known ? surelyIn(all) : all);
  return (
    mayBePlaced(sureOf(answers)) ||
    (adding !== undefined && mayBePlaced(sureOf(adding), child)) ||
    events.some((event) => takesIntoCare(event) && !(known && event.type === 'AddressesHeld')) ||
    Object.entries(texts).some(says)
  );
}

const takesIntoCare = (event: CaseEvent) =>
  (event.type === 'AddressesHeld' && !event.perhaps) || // once it is known, it stays so
  event.type === 'ProtectionSaid' ||
  (event.type === 'CallJoined' && (event.placed || event.protection !== undefined)) ||
  (event.type === 'PlacementKnown' && event.mirrored) ||
  (event.type === 'ServiceRecorded' && event.service === 'looked-after') ||
  ((event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected') && event.decision === 'immediate');

/** Whether a line of the author by itself may be a town: in what they add or report, and in an answer to a question about a place. */
export function tellsWhere(fact: string, texts: Texts): boolean {
  const [, kind, number] = /^text:(information|missing|found|answer)-(\d+)$/.exec(fact) ?? [];
  const question = texts[textOf.question(Number(number))] ?? '';
  return kind === 'answer'
    ? /\b(?:where|address|town|city|area|place\w*|liv\w+|stay\w*)\b/i.test(question)
    : kind !== undefined;
}

/** Whether it answers a question about a hotel and says nothing of where the child lives. */
export function tellsElsewhere(fact: string, texts: Texts): boolean {
  const [, number] = /^text:answer-(\d+)$/.exec(fact) ?? [];
  const question = texts[textOf.question(Number(number))] ?? '';
  const both = `${question} ${texts[textOf.answer(Number(number))] ?? ''}`;
  return /\b(?:hotel|motel|airbnb)\b/i.test(question) && !saysPlaced(both) && !saysLives(both);
}
