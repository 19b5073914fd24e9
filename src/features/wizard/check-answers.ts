import { withExcerpts } from '../../cards/fitted.ts';
import {
  asLines,
  type Block,
  type Button,
  button,
  buttonWithoutInputs,
  coloured,
  excerpt,
  folded,
  type Line,
  type Lines,
  line,
  mainButton,
  type Parts,
  referrerCard,
  section,
  spacedBoldLine,
  spacedLine,
} from '../../cards/parts.ts';
import { dangerInWords, fosteringText, givenAnswers, ticksInWords } from '../../cards/referral-text.ts';
import { askLetGo, missing as missingVerb } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { worryParts } from '../../draft/aside.ts';
import { isConsentRecorded } from '../../draft/consent.ts';
import { type Answers, answerTo, hasPhoned } from '../../draft/draft.ts';
import { gaps, hasCheckedAnyList, wasAsked } from '../../draft/fields.ts';
import { canBeDialled } from '../../draft/read-answer.ts';
import { detailsToPrint } from '../../draft/steps.ts';
import { formOf, type Pack } from '../../protocol/pack.ts';
import { headLines, noteLines, type StepView, stepData } from './step.ts';
import { back, change as changeVerb, submit } from './verbs.ts';

/** All answers by section, each with a button to change it. What is still open is listed as advice. */
export const checkAnswersCard = (view: StepView) => withExcerpts((length) => cardWithExcerpts(view, length));

function cardWithExcerpts(view: StepView, length: number) {
  const { caseId, pack } = view;
  const { answers } = view.draft;
  const data = stepData(view, 'check-answers');
  return referrerCard({
    summary: 'MASH Referrals: check before you send',
    top: headLines(view),
    heading: 'Check before you send',
    blocks: [
      coloured('emphasis', noteLines(view)),
      carerBlock({ facts: { answers } }),
      sectionBlocks(view, length),
      openPoints(answers, pack),
    ],
    rows: [
      [mainButton(submit, 'Submit referral', data), buttonWithoutInputs(back, 'Back', data)],
      [button(missingVerb, 'Child is missing', { case: caseId, below: true })],
    ],
    more: { lines: [], buttons: [button(askLetGo, 'Delete this draft', { case: caseId, below: true })] },
    pack,
  });
}

/** Sections of up to so many lines are open, and these always. The others unfold. */
const mostUnfolded = 4;
const unfolded = ['child'];

/** Each section of the check, with a button to change it. */
function sectionBlocks(view: StepView, length: number): Block[] {
  const { pack } = view;
  const { answers } = view.draft;
  const data = stepData(view, 'check-answers');
  const part = (id: string, title: string, lines: Lines, empty: string, given?: string) => {
    const all = asLines(lines);
    const label = given ?? (all.length > 0 ? 'Change' : 'Add');
    const change = button(changeVerb, label, { ...data, to: id }, { tooltip: `${given ?? 'Change'}: ${title}` });
    if (all.length === 0) return section(`${title}: ${empty}`, [], [change]);
    if (all.length <= mostUnfolded || unfolded.includes(id)) return section(title, all, [change]);
    return foldedSection(`all-${id}`, title, all, [change]);
  };
  const answersTo = (form: string, title = '') =>
    givenAnswers(answers, form, pack).flatMap(({ field, text }) =>
      field.id === 'worry' ? worryLines(field.short, text, length) : fieldLine(field.short, text, length, title),
    );
  const whyEmpty = (form: string) =>
    formOf(pack, form)?.fields.some((id) => wasAsked(answers, id)) ? 'left empty' : 'not asked yet';
  const officer = formOf(pack, 'officer')?.title ?? '';
  const isChecked = hasCheckedAnyList(answers);
  const situation = answersTo('situation');
  const signs = isChecked ? tickedLines(answers, pack, length) : [spacedLine('Signs: not done')];
  const check = situation.length > 0 || isChecked ? [situation, signs] : [];
  const consent = isConsentRecorded(answers) && [answersTo('consent-asked', 'Consent'), answersTo('consent')];
  const call = answersTo('phoned').map(({ runs }) => runs.map(({ text }) => text).join(''));
  const dangerLines = [spacedLine(dangerInWords(answers)), hasPhoned(answers) && spacedLine(call.join(' · '))];
  return [
    part('danger', 'Immediate danger', dangerLines, ''),
    part('child', 'The child and your worry', answersTo('child'), whyEmpty('child')),
    part('consent', 'Consent', consent ? consent : [], 'not answered yet'),
    part('check', 'Indicator check', check, 'not done', isChecked ? undefined : 'Do the check now'),
    part('officer', officer, answersTo('officer', officer), whyEmpty('officer')),
    part('details', 'More for the MASH', detailLines(answers, pack, length), 'nothing yet'),
    part('about-you', 'About you', [answersTo('about-you'), otherContactHint(answers)], whyEmpty('about-you')),
  ].map((block) => ({ ...block, spacing: 'Small' }));
}

/** A section whose lines a press beside its title shows. @param id of its own on this card */
function foldedSection(id: string, title: string, lines: Line[], beside: Parts<Button>): Block {
  const { titles, ...block } = section(title, [], beside);
  const words = `Show ${lines.length}`;
  const opens = [{ id, title: words, tooltip: `${words}: ${title}` }];
  return {
    ...block,
    titles: titles.map((each) => ({ ...each, opens })),
    folds: [{ id, title, besideTitle: true, lines }],
  };
}

function openPoints(answers: Answers, pack: Pack) {
  const names = gaps(answers, pack).map((field) => field.short);
  return (
    names.length > 0 && [
      coloured('emphasis', [line(`Still open: ${names.length}. You can send without them.`, 'bold')]),
      folded('still-open', 'Show them', [`${names.join(', ')}.`]),
    ]
  );
}

/**
 * Asks for another way to reach the referrer when their phone cannot be dialled from outside. The MASH may have to ring
 * at night.
 */
function otherContactHint(answers: Answers) {
  const phone = answerTo(answers, 'phone');
  const hint = 'Is there another way to reach you? Press Change, and add it. You can send without it.';
  return phone !== undefined && !canBeDialled(phone) && !answerTo(answers, 'other') && spacedBoldLine(hint);
}

/**
 * The beginning of one answer; the MASH gets the whole text. A name that is also the section's title is not repeated.
 */
function fieldLine(name: string, text: string, length: number, title = '') {
  const short = excerpt(text, length);
  return line(name === title ? short : `${name}: ${short}`);
}

/** The worry gets more room than other answers. What was said beside the questions stands below it. */
function worryLines(name: string, text: string, length: number) {
  const { told, beside } = worryParts(text);
  return [
    ...(told ? [fieldLine(name, told, 3 * length)] : []),
    ...(beside.length > 0 ? [fieldLine('Said beside the questions', beside.join(' '), 3 * length)] : []),
  ];
}

const linesOr = (lines: Line[], words: string) => (lines.length > 0 ? lines : [spacedLine(words)]);

/** The rest of the written referral, without what the child's section shows already. */
function detailLines(answers: Answers, pack: Pack, length: number) {
  const shownAlready = formOf(pack, 'child')?.fields ?? [];
  const given = detailsToPrint(answers, pack).flatMap(({ id }) => givenAnswers(answers, id, pack, shownAlready));
  const fosteringLines = fosteringText(answers, pack).map(({ title, text }) => fieldLine(title, text, length));
  return [...given.map(({ field, text }) => fieldLine(field.short, text, length)), ...fosteringLines];
}

function tickedLines(answers: Answers, pack: Pack, length: number): Line[] {
  const lists = ticksInWords(answers, pack, { noteLength: length });
  return linesOr(
    lists.map(({ title, text }) => spacedLine(`${title}. ${excerpt(text.replaceAll('\n', '. '), length)}`)),
    'Done. Nothing ticked.',
  );
}
