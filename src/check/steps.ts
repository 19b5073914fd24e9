import { type Form, formOf, type Group, type Pack, type Section } from '../protocol/pack.ts';
import { type Answers, answerTo, type Draft, hasPhoned } from './draft.ts';
import { applies } from './shown-when.ts';

/** One thing the bot asks at a time. */
export type Step =
  | { kind: 'danger'; id: 'danger'; section: 'danger' }
  | { kind: 'danger-phone'; id: 'danger-phone'; section: 'danger' }
  | { kind: 'form'; id: string; section: Section; form: Form }
  | { kind: 'ticks'; id: string; section: 'check'; group: Group; number: number; of: number }
  | { kind: 'summary'; id: 'summary'; section: 'check' }
  | { kind: 'private-fostering'; id: 'private-fostering-finding'; section: 'details'; canReport: boolean }
  | { kind: 'consent-risk'; id: 'consent-risk'; section: 'consent' }
  | { kind: 'check-answers'; id: 'check-answers'; section: 'check-answers' };

/** The lists of statements this worker is asked about, by agency and situation. @source Protocol 5.2, 5.3, 6.3–6.8, 9, 10 */
export function groupsFor(answers: Answers, pack: Pack): Group[] {
  return pack.groups.filter(({ shownWhen }) => applies(shownWhen, answers));
}

/** The forms of the written referral that this worker is asked, by agency and situation. @source Protocol 6.3–6.8, 8.2, 9, 10 */
export function detailForms(answers: Answers, pack: Pack): Form[] {
  return allDetails(pack).filter(({ shownWhen }) => applies(shownWhen, answers));
}

const allDetails = (pack: Pack): Form[] => pack.walk.referral.flatMap((id) => formOf(pack, id) ?? []);

/** What is printed: the forms that are asked, and those that were answered before the agency or the situation was changed. */
export function detailsToPrint(answers: Answers, pack: Pack): Form[] {
  const has = ({ fields }: Form) => fields.some((id) => answerTo(answers, id) !== undefined);
  return allDetails(pack).filter((form) => applies(form.shownWhen, answers) || has(form));
}

/** What was found about private fostering; what does not look like it is not offered for a report. */
const finding = ({ values }: Answers): Step => ({
  kind: 'private-fostering',
  id: 'private-fostering-finding',
  section: 'details',
  canReport: values['pf-finding'] !== undefined && values['pf-finding'] !== 'does-not',
});

/** Every step that applies to this draft, in the order in which it is asked. */
export function path({ answers, progress }: Draft, pack: Pack): Step[] {
  const groups = groupsFor(answers, pack);
  const ticks = groups.map((group, index): Step => {
    const place = { number: index + 1, of: groups.length };
    return { kind: 'ticks', id: `ticks-${group.id}`, section: 'check', group, ...place };
  });
  const check: Step[] = [form('situation', pack), ...ticks, { kind: 'summary', id: 'summary', section: 'check' }];
  if (progress.mode === 'adding') return check;
  const danger: Step[] = [{ kind: 'danger', id: 'danger', section: 'danger' }];
  if (answers.values.danger === 'yes') danger.push({ kind: 'danger-phone', id: 'danger-phone', section: 'danger' });
  if (hasPhoned(answers)) danger.push(form('phoned', pack));
  const callBack = formOf(pack, 'call-back');
  if (hasPhoned(answers) && callBack && !progress.done.includes('about-you')) danger.push(form(callBack.id, pack));
  return [
    ...danger,
    form('about-you', pack),
    form('child', pack),
    ...check,
    form('officer', pack),
    { kind: 'consent-risk', id: 'consent-risk', section: 'consent' },
    form('consent', pack),
    ...detailForms(answers, pack).flatMap(({ id }) =>
      id === 'private-fostering' ? [form(id, pack), finding(answers)] : [form(id, pack)],
    ),
    { kind: 'check-answers', id: 'check-answers', section: 'check-answers' },
  ];
}

function form(id: string, pack: Pack): Step {
  const found = formOf(pack, id);
  if (!found) throw new Error(`the protocol pack has no form ${id}`);
  return { kind: 'form', id, section: found.section, form: found };
}

/** The step to show. A step that no longer applies (the agency was changed) gives way to the one that can always be shown. */
export function stepNow(draft: Draft, pack: Pack): Step {
  const steps = path(draft, pack);
  const found = steps.find((step) => step.id === draft.progress.at) ?? steps.at(-1);
  if (!found) throw new Error('a path has no steps');
  return found;
}
