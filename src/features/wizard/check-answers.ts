import { begun, heightOf, withExcerpts } from '../../cards/fitted.ts';
import {
  asLines,
  type Block,
  type Button,
  button,
  buttonWithoutInputs,
  coloured,
  excerpt,
  inRows,
  type Line,
  type Lines,
  line,
  mainButton,
  type Parts,
  referrerCard,
  section,
  shown,
  spacedBoldLine,
  spacedLine,
} from '../../cards/parts.ts';
import { dangerInWords, fosteringText, givenAnswers, ticksInWords } from '../../cards/referral-text.ts';
import { askLetGo, missing as missingVerb } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import { worryParts } from '../../draft/aside.ts';
import { isConsentRecorded } from '../../draft/consent.ts';
import { type Answers, answerTo, hasPhoned, withoutUnsaid } from '../../draft/draft.ts';
import { gaps, hasCheckedAnyList, wasAsked } from '../../draft/fields.ts';
import { canBeDialled } from '../../draft/read-answer.ts';
import { detailsToPrint, path } from '../../draft/steps.ts';
import { formOf, type Pack } from '../../protocol/pack.ts';
import { headLines, noteLines, type StepView, stepData } from './step.ts';
import { back, change as changeVerb, submit } from './verbs.ts';

const lengths = [4000, 1000, 500, 200, 100, 50, 25, 10, 3]; // characters of each answer

/** All answers by section, whole, each section with a button to change it. What is still open is listed as advice. */
export const checkAnswersCard = (view: StepView) =>
  withExcerpts((length) => cardWithExcerpts(view, length), 23_000, lengths);

function cardWithExcerpts(view: StepView, length: number) {
  const { caseId, pack } = view;
  const { answers } = view.draft;
  const data = stepData(view, 'check-answers');
  const around = [coloured('emphasis', noteLines(view)), carerBlock({ facts: { answers } })];
  const stillOpen = openPoints(answers, pack);
  return referrerCard({
    summary: 'MASH Referrals: check before you send',
    top: headLines(view),
    heading: 'Check before you send',
    blocks: [around, sectionBlocks(view, length, heightOf([...shown(around), ...stillOpen])), stillOpen],
    rows: [
      [mainButton(submit, 'Submit referral', data), buttonWithoutInputs(back, 'Back', data)],
      [button(missingVerb, 'Child is missing', { case: caseId, below: true })],
    ],
    more: { lines: [], buttons: [button(askLetGo, 'Delete this draft', { case: caseId, below: true })] },
    pack,
  });
}

/** As many of these sections are open as there is room for, the first ones first. The others unfold; of the child’s, long answers do. */
const openFirst = ['child', 'consent', 'check', 'about-you', 'officer', 'details'];
const mostHeight = 490; // of the blocks, at 400 px wide: the card has 800

interface Part {
  id: string;
  open: Block;
  closed?: Block;
}

/** Each section of the check, with a button to change it. */
function sectionBlocks(view: StepView, length: number, around: number): Block[] {
  const { pack } = view;
  const { answers } = view.draft;
  const data = stepData(view, 'check-answers');
  const part = (id: string, title: string, lines: Lines, empty: string, given?: string) => {
    const all = asLines(lines);
    const label = given ?? (all.length > 0 ? 'Change' : 'Add');
    const change = button(changeVerb, label, { ...data, to: id }, { tooltip: `${given ?? 'Change'}: ${title}` });
    if (all.length === 0) return { id, open: section(`${title}: ${empty}`, [], [change]) };
    const open = section(title, all, [change]);
    if (id === 'child') return { id, open: begun(id, open), closed: begun(id, open, 100) };
    return { id, open, closed: foldedSection(`all-${id}`, title, all, [change]) };
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
  const danger = part('danger', 'Immediate danger', [], dangerInWords(answers), 'Change');
  const parts = [
    { ...danger, open: { ...danger.open, lines: hasPhoned(answers) ? [line(call.join(' · '))] : [] } },
    part('child', 'The child and your worry', answersTo('child'), whyEmpty('child')),
    part('consent', 'Consent', consent ? consent : [], 'not answered yet'),
    isChecked
      ? withLists(part('check', 'Indicator check', check, ''), view)
      : part('check', 'Indicator check', check, 'not done', 'Do the check now'),
    part('officer', officer, answersTo('officer', officer), whyEmpty('officer')),
    part('details', 'More for the MASH', detailLines(answers, pack, length), 'nothing yet'),
    part('about-you', 'About you', [answersTo('about-you'), otherContactHint(answers)], whyEmpty('about-you')),
  ];
  const withOpen = (count: number): Block[] =>
    parts.map(({ id, open, closed = open }) => ({
      ...(openFirst.indexOf(id) < count ? open : closed),
      spacing: 'Small',
    }));
  const fits = (count: number) => around + heightOf(withOpen(count)) <= mostHeight;
  return withOpen(openFirst.map((_, at) => openFirst.length - at).find(fits) ?? 0);
}

/** The section of the check: its *Change* shows the lists, each to be changed by itself. */
function withLists({ id, open, closed = open }: Part, view: StepView): Part {
  const data = stepData(view, 'check-answers');
  const { draft, pack } = view;
  const to = (step: string, title: string, whole = title) =>
    button(changeVerb, title, { ...data, to: step }, { tooltip: `Change: ${whole}` });
  const lists = path(draft, pack).flatMap((step) => {
    if (step.kind !== 'ticks') return [];
    if (step.quotes) return [to(step.id, 'By your words', step.group.title)];
    return step.themes.map((theme) => to(step.id, pack.groups.find((each) => each.id === theme)?.title ?? theme));
  });
  const all = [to(id, 'From the beginning', 'Indicator check'), ...lists];
  const rows = inRows(all, ({ length }) => length <= 2).map((buttons) => ({ buttons }));
  const fold = { id: 'lists', title: 'Change', tooltip: 'Change one list of signs' };
  const unfolding = ({ titles, folds, ...block }: Block): Block => ({
    ...block,
    titles: titles.map((title) => ({ ...title, opens: [...title.opens, fold], rows: [] })),
    folds: [...folds, { id: fold.id, title: fold.title, besideTitle: true, lines: [], rows }],
  });
  return { id, open: unfolding(open), closed: unfolding(closed) };
}

/** A section whose lines a press beside its title shows. @param id of its own on this card */
function foldedSection(id: string, title: string, lines: Line[], beside: Parts<Button>): Block {
  const { titles, ...block } = section(title, [], beside);
  const words = `Show ${lines.length}`;
  const opens = [{ id, title: words, tooltip: `${words}: ${title}` }];
  return {
    ...block,
    titles: titles.map((each) => ({ ...each, opens })),
    folds: [{ id, title, besideTitle: true, lines, rows: [] }],
  };
}

function openPoints(answers: Answers, pack: Pack): Block[] {
  const names = gaps(answers, pack).map((field) => line(field.short));
  const title = `Still open: ${names.length}. You can send without them.`;
  return names.length > 0 ? [foldedSection('still-open', title, names, [])] : [];
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

/** The worry, as it is sent, gets more room than other answers. What was said beside the questions stands below it. */
function worryLines(name: string, text: string, length: number) {
  const { told, beside } = worryParts(withoutUnsaid(text) || text);
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
