import type { Texts } from '../base/texts.ts';
import { type Instant, londonClock } from '../base/time.ts';
import { type Field, fieldOf, type Group, type Pack } from '../protocol/pack.ts';
import { withWordsBeside, wordsReplaced } from './aside.ts';
import { isForSending, isNeeded, withControlMark, withFittingConsent } from './consent.ts';
import {
  type Answers,
  answerTo,
  type Draft,
  emptyTicks,
  isSaid,
  leftOpen,
  type Problem,
  type Reading,
  type Ticks,
  withAnswers,
} from './draft.ts';
import { holdsAge } from './fits.ts';
import { leavesIn } from './leaving.ts';
import { cannotWait, doubtsDanger, leave, toCheckAnswers, toRest } from './move.ts';
import { linkChoices, withLink, withoutLink, withoutOffer, withSame } from './next-child.ts';
import { withoutPlacement, withPlacesAsked } from './places.ts';
import { withFosteringFinding } from './private-fostering.ts';
import { confirmationKey, doubtedIn, readAnswer, repeated } from './read-answer.ts';
import { path, stepNow } from './steps.ts';
import { coveredBy, hasLooked, type TickCard, ticksFor } from './tick-cards.ts';

/** The answer that one press or typed message gives to the step shown. */
export interface GivenAnswer {
  choice?: string; // for steps that are one question with buttons
  fields?: Texts; // for forms; of a call, when it was
  half?: true; // the card is left half filled: nothing is asked
  typed?: true; // it was typed: the words that it replaces are kept
  whole?: boolean; // the whole card was sent: clients leave out empty boxes, so a box missing from `fields` is empty
  ticks?: { seen: string[]; suspected: string[]; note: string; looked: boolean };
  next: 'continue' | 'check-answers' | 'stay'; // stay: the message answered one of several questions
}

export interface AnswerContext {
  pack: Pack;
  now: Instant;
}

/**
 * Something to repeat back to the referrer: a date or time as read (without `words` if it could not be read), a phone
 * number that cannot be dialled from outside, an adult age that may still be a child's, or words that are no age.
 */
type Read = { field: string; words?: string } | { field: string; doubt: 'not-dialable' | 'may-be-a-child' | 'no-age' };

export interface AnswerOutcome {
  draft: Draft;
  problems: Problem[]; // why the referrer stays on this step; everything else is saved
  read: Read[]; // what to repeat back to the referrer
}

/**
 * Applies an answer to the step shown. Sound fields are saved even if others on the same form are not: a fault in one
 * field never loses the text of another.
 * @param given the answer; the caller has checked that it belongs to the step shown now
 */
export function applyAnswer(draft: Draft, given: GivenAnswer, { pack, now }: AnswerContext): AnswerOutcome {
  const step = stepNow(draft, pack);
  const goOn = (values = {}) => withNextStep(withAnswers(draft, { values }), given, pack);
  switch (step.kind) {
    case 'linked':
      if (given.choice === 'unlinked') return withNextStep(withoutLink(draft), given, pack);
      if (!Object.hasOwn(linkChoices, given.choice ?? '')) return asIs(draft);
      return withNextStep(withLink(draft, given.choice ?? '', pack), given, pack);
    case 'same': {
      const { draft: next, ...outcome } = withNextStep(
        withSame(draft, given.choice ?? 'no', { pack, now }),
        given,
        pack,
      );
      return { ...outcome, draft: withoutOffer(next) };
    }
    case 'danger':
      if (!['yes', 'no', 'not-known'].includes(given.choice ?? '')) return asIs(draft);
      return withNextStep(withDanger(draft, given.choice), given, pack);
    case 'danger-phone':
      // “Finish and send” says nothing about a call
      if (given.choice === undefined) return goOn();
      return withNextStep(
        given.choice === 'phoned' ? withCall(draft, { pack, now }, given.fields?.['phoned-when']) : withoutCall(draft),
        given,
        pack,
      );
    case 'ticks':
      return answerTicks(draft, step.group, given, pack);
    case 'form':
      return answerForm(draft, step.form.fields, step.id === 'consent-asked' ? pressed(given) : given, { pack, now });
    case 'private-fostering':
      // “Finish and send” says nothing about the report
      if (given.choice === undefined) return goOn();
      return goOn({ 'pf-report': given.choice === 'report' && step.canReport ? 'yes' : 'no' });
    case 'places':
      return given.next === 'continue' ? answerPlace(draft, step.places, given, pack) : goOn();
    case 'summary':
      return given.choice === 'rest' ? asIs(toRest(draft, pack)) : goOn();
    case 'check-answers':
      return asIs(draft);
  }
}

/** The answer of a card whose question has buttons. Without one of them, nothing is said about it. */
const pressed = ({ choice, whole, ...given }: GivenAnswer): GivenAnswer =>
  whole ? { fields: choice ? { consent: choice } : {}, next: given.next } : given;

/** Records the answer about danger. It overrides an earlier “yes, I rang”, and ends a doubt, which “not known” after words of danger does not. */
function withDanger(draft: Draft, danger?: string): Draft {
  const { doubt: _, ...progress } = draft.progress;
  const doubt = danger === 'not-known' && doubtsDanger(draft) ? 'yes' : undefined;
  return withAnswers({ ...draft, progress }, { values: { danger, rang: undefined, 'danger-doubt': doubt } });
}

/**
 * Records for one address whether the child is placed there; if so, it is left out. The step ends with the
 * last address.
 */
function answerPlace(draft: Draft, [place = '', ...others]: string[], given: GivenAnswer, pack: Pack) {
  const leavesOut = given.choice === 'leave-out';
  const next = leavesOut ? withoutPlacement(draft, pack, place) : withPlacesAsked(draft, [place]);
  return others.length > 0 ? asIs(next) : withNextStep(next, given, pack);
}

export const asIs = (draft: Draft): AnswerOutcome => ({ draft, problems: [], read: [] });

/**
 * Records that the referrer rang. The call counts from now unless they said when; an optional form asks when it was
 * and who took it.
 */
function withCall(draft: Draft, context: AnswerContext, when?: string): Draft {
  const rang = withAnswers(draft, { values: { phoned: 'yes' } });
  const read = readAnswer(fieldOf(context.pack, 'phoned-when'), when ?? 'just now', context.now);
  if (rang.answers.readings['phoned-when']?.at) return rang;
  if ('problem' in read) return withCall(draft, context); // of a time that cannot be read, the MASH hears now
  const said = when ?? londonClock(context.now); // nobody said “just now”
  return withAnswers(rang, { values: { 'phoned-when': said }, readings: { 'phoned-when': read.reading } });
}

/**
 * Handles a referrer's “yes” to the question whether they rang. It records the call wherever they are in the check. If
 * no number to ring back is known, the bot asks for it next.
 */
export function answerRang(draft: Draft, context: AnswerContext, when?: string): AnswerOutcome {
  const rang = withAnswers(withCall(draft, context, when), { values: { rang: 'yes' } });
  const needsCallBack =
    path(rang, context.pack).some(({ id }) => id === 'call-back') && !answerTo(rang.answers, 'phone');
  if (needsCallBack) return asIs({ ...rang, progress: { ...rang.progress, at: 'call-back', cursor: 0 } });
  return rang.progress.at === 'danger-phone' ? asIs(leave(rang, context.pack)) : asIs(rang);
}

/** Without a call, its time is forgotten, so that a later call counts from its own time. */
const withoutCall = (draft: Draft) =>
  withAnswers(draft, {
    values: { phoned: '', 'phoned-when': undefined, 'phoned-who': undefined },
    readings: { 'phoned-when': undefined },
  });

function withNextStep(draft: Draft, given: GivenAnswer, pack: Pack, read: AnswerOutcome['read'] = []): AnswerOutcome {
  const next = { stay: (same: Draft) => same, 'check-answers': toCheckAnswers, continue: leave }[given.next];
  return { ...asIs(next(draft, pack)), read };
}

/** Records the ticks of one card, each with its theme. Those of the other cards of a theme stay. */
function answerTicks(draft: Draft, group: TickCard['group'], given: GivenAnswer, pack: Pack): AnswerOutcome {
  const saidBefore = ticksFor(draft.answers, group);
  const { looked, ...ticks } = given.ticks ?? { ...saidBefore, looked: hasLooked(saidBefore, group.statements) };
  const note = ticks.note.toWellFormed();
  const isTooLong = [...note].length > pack.noteLimit;
  const tickedIn = ({ id, statements }: Group): Ticks => {
    const before = draft.answers.ticks[id] ?? emptyTicks;
    const here = statements.flatMap((each) => (group.statements.includes(each) ? each.id : []));
    const others = (ids: string[]) => ids.filter((each) => !here.includes(each));
    const seenHere = here.filter((each) => ticks.seen.includes(each));
    const seen = [...others(before.seen), ...seenHere];
    const suspected = [
      ...others(before.suspected),
      ...here.filter((each) => ticks.suspected.includes(each) && !seenHere.includes(each)),
    ];
    return {
      seen,
      suspected,
      note: isTooLong || id !== group.id ? before.note : note,
      shown: [...others(before.shown), ...here],
      looked: [...others(before.looked), ...(looked ? here : [])],
      covers: coveredBy({ seen, suspected }, pack),
    };
  };
  const themes = pack.groups.filter(({ statements }) => statements.some((each) => group.statements.includes(each)));
  const saved = withAnswers(draft, { ticks: Object.fromEntries(themes.map((theme) => [theme.id, tickedIn(theme)])) });
  return isTooLong
    ? { ...asIs(saved), problems: [{ field: 'note', kind: 'too-long', limit: pack.noteLimit }] }
    : withNextStep(withControlMark(saved, pack), given, pack);
}

function answerForm(draft: Draft, ids: string[], given: GivenAnswer, { pack, now }: AnswerContext): AnswerOutcome {
  const { values: before, readings: readBefore } = draft.answers;
  const values: Texts = {};
  const readings: Record<string, Reading | undefined> = {};
  const problems: Problem[] = [];
  const read: AnswerOutcome['read'] = [];
  let noAge: string | undefined; // “grey golf”
  for (const id of ids) {
    const typed = given.fields?.[id] ?? (given.whole ? '' : undefined);
    if (typed === undefined) continue;
    const field = fieldOf(pack, id);
    const outcome = readAnswer(field, typed, now, before[confirmationKey(id)] === typed.trim());
    if ('problem' in outcome) {
      problems.push(outcome.problem);
      if (outcome.problem.kind === 'long-ago') values[confirmationKey(id)] = typed.trim();
      continue;
    }
    const { value, reading } = outcome;
    if (reading && value === '' && isNoReason(field, draft, pack)) {
      problems.push({ field: id, kind: 'required' });
      values[confirmationKey(id)] = 'yes';
      continue;
    }
    if (id === 'child-age' && value !== '' && value !== before[id] && !reading && !holdsAge(value)) {
      noAge = value;
      continue;
    }
    values[id] = value;
    if (before[id] === value && (value !== '' || readBefore[id]?.words === reading?.words)) continue;
    readings[id] = reading;
    if (value !== '') read.push(...repeated(field, reading));
    const doubt = doubtedIn(field, value, before, now);
    if (doubt) read.push({ field: id, doubt });
    if (doubt === 'not-dialable') values[confirmationKey(id)] = value;
  }
  const kept = (words: string) =>
    withWordsBeside(values.worry ?? before.worry ?? '', words, undefined, fieldOf(pack, 'worry'));
  if (noAge !== undefined) {
    const worry = kept(noAge);
    if (worry) values.worry = worry;
    else values['child-age'] = noAge;
    read.push({ field: 'child-age', ...(worry && { doubt: 'no-age' }) });
  }
  for (const id of ids) {
    // answered in other words, by typing or because it was asked again: the first ones stay
    const isCorrected = given.typed || (id === 'leaves-sight' && readBefore[id]?.leaves === 'unread');
    const words = isCorrected && wordsReplaced(fieldOf(pack, id), before[id], values[id]);
    const worry = words && kept(words);
    if (worry) values.worry = worry;
    else if (words) {
      const field = fieldOf(pack, 'worry');
      problems.push({ field: field.id, kind: 'too-long', limit: field.limit });
      delete values[id];
      delete readings[id];
    }
  }
  const asks = values['leaves-sight'] && !given.half && asksOf(withAnswers(draft, { values, readings }).answers, ids);
  if (asks) {
    problems.push(asks);
    values[confirmationKey(asks.field)] = 'yes';
  }
  const saved = withFosteringFinding(withFittingConsent(withAnswers(draft, { values, readings }), pack), now);
  const needs = given.typed && draft.progress.brief ? isForSending : isNeeded;
  const open = given.next === 'stay' ? [] : missing(ids, saved, problems, pack, needs);
  return withOpen({ draft: saved, problems, read }, open, given, pack);
}

/** Goes on, unless something is open. Of a child in danger, a second press leaves it open. */
function withOpen({ draft, problems, read }: AnswerOutcome, open: Problem[], given: GivenAnswer, pack: Pack) {
  const first = open[0]?.field;
  const isLeft = first !== undefined && first === draft.progress.first && !given.typed && cannotWait(draft, pack);
  const all = isLeft ? problems : [...problems, ...open];
  if (all.length > 0)
    return { draft: first ? { ...draft, progress: { ...draft.progress, first } } : draft, problems: all, read };
  return withNextStep(leftOpen(draft, ...open.map(({ field }) => field)), given, pack, read);
}

/** Whether “dunno”, the first time, is no reason to do without consent: “send” says that it will do. */
const isNoReason = (field: Field, draft: Draft, pack: Pack) =>
  field.id === 'consent-why' &&
  draft.answers.values[confirmationKey(field.id)] === undefined &&
  draft.progress.first !== field.id &&
  isNeeded(field, draft.answers) &&
  !cannotWait(draft, pack);

/** What is asked once, of when the child leaves: the time that could not be read, or where a child is who is not there. */
function asksOf(answers: Answers, ids: string[]): Problem | undefined {
  const { values } = answers;
  const leaves = leavesIn(answers);
  const isFirst = (field: string) => values[confirmationKey(field)] === undefined;
  if (leaves === 'unread' && isFirst('leaves-sight')) return { field: 'leaves-sight', kind: 'no-time' };
  const isAway = leaves === 'not-with-me' && ids.includes('whereabouts') && !answerTo(answers, 'whereabouts');
  return isAway && isFirst('whereabouts') ? { field: 'whereabouts', kind: 'believed' } : undefined;
}

function missing(ids: string[], draft: Draft, found: Problem[], pack: Pack, needs: typeof isNeeded): Problem[] {
  const { answers } = draft;
  return ids
    .filter((id) => needs(fieldOf(pack, id), answers) && !isSaid(answers, id))
    .filter((id) => !found.some(({ field }) => field === id))
    .map((field) => ({ field, kind: 'required' }));
}
