import { warningLines } from '../../cards/card-warnings.ts';
import { adviserLines } from '../../cards/contact.ts';
import { limitWords } from '../../cards/forms.ts';
import { coloured, type Input, input, type Line, line, plain, ring } from '../../cards/parts.ts';
import { problemText } from '../../cards/problem.ts';
import { firstToAsk } from '../../check/advice-order.ts';
import { suggestedConsent } from '../../check/consent.ts';
import type { Answers, Draft } from '../../check/draft.ts';
import { fieldWords } from '../../check/in-care.ts';
import type { Step } from '../../check/steps.ts';
import { type Field, fieldOf, type Pack } from '../../protocol/pack.ts';
import { inputId, type StepParts, type StepView } from './shown.ts';

/** The boxes of a form, filled in with what is saved, and the words around them. */
export function formParts(step: Extract<Step, { kind: 'form' }>, view: StepView): Omit<StepParts, 'rows'> {
  const { draft, pack } = view;
  const fields = step.form.fields.map((id) => fieldOf(pack, id));
  const officer = step.form.id === 'officer' ? pack.directory?.officers[draft.answers.values.agency ?? ''] : undefined;
  const introduction = [
    ...(step.form.help === '' ? [] : [line(step.form.help)]),
    ...(officer ? [line(`For your agency: ${officer}`, 'bold', 'Small')] : []),
    ...warningLines(pack, `form:${step.form.id}`, draft.answers),
  ];
  const parts = {
    heading: step.form.heading,
    blocks: introduction.length > 0 ? [plain(introduction, 'Small')] : [],
    inputs: fields.map((field) => inputFor(field, view)),
    notes: shortLimits(fields),
  };
  if (step.section !== 'consent') return parts;
  const advice = ['yes', 'not-sure'].includes(draft.answers.values['consent-risk'] ?? '')
    ? 'You can refer without consent. You do not need to tell the parent or carer.'
    : 'Normally you ask a parent or carer. You can refer without consent if a child may be harmed.';
  return {
    ...parts,
    where: 'Consent · 2 of 2',
    blocks: [coloured('emphasis', [line(advice, 'bold'), ...warningLines(pack, 'consent', draft.answers)])],
    notes: [...parts.notes, ...whomToAsk(pack, draft.answers)],
  };
}

/** Whom to ring about consent. A number that nobody has confirmed is marked as such. @source Protocol 8.1, 11 */
function whomToAsk(pack: Pack, answers: Answers): Line[] {
  const { contacts, phones } = pack;
  const [urgent, advice] = (['urgent', 'advice'] as const).map((when) => contacts.find((each) => each.when === when));
  return [
    line('Unsure? Ring first if you can. You can still send this now.', 'bold', 'Medium'),
    ...ring(urgent?.name ?? 'Children’s Services', phones.urgent),
    ...firstToAsk(pack, answers).flatMap((contact) => adviserLines(contact)),
    ...(advice ? adviserLines(advice) : []),
  ];
}

/**
 * One line on how much fits into the short boxes of a form: the usual limit, and the boxes with another. Long boxes
 * show their own.
 */
function shortLimits(fields: Field[]): Line[] {
  const short = fields.filter(({ choices, kind }) => !choices && kind !== 'long');
  const count = (limit: number) => short.filter((field) => field.limit === limit).length;
  const [usual] = short.map(({ limit }) => limit).sort((a, b) => count(b) - count(a) || b - a);
  if (usual === undefined) return [];
  const others = short.filter(({ limit }) => limit !== usual).map((field) => `${field.short} ${field.limit}`);
  const except = others.length > 0 ? ` (${others.join(', ')})` : '';
  return [line(`A short box takes ${limitWords(usual)}${except}.`, 'small', 'Medium')];
}

function inputFor(field: Field, view: StepView): Input {
  const { draft, pack } = view;
  const problem = view.problems?.find((each) => each.field === field.id);
  const saved = draft.answers.values[field.id] ?? suggestion(field.id, draft, pack);
  const value = view.unsaved?.[field.id] || (problem ? (view.typed?.[field.id] ?? saved) : saved);
  const common = { value, problem: problem ? problemText(problem, field.short, field.ask) : '' };
  const box = (kind: Input['kind'], more: Partial<Input>) =>
    input(kind, inputId(field.id, view), labelOf(field, draft.answers), { ...common, ...more });
  if (!field.choices)
    return box('text', { multiline: field.kind === 'long', style: field.kind === 'phone' ? 'tel' : 'text' });
  const choices = field.choices.map(({ label, id }) => ({ title: label, value: id }));
  const kind = field.kind === 'choice' ? 'compact' : field.kind === 'many' ? 'many' : 'one';
  const isFolded = field.folded !== undefined && value === '' && !problem;
  return box(kind, { choices, folded: isFolded, foldedTitle: field.folded ?? '' });
}

/**
 * “Your name (required)”, “Family (up to 1,000 characters)”. A label that ends with brackets gets the words into those.
 */
function labelOf(field: Field, answers: Answers): string {
  const { label } = fieldWords(field, answers);
  const addition = [
    ...(field.required ? ['required'] : []),
    ...(field.kind === 'long' && !field.choices ? [limitWords(field.limit)] : []),
  ].join(', ');
  if (addition === '') return label;
  return label.endsWith(')') ? `${label.slice(0, -1)}; ${addition})` : `${label} (${addition})`;
}

/** The consent form suggests the likely answer. No other form suggests anything. */
function suggestion(field: string, { answers }: Draft, pack: Pack): string {
  return field === 'consent' ? suggestedConsent(answers, pack) : '';
}
