import { isDeepStrictEqual } from 'node:util';
import type { OwnPlan } from '../../actions/action.ts';
import { type Context, type Reply, replyCard, type TurnInput } from '../../actions/context.ts';
import { withMessageNoted } from '../../actions/heard.ts';
import { onOwnCase } from '../../actions/own-action.ts';
import type { Words } from '../../actions/typed.ts';
import { isWritten, loadOwn, sentOf } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Texts } from '../../base/texts.ts';
import { advance } from '../../case/advance.ts';
import { type CaseRecord, draftOf, isOwnDraft } from '../../case/record.ts';
import type { Progress } from '../../draft/draft.ts';
import { hasCheckedAnyList } from '../../draft/fields.ts';
import { placeLeftOut } from '../../draft/places.ts';
import { stepNow } from '../../draft/steps.ts';
import { happened } from '../../history/events.ts';
import { formOf } from '../../protocol/pack.ts';
import { type DraftCommand, showAgain } from './asking-again.ts';
import { notRungCard } from './danger.ts';
import type { DraftResult } from './finishing.ts';
import { answeredValues } from './letting-go.ts';
import { textsToRefill } from './saving.ts';
import { draftReply, showStep } from './showing.ts';
import type { StepView } from './step.ts';
import { addCheck } from './verbs.ts';

/**
 * The step and the revision of the draft that a pressed card showed. If the draft has moved on since, the card is out
 * of date.
 */
interface Seen {
  step: string;
  revision: number;
  typed: Texts; // what stands in its boxes
}

/**
 * A command on the author's draft. It shows the step where the draft is then. Each answer is stored before the reply.
 * @param seen what the pressed card showed; undefined when the press is not on a step
 */
export const onDraft = (command: DraftCommand, context: Context, seen?: Seen): OwnPlan => ({
  does: (own) => stepOn(own, command, context, seen),
});

/** The same, on a case that the author has. */
export function stepOn(own: CaseRecord, command: DraftCommand, context: Context, seen?: Seen) {
  const { result, ...step } = decide(own, command, context, seen);
  const answer = async () => {
    await updatePerson(own, context);
    if (!(step.saves ?? own).progress) await context.cases.scrub(own.id);
    return result;
  };
  return { ...step, answer };
}

/** A command that somebody typed, on their open check. */
export const onOpenCheck = async ({ person }: Pick<Words, 'person'>, context: Context, command: DraftCommand) =>
  person.openDraft && onOwnCase(person.openDraft, onDraft(command, context), context);

/** Shows the step where a draft of theirs is. */
export const showDraft = (id: CaseId, context: Context): Promise<Reply> =>
  onOwnCase(id, onDraft(showAgain, context), context);

function decide(record: CaseRecord, command: DraftCommand, context: Context, seen?: Seen): DraftResult {
  const { turnInput, pack, shows } = context;
  const draft = draftOf(record);
  if (!draft || record.status === 'joined') return { result: shows.whereItStands(record), isUnused: true };
  if (turnInput.heard && record.heard.includes(turnInput.heard)) return { result: draftReply(record, context) };
  const isSameStep = seen?.step === stepNow(draft, pack).id;
  if (seen && (seen.revision !== draft.progress.revision || !isSameStep)) {
    const isDoublePress = turnInput.press !== undefined && turnInput.press === draft.progress.lastPress;
    return { result: showStep(record, pack, isDoublePress ? {} : outOfDate(isSameStep ? seen.typed : {})) };
  }
  return command({ record: withMessage(record, draft.progress, turnInput), draft, context });
}

/**
 * What was written on an outdated card is not saved. If the bot shows the same step again, the words are filled into
 * its boxes.
 */
function outOfDate(typed: Texts): Partial<StepView> {
  const unsaved = textsToRefill(typed);
  const hasWords = Object.values(unsaved).some((words) => words.trim() !== '' && words !== 'false');
  return hasWords
    ? {
        unsaved,
        notes: ['That card was out of date. What you wrote on it is not saved yet: look through it and press again.'],
      }
    : { notes: ['That card was out of date, so nothing on it was saved. Here is where you are.'] };
}

/**
 * The case with the message of this turn noted: a message whose card was pressed, because it shows answers and is
 * replaced once the referral is sent; a typed message, so that it counts only once if Teams repeats it.
 */
function withMessage(record: CaseRecord, { asked: _, ...progress }: Progress, turnInput: TurnInput) {
  const { onMessage } = turnInput;
  const draft = [...new Set([...record.said.draft, ...(onMessage ? [onMessage] : [])])];
  return withMessageNoted({ ...record, progress, said: { ...record.said, draft } }, turnInput);
}

/**
 * Remembers what the referrer wrote about themselves for their next check, and which draft is open: typed words go
 * there. What stood in this case before the step is not the newest answer, so it changes nothing.
 */
async function updatePerson(own: CaseRecord, { by, cases, people, pack, now }: Context) {
  const { id } = own;
  const record = await loadOwn(id, by, { cases });
  if (!record) return;
  const aboutIn = (each: CaseRecord) =>
    (each.progress?.done.includes('about-you') || isWritten(each)) && !each.practice
      ? answeredValues(each, formOf(pack, 'about-you')?.fields ?? [])
      : undefined;
  const about = aboutIn(record);
  const isNewest = about !== undefined && !isDeepStrictEqual(aboutIn(own), about);
  const isNoted = record.answeredAt > own.answeredAt; // the case itself says when it was answered: nothing else need be written
  await people.change(by.id, (before) => {
    const { openDraft, ...rest } = before;
    const isClosed = openDraft === id || !openDraft;
    // After a practice: the draft from before it.
    const next = record.progress ? id : isClosed ? before.resume : openDraft;
    // An address that was left out of this referral is remembered as it was before.
    const wholeText = (field: string, text: string) => (text.includes(placeLeftOut) && before.aboutYou[field]) || text;
    const aboutYou = Object.fromEntries(
      Object.entries(about ?? {}).map(([field, text]) => [field, wholeText(field, text)]),
    );
    const kept = isNewest ? { aboutYou } : {};
    if (!next) return { ...rest, ...kept };
    return { ...before, ...kept, openDraft: next, checkAskedAt: isNoted ? before.checkAskedAt : now() };
  });
}

/** The author has not rung. Shows the numbers and nothing else; the bot does not ask again. */
export const sayNotRung: DraftCommand = ({ record, context }) => {
  const { by, caseContext, now, pack } = context;
  const isNews = isOwnDraft(record) && !happened(record.events, 'NotRungYet');
  const event = { type: 'NotRungYet' as const, at: now(), by: by.id };
  const next = isNews ? advance(record, { events: [event] }, caseContext()) : record;
  return { saves: next, result: replyCard(notRungCard(record, pack)) };
};

/** Adds the indicator check to the latest referral that was sent without it. */
export async function addToLatest(context: Context) {
  const own = await sentOf(context);
  const latest = own.find(({ status, facts }) => status !== 'joined' && !hasCheckedAnyList(facts.answers));
  return latest ? context.press(addCheck, { case: latest.id }) : context.shows.ownCases();
}
