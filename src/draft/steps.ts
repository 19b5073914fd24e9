import { oncePer } from '../base/once-per.ts';
import type { Instant } from '../base/time.ts';
import { type Field, type Form, fieldOf, formOf, type Pack, type Section } from '../protocol/pack.ts';
import { answersOfThis, worryParts } from './aside.ts';
import { isNeeded } from './consent.ts';
import {
  type Answers,
  answerTo,
  type Draft,
  emptyAnswers,
  hasPhoned,
  type NextChild,
  type Progress,
  withAnswers,
} from './draft.ts';
import { formFor } from './fields.ts';
import { namesTime, timeTold } from './leaving.ts';
import { sameAnswers } from './next-child.ts';
import { placesToAsk } from './places.ts';
import { applies } from './shown-when.ts';
import { type TickCard, tickCardId, tickCards } from './tick-cards.ts';
import { mayBeTold, RANK, tellerIn, toldOf } from './told.ts';
import { readChoice } from './typed-choice.ts';
import { isOnlyOfTime, withoutStop } from './typed-words.ts';

/** A step of the check: the bot shows one at a time. */
export type Step =
  | { kind: Plain; id: Plain; section: Section }
  | { kind: 'form'; id: string; section: Section; form: Form }
  | ({ kind: 'ticks'; section: 'check' } & TickCard)
  | { kind: 'private-fostering'; id: 'private-fostering-finding'; section: 'details'; canReport: boolean }
  | { kind: 'same'; id: 'same'; section: 'child'; next: NextChild }
  | { kind: 'places'; id: 'places'; section: 'check-answers'; places: string[] }
  | { kind: 'check-answers'; id: 'check-answers'; section: 'check-answers' };

type Plain = 'linked' | 'danger' | 'danger-phone' | 'summary';
const plain = (id: Plain, section: Section): Step => ({ kind: id, id, section });

/** The forms of the written referral for this referrer's agency and situation. @source Protocol 6.3–6.8, 8.2, 9, 10 */
export function detailForms(answers: Answers, pack: Pack): Form[] {
  return allDetails(pack).filter(({ shownWhen }) => applies(shownWhen, answers));
}

const allDetails = (pack: Pack): Form[] => pack.walk.referral.flatMap((id) => formOf(pack, id) ?? []);

/** The forms to print: those that apply now, and those answered before the agency or the situation was changed. */
export function detailsToPrint(answers: Answers, pack: Pack): Form[] {
  const isAnswered = ({ fields }: Form) => fields.some((id) => answerTo(answers, id) !== undefined);
  return allDetails(pack).filter((form) => applies(form.shownWhen, answers) || isAnswered(form));
}

/**
 * Shows the finding on private fostering. The referrer can report it unless it does not look like private fostering.
 */
const finding = ({ values }: Answers): Step => ({
  kind: 'private-fostering',
  id: 'private-fostering-finding',
  section: 'details',
  canReport: values['pf-finding'] !== undefined && values['pf-finding'] !== 'does-not',
});

/** Every step that applies to this draft, in order. */
export function path({ answers, progress: { mode, rest, next, at, done } }: Draft, pack: Pack): Step[] {
  return pathOf(answers, samePack(pack), mode, rest === true, next, at === 'linked', done.includes('about-you'));
}

const firstPack = oncePer((_: Pack['fields']): { pack?: Pack } => ({}));
const asked = ['forms', 'groups', 'warnings', 'walk'] as const;
/** The first pack that asks the same: the numbers that were confirmed, for example, change no question. */
function samePack(pack: Pack): Pack {
  const known = firstPack(pack.fields);
  if (!asked.every((part) => known.pack?.[part] === pack[part])) known.pack = pack;
  return known.pack ?? pack;
}

/** It depends only on what hardly changes from step to step, so that it is worked out once for new answers. */
const pathOf = oncePer((answers: Answers, pack: Pack, ...how: PathDepends): Step[] => {
  const [mode, rest, next, isLinked, isAboutYouDone] = how;
  const form = (id: string): Step => formStep(nameFirst(formFor(requiredForm(id, pack), answers, pack), answers, pack));
  const cards = [...tickCards(answers, pack), ...(rest ? tickCards(answers, pack, true) : [])];
  const ticks = cards.map((card): Step => ({ kind: 'ticks', section: 'check', ...card }));
  const check: Step[] = [situation(answers, pack), ...ticks, plain('summary', 'check')];
  if (mode === 'adding') return check;
  const danger = [plain('danger', 'danger')];
  if (answers.values.danger === 'yes') danger.push(plain('danger-phone', 'danger'));
  if (hasPhoned(answers)) danger.push(form('phoned'));
  const asksCallBack = formOf(pack, 'call-back') && !isAboutYouDone;
  if (hasPhoned(answers) && asksCallBack) danger.push(form('call-back'));
  if (isLinked || (next && !next.as)) danger.push(plain('linked', 'danger'));
  const places = placesToAsk(answers, pack);
  return [
    ...danger,
    form('about-you'),
    ...same(next, pack),
    form('child'),
    ...check,
    form('officer'),
    form('consent-asked'),
    form('consent'),
    ...detailForms(answers, pack).flatMap(({ id }) =>
      id === 'private-fostering' ? [form(id), finding(answers)] : [form(id)],
    ),
    ...(places.length > 0 ? [{ kind: 'places', id: 'places', section: 'check-answers', places } as const] : []),
    { kind: 'check-answers', id: 'check-answers', section: 'check-answers' },
  ];
});

type PathDepends = [
  mode: Progress['mode'],
  rest: boolean,
  next: NextChild | undefined,
  isLinked: boolean,
  isAboutYouDone: boolean,
];

/** The one question whether what the other child’s referral says is the same for this child. */
const same = (next: NextChild | undefined, pack: Pack): Step[] =>
  next && Object.keys(sameAnswers(next, pack).values).length > 0
    ? [{ kind: 'same', id: 'same', section: 'child', next }]
    : [];

/** Of a child whose name the story has, the name and age come before care: nobody speaks of a child in care whom they have just named. */
function nameFirst(form: Form, { values }: Answers, pack: Pack): Form {
  const { told } = worryParts(values.worry ?? '');
  const first = ['worry', 'child-name', 'child-age'];
  const isTold =
    form.id === 'child' &&
    told !== '' &&
    toldOf(fieldOf(pack, 'child-name'), { ...emptyAnswers, values: { worry: told } }, '' as Instant);
  return isTold
    ? { ...form, fields: [...new Set([...first.filter((id) => form.fields.includes(id)), ...form.fields])] }
    : form;
}

const formStep = (form: Form): Step => ({ kind: 'form', id: form.id, section: form.section, form });

function requiredForm(id: string, pack: Pack) {
  const form = formOf(pack, id);
  if (!form) throw new Error(`the protocol pack has no form ${id}`);
  return form;
}

/** The card of the situation. It ends with the question about care if the card of the child did not ask it. */
function situation(answers: Answers, pack: Pack): Step {
  const form = formFor(requiredForm('situation', pack), answers, pack);
  const isOpen = answers.values.care === undefined && pack.fields.some(({ id }) => id === 'care');
  const fields = isOpen && !form.fields.includes('care') ? [...form.fields, 'care'] : form.fields;
  return formStep({ ...form, fields });
}

/**
 * The step to show. If the stored step no longer applies (the agency was changed), it is the last step, which always
 * applies.
 */
export function stepNow(draft: Draft, pack: Pack): Step {
  const steps = path(draft, pack);
  const { at } = draft.progress;
  const shares = (step: Step) => step.kind === 'ticks' && step.themes.some((id) => tickCardId(id, step.isRest) === at);
  const step = steps.find(({ id }) => id === at) ?? steps.find(shares) ?? steps.at(-1);
  if (!step) throw new Error('a path has no steps');
  return step;
}

/** The question that typed words answer, where the step is a form. @returns undefined when all of it is answered */
export function fieldNow(draft: Draft, pack: Pack): Field | undefined {
  const step = stepNow(draft, pack);
  const id = step.kind === 'form' ? step.form.fields[cursorNow(draft, pack)] : undefined;
  return id === undefined ? undefined : fieldOf(pack, id);
}

/**
 * The place of the question that typed words answer. What was answered is not asked again, unless its author came back
 * for it.
 */
export function cursorNow(draft: Draft, pack: Pack): number {
  const { answers, progress } = draft;
  const step = stepNow(draft, pack);
  if (step.kind !== 'form') return progress.cursor;
  const { fields } = step.form;
  if (progress.again) return Math.min(progress.cursor, fields.length - 1);
  const isAsked = (field: Field) =>
    !progress.brief || step.section === 'consent' || isNeeded(field, answers) || mayBeTold(field, answers);
  const isNext = (field: Field) => !field.onlyOnCard && isOpen(field, answers) && isAsked(field);
  const next = fields.findIndex((id, index) => index >= progress.cursor && isNext(fieldOf(pack, id)));
  return next < 0 ? fields.length : next;
}

/** The place of the question that was asked before it; -1 at the first. */
export function cursorBefore(draft: Draft, pack: Pack): number {
  const step = stepNow(draft, pack);
  const cursor = cursorNow(draft, pack);
  if (step.kind !== 'form') return cursor - 1;
  return step.form.fields.slice(0, cursor).findLastIndex((id) => !fieldOf(pack, id).onlyOnCard);
}

/** Whether a question waits for an answer. What was said beside the questions is none. */
function isOpen({ id, required }: Field, { values, readings }: Answers) {
  const value = values[id];
  if (value === undefined || worryParts(value).told !== '') return value === undefined;
  return value !== '' || (required === true && !readings[id]);
}

/** What was told for the question at hand, and for those that come after it on its card: one “yes” writes it all. */
export function toldNow(draft: Draft, pack: Pack, now: Instant): { id: string; said: string }[] {
  const field = fieldNow(draft, pack);
  const said = field && !draft.progress.denied?.includes(field.id) && toldOf(field, answersOfThis(draft.answers), now);
  if (!said) return [];
  const { again, ...progress } = draft.progress;
  const after = { ...draft, progress: { ...progress, cursor: cursorNow(draft, pack) + 1 } };
  return [{ id: field.id, said }, ...(again ? [] : toldNow(after, pack, now))];
}

const YES_FIRST = /^\W{0,9}(?:y|yes|yeah|yep|yup|yh)\b\W{1,9}(.+)$/is;
/** What stands behind a “yes”. */
export const afterYes = (text: string): string => YES_FIRST.exec(withoutStop(text))?.[1] ?? '';
/** “yes 6”, where it asks “leaves at 06:00. Is it that?” */
export function affirmsTime(text: string, draft: Draft, { pack, now }: { pack: Pack; now: Instant }): boolean {
  const again = afterYes(text);
  const [told] = again ? toldNow(draft, pack, now) : [];
  const time = told?.id === 'leaves-sight' ? timeTold(answersOfThis(draft.answers), now) : undefined;
  return time !== undefined && isOnlyOfTime(again) && namesTime(again, time, now);
}

/** All that is asked in the check, with its names. */
export const boxesIn = (draft: Draft, pack: Pack) =>
  path(draft, pack).flatMap((step, index) =>
    step.kind !== 'form'
      ? { at: step.id, cursor: 0, index, id: step.id, names: step.id }
      : step.form.fields.map((id, cursor) => {
          const { short, label } = fieldOf(pack, id);
          return { at: step.id, cursor, index, id, names: `${id} ${short} ${label}` };
        }),
  );

/** The agency of an officer who gave their rank: nobody asks a PCSO for it. */
export function withAgencyOfRank(draft: Draft, pack: Pack): Draft {
  const { values } = draft.answers;
  const agency = fieldOf(pack, 'agency');
  const isOpen = values.agency === undefined && !draft.progress.denied?.includes('agency');
  if (!isOpen || !RANK.test(tellerIn(values.worry ?? '').role ?? '')) return draft;
  const told = readChoice('police', agency.choices ?? [])?.id;
  return told ? withAnswers(draft, { values: { agency: told } }) : draft;
}
