import { carerIsNotTold } from '../check/consent.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import { checkIsDone } from '../check/not-known.ts';
import { groupsFor } from '../check/steps.ts';
import { choiceLabel, type Field, fieldOf, type Pack } from '../protocol/pack.ts';
import { excerpt } from './parts.ts';

export interface Said {
  title: string;
  text: string;
}

/** An answer as people read it: choices in words, dates with how they were read, and "Not known" where there is none. */
export function answerInWords(answers: Answers, field: Field, pack: Pack): string {
  const value = answerTo(answers, field.id);
  if (value === undefined) return field.unknown;
  if (field.choices) {
    return value
      .split(',')
      .map((id) => choiceLabel(pack, field.id, id))
      .join('; ');
  }
  const reading = answers.readings[field.id];
  return reading && reading.words !== value ? `${value} (read as: ${reading.words})` : value;
}

/**
 * The indicator check in the worker's words: what was seen and suspected, list by list. No number, no score.
 * @param noteLength how much of each note is shown
 * @source Protocol 5.3
 */
export function ticksInWords(answers: Answers, pack: Pack, noteLength = Number.POSITIVE_INFINITY): Said[] {
  return groupsFor(answers, pack).flatMap((group) => {
    const ticks = answers.ticks[group.id];
    if (!ticks) return [];
    const words = (ids: string[]) =>
      group.statements
        .filter(({ id }) => ids.includes(id))
        .map(({ text }) => text.replace(/\.$/, ''))
        .join('; ');
    const lines = [
      ticks.seen.length > 0 ? `Seen: ${words(ticks.seen)}` : '',
      ticks.suspected.length > 0 ? `Suspected: ${words(ticks.suspected)}` : '',
      ticks.looked ? 'The rest: looked for, not seen' : '',
      ticks.note.trim() !== '' ? `Note: ${excerpt(ticks.note, noteLength)}` : '',
    ].filter((each) => each !== '');
    return lines.length > 0 ? [{ title: group.title, text: lines.join('\n') }] : [];
  });
}

/** The check in a line or two, for the shared card. */
export function checkInShort(answers: Answers, pack: Pack): string {
  if (!checkIsDone(answers)) return 'Not done';
  const words = (kind: 'seen' | 'suspected') =>
    pack.groups
      .flatMap((group) => group.statements.filter(({ id }) => answers.ticks[group.id]?.[kind].includes(id)))
      .map(({ text }) => text.replace(/\.$/, ''))
      .join('; ');
  return `Seen: ${words('seen') || '–'}\nSuspected: ${words('suspected') || '–'}`;
}

/** The whole written referral, every field, "Not known" printed where nothing is known. @source Protocol 8.2 */
export function writtenReferral(answers: Answers, pack: Pack): Said[] {
  const asked = (id: string): Said => {
    const field = fieldOf(pack, id);
    return { title: field.short, text: answerInWords(answers, field, pack) };
  };
  const form = (id: string): Said[] => pack.forms.find((each) => each.id === id)?.fields.map(asked) ?? [];
  const told = carerIsNotTold(answers) ? 'The parent or carer has NOT been told. Do not contact them.' : '';
  const details = pack.walk.referral.flatMap(form);
  const child = form('child');
  const names = new Set(child.map(({ title }) => title));
  const check = ticksInWords(answers, pack);
  return [
    ...(told ? [{ title: 'Carer', text: told }] : []),
    { title: 'Immediate danger', text: dangerInWords(answers) },
    ...child,
    ...form('about-you'),
    ...(answers.values.phoned === 'yes' ? form('phoned') : []),
    ...form('consent'),
    ...form('officer'),
    ...form('situation'),
    ...(check.length > 0 ? check : [{ title: 'Indicator check', text: 'Not done' }]),
    ...details.filter(({ title }) => !names.has(title)),
  ].filter(({ title, text }) => !(title === 'Other details' && text === 'Not known'));
}

export function dangerInWords(answers: Answers): string {
  const danger = answers.values.danger;
  return danger === 'yes' ? 'Yes, or about to be moved' : danger === 'no' ? 'No' : 'Not known';
}
