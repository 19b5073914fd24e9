import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { type Field, fieldOf, formOf, type Pack } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import { men, women, workers } from '../understanding/words.ts';
import { answersOfThis, worryParts } from './aside.ts';
import { isConsentAnswered, isConsentRecorded, isForSending } from './consent.ts';
import {
  type Answers,
  answerDoubted,
  answerTo,
  type Draft,
  hasPhoned,
  isSaid,
  leftOpen,
  type Place,
  type Progress,
  withAnswers,
} from './draft.ts';
import { isAside, isNoTime } from './fits.ts';
import { leavingInWords, timeTold } from './leaving.ts';
import { leavingIn } from './leaving-said.ts';
import { missingNowSaid } from './missing-words.ts';
import { placesToAsk } from './places.ts';
import { isSignalled } from './shown-when.ts';
import { boxesIn, cursorNow, fieldNow, path, stepNow, withAgencyOfRank } from './steps.ts';
import { toldOf } from './told.ts';
import { plainly, readChoice } from './typed-choice.ts';
import { asksToSend, bareText, goesOn, skips, withoutStop } from './typed-words.ts';

/** Leaves the answered step for the next one, or for check answers if the referrer came to change one section. */
export function leave(draft: Draft, pack: Pack): Draft {
  const steps = path(draft, pack);
  const step = stepNow(draft, pack);
  const stepsDone = [...new Set([...draft.progress.done, step.id])];
  const ahead = steps.slice(steps.findIndex(({ id }) => id === step.id) + 1);
  // Who refers is asked only once; the check-answers card can change it. “I have phoned” has recorded the call: “Back” asks when.
  const isRecorded = step.id === 'danger-phone' && ahead[0]?.id === 'phoned';
  const isSkipped = (id: string) => (id === 'about-you' && stepsDone.includes(id)) || (isRecorded && id === 'phoned');
  const next = ahead.find((step) => !isSkipped(step.id));
  const seen = [...seenWith(draft, next?.id ?? step.id), ...(isRecorded ? ['phoned'] : [])];
  const after = at(draft, next?.id ?? step.id, { done: stepsDone, seen });
  const { resumeAt, again } = draft.progress;
  if (resumeAt && (again || next?.section !== step.section))
    return resume({ ...after, progress: { ...after.progress, resumeAt } });
  if (!draft.progress.hurry || next?.section === step.section) return after;
  const end = toCheckAnswers({ ...after, progress: { ...after.progress, at: step.id } }, pack);
  return { ...end, progress: { ...end.progress, seen } }; // the next step in the path is passed over, not seen
}

/** Goes back to where “change”, “undo” or typed danger interrupted. */
export function resume(draft: Draft): Draft {
  const { resumeAt, again: _, ...progress } = draft.progress;
  return { ...draft, progress: { ...progress, ...resumeAt } };
}

/** Asks this question, whether or not it has an answer. After it the referrer is back where they were. */
export function toAsk(draft: Draft, place: Place, pack: Pack): Draft {
  const { at: before, resumeAt = { at: before, cursor: cursorNow(draft, pack) } } = draft.progress;
  return {
    ...draft,
    progress: { ...draft.progress, ...place, again: true, resumeAt, seen: seenWith(draft, place.at) },
  };
}

const toldOfChild = ['child-name', 'child-age', 'whereabouts', 'with'];
/** Asks back what words have just told and what was passed without an answer. After it the referrer is back where they were. */
export function toTold(before: Answers, draft: Draft, pack: Pack): Draft {
  const { answers, progress } = draft;
  const here = path(draft, pack).findIndex(({ id }) => id === stepNow(draft, pack).id);
  const cursor = cursorNow(draft, pack);
  const isPassed = (place: Place & { index: number }) =>
    place.index < here || (place.index === here && place.cursor < cursor);
  const told = (id: string, all: Answers) => toldOf(fieldOf(pack, id), all, '' as Instant);
  const isNew = (id: string) => told(id, answers) !== undefined && told(id, answers) !== told(id, before);
  const place = boxesIn(draft, pack).find(
    (each) =>
      toldOfChild.includes(each.id) &&
      isPassed(each) &&
      answerTo(answers, each.id) === undefined &&
      !progress.denied?.includes(each.id) &&
      isNew(each.id),
  );
  return place && !progress.resumeAt ? toAsk(draft, { at: place.at, cursor: place.cursor }, pack) : draft;
}

/** Goes on to the next step that asks something, for whoever types: what is answered is not asked again. */
export function onward(draft: Draft, pack: Pack): Draft {
  const step = stepNow(draft, pack);
  if (step.kind !== 'form' || fieldNow(draft, pack)) return draft;
  const { progress, ...next } = leave(draft, pack);
  return progress.at === step.id
    ? draft
    : onward({ ...next, progress: { ...progress, seen: seenBefore(draft) } }, pack);
}

/** Goes back to the step shown last. Without one it is the step before in the path; the first stays. */
export function goBack(draft: Draft, pack: Pack): Draft {
  const steps = path(draft, pack);
  const now = steps.findIndex(({ id }) => id === stepNow(draft, pack).id);
  const seen = seenBefore(draft).filter((id) => steps.some((step) => step.id === id));
  const last = seen.findLastIndex((id) => id !== steps[now]?.id);
  const before = seen[last] ?? (steps[now - 1] ?? steps[0])?.id ?? draft.progress.at;
  return at(draft, before, { seen: seen.slice(0, Math.max(last, 0)), brief: undefined });
}

/** Shows the indicators that were not shown at first, before the summary of the check. */
export function toRest(draft: Draft, pack: Pack): Draft {
  const opened = { ...draft, progress: { ...draft.progress, rest: true as const } };
  const first = path(opened, pack).find((step) => step.kind === 'ticks' && step.isRest);
  return first ? at(opened, first.id) : draft;
}

/** Opens one section for changes. After its last step the referrer is back at the check-answers card. */
export function toChange(draft: Draft, section: string, pack: Pack): Draft {
  const first = path(draft, pack).find((step) => step.section === section);
  return first ? at(draft, first.id, { hurry: true, brief: undefined }) : draft;
}

/**
 * Goes to the check-answers card. On the way it stops at the few questions that no referral can skip: danger, the time
 * of a call, who refers, the two consent cards, what was told of the child’s name or when they leave, and whether an address in the text is where a child in care is placed.
 * Whatever the referrer knows, they can answer these, so none can hold a referral up.
 */
export function toCheckAnswers(given: Draft, pack: Pack): Draft {
  const draft = withAgencyOfRank(given, pack);
  const { values, readings } = draft.answers;
  const { done, at: before } = draft.progress;
  const to = (id: string, hurry = true) => at(draft, id, { hurry, brief: hurry || undefined });
  if (draft.progress.mode === 'adding') return to('summary', false);
  if (!isSaid(draft.answers, 'danger')) return to('danger');
  const when = readings['phoned-when'];
  if (hasPhoned(draft.answers) && !when?.at && (!when || values['phoned-when'])) return to('phoned');
  if (!isReferrerKnown(draft, pack)) return to('about-you');
  const child = to('child');
  const isAsked = done.includes('child') || (draft.progress.hurry && before === 'child'); // once
  if (!isAsked && fieldNow(child, pack)) return child;
  if (!isSaid(draft.answers, 'consent')) return to('consent-asked');
  const isLeft = done.includes('consent') && isConsentRecorded(draft.answers); // what is not needed was asked once
  if (!isLeft && !isConsentAnswered(draft.answers, pack)) return to('consent');
  if (placesToAsk(draft.answers, pack).length === 0 || done.includes('places')) return to('check-answers', false);
  if (before !== 'places') return to('places', false);
  // the bot has asked once, and the referrer left it without an answer: the address is held back
  return at(draft, 'check-answers', { hurry: false, brief: undefined, done: [...done, 'places'] });
}

/**
 * “send” again: on to what cannot be left open on this card, or past it; of a child in danger or missing, past anything.
 * Words that told a time of leaving are its answer then.
 */
export function pastLeft(given: Draft, pack: Pack, now: Instant, isMissing = false): Draft {
  const step = stepNow(given, pack);
  const id = neededNow(given, pack);
  const isLeft = id !== undefined && id === given.progress.first && (isMissing || cannotWait(given, pack));
  const draft = isLeft ? leftOpen(given, id) : given;
  const { answers, progress } = draft;
  if (!progress.brief || step.kind !== 'form') return draft;
  const cursor = step.form.fields.findIndex((id) => isForSending(fieldOf(pack, id), answers) && !isSaid(answers, id));
  if (cursor >= 0) return { ...draft, progress: { ...progress, cursor } };
  const { length } = step.form.fields;
  const left = { ...draft, progress: { ...progress, cursor: length, done: [...progress.done, step.id] } };
  return step.id === 'child' ? withTimeTold(left, now) : left;
}

/** Words that told a time of leaving, as its answer where nothing else is: the MASH reads them, and they are not confirmed. */
export function withTimeTold(draft: Draft, now: Instant, isOffered = false): Draft {
  const { progress } = draft;
  const answers = answersOfThis(draft.answers);
  const isOpen = answers.values['leaves-sight'] === undefined && !progress.denied?.includes('leaves-sight');
  const beside = isOpen ? worryParts(answers.values.worry ?? '').beside : [];
  const time = isOpen ? timeTold(answers, now) : undefined;
  const words = isOpen && (time?.words ?? beside.findLast((each) => leavingIn(each, now)?.at)?.slice(1, -1));
  const read = isOffered && time && { at: time.at, leaves: time.isGone ? ('gone' as const) : ('ahead' as const) };
  const reading = read
    ? {
        ...read,
        words: `${leavingInWords({ is: 'ahead', at: read.at })} (not confirmed)`,
        said: now,
        offered: true as const,
      }
    : { words: words || '', leaves: 'unread' as const, said: now };
  return words
    ? withAnswers(draft, { values: { 'leaves-sight': words }, readings: { 'leaves-sight': reading } })
    : draft;
}

/** Whether the required facts about the referrer are known. */
export function isReferrerKnown(draft: Draft, pack: Pack) {
  const needed = formOf(pack, 'about-you')?.fields.filter((id) => fieldOf(pack, id).required) ?? [];
  return needed.every((id) => isSaid(draft.answers, id));
}

/** Whether there are words of danger to which nobody has said yes or no. */
export const doubtsDanger = ({ answers: { values }, progress: { doubt } }: Draft): boolean =>
  values.danger !== 'yes' &&
  (doubt !== undefined || values['danger-doubt'] === 'yes' || (values.danger !== 'no' && mayHoldDanger(values.worry)));

/** Words of danger, or of a child whom a man keeps from speaking. */
export const mayHoldDanger = (worry = ''): boolean =>
  dangerIn(worry) !== undefined ||
  (AGED_BELOW_18.test(worry) && MAN.test(bareText(worry)) && HELD_BY_MAN.test(bareText(worry)));
const AGED_BELOW_18 =
  /\b(?:girl|boy|lad|lass|child|kid|s?hes|is|about|aged?|looks?|,)[\s,]{1,3}(?:\w{1,10}\s){0,3}1[0-7]\b|\b1[0-7][\s-](?:yrs?|years?)/i;
const MAN = new RegExp(`\\b(?:${men}|older (?:lad|boy))s?\\b`);
/** “man does all the talking”, “he wont leave his side”, “the bloke answers for her”, “hes scared of him” */
const HELD_BY_MAN = new RegExp(
  `(?<!\\b(?:${women}|${workers})s? )\\b(?:(?:do(?:es|ing)?|did) (?:all )?(?:of )?(?:the|his|her|their) talking|(?:talk|speak|answer)(?:s|ing|ed)? for (?:him|her|them)|(?:wont|will not|never|doesnt|didnt|not) (?:leave|leaves|leaving|let) (?:(?:him|her|them) (?:alone|speak|talk|out)|(?:his|her|their) side)|(?:scared|afraid|frightened|terrified) of (?:him|the (?:${men})))\\b`,
);

/** Whether the child is, or may be, in danger or missing now: then no open question holds a check up. */
export const cannotWait = (draft: Draft, { signals }: Pack): boolean =>
  draft.answers.values.danger === 'yes' ||
  doubtsDanger(draft) ||
  missingNowSaid(draft.answers) !== undefined ||
  isSignalled(draft.answers, signals.danger);

/** The question at hand, where nothing can be sent without its answer. */
export function neededNow(draft: Draft, pack: Pack): string | undefined {
  const field = fieldNow(draft, pack);
  const isNeeded = field && isForSending(field, draft.answers);
  return stepNow(draft, pack).kind === 'danger' ? 'danger' : isNeeded ? field.id : undefined;
}

/**
 * Goes to the danger questions when somebody types danger at another step. After them the referrer is back where they
 * were.
 */
export function toDanger(draft: Draft, pack: Pack): Draft {
  const { at: before, cursor } = draft.progress;
  const isThere = stepNow(draft, pack).section === 'danger';
  return at(draft, 'danger', isThere ? {} : { resumeAt: { at: before, cursor } });
}

const inDanger = ['danger', 'danger-phone', 'phoned'];
const mostSeen = 30; // steps: a longer way back is by *Change*

const seenBefore = ({ progress }: Pick<Draft, 'progress'>): string[] => progress.seen ?? [];

/** The steps shown before this one, when it is the next. */
const seenWith = ({ progress }: Pick<Draft, 'progress'>, next: string): string[] =>
  progress.at === next ? seenBefore({ progress }) : [...seenBefore({ progress }), progress.at].slice(-mostSeen);

function at(draft: Draft, id: string, change: Partial<Progress> = {}): Draft {
  const { resumeAt, again: _, ...progress } = draft.progress;
  const resume = resumeAt && inDanger.includes(id) ? { resumeAt } : {};
  return { ...draft, progress: { ...progress, ...resume, seen: seenWith(draft, id), ...change, at: id, cursor: 0 } };
}

const fits = (field: Field, text: string) => !isAside(text, field) && (field.id !== 'leaves-sight' || !isNoTime(text));

/**
 * While “… – is that right?” is open, what does not answer that goes to the question that it interrupted, or to the next one:
 * the draft with that question. @param text without it, whatever it takes
 */
export function pastNo(draft: Draft, text: string, pack: Pack): Draft | undefined {
  const { asked: _, again: __, ...progress } = draft.progress;
  const now = fieldNow(draft, pack);
  const said = withoutStop(text);
  const isAnswer =
    readChoice(plainly(said, now, draft.answers), now?.choices ?? []) ||
    asksToSend(said) ||
    goesOn(said) ||
    skips(said);
  if (!answerDoubted(draft) || !now || isAnswer) return undefined;
  const after = { ...draft, progress: { ...progress, cursor: cursorNow(draft, pack) + 1 } };
  const before = progress.resumeAt ? resume(after) : after;
  const next = fieldNow(before, pack)?.id === now.id ? after : before;
  const open = fieldNow(next, pack);
  return open && !open.choices && (text === '' || fits(open, text)) ? next : undefined;
}

const boxes: Texts = {
  ...{ worry: 'worry', worries: 'worry', concern: 'worry', where: 'whereabouts', whereabouts: 'whereabouts' },
  ...{ 'where now': 'whereabouts', with: 'with', 'with whom': 'with', 'who with': 'with', why: 'consent-why' },
};
const BOX = `(${Object.keys(boxes).toSorted().toReversed().join('|')})`;
const LABELLED = new RegExp(`^\\W*(?:(?:ok|and|also|so|oh|my|the) ){0,2}${BOX} ?[=:]\\s*(?=\\S)`, 'i');
const NOT_THAT = new RegExp(
  `^\\W*(?:(?:no|sorry|oh|oops)\\W+)*(?:that|this|it)(?: (?:is|was) not|['’]?s not| (?:was|is)n['’]?t) (?:for |the |her |his |their )?${BOX}\\b[\\s.,;:-]*`,
  'i',
);
/**
 * The box that words of any length name, and what goes into it: “worry = her aunt takes her every friday”, “no that wasnt where. now
 * shes in the flat w me”. @returns `before`: what it takes the place of
 */
export function boxLabelled(text: string, draft: Draft, pack: Pack) {
  const [label, wrong] = [LABELLED.exec(text), NOT_THAT.exec(text)];
  const id = boxes[(label ?? wrong)?.[1]?.toLowerCase() ?? ''] ?? '';
  const place = boxesIn(draft, pack).find((each) => each.id === id);
  const before = draft.answers.values[id];
  if (!place || (wrong && !before)) return undefined;
  const said = text.slice((label ?? wrong)?.[0].length).trim();
  const { told } = worryParts(id === 'worry' ? (before ?? '') : '');
  return { place, value: told ? `${told}\n${said}` : said, before: id === 'worry' ? undefined : before };
}
