import { adviserLines, whereToRing } from '../../cards/contact.ts';
import { problemText, sideBySide } from '../../cards/forms.ts';
import {
  button,
  buttonWithoutInputs,
  coloured,
  folded,
  type Input,
  input,
  inRows,
  type Lines,
  line,
  mainButton,
  plain,
  ring,
  spacedBoldLine,
  spacedLine,
  titledLines,
} from '../../cards/parts.ts';
import { ticksInWords } from '../../cards/referral-text.ts';
import { coveredWords, statementInShort } from '../../cards/statement.ts';
import { warningLines } from '../../cards/warnings.ts';
import { isNeeded } from '../../draft/consent.ts';
import type { Answers } from '../../draft/draft.ts';
import { fieldWords } from '../../draft/fields.ts';
import { leavingChoices, splitLeaving } from '../../draft/leaving.ts';
import { arrangementInWords } from '../../draft/private-fostering.ts';
import { applies, firstToAsk, isSignalled, isTicked, warningInWords, warningsAt } from '../../draft/shown-when.ts';
import type { Step } from '../../draft/steps.ts';
import type { Condition } from '../../protocol/condition.ts';
import { choiceLabel, type Field, fieldOf, type Pack } from '../../protocol/pack.ts';
import {
  backAndCheckAnswersButtons,
  choiceButtons,
  inputId,
  onwardButtons,
  type QuestionStep,
  type StepParts,
  type StepView,
  stepData,
} from './step.ts';
import { answer, back } from './verbs.ts';

/** The boxes of a form, filled in with what is saved, and the words around them. */
export function formParts(step: Extract<Step, { kind: 'form' }>, view: StepView): Omit<StepParts, 'rows'> {
  const { draft, pack } = view;
  const fields = step.form.fields.map((id) => fieldOf(pack, id));
  const officer = step.form.id === 'officer' ? pack.directory?.officers[draft.answers.values.agency ?? ''] : undefined;
  const introduction = [
    step.form.help,
    officer && spacedBoldLine(`For your agency: ${officer}`),
    warningLines(pack, `form:${step.form.id}`, draft.answers),
  ];
  const parts = {
    heading: step.form.heading,
    blocks: [plain(introduction, 'Small')],
    inputs: sideBySide(
      fields.flatMap((field) => (field.id === 'leaves-sight' ? leavingInputs(field, view) : inputFor(field, view))),
    ),
  };
  if (step.section !== 'consent') return parts;
  const { consent = '' } = draft.answers.values;
  const advice = 'You can refer without consent. You do not need to tell the parent or carer.';
  return {
    ...parts,
    where: `Consent · ${choiceLabel(pack, 'consent', consent)}`,
    blocks: [
      coloured('emphasis', [consent !== 'obtained' && line(advice, 'bold')]),
      folded('better-not', 'Better not to ask?', warningLines(pack, 'consent', draft.answers)),
    ],
    notes: consent === 'unsure' ? whomToAsk(pack, draft.answers) : [],
  };
}

/** Whom to ring about consent. A number that nobody has confirmed is marked as such. @source Protocol 8.1, 11 */
function whomToAsk(pack: Pack, answers: Answers): Lines {
  const { contacts, phones } = pack;
  const [urgent, advice] = (['urgent', 'advice'] as const).map((when) => contacts.find((each) => each.when === when));
  return [
    line('Unsure? Ring first. You can still send this now.', 'bold', 'Medium'),
    ring(urgent?.name ?? 'Children’s Services', phones.urgent),
    firstToAsk(pack, answers).map((contact) => adviserLines(contact)),
    advice && adviserLines(advice),
  ];
}

/** When the child leaves: a box for a time or their words, and the choices. */
function leavingInputs(field: Field, view: StepView): Input[] {
  const { chosen = '', words } = splitLeaving(view.unsaved?.[field.id] || (view.draft.answers.values[field.id] ?? ''));
  const choices = Object.entries(leavingChoices).map(([value, title]) => ({ title, value }));
  return [
    { ...inputFor(field, view), value: words },
    input('compact', inputId('leaves', view), 'Or choose:', { choices, value: chosen }),
  ];
}

/** A list that opens by a press. Its title says how many are ticked; that of a box, whether something stands in it. */
const foldedList = (title: string, value: string): Partial<Input> => ({
  folded: true,
  foldedTitle: value === '' ? title : `${title}: ${value.split(',').length}`,
});

const longestLine = 1000; // characters; what may be longer gets a box of several lines

function inputFor(field: Field, view: StepView) {
  const { draft } = view;
  const problem = view.problems?.find((each) => each.field === field.id);
  const value = view.unsaved?.[field.id] || (draft.answers.values[field.id] ?? '');
  const common = { value, problem: problem ? problemText(problem, field.short, field.ask) : '' };
  const box = (kind: Input['kind'], more: Partial<Input>) =>
    input(kind, inputId(field.id, view), labelOf(field, draft.answers), { ...common, ...more });
  if (!field.choices)
    return box('text', {
      folded: field.folded !== undefined && !problem,
      foldedTitle: `${field.folded ?? ''}${value === '' ? '' : ' ✓'}`,
      multiline: field.limit > longestLine,
      style: field.kind === 'phone' ? 'tel' : 'text',
    });
  const isFirst = ({ firstWhen }: { firstWhen?: Condition | undefined }) =>
    Number(firstWhen !== undefined && applies(firstWhen, draft.answers));
  const choices = field.choices
    .toSorted((one, other) => isFirst(other) - isFirst(one))
    .map(({ label, id }) => ({ title: label, value: id }));
  const kind = field.kind === 'choice' || field.dropDown ? 'compact' : field.kind === 'many' ? 'many' : 'one';
  if (!field.folded || problem) return box(kind, { choices });
  return box(kind, { choices, ...foldedList(field.folded, value) });
}

/** “Your name (required)”. A label that ends with brackets gets the word into those. */
function labelOf(field: Field, answers: Answers) {
  const { label } = fieldWords(field, answers);
  if (!isNeeded(field, answers)) return label;
  return label.endsWith(')') ? `${label.slice(0, -1)}; required)` : `${label} (required)`;
}

export function dangerPhoneParts(step: QuestionStep, view: StepView): StepParts {
  const data = stepData(view, step.id);
  const { phones } = view.pack;
  return {
    heading: 'Ring now. Write later.',
    blocks: [
      coloured('attention', [
        ring('Police and ambulance', '999', 'large', 'None'),
        ring('Children’s Services, day and night', phones.urgent, 'large', 'Medium'),
      ]),
      plain([
        line('I have not called anyone for you.', 'bold'),
        spacedLine(
          'Say that you think the child may be trafficked and is in danger now. Stay with the child if that is safe.',
        ),
        spacedLine('Do not tell the person who is with the child.'),
      ]),
    ],
    rows: [
      [mainButton(answer, 'I have phoned', { ...data, choice: 'phoned' })],
      [button(answer, 'Continue to the written referral', { ...data, choice: 'continue' })],
      [buttonWithoutInputs(back, 'Back', data)],
    ],
  };
}

/** Whether they have asked for consent: its warning stands above the buttons. @source Protocol 8.1, 11 */
export function consentAskedParts(step: Extract<Step, { kind: 'form' }>, view: StepView): StepParts {
  const { draft, pack } = view;
  const warnings = warningsAt(pack, 'before-asking', draft.answers);
  const [strong, ...others] = warnings.toSorted((one, other) => Number(!one.strong) - Number(!other.strong));
  const { choices = [] } = fieldOf(pack, 'consent');
  const data = stepData(view, step.id);
  const buttons = choices.map(({ id, label }) => button(answer, label, { ...data, choice: id }));
  const onward = backAndCheckAnswersButtons(step, view);
  return {
    heading: step.form.heading,
    blocks: [
      plain([step.form.help], 'Small'),
      coloured('warning', [strong && [line(strong.strong ?? '', 'bold'), spacedLine(strong.text)]]),
      plain(others.map((warning) => spacedLine(warningInWords(warning)))),
      folded('ring', 'Unsure? Whom to ring', whomToAsk(pack, draft.answers)),
    ],
    rows: [...inRows(buttons, ({ length }) => length <= 3), draft.answers.values.consent ? onward : onward.slice(-1)],
  };
}

const mostTicks = 12; // lines that are shown at once

/**
 * What the answers say about private fostering, and the duty that follows from it.
 * @source Protocol 10.1 (private fostering)
 */
export function privateFosteringParts(
  step: Extract<QuestionStep, { kind: 'private-fostering' }>,
  view: StepView,
): StepParts {
  const { draft, pack } = view;
  const arrangement = arrangementInWords(draft.answers);
  const finding = draft.answers.values['pf-finding'];
  const data = stepData(view, step.id);
  const ticked = (title: string, isList: (list: string) => boolean): Lines => {
    const ticks = pack.groups
      .flatMap(({ statements }) => statements.filter(({ id, list }) => isList(list) && isTicked(draft.answers, id)))
      .map((each) => `• ${statementInShort(each)}${coveredWords(draft.answers, each, pack)}`);
    return [
      line(`${title}: what you ticked`, 'small'),
      ticks.length > 0 ? ticks.slice(0, mostTicks) : 'Nothing ticked',
      ticks.length > mostTicks && `and ${ticks.length - mostTicks} more`,
    ];
  };
  return {
    where: 'Private fostering',
    heading: arrangement?.finding ?? 'Private fostering: nothing answered',
    blocks: [
      plain([arrangement?.because || 'Answer the questions on the card before, or go on.'], 'Small'),
      finding !== 'does-not' && coloured('emphasis', warningLines(pack, 'private-fostering', draft.answers)),
      finding === 'cannot-tell' && whoCanTell(pack),
      plain([
        'This is help, not a ruling. It never stops your referral: a child can be privately fostered and trafficked.',
      ]),
      folded(
        'fostering',
        'Signs: private fostering',
        ticked('Private fostering', (list) => list === 'fostering'),
      ),
      folded(
        'trafficked',
        'Signs: trafficking',
        ticked('Trafficking', (list) => list !== 'fostering'),
      ),
    ],
    rows: [
      ...(step.canReport ? [[mainButton(answer, 'Report it as well', { ...data, choice: 'report' })]] : []),
      [button(answer, 'Continue', { ...data, choice: 'continue' })],
      backAndCheckAnswersButtons(step, view),
    ],
  };
}

/** In a case of a child in care, asks once about each text that looks like an address. @source Protocol 10.1 */
export function placesParts(step: Extract<QuestionStep, { kind: 'places' }>, view: StepView): StepParts {
  const [place = '', ...others] = step.places;
  return {
    where: 'Child in care or in protection',
    heading: 'Is this where the child is placed?',
    blocks: [
      plain(
        [
          'You wrote what looks like an address:',
          line(place, 'bold'),
          others.length > 0 && `I ask about ${others.length} more after this.`,
        ],
        'Small',
      ),
      coloured('warning', [
        line('Where such a child lives must not be told.', 'bold'),
        spacedLine('If this is the place, leave it out. I take out the address and keep the rest of your words.'),
        spacedLine('If it is another place, it is sent as you wrote it. Until you say which, nobody reads it.'),
      ]),
    ],
    rows: [choiceButtons(step, view), backAndCheckAnswersButtons(step, view)],
  };
}

/** Who can tell whether it is private fostering, when the answers do not. @source Protocol 10.1 (private fostering) */
function whoCanTell({ contacts, phones }: Pack) {
  const worker = contacts.find(({ id }) => id === 'private-fostering');
  if (!worker) return undefined;
  const through = !worker.phone && ring('Children’s Services can put you through:', phones.urgent);
  return plain([line(`Who can tell: ${worker.name}`, 'bold'), whereToRing(worker, 'bold'), through]);
}

export function summaryParts(step: QuestionStep, view: StepView, length: number): StepParts {
  const { draft, pack } = view;
  const lists = ticksInWords(draft.answers, pack, { noteLength: length }).flatMap(({ title, text }) =>
    titledLines(title, text),
  );
  const isLong = lists.length > mostTicks;
  return {
    heading: 'What you have seen',
    blocks: [
      plain([!isLong && lists, lists.length === 0 && 'Nothing ticked. You can still refer: your worry is enough.']),
      isLong && folded('signs', 'Show what I ticked', lists),
      coloured('emphasis', [
        line('This list does not decide anything.', 'bold'),
        warningLines(pack, 'summary', draft.answers),
      ]),
      isSignalled(draft.answers, pack.signals.danger) &&
        coloured('attention', [
          line('You ticked immediate danger. Ring now:', 'bold'),
          ring('Police and ambulance', '999'),
          ring('Children’s Services, day and night', pack.phones.urgent),
        ]),
      isSignalled(draft.answers, pack.signals.injury) &&
        coloured('warning', [warningLines(pack, 'injury', draft.answers), line(`${pack.emergency}.`, 'bold')], 'None'),
    ],
    rows: [
      ...onwardButtons(step, view, draft.progress.mode === 'adding' ? 'Send to the MASH' : 'Continue'),
      choiceButtons(step, view),
    ],
  };
}
