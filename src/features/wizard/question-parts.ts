import { warningLines } from '../../cards/card-warnings.ts';
import { whereToRing } from '../../cards/contact.ts';
import { type Block, button, coloured, type Line, line, plain, ring, titledLines } from '../../cards/parts.ts';
import { ticksInWords } from '../../cards/referral-text.ts';
import { statementTicked } from '../../cards/statement.ts';
import { arrangementInWords } from '../../check/arrangement.ts';
import { isSignalled, isTicked, warningInWords, warningsAt } from '../../check/shown-when.ts';
import type { Pack } from '../../protocol/pack.ts';
import {
  backAndCheckAnswersButtons,
  choiceButtons,
  onwardButtons,
  type QuestionStep,
  stepData,
} from './question-buttons.ts';
import { colouredIfAny, type StepParts, type StepView, spacedLine } from './shown.ts';
import { answer, back } from './verbs.ts';

export function dangerPhoneParts(step: QuestionStep, view: StepView): StepParts {
  const data = stepData(view, step.id);
  const { phones } = view.pack;
  return {
    heading: 'Ring now. Write later.',
    blocks: [
      coloured('attention', [
        ...ring('Police and ambulance', '999', 'large', 'None'),
        ...ring('Children’s Services, day and night', phones.urgent, 'large', 'Medium'),
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
      [button(answer, 'I have phoned', { ...data, choice: 'phoned' }, { style: 'positive' })],
      [button(answer, 'Continue to the written referral', { ...data, choice: 'continue' })],
      [button(back, 'Back', data, { inputs: 'none' })],
    ],
  };
}

export function consentRiskParts(step: QuestionStep, view: StepView): StepParts {
  const warnings = warningsAt(view.pack, 'before-asking', view.draft.answers);
  const [strong, ...others] = warnings.toSorted((one, other) => Number(!one.strong) - Number(!other.strong));
  return {
    where: 'Consent · 1 of 2',
    heading: 'Before you ask anyone for consent',
    blocks: [
      ...colouredIfAny(
        'warning',
        strong ? [line(strong.strong ?? '', 'bold'), spacedLine(`${strong.text} (§${strong.section})`)] : [],
      ),
      plain([
        ...others.map((warning) => spacedLine(warningInWords(warning))),
        line('Could the parent or carer be involved, or could asking put the child at risk?', 'bold', 'Medium'),
      ]),
    ],
    rows: [choiceButtons(step, view), backAndCheckAnswersButtons(step, view)],
  };
}

const mostTicks = 12; // shown under one heading

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
  const mayApply = draft.answers.values['pf-finding'] !== 'does-not';
  const data = stepData(view, step.id);
  const ticked = (title: string, includesGroup: (id: string) => boolean): Line[] => {
    const ticks = pack.groups
      .filter((group) => includesGroup(group.id))
      .flatMap(({ statements }) => statements.filter(({ id }) => isTicked(draft.answers, id)))
      .map(statementTicked);
    return [
      line(`${title}: what you ticked`, 'small', 'Medium'),
      ...(ticks.length > 0 ? ticks.slice(0, mostTicks) : ['Nothing ticked']).map((tick) => line(`• ${tick}`)),
      ...(ticks.length > mostTicks ? [line(`and ${ticks.length - mostTicks} more`)] : []),
    ];
  };
  return {
    where: 'Private fostering',
    heading: arrangement?.finding ?? 'Private fostering: nothing answered',
    blocks: [
      plain([line(arrangement?.because || 'Answer the questions on the card before, or go on.')], 'Small'),
      ...colouredIfAny('emphasis', mayApply ? warningLines(pack, 'private-fostering', draft.answers) : []),
      ...(draft.answers.values['pf-finding'] === 'cannot-tell' ? whoCanTell(pack) : []),
      plain([
        line(
          'This is help, not a ruling. It never stops your referral: a child can be privately fostered and trafficked.',
        ),
        ...ticked('Private fostering', (list) => list === 'fostering'),
        ...ticked('Trafficking', (list) => list !== 'fostering'),
      ]),
    ],
    rows: [
      ...(step.canReport
        ? [[button(answer, 'Report it as well', { ...data, choice: 'report' }, { style: 'positive' })]]
        : []),
      [button(answer, 'Continue', { ...data, choice: 'continue' })],
      backAndCheckAnswersButtons(step, view),
    ],
  };
}

/** In a case of a child in care, asks once about each text that looks like an address. @source Protocol 10.1 */
export function placesParts(step: Extract<QuestionStep, { kind: 'places' }>, view: StepView): StepParts {
  const [place = '', ...others] = step.places;
  return {
    where: 'Child in care',
    heading: 'Is this where the child is placed?',
    blocks: [
      plain(
        [
          line('You wrote what looks like an address:'),
          line(place, 'bold'),
          ...(others.length > 0 ? [line(`I ask about ${others.length} more after this.`)] : []),
        ],
        'Small',
      ),
      coloured('warning', [
        line('Where a child in care lives must not be told.', 'bold'),
        spacedLine('If this is the place, leave it out. I take out the address and keep the rest of your words.'),
        spacedLine('If it is another place, it is sent as you wrote it.'),
      ]),
    ],
    rows: [choiceButtons(step, view), backAndCheckAnswersButtons(step, view)],
  };
}

/** Who can tell whether it is private fostering, when the answers do not. @source Protocol 10.1 (private fostering) */
function whoCanTell({ contacts, phones }: Pack): Block[] {
  const worker = contacts.find(({ id }) => id === 'private-fostering');
  if (!worker) return [];
  const through = worker.phone ? [] : ring('Children’s Services can put you through:', phones.urgent);
  return [plain([line(`Who can tell: ${worker.name}`, 'bold'), ...whereToRing(worker, 'bold'), ...through])];
}

export function summaryParts(step: QuestionStep, view: StepView, length: number): StepParts {
  const { draft, pack } = view;
  const lists = ticksInWords(draft.answers, pack, length).flatMap(({ title, text }) => titledLines(title, text));
  return {
    where: 'Indicator check',
    heading: 'What you have seen',
    blocks: [
      plain(lists.length > 0 ? lists : [line('Nothing ticked. You can still refer: your worry is enough.')]),
      coloured('emphasis', [
        line('This list does not decide anything.', 'bold'),
        ...warningLines(pack, 'summary', draft.answers),
      ]),
      ...(isSignalled(draft.answers, pack.signals.danger)
        ? [
            coloured('attention', [
              line('You ticked immediate danger. Ring now:', 'bold'),
              ...ring('Police and ambulance', '999'),
              ...ring('Children’s Services, day and night', pack.phones.urgent),
            ]),
          ]
        : []),
      ...(isSignalled(draft.answers, pack.signals.injury)
        ? [
            coloured(
              'warning',
              [...warningLines(pack, 'injury', draft.answers), line(`${pack.emergency}.`, 'bold')],
              'None',
            ),
          ]
        : []),
    ],
    rows: onwardButtons(step, view, draft.progress.mode === 'adding' ? 'Send to the MASH' : 'Continue'),
  };
}
