import type { Texts } from '../base/texts.ts';
import { type Field, fieldOf, type Pack } from '../protocol/pack.ts';
import { isQuestion } from '../understanding/asking.ts';
import { dangerIn } from '../understanding/danger.ts';
import { type AnswerContext, type AnswerOutcome, applyAnswer, type GivenAnswer } from './answer.ts';
import { besideIn, withWordsBeside } from './aside.ts';
import { withReasonSaid } from './consent.ts';
import { atQuestion, type Draft, skipped, withAnswers } from './draft.ts';
import { careful, isAsItStands, isAside, isNoTime, mostAsked, ofCare, ofConsent, ofNoName, reasons } from './fits.ts';
import { leavesSoon, timeTold } from './leaving.ts';
import { onward, resume, toAsk, toTold } from './move.ts';
import { linkChoices, linkSaid, notLinked, sameAsOther, sameSaid } from './next-child.ts';
import { isUnread, onlyNumberIn } from './read-answer.ts';
import { mayBeOtherCall, rangOthers, saysRung, saysWrites, whenRung } from './ring-said.ts';
import { calledIn, isOnlyNamed, mayOnlyName } from './several.ts';
import { affirmsTime, afterYes, cursorNow, fieldNow, type Step, stepNow, toldNow } from './steps.ts';
import { hasLooked, ticksFor } from './tick-cards.ts';
import { isOfStory, onlyTellsName } from './told.ts';
import { answerAmong, nameIn, placeCorrected, saidWith, withoutOwnName } from './typed-box.ts';
import { type Choice, choicesByNumber, dangerAnswer, otherAgency, plainly, readChoice } from './typed-choice.ts';
import {
  asksToSend,
  bareYesOrNo,
  goesOn,
  isOrganisation,
  isUnsure,
  leavesOut,
  picksNone,
  skips,
  withoutAgain,
  withoutStop,
  wordsIn,
} from './typed-words.ts';
import { isFamilyHome } from './whose.ts';

type TypedOutcome =
  | ({ kind: 'answered' } & AnswerOutcome)
  | { kind: 'unclear' }
  | { kind: 'doubted'; choice: string } // an answer among other words, where it may be wrong: the bot asks again
  | { kind: 'submit' };
const unclear = { kind: 'unclear' } as const;

/** The questions about a list of indicators, in the order in which typed messages answer them: “2 4 suspect 3”, then a note. */
export const tickQuestions = ['ticks', 'note'] as const;

/**
 * Applies a typed message as the answer to the current question, with the same effect as the buttons and inputs.
 * @returns `unclear` if the words fit no answer: nothing changes, and the bot asks again
 */
export function typedAnswer(draft: Draft, text: string, deps: AnswerContext): TypedOutcome {
  const outcome = readTyped(draft, text, deps);
  if (outcome.kind !== 'answered' || outcome.draft.answers === draft.answers) return outcome;
  const last = { at: draft.progress.at, cursor: cursorNow(draft, deps.pack) };
  const said = withReasonSaid(draft, outcome.draft, text);
  const next = outcome.problems.length > 0 ? said : toTold(draft.answers, said, deps.pack);
  return { ...outcome, draft: { ...next, progress: { ...next.progress, last } } };
}

function readTyped(draft: Draft, text: string, deps: AnswerContext): TypedOutcome {
  const step = stepNow(draft, deps.pack);
  const typedWords = withoutStop(text);
  const apply = (answer: GivenAnswer): TypedOutcome => ({ kind: 'answered', ...applyAnswer(draft, answer, deps) });
  const choose = (choice?: string) => (choice ? apply({ choice, next: 'continue' }) : unclear);
  const choice = readChoice(step.kind === 'danger' ? plainly(typedWords) : typedWords, choicesOf(step));
  if (asksToSend(typedWords, calledIn(draft.answers))) return { kind: 'submit' };
  switch (step.kind) {
    case 'danger': {
      const isHelp = !choice && rangOthers(typedWords.toLowerCase()); // “999 on their way”
      const said = dangerAnswer(typedWords, choice, isHelp || tellsSoon(draft, text, deps));
      if (said?.isDoubted) return { kind: 'doubted', choice: said.id };
      return choose(said?.id);
    }
    case 'linked':
      return choose(
        (notLinked.test(typedWords) ? 'unlinked' : choice?.id) ??
          linkSaid(typedWords) ??
          (skips(typedWords) || isUnsure(typedWords) ? 'unlinked' : undefined), // who does not know says no link
      );
    case 'same':
      return choose(sameSaid(typedWords)?.id ?? choice?.id ?? (sendsNext.test(typedWords) ? 'no' : undefined));
    case 'private-fostering':
      return choose(choice?.id ?? (isUnsure(typedWords) ? 'continue' : undefined));
    case 'places': {
      if (/^(y|yes|yeah|yep|yup|i think so)\b/i.test(typedWords)) return choose('leave-out'); // yes: the child is placed there
      const isNo = /^(n|no|nope)\b/i.test(typedWords) || goesOn(typedWords) || skips(typedWords);
      return choose(isNo || isFamilyHome(typedWords, draft.answers) ? 'another' : choice?.id);
    }
    case 'danger-phone': {
      const said = typedWords.toLowerCase();
      if (rangOthers(said) || saysWrites(said)) return choose('continue');
      const when = whenRung(said);
      if (!/^\W*1\W*$/.test(said) && !goesOn(typedWords) && mayBeOtherCall(said, draft.answers.values.worry ?? ''))
        return choice?.id === 'continue' ? choose('continue') : unclear; // “1” says that somebody answered
      if (!/^(?:yes|yeah|yep|y)$/i.test(said) && saysRung(said))
        return apply({ choice: 'phoned', ...(when && { fields: { 'phoned-when': when } }), next: 'continue' });
      if (goesOn(typedWords)) return choose('continue');
      if (choice?.id === 'phoned' && choice.more) return unclear; // “1 i cant phone”
      return choose(choice?.id);
    }
    case 'summary':
      return goesOn(typedWords) ? apply({ next: 'continue' }) : choose(choice?.id);
    case 'check-answers':
      return agreesToSend(typedWords, draft) ? { kind: 'submit' } : unclear;
    case 'ticks':
      return typedTicks(draft, step, text.trim(), deps);
    case 'form':
      return typedField(draft, step.form.fields, text, deps);
  }
}

/** A time at the question of danger. Words of danger get the numbers first, and the question once. */
const tellsSoon = ({ progress }: Draft, text: string, { now }: AnswerContext) =>
  leavesSoon(text, now) && (progress.asked !== undefined || !dangerIn(text));

/** The buttons of a step with one question, as choices. */
export function choicesOf(step: Step): Choice[] {
  const labels = Object.entries(choiceLabels[step.kind] ?? {}).map(([id, label]) => ({ id, label }));
  const isOffered: Partial<Record<string, boolean>> = {
    report: step.kind === 'private-fostering' && step.canReport,
    worry: step.kind === 'same' && step.next.answers.values.worry !== undefined,
    care: step.kind === 'same' && step.next.answers.values.care !== undefined,
  };
  return labels.filter(({ id }) => isOffered[id] ?? true);
}

const choiceLabels: Partial<Record<Step['kind'], Texts>> = {
  linked: { ...linkChoices, unlinked: 'Not linked' },
  same: { all: 'Yes, all of it', worry: 'Yes, and the same worry', care: 'Only in care or not', no: 'No, ask me' },
  danger: { yes: 'Yes, now', no: 'No', 'not-known': 'Not known' },
  'danger-phone': { phoned: 'I have phoned', continue: 'To write' },
  summary: { rest: 'Signs I may have missed' },
  places: { 'leave-out': 'Leave it out', another: 'It is another place' },
  'private-fostering': { report: 'Report it as well', continue: 'Continue' },
};

/** “just send minhs”: nothing is copied, and the rest is asked. */
const sendsNext =
  /^(?:(?:just|ok|pls|please|now|can (?:you|u))\W+)*send (?!cops|police|officers|medics|paramedics)(?:[\p{L}’'-]{1,30}s|it|this|that|her|him|them)(?: (?:one|now|off|please|pls|referral|check))*\W*$/iu;

// “yes” to “Type send to send it”, where nobody waits for another yes
const agreesToSend = (typedWords: string, { progress: { doubt } }: Draft) =>
  !doubt && /^(?:ok(?:ay)? )?(?:y|yes|yeah|yep|yup)(?: (?:please|pls|now))*$/i.test(typedWords);

function typedField(draft: Draft, ids: string[], text: string, deps: AnswerContext, isTold = false): TypedOutcome {
  const { pack } = deps;
  const typedWords = withoutStop(text);
  const goesOnNow = goesOn(typedWords);
  const field = fieldNow(draft, pack);
  const told = typedTold(draft, ids, text, deps);
  if (told) return told;
  if (!field)
    return goesOnNow || skips(typedWords)
      ? further(applyAnswer(draft, { next: 'continue' }, deps), ids, pack)
      : unclear;
  const { id } = field;
  const read = readChoice(plainly(typedWords, field, draft.answers), field.choices ?? []) ?? otherAgency(text, field);
  const choice = field.kind === 'many' ? undefined : read;
  if (choice?.more && careful.includes(id) && ['no', 'none'].includes(choice.id))
    return { kind: 'doubted', choice: choice.id };
  if (id === 'agency' && !choice && isOrganisation(typedWords) && ids.includes('organisation'))
    return typedOther(draft, ids, typedWords, deps);
  const topic = { consent: ofConsent, care: ofCare }[id];
  if (choice?.more && ((topic && !topic.test(text)) || isQuestion(text))) return unclear;
  const isTime = id === 'leaves-sight' && !goesOnNow && !skips(typedWords);
  if (isTime && isUnread(field, text, deps.now) && timeTold(draft.answers, deps.now)) return unclear; // it asks whether it is that
  if (isTime && isNoTime(text) && isUnread(field, text, deps.now)) return noTime(draft, text, deps);
  const skipsOne = !goesOnNow && !choice && leavesOut(typedWords, field);
  const isOffered = toldNow(draft, pack, deps.now).length > 0; // then “in my car” is no name, however often it is asked
  const isThird = !isOffered && (draft.progress.unread ?? 0) >= mostAsked && isAsItStands(field, typedWords);
  if (id === 'name' && !isThird && isOfStory(text, draft.answers)) return unclear;
  if (ofNoName.includes(id) && isOnlyNamed(text, draft.answers)) return unclear;
  if (reasons.includes(id) && mayOnlyName(text, draft.answers)) return unclear;
  if (['whereabouts', 'with'].includes(id) && onlyTellsName(text)) return unclear;
  const also = besideIn(draft.answers.values[id]);
  const [only, more] = answerAmong(field, text, typedWords);
  const said =
    goesOnNow || skipsOne
      ? undefined
      : (choice?.id ??
        sameAsOther(id, typedWords, draft) ??
        valueFor(field, only ?? withoutOwnName(text, field, draft)) ??
        (isThird ? typedWords : undefined));
  const value = said && [said, ...also].join('\n');
  if (value === undefined && !goesOnNow && !skipsOne) return unclear;
  const answer = skipsOne && !field.required && draft.answers.values[id] === undefined ? '' : value; // asked, and left open
  const worry = more && withWordsBeside(draft.answers.values.worry ?? '', more, undefined, fieldOf(pack, 'worry'));
  const beside = { ...(value && saidWith(id, text, draft.answers)), ...(worry && { worry }) };
  const fields: Texts = answer === undefined ? {} : { ...beside, [id]: answer };
  const { again, resumeAt } = draft.progress;
  const comesBack = again && resumeAt && !goesOnNow;
  const cursor = ids.indexOf(id) + 1;
  const isLast = goesOnNow || fieldNow(withAnswers(atQuestion(draft, cursor), { values: fields }), pack) === undefined;
  const from = skipsOne ? skipped(draft, field) : draft;
  const outcome = applyAnswer(from, { fields, typed: true, next: isLast && !comesBack ? 'continue' : 'stay' }, deps);
  const [problem] = outcome.problems;
  if (problem)
    return { kind: 'answered', ...outcome, draft: atQuestion(outcome.draft, ids.indexOf(problem.field), true) };
  if (comesBack) {
    const back = resume(outcome.draft);
    const other = placeCorrected(back, pack); // “its Lan and shes 14 not 15”
    return { kind: 'answered', ...outcome, draft: other && isTold ? toAsk(back, other, pack) : onward(back, pack) };
  }
  return isLast
    ? further(outcome, ids, pack)
    : { kind: 'answered', ...outcome, draft: atQuestion(outcome.draft, cursor) };
}

/** Answers whether it is what was told: “yes about 15” says it again, in better words. */
function typedTold(draft: Draft, ids: string[], text: string, deps: AnswerContext): TypedOutcome | undefined {
  const [told, isMore] = toldNow(draft, deps.pack, deps.now);
  const plain = bareYesOrNo(withoutStop(text));
  const again = afterYes(text);
  if (!told) return undefined;
  if (!plain && affirmsTime(text, draft, deps)) return typedField(draft, ids, told.said, deps, true);
  if (!plain)
    return wordsIn(told.said).every((word) => wordsIn(again).includes(word))
      ? typedField(draft, ids, again, deps, true)
      : undefined;
  if (plain === 'no') return withoutTold(draft, told.id);
  const done = typedField(draft, ids, told.said, deps, true);
  if (!isMore || done.kind !== 'answered') return done;
  const next = typedField(done.draft, ids, text, deps);
  return next.kind === 'answered' ? { ...next, read: [...done.read, ...next.read] } : done;
}

/** Asks a question without what was told for it, which is not so. */
function withoutTold({ progress, ...draft }: Draft, id: string): TypedOutcome {
  const next = { ...draft, progress: { ...progress, denied: [...(progress.denied ?? []), id] } };
  const isPassed = progress.resumeAt && draft.answers.values[id] === '';
  return { kind: 'answered', draft: isPassed ? resume(next) : next, problems: [], read: [] };
}

/** An agency that is no choice: another one, with these words as the organisation. */
function typedOther(draft: Draft, ids: string[], organisation: string, deps: AnswerContext): TypedOutcome {
  const fields = { agency: 'other', ...(!draft.answers.values.organisation && { organisation }) };
  const outcome = applyAnswer(draft, { fields, typed: true, next: 'stay' }, deps);
  return { kind: 'answered', ...outcome, draft: atQuestion(outcome.draft, ids.indexOf('agency') + 1) };
}

/** Words that tell no time are kept beside the question, which stands: no time is known until it is answered. It says so once. */
function noTime(draft: Draft, text: string, deps: AnswerContext): TypedOutcome {
  const cursor = cursorNow(draft, deps.pack);
  if (draft.answers.values['leaves-sight'] !== undefined) return unclear;
  const asked = applyAnswer(draft, { fields: { 'leaves-sight': '' }, half: true, next: 'stay' }, deps);
  const worry = withWordsBeside(draft.answers.values.worry ?? '', text, undefined, fieldOf(deps.pack, 'worry'));
  if (worry === undefined) return unclear;
  return {
    kind: 'answered',
    ...asked,
    draft: atQuestion(withAnswers(asked.draft, { values: { worry } }), cursor, true),
    problems: [{ field: 'leaves-sight', kind: 'no-time' }],
  };
}

/** Goes on from a card. What it needs, it asks again. */
function further(outcome: AnswerOutcome, ids: string[], pack: Pack): TypedOutcome {
  const [problem] = outcome.problems;
  const at = (field: string) => atQuestion(outcome.draft, ids.indexOf(field), true);
  return { kind: 'answered', ...outcome, draft: problem ? at(problem.field) : onward(outcome.draft, pack) };
}

/** The value that the words give to the field. @returns undefined if they fit none of its choices, or answer nothing */
function valueFor(field: Field, text: string) {
  const { choices, kind, required } = field;
  const number = kind === 'phone' ? onlyNumberIn(text) : undefined;
  const said = number ?? (field.id === 'name' ? nameIn(text).name : kind === 'long' ? text.trim() : withoutAgain(text));
  if (!choices) return isAside(said, field) ? undefined : said;
  if (kind === 'many') return isUnsure(text) ? text : choicesByNumber(text, choices)?.join(',');
  if (!isUnsure(text)) return undefined;
  return (required && choices.find(({ id }) => id === 'unsure')?.id) || text; // for consent, “unsure” is a full answer
}

function typedTicks(draft: Draft, step: Extract<Step, { kind: 'ticks' }>, text: string, deps: AnswerContext) {
  const { statements } = step.group;
  const saved = ticksFor(draft.answers, step.group);
  const before = { ...saved, looked: hasLooked(saved, statements) };
  const typedWords = withoutStop(text);
  const save = (ticks: NonNullable<GivenAnswer['ticks']>, next: 'continue' | 'stay', cursor: number): TypedOutcome => {
    const outcome = applyAnswer(draft, { ticks, next }, deps);
    const stays = next === 'stay' || outcome.problems.length > 0;
    return { kind: 'answered', ...outcome, draft: stays ? atQuestion(outcome.draft, cursor) : outcome.draft };
  };
  if (/^(?:i looked|all not seen|(?:the )?rest not seen|i saw none of the others)/i.test(typedWords))
    return save({ ...before, looked: true }, 'continue', 0);
  if (goesOn(typedWords)) return save(before, 'continue', 0);
  const question = tickQuestions[Math.min(draft.progress.cursor, tickQuestions.length - 1)];
  if (question === 'note') {
    const isNew = !picksNone(typedWords) && !before.note.includes(text);
    const note = isNew ? [before.note, text].filter((each) => each !== '').join('\n') : before.note;
    return save({ ...before, note }, 'continue', 1);
  }
  if (picksNone(typedWords) || isUnsure(typedWords)) return save(before, 'continue', 0);
  const parts = typedWords.split(/\bsuspect(?:ed)?\b/i).map((part) => ticked(part, statements));
  const [seen = [], suspected = before.suspected] = parts;
  return parts.includes(undefined) || parts.flat().length === 0
    ? unclear
    : save({ ...before, seen, suspected }, step.quotes ? 'continue' : 'stay', 1);
}

const ticked = (text: string, options: { id: string }[]) => (text.trim() === '' ? [] : choicesByNumber(text, options));
