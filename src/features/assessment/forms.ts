import { carerWarning, limitWords } from '../../cards/forms.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  type Input,
  input,
  type Line,
  line,
  mashCard,
  plain,
  titledLines,
} from '../../cards/parts.ts';
import { assessmentShow } from '../../cards/verbs.ts';
import { type BoxFault, type BoxFaults, textLimit } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { assessmentText } from '../../history/assessment.ts';
import { assessmentOf } from './state.ts';
import { type AssessmentForm, assessmentForm, assessmentRecord, type FormName, policeNotes } from './verbs.ts';
import { arrivalWords, serviceWords, supportWords, whoAndWhen } from './words.ts';

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

/**
 * What somebody typed into a form that is shown again, and what is wrong with it. `attempt` gives the boxes new ids.
 */
export interface Refill {
  attempt: number;
  typed: Record<string, string>;
  faults: BoxFaults;
}

export const untouchedRefill: Refill = { attempt: 0, typed: {}, faults: {} };

interface FormBox {
  name: string;
  label: string;
  kind: 'words' | 'name' | 'day' | 'optional-day' | 'choice';
  choices?: Record<string, string>;
}

const yesNo = { yes: 'Yes', no: 'No' };

const forms: Record<AssessmentForm, { heading: string; help: string; boxes: FormBox[] }> = {
  family: {
    heading: 'Family assessment done',
    help: 'The child and family assessment (§8.3). You can record it again: the last entry counts, and all are kept.',
    boxes: [
      { name: 'need', label: 'Level of need', kind: 'words' },
      { name: 'services', label: 'Services and support the child needs', kind: 'words' },
      { name: 'arrival', label: 'Is it clear how they came to the UK?', kind: 'choice', choices: arrivalWords },
      {
        name: 'plan',
        label: 'Plan to protect the child, in place since (leave empty if there is none yet)',
        kind: 'optional-day',
      },
    ],
  },
  suspicion: {
    heading: 'Is trafficking suspected?',
    help: 'If yes, the specialist assessment can begin (§8.3). What it finds is recorded apart from this.',
    boxes: [
      { name: 'suspected', label: 'Does the team suspect trafficking?', kind: 'choice', choices: yesNo },
      { name: 'reasons', label: 'Reasons', kind: 'words' },
    ],
  },
  grounds: {
    heading: 'Are there reasonable grounds?',
    help: 'What the specialist assessment found (§4.3, §8.3). If yes, you can prepare the central referral.',
    boxes: [
      { name: 'grounds', label: 'Reasonable grounds?', kind: 'choice', choices: yesNo },
      { name: 'reasons', label: 'Reasons', kind: 'words' },
    ],
  },
  service: {
    heading: 'Service and plan',
    help: 'Who the child’s social worker is, and their plan (§8.4).',
    boxes: [
      { name: 'service', label: 'Service', kind: 'choice', choices: serviceWords },
      { name: 'worker', label: 'Social worker', kind: 'name' },
      { name: 'plan', label: 'Date of the plan (leave empty if there is none yet)', kind: 'optional-day' },
    ],
  },
  support: {
    heading: 'Help and support',
    help: 'One thing at a time: who sees to it, and by when (§8.4).',
    boxes: [
      { name: 'item', label: 'What', kind: 'choice', choices: supportWords },
      { name: 'owner', label: 'Who sees to it', kind: 'name' },
      { name: 'on', label: 'By when', kind: 'day' },
    ],
  },
  police: {
    heading: 'Police notes',
    help: 'For the police. Only members of this channel read it, on this card alone. It goes on no other card and to nobody else.',
    boxes: [{ name: 'note', label: 'New note', kind: 'words' }],
  },
};

/** A form of the Assessment team. Only the person who opened it sees it. @source Protocol 8.3, 8.4, 10.1 */
export function assessmentFormCard(
  record: CaseRecord,
  form: AssessmentForm,
  refill = untouchedRefill,
  { blocks = [], buttons = [] }: { blocks?: Block[]; buttons?: Button[] } = {},
): Card {
  const more = { notes: [neverWritePlacement], blocks: [...carerWarning(record), ...blocks], buttons };
  return assessmentSheet(record, form, refill, { ...forms[form], ...more });
}

interface FormContent {
  heading: string;
  help: string;
  notes?: Line[]; // below the help
  blocks: Block[];
  boxes: FormBox[];
  buttons?: Button[];
  notice?: string; // instead of the reference
  revision?: number;
}

/** The layout that every form of the team shares. */
export function assessmentSheet({ id }: CaseRecord, form: FormName, refill: Refill, content: FormContent): Card {
  const { heading, help, notes = [], blocks, boxes, buttons = [], notice, revision } = content;
  const data = { case: id, to: form, attempt: refill.attempt, ...(revision === undefined ? {} : { revision }) };
  return mashCard({
    summary: `${id}: a form of the Assessment team`,
    top: [line(notice || id, 'bold')],
    heading,
    blocks: [plain([line(help), line('Only you see this form.', 'small', 'Small'), ...notes], 'Small'), ...blocks],
    inputs: boxes.map((box) => boxInput(box, refill)),
    buttons: [
      button(assessmentRecord, 'Record it', data, { style: 'positive' }),
      button(assessmentShow, 'Cancel', { case: id }, { inputs: 'none' }),
      ...buttons,
    ],
  });
}

const notesOnPage = 5;

/** The notes for the police, newest first, and a box for a new one. */
export function policeNotesForm(record: CaseRecord, page = 1, refill = untouchedRefill): Card {
  const all = assessmentOf(record.events).policeNotes.toReversed();
  const pageNotes = all.slice(Math.max(page - 1, 0) * notesOnPage).slice(0, notesOnPage);
  const lines = pageNotes.flatMap((event) =>
    titledLines(whoAndWhen(record, event), record.facts.texts[assessmentText.policeNote(event.number)] ?? ''),
  );
  const earlier = button(policeNotes, 'Earlier notes', { case: record.id, page: page + 1 });
  return assessmentFormCard(record, 'police', refill, {
    blocks: [plain(lines.length > 0 ? lines : ['No note yet.'])],
    buttons: all.length > page * notesOnPage ? [earlier] : [],
  });
}

function boxInput({ name, label, kind, choices }: FormBox, { attempt, typed, faults }: Refill): Input {
  const fault = faults[name];
  const common = { value: typed[name] ?? '', problem: fault ? problem(label, fault) : '' };
  const id = `${name}__${attempt}`;
  const needed = `${label} (required)`;
  switch (kind) {
    case 'words':
      return input('text', id, `${label} (required, ${limitWords(textLimit)})`, { ...common, multiline: true });
    case 'name':
      return input('text', id, `${label} (required, ${limitWords(200)})`, common);
    case 'day':
      return input('date', id, needed, common);
    case 'optional-day':
      return input('date', id, label, common);
    case 'choice':
      return input('one', id, needed, {
        ...common,
        choices: Object.entries(choices ?? {}).map(([value, title]) => ({ title, value })),
      });
  }
}

const faultWords: Record<BoxFault, string> = {
  missing: 'please fill this in.',
  choose: 'please choose one.',
  'too-long': 'that is too long. Please shorten it. Nothing was cut.',
  'no-day': 'please choose a day.',
  ahead: 'that day lies ahead. Please choose today or a day before.',
  'too-far': 'that is more than a year away. Please look at the year.',
};

const problem = (label: string, fault: BoxFault): string =>
  `${label.replace(/ \(.*$/, '').replace(/\?$/, '')}: ${faultWords[fault]}`;
