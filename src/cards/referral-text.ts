import { oncePer } from '../base/once-per.ts';
import { namesPlace } from '../draft/aside.ts';
import { consentTold, ofCarer } from '../draft/consent.ts';
import { type Answers, answerTo, emptyTicks, hasPhoned } from '../draft/draft.ts';
import {
  fieldWords,
  hasCheckedAnyList,
  isInCare,
  isLeftOut,
  packFor,
  printedTitle,
  wasAsked,
} from '../draft/fields.ts';
import { arrangementInWords } from '../draft/private-fostering.ts';
import { detailForms, detailsToPrint } from '../draft/steps.ts';
import { choiceLabel, type Field, fieldOf, formOf, type Pack, type Statement } from '../protocol/pack.ts';
import type { Later } from './later-facts.ts';
import { clockAndDay } from './london.ts';
import { excerpt, shown } from './parts.ts';
import { coveredWords, statementInShort, statementTicked } from './statement.ts';
import { carerBanner } from './warnings.ts';

/** Why a field has no answer: the referrer was asked and wrote nothing, or nobody asked. */
type Gap = 'Left empty' | 'Not asked';

export interface TitledText {
  title: string;
  text: string;
  banner?: 'warning' | 'calm'; // set for the carer banner, which comes first
  gap?: Gap | undefined;
}

const neverAsked: Gap = 'Not asked';
const gaps: Gap[] = ['Left empty', neverAsked];
const mayBeHome = 'Left out: the child is in care, and it may be where they live';

/**
 * An answer as people read it: choices in words, and dates with the bot's reading; of when the child leaves, the moment it was said. Without an answer it is "Not known"
 * (the referrer said so), "Left empty" (the referrer wrote nothing) or "Not asked". For a child in care it hides where
 * the referrer works: the child may live there.
 */
export function answerInWords(answers: Answers, field: Field, pack: Pack): string {
  const value = answerTo(answers, field.id);
  if (value !== undefined && field.id === 'organisation' && isInCare(answers)) return mayBeHome;
  if (value === undefined) return wasAsked(answers, field.id) ? notAnswered(answers, field) : neverAsked;
  if (field.choices) {
    return value
      .split(',')
      .map((id) => choiceLabel(pack, field.id, id))
      .join('; ');
  }
  const { words = value, said, leaves } = answers.readings[field.id] ?? {};
  const more = shown<string>([
    words.toLowerCase() !== value.toLowerCase() && leaves !== 'unknown' && `read as: ${words}`,
    said && `said ${clockAndDay(said)}`,
  ]);
  return more.length > 0 ? `${value} (${more.join(', ')})` : value;
}

/** The answer about consent, and that asking could put the child at risk. */
export function consentInWords(answers: Answers, pack: Pack): string {
  const { consent, 'consent-risk': risk } = answers.values;
  const why = consent === 'not-asked' && risk === 'yes' ? ': it could put the child at risk' : '';
  return `${answerInWords(answers, fieldOf(pack, 'consent'), pack)}${why}`;
}

/** The same, of one referral: give the id of a field, and get its answer in words. */
export const answersInWords = (answers: Answers, pack: Pack) => (field: string) =>
  answerInWords(answers, fieldOf(pack, field), pack);

/** "Not known" if the referrer said so, otherwise the words for an empty box. */
const notAnswered = ({ readings }: Answers, { id, unknown }: Field) => readings[id]?.words ?? unknown;

/** The statements that are printed under one title. A list with a title of its own stands apart from its theme. */
const sections = oncePer(({ groups, lists }: Pack) =>
  groups.flatMap((theme) => {
    const own = theme.statements.filter(({ list }) => !lists.some(({ id }) => id === list));
    const listed = lists.map(({ id, title }) => ({
      title,
      statements: theme.statements.filter(({ list }) => list === id),
    }));
    return [
      { theme, title: theme.title, statements: own, isTheme: true },
      ...listed.map((list) => ({ theme, isTheme: false, ...list })),
    ];
  }),
);

/**
 * The indicator check in words: what was seen and suspected, theme by theme, without a number or a score. A completed
 * card is printed even if the referrer later changed the agency or the situation so that it no longer applies.
 * @param noteLength the most characters to show of each note; with it, all is shorter
 * @param isIn       which statements to print
 * @source Protocol 5.3
 */
export function ticksInWords(
  answers: Answers,
  pack: Pack,
  { noteLength, isIn = () => true }: { noteLength?: number; isIn?: (statement: Statement) => boolean } = {},
): TitledText[] {
  return sections(pack).flatMap(({ theme, title, statements, isTheme }) => {
    const { seen, suspected, note, looked } = answers.ticks[theme.id] ?? emptyTicks;
    const printed = statements.filter(isIn);
    const among = (ids: string[]) => printed.filter(({ id }) => ids.includes(id));
    const isTickedIn = (some: Statement[]) => some.some(({ id }) => [...seen, ...suspected].includes(id));
    const covered = printed.filter((each) => coveredWords(answers, each, pack) !== '');
    const notSeen = among(looked).filter((each) => !isTickedIn([each]) && !covered.includes(each));
    const isOfNote =
      theme.statements.some(isIn) && (!isTickedIn(theme.statements) || isTickedIn(theme.statements.filter(isIn)));
    const isShort = noteLength !== undefined;
    const inWords = isShort ? statementInShort : statementTicked;
    const list = (title: string, some: Statement[], words: (statement: Statement) => string = inWords) =>
      some.length > 0 && `${title}: ${some.map(words).join('; ')}`;
    const lines = shown<string>([
      list('Seen', among(seen)),
      list('Suspected', among(suspected)),
      !isShort && list('Said by another', covered, (each) => `${inWords(each)}${coveredWords(answers, each, pack)}`),
      !isShort && list('Looked for, not seen', notSeen, statementInShort),
      isShort && notSeen.length > 0 && 'The others: looked for, not seen',
      isTheme && isOfNote && note.trim() !== '' && `Note: ${isShort ? excerpt(note, noteLength) : note}`,
    ]);
    return lines.length > 0 ? [{ title, text: lines.join('\n') }] : [];
  });
}

/**
 * The first signs for the shared card: what makes the referral urgent before the others, what is only background last.
 * @param most how many are shown
 */
export function indicatorsInShort(answers: Answers, pack: Pack, most: number): TitledText[] {
  if (!hasCheckedAnyList(answers)) return [{ title: 'Indicator check', text: 'Not done' }];
  const ticked = (kind: 'seen' | 'suspected') =>
    pack.groups.flatMap(({ id, statements }) =>
      statements.filter((each) => answers.ticks[id]?.[kind].includes(each.id)).map((each) => ({ ...each, kind })),
    );
  const places: Statement['role'][] = ['trigger', 'indicator', 'criterion', 'context'];
  const all = [...ticked('seen'), ...ticked('suspected')].toSorted(
    (one, other) => places.indexOf(one.role) - places.indexOf(other.role),
  );
  const shownSigns = all.slice(0, most);
  const part = (title: string, kind: 'seen' | 'suspected', isSign: boolean) => {
    const some = shownSigns.filter(
      (each) => each.kind === kind && ['trigger', 'indicator'].includes(each.role) === isSign,
    );
    return some.length > 0 && { title, text: some.map(statementInShort).join('; ') };
  };
  const left = all.length - shownSigns.length;
  const sections = shown<TitledText>([
    part('Signs seen', 'seen', true),
    part('Signs suspected', 'suspected', true),
    part('Also true', 'seen', false),
    part('Also true · suspected', 'suspected', false),
  ]);
  const last = sections.at(-1);
  if (last && left > 0) last.title += ` · and ${left} more, under Everything`;
  return sections.length > 0 ? sections : [{ title: 'Indicator check', text: 'Done. Nothing ticked.' }];
}

/** The given answers of one form, without the fields in `except`. */
export function givenAnswers(
  answers: Answers,
  form: string,
  pack: Pack,
  except: string[] = [],
): { field: Field; text: string }[] {
  return (formOf(pack, form)?.fields ?? [])
    .filter((id) => !except.includes(id) && answerTo(answers, id) !== undefined)
    .map((id) => fieldOf(pack, id))
    .map((field) => ({ ...field, ...fieldWords(field, answers) }))
    .map((field) => ({ field, text: answerInWords(answers, field, pack) }));
}

/** What an indicator check adds to a referral that is already sent. */
export function addedCheck(answers: Answers, pack: Pack, later: Later = {}): TitledText[] {
  const inCare = formOf(pack, 'situation')?.fields.includes('care') ? [] : givenAnswers(answers, 'child', pack);
  const given = [...givenAnswers(answers, 'situation', pack), ...inCare.filter(({ field }) => field.id === 'care')];
  return [
    ...given.map(({ field, text }) => ({ title: field.short, text: later[field.id] ?? text })),
    ...ticksInWords(answers, pack),
  ];
}

/** What was answered. */
export const answered = (texts: TitledText[]): TitledText[] => texts.filter(({ gap }) => !gap);

/** What was not answered, named once. */
export const gapsOnce = (texts: TitledText[]): TitledText[] =>
  gaps.flatMap((gap) => {
    const names = texts.filter((each) => each.gap === gap).map(({ title }) => title);
    return names.length > 0 ? [{ title: gap, text: names.join(' · ') }] : [];
  });

const readTheWorry = 'On no form: read the worry';
const WITH =
  /\b(?:with|w) (?:me|us|him|her|them|the|an?|his|my|our)\b|\b(?:boss|uncle|aunt\w*|man|bloke|boyfriend|husband|alone)\b/i;
const A_TIME = /\b(?:at|by|till?|until|before|half|in) (?:\w+ ){0,3}\d{1,2}\b/i;
/** Whether a box is empty and what it asks for may stand in the worry: then nobody reads that it was not asked. */
function mayBeInWorry(answers: Answers, id: string): boolean {
  const { worry = '' } = answers.values;
  if (id === 'whereabouts') return worry.split(/[.,;!?\n]/).some(namesPlace);
  if (id === 'with') return WITH.test(worry);
  if (id === 'consent') return consentTold(worry) !== undefined;
  if (id === 'knows') return ofCarer(worry) !== undefined;
  return id === 'leaves-sight' && !wasAsked(answers, id) && A_TIME.test(worry);
}

/** The whole written referral in one list. */
export const writtenReferral = (answers: Answers, whole: Pack, later: Later = {}): TitledText[] =>
  Object.values(writtenSections(answers, whole, later)).flat();

/**
 * The whole written referral by its sections, with every field, including those not known or not asked.
 * @param later replaces the text of fields about which there is a later report
 * @source Protocol 8.2
 */
export function writtenSections(answers: Answers, whole: Pack, later: Later = {}): Record<string, TitledText[]> {
  const pack = packFor(whole, answers);
  const titled = (id: string): TitledText => {
    const field = fieldOf(pack, id);
    const title = printedTitle(field, answers);
    const isAnswered = later[id] !== undefined || answerTo(answers, id) !== undefined;
    if (!isAnswered && mayBeInWorry(answers, id)) return { title, text: readTheWorry };
    const text = later[id] ?? answerInWords(answers, field, pack);
    return { title, text, gap: isAnswered ? undefined : gaps.find((gap) => gap === text) };
  };
  const form = (id: string) =>
    (formOf(pack, id)?.fields ?? [])
      .filter((each) => each !== 'other-details' || answerTo(answers, each) !== undefined)
      .filter((each) => !isLeftOut(fieldOf(pack, each), answers))
      .map(titled);
  const { title, lines, calm } = carerBanner(answers);
  const banner: TitledText = { title, text: lines.join('\n'), banner: calm ? 'calm' : 'warning' };
  const details = detailsToPrint(answers, pack).flatMap(({ id }) => form(id));
  const child = form('child');
  const names = new Set(child.map(({ title }) => title));
  const check = ticksInWords(answers, pack);
  return {
    'In short': [
      banner,
      { title: 'Immediate danger', text: dangerInWords(answers), gap: answers.values.danger ? undefined : neverAsked },
      { title: 'May be shared with', text: pack.sharedWith },
    ],
    'The child and the worry': child,
    'Who refers': [...form('about-you'), ...(hasPhoned(answers) ? form('phoned') : [])],
    Consent: [...form('consent-asked'), ...form('consent'), ...form('officer')],
    'Situation and signs': [
      ...form('situation'),
      ...(check.length > 0
        ? check
        : [{ title: 'Indicator check', text: hasCheckedAnyList(answers) ? 'Done. Nothing ticked.' : 'Not done' }]),
      ...notTicked(answers, pack, check),
    ],
    'All else': [...details.filter(({ title }) => !names.has(title)), ...fosteringText(answers, pack)],
  };
}

/**
 * Lines for the required lists in which nothing was ticked: how the child may be controlled, and for what purpose.
 * @source Protocol 5.1, 8.2
 */
function notTicked({ ticks }: Answers, { groups, lists }: Pack, check: TitledText[]): TitledText[] {
  const shownIds = Object.values(ticks).flatMap((each) => each.shown);
  const wasShown = (list: string) =>
    groups.some(({ statements }) => statements.some((each) => each.list === list && shownIds.includes(each.id)));
  return lists
    .filter(({ title }) => !check.some((each) => each.title === title))
    .map(({ id, title }) =>
      wasShown(id) ? { title, text: 'Not known' } : { title, text: neverAsked, gap: neverAsked },
    );
}

/**
 * The finding on private fostering, and whether the referrer asks the MASH to pass it on.
 * @source Protocol 10.1 (private fostering)
 */
export function fosteringText(answers: Answers, pack: Pack): TitledText[] {
  const isAsked = detailForms(answers, pack).some(({ id }) => id === 'private-fostering');
  const arrangement = isAsked ? arrangementInWords(answers) : undefined;
  if (!arrangement) return [];
  const report =
    answers.values['pf-report'] === 'yes' ? ' Please pass this to private fostering: the referrer asks you to.' : '';
  return [{ title: 'Private fostering', text: `${arrangement.finding}. ${arrangement.because}${report}` }];
}

export function dangerInWords(answers: Answers): string {
  return answers.values.danger === 'yes' ? 'Yes, or about to be moved' : dangerYesNo(answers);
}

/** The answer to "Is the child in immediate danger, or about to be moved?" */
export function dangerYesNo(answers: Answers) {
  const { danger } = answers.values;
  if (danger === undefined) return neverAsked;
  if (danger === 'yes') return 'Yes';
  const said = danger === 'no' ? 'No' : (answers.readings.danger?.words ?? 'Not known');
  return answers.values['danger-doubt'] ? `${said}, but IN DOUBT: they wrote words that may mean danger` : said;
}
