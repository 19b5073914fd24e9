import { withoutEnd } from '../base/ends.ts';
import type { Texts } from '../base/texts.ts';
import { type Field, fieldOf } from '../protocol/pack.ts';
import { type AnswerContext, type AnswerOutcome, applyAnswer, type GivenAnswer } from './answer.ts';
import { besideIn } from './beside.ts';
import { type Draft, emptyTicks, type Ticks } from './draft.ts';
import { saysRung } from './said-rang.ts';
import { type Step, stepNow } from './steps.ts';
import { isUnsure, numerals, plainWords } from './typed-words.ts';

type TypedOutcome =
  | ({ kind: 'answered' } & AnswerOutcome)
  | { kind: 'unclear' }
  | { kind: 'submit' }
  | { kind: 'change'; section: string };

const unclear = { kind: 'unclear' } as const;

/** The questions about a list of indicators, in the order in which typed messages answer them. */
export const tickQuestions = ['seen', 'suspected', 'note'] as const;

/**
 * Applies a typed message as the answer to the current question, with the same effect as the buttons and inputs.
 * @returns `unclear` if the words fit no answer: nothing changes, and the bot asks again
 */
export function typedAnswer(draft: Draft, text: string, deps: AnswerContext): TypedOutcome {
  const step = stepNow(draft, deps.pack);
  const typedWords = withoutStop(text);
  const apply = (answer: GivenAnswer): TypedOutcome => ({ kind: 'answered', ...applyAnswer(draft, answer, deps) });
  const choose = (choice?: string) => (choice ? apply({ choice, next: 'continue' }) : unclear);
  const picked = pickOne(typedWords, choicesOf(step));
  if (asksToSend(typedWords)) return { kind: 'submit' };
  switch (step.kind) {
    case 'danger':
    case 'consent-risk':
      return choose(saysYes(typedWords) ? 'yes' : picked);
    case 'private-fostering':
      return choose(picked ?? (isUnsure(typedWords) ? 'continue' : undefined));
    case 'places': {
      if (saysYes(typedWords)) return choose('leave-out'); // yes: the child is placed there
      const isNo = /^(n|no|nope)\b/i.test(typedWords) || goesOn(typedWords) || skips(typedWords);
      return choose(isNo ? 'another' : picked);
    }
    case 'danger-phone': {
      const isRung =
        typedWords === '1' || (!/^(?:yes|yeah|yep|y)$/i.test(typedWords) && saysRung(typedWords.toLowerCase()));
      if (isRung) return choose('phoned');
      return choose(goesOn(typedWords) || typedWords === '2' ? 'continue' : undefined);
    }
    case 'summary':
      return goesOn(typedWords) ? apply({ next: 'continue' }) : unclear;
    case 'check-answers':
      return atCheckAnswers(typedWords);
    case 'ticks':
      return typedTicks(draft, step, text.trim(), deps);
    case 'form':
      return typedField(draft, step.form.fields, text, deps);
  }
}

/** The buttons of a step with one question, as choices. */
export function choicesOf(step: Step): { id: string; label: string }[] {
  const labels = Object.entries(choiceLabels[step.kind] ?? {}).map(([id, label]) => ({ id, label }));
  return labels.filter(({ id }) => id !== 'report' || ('canReport' in step && step.canReport));
}

const choiceLabels: Partial<Record<Step['kind'], Texts>> = {
  danger: { yes: 'Yes, now', no: 'No', 'not-known': 'Not known' },
  'consent-risk': { yes: 'Yes', 'not-sure': 'Not sure', no: 'No' },
  places: { 'leave-out': 'Leave it out', another: 'It is another place' },
  'private-fostering': { report: 'Report it as well', continue: 'Continue' },
};

const sections: [RegExp, string][] = [
  [/danger/, 'danger'],
  [/consent/, 'consent'],
  [/check|indicator|saw/, 'check'],
  [/officer/, 'officer'],
  [/more|details|mash/, 'details'],
  [/you/, 'about-you'],
  [/child|worry/, 'child'],
];

/** The typed words without a full stop at the end, which dictation adds to every message. */
const withoutStop = (text: string) => withoutEnd(text.trim(), '.!');

/**
 * Whether the words ask to send the referral. No question has such an answer. If the bot saved it as one, the referrer
 * would believe the referral was sent.
 */
const asksToSend = (typedWords: string) =>
  /^(submit|send)( (the |my )?referral| it)?( now)?( please)?$/i.test(typedWords);

/**
 * "yes she is", "yeah", "I think so". For questions where yes is the safe answer, the words need only begin with it.
 */
const saysYes = (typedWords: string) => /^(y|yes|yeah|yep|yup|i think so)\b/i.test(typedWords);

/** "change consent", "do the check now". */
function atCheckAnswers(typedWords: string): TypedOutcome {
  const words =
    /^change\b((?: \S+){0,3})$/i.exec(typedWords)?.[1] ?? (/^do the check/i.test(typedWords) ? 'check' : '');
  const section = sections.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1];
  return section ? { kind: 'change', section } : unclear;
}

/** Whether the words mean "continue": the labels of such buttons, and what people type instead. */
const goesOn = (typedWords: string) =>
  /^(continue( to the (check|written referral))?|next|go on|carry on|ok|okay|send to the mash|skip (all|everything|the rest|the card))$/i.test(
    typedWords,
  );
const skips = (typedWords: string) => /^(skip( (it|this|that|this one))?|pass|-)$/i.test(typedWords);
/** For a list only: for a text box, “nothing” is an answer. */
const picksNone = (typedWords: string) => skips(typedWords) || /^(none( of (them|these))?|nothing)$/i.test(typedWords);

const numberFor = (word: string) => (/^\d{1,2}$/.test(word) ? Number(word) : numerals.indexOf(word) + 1);

function pickOne(typedWords: string, options: { id: string; label: string }[]) {
  const words = plainWords(typedWords);
  const byNumber = options[numberFor(typedWords.toLowerCase()) - 1];
  const meant = words.replace(/^(y|yeah|yep|yup)$/, 'yes').replace(/^(n|nope|nah)$/, 'no');
  const exact =
    options.find(({ id, label }) => plainWords(label) === words || id === meant) ??
    options.find(({ id }) => isUnsure(typedWords) && (id === 'not-known' || id === 'not-sure'));
  const starts = options.filter(({ label }) => words.length >= 3 && plainWords(label).startsWith(words));
  return (byNumber ?? exact ?? (starts.length === 1 ? starts[0] : undefined))?.id;
}

function typedField(draft: Draft, ids: string[], text: string, deps: AnswerContext): TypedOutcome {
  const cursor = Math.min(draft.progress.cursor, ids.length - 1);
  const id = ids[cursor] ?? '';
  const typedWords = withoutStop(text);
  const field = fieldOf(deps.pack, id);
  const goesOnNow = goesOn(typedWords);
  const skipsOne = !goesOnNow && (field.choices ? picksNone(typedWords) : skips(typedWords));
  const also = besideIn(draft.answers.values[id]);
  const said = goesOnNow || skipsOne ? undefined : valueFor(field, text);
  const value = said && [said, ...also].join('\n');
  if (value === undefined && !goesOnNow && !skipsOne) return unclear;
  const leavesOpen = skipsOne && !field.required && draft.answers.values[id] === undefined;
  const answer = leavesOpen ? '' : value; // the referrer was asked and left it open
  const fields: Texts = answer === undefined ? {} : { [id]: answer };
  const last = goesOnNow || cursor === ids.length - 1;
  const outcome = applyAnswer(draft, { fields, next: last ? 'continue' : 'stay' }, deps);
  const problem = outcome.problems[0];
  const isAway = id === 'whereabouts' && outcome.draft.answers.readings['leaves-sight']?.leaves === 'not-with-me';
  const from = isAway ? ids.indexOf('leaves-sight') : cursor; // there the bot asked where they are believed to be
  const next = problem ? Math.max(ids.indexOf(problem.field), 0) : from + 1;
  const isNextStep = outcome.draft.progress.at !== draft.progress.at;
  return { kind: 'answered', ...outcome, draft: isNextStep ? outcome.draft : atQuestion(outcome.draft, next) };
}

/** The value that the words give to the field. @returns undefined if they fit none of its choices */
function valueFor({ choices, kind, required }: Field, text: string) {
  if (!choices) return text.trim();
  if (kind === 'many') return isUnsure(text) ? text : numbered(text, choices)?.join(',');
  const one = pickOne(withoutStop(text), choices);
  if (one || !isUnsure(text)) return one;
  return required ? choices.find(({ id }) => id === 'unsure')?.id : text; // for consent, “unsure” is a full answer
}

function typedTicks(draft: Draft, step: Extract<Step, { kind: 'ticks' }>, text: string, deps: AnswerContext) {
  const before = draft.answers.ticks[step.group.id] ?? emptyTicks;
  const typedWords = withoutStop(text);
  const save = (ticks: Ticks, next: 'continue' | 'stay', cursor: number): TypedOutcome => {
    const outcome = applyAnswer(draft, { ticks, next }, deps);
    const stays = next === 'stay' || outcome.problems.length > 0;
    return { kind: 'answered', ...outcome, draft: stays ? atQuestion(outcome.draft, cursor) : outcome.draft };
  };
  if (/^(i looked|all not seen|the rest not seen|rest not seen)/i.test(typedWords))
    return save({ ...before, looked: true }, 'continue', 0);
  if (goesOn(typedWords)) return save(before, 'continue', 0);
  const question = tickQuestions[Math.min(draft.progress.cursor, tickQuestions.length - 1)];
  if (question === 'note') return save({ ...before, note: picksNone(typedWords) ? before.note : text }, 'continue', 2);
  const next = question === 'seen' ? 1 : 2;
  if (picksNone(typedWords) || isUnsure(typedWords)) return save(before, 'stay', next);
  const ids = numbered(typedWords, step.group.statements);
  return ids ? save({ ...before, [question ?? 'seen']: ids }, 'stay', next) : unclear;
}

/** The ids of those that "2 4 7", "2, 4 and 7" or "two and four" names. @returns undefined for anything else */
function numbered(text: string, options: { id: string }[]) {
  const parts = text
    .toLowerCase()
    .split(/[\s,;&+]+|\band\b/)
    .filter((part) => part !== '');
  const ids = parts.flatMap((part) => options[numberFor(part) - 1]?.id ?? []);
  return ids.length > 0 && ids.length === parts.length ? ids : undefined;
}

function atQuestion(draft: Draft, cursor: number): Draft {
  return { ...draft, progress: { ...draft.progress, cursor } };
}
