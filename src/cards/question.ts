import type { Problem } from '../check/answer.ts';
import { type Draft, emptyTicks } from '../check/draft.ts';
import { type Step, stepNow } from '../check/steps.ts';
import { optionsOf } from '../check/typed.ts';
import type { Pack } from '../protocol/pack.ts';
import { checkAnswersCard } from './check-answers.ts';
import { formParts, inputId, limitWords } from './form.ts';
import { type Button, button, coloured, type Input, input, type Line, line, plain, ring } from './parts.ts';
import { problemText, toPutRight } from './problem.ts';
import { ticksInWords } from './referral-text.ts';
import { type Block, type Card, referrerCard, withExcerpts } from './template.ts';

/** What a step is shown with: its draft, what was wrong with the last answer, and what the bot has to say about it. */
export interface Shown {
  caseId: string;
  draft: Draft;
  pack: Pack;
  problems?: Problem[];
  typed?: Record<string, string>; // what was written in the boxes that have a problem
  notes?: string[]; // dates read back; "that card was out of date"
}

/** The card of the step at which the worker is. The same draft always gives the same card. */
export function questionCard(shown: Shown): Card {
  const step = stepNow(shown.draft, shown.pack);
  if (step.kind === 'check-answers') return checkAnswersCard(shown);
  return withExcerpts((length) => stepCard(partsOf(step, shown, length), shown));
}

function stepCard(parts: Parts, shown: Shown): Card {
  const problems = toPutRight(shown.problems ?? [], shown.pack).map((words) => line(words, 'bold'));
  const notes = (shown.notes ?? []).map((note) => line(note, 'bold', 'Small'));
  const first = [...problems, ...notes];
  return referrerCard({
    summary: 'MASH Referrals: the next question',
    top: parts.where ? [line(parts.where, 'small')] : [],
    heading: parts.heading,
    headingSize: 'Large',
    blocks: [...(first.length > 0 ? [coloured('emphasis', first)] : []), ...parts.blocks],
    inputs: parts.inputs,
    notes: parts.notes ?? [],
    rows: parts.rows.map((buttons) => ({ spacing: 'Medium', buttons })),
    after: [],
    emergency: shown.pack.emergency,
  });
}

/** What every button of a step carries: which case, which step and which state of it, so that an old card changes nothing. */
export function stepData({ caseId, draft }: Shown, step: string): Record<string, unknown> {
  return { case: caseId, step, revision: draft.progress.revision };
}

/** What a step shows, from top to bottom. */
export interface Parts {
  where?: string;
  heading: string;
  blocks: Block[];
  inputs: Input[];
  notes?: Line[];
  rows: Button[][];
}

type Asked = Exclude<Step, { kind: 'check-answers' }>;

function partsOf(step: Asked, shown: Shown, length: number): Parts {
  switch (step.kind) {
    case 'danger':
      return {
        heading: 'Is the child in immediate danger, or about to be moved?',
        blocks: [plain([line('If yes, I show you who to ring before anything else.')], 'Small')],
        inputs: [],
        rows: [choices(step, shown)],
      };
    case 'danger-phone':
      return dangerPhone(step, shown);
    case 'consent-risk':
      return consentRisk(step, shown);
    case 'summary':
      return summary(step, shown, length);
    case 'ticks':
      return ticks(step, shown);
    case 'form':
      return {
        ...formParts(step, shown),
        rows: onward(step, shown, step.form.id === 'child' ? 'Continue to the check' : 'Continue'),
      };
  }
}

function choices(step: Step, shown: Shown): Button[] {
  return optionsOf(step).map(({ id, label }) => button(label, 'answer', { ...stepData(shown, step.id), choice: id }));
}

/** Continue, Back and, once there is something to check, Check answers. */
function onward(step: Asked, shown: Shown, label = 'Continue'): Button[][] {
  const data = stepData(shown, step.id);
  const forward = button(label, 'answer', data, { style: 'positive' });
  if (!hasCheckAnswers(step, shown)) return [[forward, backFrom(step, shown)]];
  const back = backFrom(step, shown);
  return [[forward], [button('Check answers', 'check-answers', data), back]];
}

/** The way back; from the first card of an addition it leads out, and nothing is sent. */
function backFrom(step: Asked, shown: Shown): Button {
  const data = stepData(shown, step.id);
  const first = shown.draft.progress.mode === 'adding' && step.id === 'situation';
  return first
    ? button('Cancel', 'stop-adding', data, { inputs: 'none' })
    : button('Back', 'back', data, { inputs: 'none' });
}

function hasCheckAnswers(step: Asked, { draft }: Shown): boolean {
  return draft.progress.mode === 'draft' && step.section !== 'danger' && step.section !== 'about-you';
}

function sideways(step: Asked, shown: Shown): Button[] {
  const data = stepData(shown, step.id);
  const back = backFrom(step, shown);
  return hasCheckAnswers(step, shown) ? [button('Check answers', 'check-answers', data), back] : [back];
}

function dangerPhone(step: Asked, shown: Shown): Parts {
  const data = stepData(shown, step.id);
  const { phones } = shown.pack;
  return {
    heading: 'Ring now. Write later.',
    blocks: [
      coloured('attention', [
        ...ring('Police and ambulance', '999', 'large', 'None'),
        ...ring('Children’s Services, day and night', phones.urgent, 'large', 'Medium'),
      ]),
      plain([
        line('I have not called anyone for you.', 'bold'),
        line(
          'Say that you think the child may be trafficked and is in danger now. Stay with the child if that is safe.',
          'plain',
          'Small',
        ),
        line('Do not tell the person who is with the child.', 'plain', 'Small'),
      ]),
    ],
    inputs: [],
    rows: [
      [button('I have phoned', 'answer', { ...data, choice: 'phoned' }, { style: 'positive' })],
      [button('Continue to the written referral', 'answer', { ...data, choice: 'continue' })],
      [button('Back', 'back', data, { inputs: 'none' })],
    ],
  };
}

function consentRisk(step: Asked, shown: Shown): Parts {
  const { beforeAsking, childCannotConsent } = shown.pack.warnings;
  return {
    where: 'Consent · 1 of 2',
    heading: 'Before you ask anyone for consent',
    blocks: [
      coloured('warning', [
        line(beforeAsking.strong ?? '', 'bold'),
        line(beforeAsking.text, 'plain', 'Small'),
        line(`Protocol ${beforeAsking.section}`, 'small', 'Small'),
      ]),
      plain([
        line(`${childCannotConsent.text} (${childCannotConsent.section})`),
        line('Could the parent or carer be involved, or could asking put the child at risk?', 'bold', 'Medium'),
      ]),
    ],
    inputs: [],
    rows: [choices(step, shown), sideways(step, shown)],
  };
}

function summary(step: Asked, shown: Shown, length: number): Parts {
  const { draft, pack } = shown;
  const said = ticksInWords(draft.answers, pack, length);
  const lists: Line[] = said.flatMap(({ title, text }) => [line(title, 'small', 'Small'), line(text)]);
  const adding = draft.progress.mode === 'adding';
  return {
    where: 'Indicator check',
    heading: 'What you have seen',
    blocks: [
      plain(lists.length > 0 ? lists : [line('Nothing ticked. You can still refer: your worry is enough.')]),
      coloured('emphasis', [
        line('This list does not decide anything.', 'bold'),
        line(`${pack.warnings.actInTime.text} (${pack.warnings.actInTime.section})`, 'plain', 'Small'),
      ]),
      ...(draft.answers.ticks.harm?.seen.includes('S03')
        ? [coloured('warning', [line(`${pack.warnings.untreatedInjury.text} ${pack.emergency}.`, 'bold')], 'None')]
        : []),
    ],
    inputs: [],
    rows: onward(step, shown, adding ? 'Send to the MASH' : 'Continue'),
  };
}

function ticks(step: Extract<Step, { kind: 'ticks' }>, shown: Shown): Parts {
  const { draft, pack } = shown;
  const ticked = draft.answers.ticks[step.group.id] ?? emptyTicks;
  const listed = step.group.statements.map(({ id, text }, index) => ({ title: `${index + 1} · ${text}`, value: id }));
  const note = shown.problems?.find((problem) => problem.field === 'note');
  const id = (field: string) => inputId(field, shown);
  return {
    where: `Indicator check · ${step.number} of ${step.of}`,
    heading: step.group.title,
    blocks: [plain([line('Tick what fits. What you leave unticked stays “not known”.')], 'Small')],
    inputs: [
      input('many', id('seen'), 'Seen', { choices: listed, value: ticked.seen.join(',') }),
      input('many', id('suspected'), 'Suspected', {
        choices: listed,
        value: ticked.suspected.join(','),
        folded: ticked.suspected.length === 0,
        foldedTitle: 'Suspected: show the list',
      }),
      input('text', id('note'), `Note: what, when, who told you (${limitWords(pack.noteLimit)})`, {
        multiline: true,
        value: note ? (shown.typed?.note ?? '') : ticked.note,
        problem: note ? problemText(note, 'The note') : '',
      }),
      input('toggle', id('looked'), 'Everything not ticked', {
        title: 'I looked: the rest not seen',
        value: String(ticked.looked),
      }),
    ],
    rows: onward(step, shown),
  };
}
