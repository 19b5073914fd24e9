import { adviserLines } from '../../cards/contact.ts';
import { limitWords } from '../../cards/forms.ts';
import { coloured, type Input, input, type Line, line, plain, ring } from '../../cards/parts.ts';
import { problemText } from '../../cards/problem.ts';
import { warned } from '../../cards/reminders.ts';
import { firstToAsk } from '../../check/advice-order.ts';
import { suggestedConsent } from '../../check/consent.ts';
import type { Answers, Draft } from '../../check/draft.ts';
import { fieldWords } from '../../check/in-care.ts';
import type { Step } from '../../check/steps.ts';
import { type Field, fieldOf, type Pack } from '../../protocol/pack.ts';
import { inputId, type Parts, type StepView } from './shown.ts';

/** The inputs of a form with what is saved of them, and what is said around them. */
export function formParts(step: Extract<Step, { kind: 'form' }>, shown: StepView): Omit<Parts, 'rows'> {
  const { draft, pack } = shown;
  const fields = step.form.fields.map((id) => fieldOf(pack, id));
  const officer = step.form.id === 'officer' ? pack.directory?.officers[draft.answers.values.agency ?? ''] : undefined;
  const caseContext = [
    ...(step.form.help === '' ? [] : [line(step.form.help)]),
    ...(officer ? [line(`For your agency: ${officer}`, 'bold', 'Small')] : []),
    ...warned(pack, `form:${step.form.id}`, draft.answers),
  ];
  const parts = {
    heading: step.form.heading,
    blocks: caseContext.length > 0 ? [plain(caseContext, 'Small')] : [],
    inputs: fields.map((field) => inputFor(field, shown)),
    notes: shortLimits(fields),
  };
  if (step.section !== 'consent') return parts;
  const told = ['yes', 'not-sure'].includes(draft.answers.values['consent-risk'] ?? '')
    ? 'You can refer without consent. You do not need to tell the parent or carer.'
    : 'Normally you ask a parent or carer. You can refer without consent if a child may be harmed.';
  return {
    ...parts,
    where: 'Consent · 2 of 2',
    blocks: [coloured('emphasis', [line(told, 'bold'), ...warned(pack, 'consent', draft.answers)])],
    notes: [...parts.notes, ...unsure(pack, draft.answers)],
  };
}

/** Whom to ring about consent. A number that nobody has confirmed says so. @source Protocol 8.1, 11 */
function unsure(pack: Pack, answers: Answers): Line[] {
  const { contacts, phones } = pack;
  const [urgent, advice] = (['urgent', 'advice'] as const).map((when) => contacts.find((each) => each.when === when));
  return [
    line('Unsure? Ring first if you can. You can still send this now.', 'bold', 'Medium'),
    ...ring(urgent?.name ?? 'Children’s Services', phones.urgent),
    ...firstToAsk(pack, answers).flatMap((contact) => adviserLines(contact)),
    ...(advice ? adviserLines(advice) : []),
  ];
}

/** How much goes into the short boxes of a form, in one line: the usual limit, and the boxes that have another. Long ones say it themselves. */
function shortLimits(fields: Field[]): Line[] {
  const short = fields.filter(({ choices, kind }) => !choices && kind !== 'long');
  const count = (limit: number) => short.filter((field) => field.limit === limit).length;
  const [usual] = short.map(({ limit }) => limit).sort((a, b) => count(b) - count(a) || b - a);
  if (usual === undefined) return [];
  const others = short.filter(({ limit }) => limit !== usual).map((field) => `${field.short} ${field.limit}`);
  const except = others.length > 0 ? ` (${others.join(', ')})` : '';
  return [line(`A short box takes ${limitWords(usual)}${except}.`, 'small', 'Medium')];
}

function inputFor(field: Field, shown: StepView): Input {
  const { draft, pack } = shown;
  const problem = shown.problems?.find((each) => each.field === field.id);
  const saved = draft.answers.values[field.id] ?? suggestion(field.id, draft, pack);
  const value = shown.unsaved?.[field.id] || (problem ? (shown.typed?.[field.id] ?? saved) : saved);
  const common = { value, problem: problem ? problemText(problem, field.short, field.ask) : '' };
  const box = (kind: Input['kind'], more: Partial<Input>) =>
    input(kind, inputId(field.id, shown), labelOf(field, draft.answers), { ...common, ...more });
  if (!field.choices)
    return box('text', { multiline: field.kind === 'long', style: field.kind === 'phone' ? 'tel' : 'text' });
  const choices = field.choices.map(({ label, id }) => ({ title: label, value: id }));
  const kind = field.kind === 'choice' ? 'compact' : field.kind === 'many' ? 'many' : 'one';
  const folded = field.folded !== undefined && value === '' && !problem;
  return box(kind, { choices, folded, foldedTitle: field.folded ?? '' });
}

/** "Your name (required)", "Family (up to 1,000 characters)"; one pair of brackets is enough. */
function labelOf(field: Field, answers: Answers): string {
  const { label } = fieldWords(field, answers);
  const more = [
    ...(field.required ? ['required'] : []),
    ...(field.kind === 'long' && !field.choices ? [limitWords(field.limit)] : []),
  ].join(', ');
  if (more === '') return label;
  return label.endsWith(')') ? `${label.slice(0, -1)}; ${more})` : `${label} (${more})`;
}

/** On the consent card the likely answer stands ready; elsewhere nothing is answered for the worker. */
function suggestion(field: string, { answers }: Draft, pack: Pack): string {
  return field === 'consent' ? suggestedConsent(answers, pack) : '';
}
