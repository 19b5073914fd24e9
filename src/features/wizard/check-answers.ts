import {
  type Block,
  button,
  type Card,
  coloured,
  excerpt,
  type Line,
  line,
  referrerCard,
  section,
  withExcerpts,
} from '../../cards/parts.ts';
import { dangerInWords, fosteringText, givenAnswers, ticksInWords } from '../../cards/referral-text.ts';
import { carerBlock, trainingLine } from '../../cards/reminders.ts';
import { isConsentRecorded } from '../../check/consent.ts';
import { canBeDialled } from '../../check/dialable.ts';
import { type Answers, answerTo, hasPhoned } from '../../check/draft.ts';
import { gaps, isCheckDone, wasAsked } from '../../check/not-known.ts';
import { detailsToPrint } from '../../check/steps.ts';
import { formOf, type Pack } from '../../protocol/pack.ts';
import { missing as missingVerb } from '../missing/verbs.ts';
import { stepData } from './question-buttons.ts';
import { apart, colouredIfAny, notesIn, type StepView } from './shown.ts';
import { askLetGo, back, change as changeVerb, submit } from './verbs.ts';

/** Everything by section, with a way to change each, and what is not known yet as advice. */
export const checkAnswersCard = (shown: StepView): Card => withExcerpts((length) => sections(shown, length));

function sections(shown: StepView, length: number): Card {
  const { caseId, pack } = shown;
  const { answers } = shown.draft;
  const data = stepData(shown, 'check-answers');
  const part = (id: string, title: string, lines: Line[], label = 'Change'): Block =>
    section(title, lines, [button(changeVerb, label, { ...data, to: id }, { tooltip: `${label}: ${title}` })]);
  const given = (form: string, title = '') =>
    givenAnswers(answers, form, pack).map(({ field, text }) =>
      fieldLine(field.short, text, field.id === 'worry' ? 3 * length : length, title),
    );
  const known = (form: string, title?: string) => {
    const asked = formOf(pack, form)?.fields.some((id) => wasAsked(answers, id));
    return orNot(given(form, title), asked ? 'Left empty' : 'Not asked yet');
  };
  const officer = formOf(pack, 'officer')?.title ?? '';
  const check = [...given('situation'), ...checked(answers, pack, length)];
  const missing = gaps(answers, pack).map((field) => field.short);
  return referrerCard({
    summary: 'MASH Referrals: check before you send',
    top: trainingLine(shown),
    heading: 'Check before you send',
    blocks: [
      ...colouredIfAny('emphasis', notesIn(shown)),
      ...carerBlock({ facts: { answers } }),
      part('danger', 'Immediate danger', [
        apart(dangerInWords(answers)),
        ...(hasPhoned(answers) ? given('phoned') : []),
      ]),
      part('child', 'The child and your worry', known('child')),
      part(
        'consent',
        'Consent',
        isConsentRecorded(answers) ? known('consent', 'Consent') : [apart('Not answered yet')],
      ),
      part('check', 'Indicator check', check, isCheckDone(answers) ? 'Change' : 'Do the check now'),
      part('officer', officer, known('officer', officer)),
      part('details', 'More for the MASH', details(answers, pack, length)),
      part('about-you', 'About you', [...known('about-you'), ...anotherWay(answers)]),
      ...(missing.length > 0
        ? [
            coloured('emphasis', [
              line('Still open, and the MASH may ask', 'bold'),
              line(`${missing.join(', ')}.`),
              apart('You can send without them.'),
            ]),
          ]
        : []),
    ],
    rows: [
      [button(submit, 'Submit referral', data, { style: 'positive' }), button(back, 'Back', data, { inputs: 'none' })],
      [
        button(missingVerb, 'Child is missing', { case: caseId, below: true }),
        button(askLetGo, 'Delete this draft', { case: caseId, below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}

/** Offered where nobody outside can dial the phone, and there is nothing else to ring: the MASH may have to, at night. */
function anotherWay(answers: Answers): Line[] {
  const phone = answerTo(answers, 'phone');
  if (!phone || canBeDialled(phone) || answerTo(answers, 'other')) return [];
  return [
    line('Is there another way to reach you? Press Change, and add it. You can send without it.', 'bold', 'Small'),
  ];
}

/** One answer: its first characters, 600 of the worry and 200 of others at most, for the whole text goes to the MASH. The title of its section is not said again. */
function fieldLine(name: string, text: string, length: number, title = ''): Line {
  const short = excerpt(text, length);
  return apart(name === title ? short : `${name}: ${short}`);
}

const orNot = (lines: Line[], words: string): Line[] => (lines.length > 0 ? lines : [apart(words)]);

/** The rest of the written referral, without what the child's own section shows already. */
function details(answers: Answers, pack: Pack, length: number): Line[] {
  const shown = formOf(pack, 'child')?.fields ?? [];
  const given = detailsToPrint(answers, pack).flatMap(({ id }) => givenAnswers(answers, id, pack, shown));
  const found = fosteringText(answers, pack).map(({ title, text }) => fieldLine(title, text, length));
  return orNot(
    [...given.map(({ field, text }) => fieldLine(field.short, text, length)), ...found],
    'Nothing yet. You can send without it.',
  );
}

function checked(answers: Answers, pack: Pack, length: number): Line[] {
  if (!isCheckDone(answers)) return [apart('Not done. You can add it before or after sending.')];
  const said = ticksInWords(answers, pack);
  return orNot(
    said.map(({ title, text }) => apart(`${title}. ${excerpt(text.replaceAll('\n', '. '), length)}`)),
    'Done. Nothing ticked.',
  );
}
