import { withoutEnd } from '../base/ends.ts';
import { type Field, fieldOf } from '../protocol/pack.ts';
import { type AnswerContext, type AnswerOutcome, applyAnswer, type GivenAnswer } from './answer.ts';
import { type Draft, emptyTicks, type Ticks } from './draft.ts';
import { type Step, stepNow } from './steps.ts';
import { isUnsure, plainWords } from './typed-words.ts';

type TypedOutcome =
  | ({ kind: 'answered' } & AnswerOutcome)
  | { kind: 'unclear' }
  | { kind: 'submit' }
  | { kind: 'change'; section: string };

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
  if (asksToSend(typedWords)) return { kind: 'submit' };
  switch (step.kind) {
    case 'danger':
    case 'consent-risk':
    case 'private-fostering': {
      const isYes = step.kind !== 'private-fostering' && saysYes(typedWords);
      const goesOnUnsure = step.kind === 'private-fostering' && isUnsure(typedWords) ? 'continue' : undefined;
      const choice = isYes ? 'yes' : (pickOne(typedWords, choicesOf(step)) ?? goesOnUnsure);
      return choice ? apply({ choice, next: 'continue' }) : { kind: 'unclear' };
    }
    case 'places': {
      const isYes = saysYes(typedWords); // yes: the child is placed there
      const isNo = /^(n|no|nope)\b/i.test(typedWords) || goesOn(typedWords) || skips(typedWords);
      const choice = isYes ? 'leave-out' : isNo ? 'another' : pickOne(typedWords, choicesOf(step));
      return choice ? apply({ choice, next: 'continue' }) : { kind: 'unclear' };
    }
    case 'danger-phone': {
      const denied = /\b(not|no)\b|\b(have|did)n['’]?t\b/i.test(typedWords); // "I have not phoned yet"
      const phoned = !denied && /\b(phoned|rang|rung|called)\b|^1$|^(ok(ay)?,? )?done$/i.test(typedWords);
      if (!phoned && !goesOn(typedWords) && typedWords !== '2') return { kind: 'unclear' };
      return apply({ choice: phoned ? 'phoned' : 'continue', next: 'continue' });
    }
    case 'summary':
      return goesOn(typedWords) ? apply({ next: 'continue' }) : { kind: 'unclear' };
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
  const options = (labels: Record<string, string>) => Object.entries(labels).map(([id, label]) => ({ id, label }));
  if (step.kind === 'danger') return options({ yes: 'Yes, now', no: 'No', 'not-known': 'Not known' });
  if (step.kind === 'consent-risk') return options({ yes: 'Yes', 'not-sure': 'Not sure', no: 'No' });
  if (step.kind === 'places') return options({ 'leave-out': 'Leave it out', another: 'It is another place' });
  if (step.kind !== 'private-fostering') return [];
  return options({ ...(step.canReport ? { report: 'Report it as well' } : {}), continue: 'Continue' });
}

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
const withoutStop = (text: string): string => withoutEnd(text.trim(), '.!');

/**
 * Whether the words ask to send the referral. No question has such an answer. If the bot saved it as one, the referrer
 * would believe the referral was sent.
 */
const asksToSend = (typedWords: string): boolean =>
  /^(submit|send)( (the |my )?referral| it)?( now)?( please)?$/i.test(typedWords);

/**
 * "yes she is", "yeah", "I think so". For questions where yes is the safe answer, the words need only begin with it.
 */
const saysYes = (typedWords: string): boolean => /^(y|yes|yeah|yep|yup|i think so)\b/i.test(typedWords);

/** "change consent", "do the check now". */
function atCheckAnswers(typedWords: string): TypedOutcome {
  const words = /^change\b(.*)$/i.exec(typedWords)?.[1] ?? (/^do the check/i.test(typedWords) ? 'check' : '');
  const section = sections.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1];
  return section ? { kind: 'change', section } : { kind: 'unclear' };
}

/** Whether the words mean "continue": the labels of such buttons, and what people type instead. */
const goesOn = (typedWords: string): boolean =>
  /^(continue( to the (check|written referral))?|next|go on|carry on|ok|okay|send to the mash|skip (all|everything|the rest|the card))$/i.test(
    typedWords,
  );
const skips = (typedWords: string): boolean => /^(skip( (it|this|that|this one))?|pass|-)$/i.test(typedWords);
/** For a list only: for a text box, “nothing” is an answer. */
const picksNone = (typedWords: string): boolean =>
  skips(typedWords) || /^(none( of (them|these))?|nothing)$/i.test(typedWords);

const numerals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const numberFor = (word: string): number => (/^\d{1,2}$/.test(word) ? Number(word) : numerals.indexOf(word) + 1 || -1);

const synonyms: Record<string, string> = {
  y: 'yes',
  yeah: 'yes',
  yep: 'yes',
  yup: 'yes',
  n: 'no',
  nope: 'no',
  nah: 'no',
};

function pickOne(typedWords: string, options: { id: string; label: string }[]): string | undefined {
  const words = plainWords(typedWords);
  const byNumber = options[numberFor(typedWords.toLowerCase()) - 1];
  const meant = Object.hasOwn(synonyms, words) ? synonyms[words] : words;
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
  const isSkipped = goesOn(typedWords) || (field.choices ? picksNone(typedWords) : skips(typedWords));
  const answer = isSkipped ? undefined : valueFor(field, text);
  if (answer === 'unclear') return { kind: 'unclear' };
  const leavesOpen = isSkipped && !goesOn(typedWords) && !field.required && draft.answers.values[id] === undefined;
  const leftOpen = leavesOpen ? { [id]: '' } : {}; // the referrer was asked and left it open
  const fields: Record<string, string> = answer === undefined ? leftOpen : { [id]: answer.value };
  const last = goesOn(typedWords) || cursor === ids.length - 1;
  const outcome = applyAnswer(draft, { fields, next: last ? 'continue' : 'stay' }, deps);
  const problem = outcome.problems[0];
  const next = problem ? Math.max(ids.indexOf(problem.field), 0) : cursor + 1;
  const isNextStep = outcome.draft.progress.at !== draft.progress.at;
  return { kind: 'answered', ...outcome, draft: isNextStep ? outcome.draft : atQuestion(outcome.draft, next) };
}

function valueFor(field: Field, text: string): { value: string } | 'unclear' {
  if (!field.choices) return { value: text.trim() };
  if (field.kind !== 'many') {
    const one = pickOne(withoutStop(text), field.choices);
    if (one) return { value: one };
    if (!isUnsure(text)) return 'unclear';
    if (!field.required) return { value: text };
    return field.choices.some(({ id }) => id === 'unsure') ? { value: 'unsure' } : 'unclear'; // for consent, “unsure” is a full answer
  }
  if (isUnsure(text)) return { value: text };
  const numbers = numbersIn(text);
  const chosen = numbers?.map((number) => field.choices?.[number - 1]?.id);
  return chosen?.every((id) => id !== undefined) ? { value: chosen.join(',') } : 'unclear';
}

function typedTicks(
  draft: Draft,
  step: Extract<Step, { kind: 'ticks' }>,
  text: string,
  deps: AnswerContext,
): TypedOutcome {
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
  const ids = numbersIn(typedWords)?.map((number) => step.group.statements[number - 1]?.id);
  if (!ids || ids.some((id) => id === undefined)) return { kind: 'unclear' };
  return save({ ...before, [question ?? 'seen']: ids }, 'stay', next);
}

/** The numbers in "2 4 7", "2, 4 and 7" or "two and four". @returns undefined for anything else */
function numbersIn(text: string): number[] | undefined {
  const parts = text.toLowerCase().split(/[\s,;&+]+|\band\b/);
  const numbers = parts.filter((part) => part !== '').map(numberFor);
  return numbers.length > 0 && numbers.every((number) => number >= 0) ? numbers : undefined;
}

function atQuestion(draft: Draft, cursor: number): Draft {
  return { ...draft, progress: { ...draft.progress, cursor } };
}
