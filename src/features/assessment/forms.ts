import type { Texts } from '../../base/texts.ts';
import { begun, foldedTogether } from '../../cards/fitted.ts';
import { box, carerWarning, choice, type FormRetry, limitWords, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Button,
  button,
  buttonWithoutInputs,
  type Card,
  type Line,
  line,
  type MashCard,
  mainButton,
  mashCard,
  plain,
  spacedSmallLine,
  titledLines,
} from '../../cards/parts.ts';
import { assessmentShow } from '../../cards/verbs.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { Box } from '../../case/boxes.ts';
import { type BoxFault, type BoxFaults, textLimit } from '../../case/outcome.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { assessmentText } from '../../history/assessment.ts';
import { assessmentForms } from './rules.ts';
import { assessmentOf } from './state.ts';
import { type AssessmentForm, assessmentForm, assessmentRecord, type FormName, policeNotes } from './verbs.ts';
import { arrivalWords, serviceWords, supportWords } from './words.ts';

/** Shown wherever the team can write about the child. @source Protocol 10.1: whereabouts are shared with nobody else */
export const neverWritePlacement = line(
  'Never write where the child is placed: I do not ask it, and must not hold it.',
  'small',
  'Medium',
);

export const formButton = (
  record: CaseRecord,
  title: string,
  form: FormName,
  more: Parameters<typeof button>[3] = {},
): Button => button(assessmentForm, title, { case: record.id, to: form }, more);

/** What a form says. `labels`: of each of its boxes, whose order is that of its rules. */
interface FormWords {
  heading: string;
  help: string;
  labels: Texts;
}

const forms: Record<AssessmentForm, FormWords> = {
  family: {
    heading: 'Family assessment done',
    help: 'The child and family assessment. You can record it again: the last entry counts, and all are kept.',
    labels: {
      need: 'Level of need',
      services: 'Services and support the child needs',
      arrival: 'Is it clear how they came to the UK?',
      plan: 'Plan to protect the child, in place since (leave empty if there is none yet)',
    },
  },
  suspicion: {
    heading: 'Is trafficking suspected?',
    help: 'If yes, the specialist assessment can begin. What it finds is recorded apart from this.',
    labels: { suspected: 'Does the team suspect trafficking?', reasons: 'Reasons' },
  },
  grounds: {
    heading: 'Are there reasonable grounds?',
    help: 'What the specialist assessment found. If yes, you can prepare the central referral.',
    labels: { grounds: 'Reasonable grounds?', reasons: 'Reasons' },
  },
  service: {
    heading: 'Service and plan',
    help: 'Who the child’s social worker is, and their plan.',
    labels: {
      service: 'Service',
      worker: 'Social worker',
      plan: 'Date of the plan (leave empty if there is none yet)',
    },
  },
  support: {
    heading: 'Help and support',
    help: 'One thing at a time: who sees to it, and by when. I remind on the day, and each day after it until it is done.',
    labels: { item: 'What', owner: 'Who sees to it', on: 'By when' },
  },
  police: {
    heading: 'Police notes',
    help: 'For the police. Only members of this channel read it, on this card alone. It goes on no other card and to nobody else.',
    labels: { note: 'New note' },
  },
};

/** The words of the values that can be chosen. No two boxes share a value. */
const choiceWords: Texts = { ...arrivalWords, ...serviceWords, ...supportWords };

/** A form of the Assessment team. Only the person who opened it sees it. @source Protocol 8.3, 8.4, 10.1 */
export function assessmentFormCard(
  record: CaseRecord,
  form: AssessmentForm,
  again = untouchedForm,
  { blocks, buttons }: Pick<MashCard, 'blocks' | 'buttons'> = {},
) {
  const more = { note: neverWritePlacement, blocks: [carerWarning(record), blocks], buttons };
  return assessmentSheet(record, form, again, { ...forms[form], boxes: assessmentForms[form], ...more });
}

interface FormContent extends FormWords, Pick<MashCard, 'blocks' | 'buttons'> {
  note?: Line; // below the help
  boxes: Record<string, Box>;
  choices?: Texts; // the words of the values that can be chosen
  notice?: string; // instead of the reference
  revision?: number;
}

/** The layout that every form of the team shares. */
export function assessmentSheet({ id }: CaseRecord, form: FormName, again: FormRetry, content: FormContent): Card {
  const { heading, help, labels, note, blocks, boxes, choices = choiceWords, buttons, notice, revision } = content;
  const data = { case: id, to: form, attempt: again.attempt, ...(revision !== undefined && { revision }) };
  return mashCard({
    summary: `${id}: a form of the Assessment team`,
    top: [line(notice || id, 'bold')],
    heading,
    blocks: [plain([help, spacedSmallLine('Only you see this form.'), note], 'Small'), blocks],
    inputs: Object.entries(boxes).map(([name, rules]) =>
      boxInput(name, rules, { label: labels[name] ?? name, choices }, again),
    ),
    buttons: [
      mainButton(assessmentRecord, 'Record it', data),
      buttonWithoutInputs(assessmentShow, 'Cancel', { case: id }),
      buttons,
    ],
  });
}

const notesOnPage = 5;

/** The notes for the police, newest first, and a box for a new one. */
export function policeNotesForm(record: CaseRecord, page = 1, again = untouchedForm): Card {
  const all = assessmentOf(record.events).policeNotes.toReversed();
  const pageNotes = all.slice(Math.max(page - 1, 0) * notesOnPage).slice(0, notesOnPage);
  const linesOf = (event: (typeof all)[number]) =>
    titledLines(whoAndWhen(record, event), textIn(record, assessmentText.policeNote(event.number)));
  const [newest, ...others] = pageNotes;
  const earlier = button(policeNotes, 'Earlier notes', { case: record.id, page: page + 1 });
  return assessmentFormCard(record, 'police', again, {
    blocks: [
      newest ? begun('newest', plain(linesOf(newest))) : plain(['No note yet.']),
      foldedTogether(others.map((event) => [clockAndDay(event.at), linesOf(event)])),
    ],
    buttons: [all.length > page * notesOnPage && earlier],
  });
}

function boxInput(name: string, rules: Box, { label, choices }: { label: string; choices: Texts }, form: FormRetry) {
  const problem = form.problems[name];
  const shortLabel = label.replace(/ \(.*$/, '').replace(/\?$/, '');
  const again = { ...form, problems: problem ? { [name]: `${shortLabel}: ${problem}` } : {} };
  if (rules.kind === 'choice') {
    const words = Object.fromEntries(rules.of.map((value) => [value, choices[value] ?? value]));
    return choice(name, `${label} (required)`, words, again);
  }
  if (rules.kind !== 'text') return box('date', name, rules.required ? `${label} (required)` : label, again);
  const { limit = textLimit } = rules;
  return box('text', name, `${label} (required, ${limitWords(limit)})`, again, { multiline: limit === textLimit });
}

const faultWords: Record<BoxFault, string> = {
  missing: 'please fill this in.',
  choose: 'please choose one.',
  'too-long': 'that is too long. Please shorten it. Nothing was cut.',
  'no-day': 'please choose a day.',
  ahead: 'that day lies ahead. Please choose today or a day before.',
  over: 'that day is over. Please choose today or a later day.',
  'too-far': 'that is more than a year away. Please look at the year.',
};

/** What is wrong with the boxes, in words. The label of the box comes before them. */
export const boxFaultsInWords = (faults: BoxFaults): FormRetry['problems'] =>
  Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, faultWords[fault]]));
