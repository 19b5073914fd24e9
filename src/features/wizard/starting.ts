import { notThere, type OwnPlan } from '../../actions/action.ts';
import { beginCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { onOwnCase } from '../../actions/own-action.ts';
import type { Typed } from '../../actions/typed.ts';
import { isBlank, isWritten, liveOf, loadOwn, onCaseMeant, pressesMeant, sentOf } from '../../actions/which-case.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { helpCard, withNumbersAbove } from '../../cards/helpful.ts';
import { button, mainButton } from '../../cards/parts.ts';
import { myReferrals, open as openVerb, start, startNew } from '../../cards/verbs.ts';
import { withWakeTime } from '../../case/advance.ts';
import { type CaseRecord, draftOf, emptyCase } from '../../case/record.ts';
import { reachSaid } from '../../case/referrer-reach.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { applyAnswer } from '../../draft/answer.ts';
import { withWordsBeside } from '../../draft/aside.ts';
import { emptyAnswers, type NextChild, newDraft, type Progress } from '../../draft/draft.ts';
import { asksIfMissing } from '../../draft/missing-words.ts';
import { besideOfAll, fieldsForNext, offered, saysNextChild, withLink } from '../../draft/next-child.ts';
import { ringSaid } from '../../draft/ring-said.ts';
import { severalNote } from '../../draft/several.ts';
import { isIntroduction } from '../../draft/told.ts';
import type { LinkKind } from '../../history/desk.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { linksFromReferrer } from '../linking/state.ts';
import { startLinked } from '../linking/verbs.ts';
import { showAgain } from './asking-again.ts';
import { dangerReply } from './danger.ts';
import { onDraft, showDraft, stepOn } from './drafting.ts';
import { keepingWords, noLongerFits, tellsAtOnce } from './kept-words.ts';
import { answeredValues, confirmPracticeCard, openCheck } from './letting-go.ts';
import { askedFirst, asksOfMissing } from './missing-said.ts';
import { giveAnswer, sayLinked } from './obeying.ts';
import { linksSaid } from './saving.ts';
import { draftReply } from './showing.ts';
import { dangerNow, practice } from './verbs.ts';

/** Begins a check, or offers the unfinished one, because two half-filled checks about one child help nobody. */
export async function startOrGoOn(context: Context, danger?: string): Promise<Reply> {
  const person = await context.people.load(context.by.id);
  const open = await openCheck(person, context);
  if (!open) return startDraft(context, { danger }, person);
  const { values } = open.facts.answers;
  if (isRepeatedStart(open, context, danger) || (!values.danger && !danger)) return showDraft(open.id, context);
  if (!values.danger && open.progress?.at === 'danger')
    return onOwnCase(open.id, onDraft(giveAnswer({ choice: danger, next: 'continue' }), context), context);
  return replyCard(whichCheck(open.id, danger, context.pack));
}

/** Asks which check is meant. If this child is in danger, the numbers stand above it, and neither answer loses that. */
function whichCheck(open: CaseId, danger: string | undefined, pack: Pack) {
  const isInDanger = danger === 'yes';
  const goOn = isInDanger
    ? button(dangerNow, 'It is the same child', { case: open })
    : mainButton(openVerb, 'Go on', { case: open });
  const card = helpCard(pack, {
    heading: 'You have a check that is not sent',
    lines: ['Go on with it, or start a new one for another child. Nothing is lost either way.'],
    rows: [[goOn, button(startNew, 'Start a new one', { danger }), button(myReferrals, 'My referrals')]],
  });
  return isInDanger ? withNumbersAbove(card, pack) : card;
}

/**
 * Begins a check with words that were typed while nothing was open: they are the worry. Nothing is sent. Words of danger
 * bring the numbers first, and the check asks whether the child is in danger.
 */
export async function startWithStory(text: string, context: Context): Promise<Reply> {
  const field = fieldOf(context.pack, 'worry');
  const worry = withWordsBeside('', text, isIntroduction(text) ? undefined : 'telling', field); // who somebody is, is no worry
  const missing = asksIfMissing(text);
  const reply = await startDraft(context, {
    ...(worry && { values: { worry } }),
    notes: worry
      ? [storyKept, ...severalNote(emptyAnswers, { ...emptyAnswers, values: { worry } })]
      : [noLongerFits(field.limit)],
    asked: askedFirst(text),
  });
  const { openDraft } = await context.people.load(context.by.id);
  return missing && openDraft ? asksOfMissing(reply, openDraft, context) : reply;
}

const storyKept = 'I kept your words as a draft. Nothing is sent. Answer this, and I help you to send it.';

interface Start {
  values?: Texts; // answers that are known already
  next?: NextChild; // the referral of another child, after which it begins
  kind?: LinkKind | undefined; // how the two are linked, if that is said already
  danger?: string | undefined; // whether the child is in danger, if that is said already
  practice?: boolean;
  notes?: string[]; // shown above the first question
  asked?: Progress['asked']; // the words that began it are of danger, and the numbers come first; or of a missing child
}

/**
 * Begins a new draft with what the bot remembers of the referrer. Overlapping presses begin only one draft: its
 * reference is first stored with the person, and the store creates each case only once.
 * @param seen the person's document as it was when the caller decided to begin a draft
 */
export async function startDraft(context: Context, start: Start = {}, seen?: PersonRecord): Promise<Reply> {
  const { people, by, config } = context;
  const before = seen ?? (await people.load(by.id));
  const open = before.openDraft && (await loadOwn(before.openDraft, by, context));
  if (open && isRepeatedStart(open, context, start.danger)) return showDraft(open.id, context);
  const reach = start.practice ? {} : reachSaid(await liveOf(context)); // it is the same telephone
  for (;;) {
    const { nextDraft, openDraft } = await people.change(by.id, (person) => {
      const isUnchanged = person.openDraft === before.openDraft;
      return isUnchanged && !person.nextDraft ? { ...person, nextDraft: newCaseId(config.organisation) } : person;
    });
    if (!nextDraft) return showBegunMeanwhile(openDraft, start, context);
    const record = newCase(nextDraft, before.aboutYou, { ...start, values: { ...reach, ...start.values } }, context);
    const isNew = await beginCase(record, context);
    const begun = isNew ? record : await loadOwn(nextDraft, by, context);
    const isOwn = begun !== undefined && draftOf(begun) !== undefined;
    await people.change(by.id, (person) =>
      withOpenDraft(nextDraft, person, { isOwn, practice: begun?.practice ?? false, at: context.now() }),
    );
    if (!isOwn) continue; // the reference belongs to another case: draw a new one
    if (!isNew) return showBegunMeanwhile(nextDraft, start, context);
    if (start.asked === 'danger') return dangerReply(context.pack, record);
    return draftReply(record, context, start.notes ? { notes: start.notes } : {});
  }
}

/**
 * Another press was faster. Shows the draft that it began, if it is what this press asks for; otherwise begins another
 * one.
 */
async function showBegunMeanwhile(id: CaseId | undefined, start: Start, context: Context) {
  const begun = id && (await context.cases.load(id));
  if (!begun || !fitsStart(begun, start)) return startDraft(context, start);
  if (start.danger && begun.facts.answers.values.danger !== start.danger) return startOrGoOn(context, start.danger);
  return showDraft(begun.id, context);
}

/** Whether a draft is what this start asks for. */
const fitsStart = ({ practice = false, progress }: CaseRecord, start: Start) =>
  practice === (start.practice ?? false) && progress?.next?.of === start.next?.of;

/** Whether the message or press that began this draft came a second time. */
function isRepeatedStart(open: CaseRecord, { turnInput: { heard, onMessage } }: Context, danger?: string) {
  if (heard) return open.heard.includes(heard);
  return onMessage !== undefined && open.said.draft[0] === onMessage && open.facts.answers.values.danger === danger;
}

/** The person's document with the new draft open. Changes nothing when another press has opened the draft already. */
function withOpenDraft(
  id: CaseId,
  person: PersonRecord,
  { isOwn, practice, at }: { isOwn: boolean; practice: boolean; at: Instant },
) {
  if (person.nextDraft !== id) return person;
  const { nextDraft: _, ...rest } = person;
  if (!isOwn) return rest;
  const { resume: __, greetedAt: ___, ...others } = rest;
  return {
    ...others,
    openDraft: id,
    checkAskedAt: at,
    ...(practice && person.openDraft && { resume: person.openDraft }),
  };
}

function newCase(
  id: CaseId,
  aboutYou: Texts,
  { values, next, kind, danger, practice, asked }: Start,
  { by, turnInput: { heard, onMessage }, config: { organisation }, caseContext }: Context,
) {
  const current = caseContext();
  const { now, pack } = current;
  const empty = newDraft(aboutYou, values);
  const begun = next ? { ...empty, progress: { ...empty.progress, next } } : empty;
  const linked = kind ? withLink(begun, kind, pack) : begun;
  const draft = danger ? applyAnswer(linked, { choice: danger, next: 'continue' }, current).draft : linked;
  const { answers, progress } = draft;
  const record: CaseRecord = {
    ...emptyCase({ id, organisation, author: by.id, pack, answers, name: by.name, now }),
    progress: { ...progress, asked, ...(asked === 'danger' && { doubt: now }) },
    heard: heard ? [heard] : [],
    events: [{ type: 'DraftStarted', at: now, by: by.id }, ...linksSaid(undefined, draft, now)],
    ...(practice && { practice: true }),
    said: { draft: onMessage ? [onMessage] : [] }, // the message that was pressed shows the draft from now on
  };
  return withWakeTime(record, current);
}

/** Begins the indicator check for a referral that was sent without one. It goes to the MASH as an addition. */
export const startAdding = (context: Context): OwnPlan => ({
  does(own) {
    if (!isWritten(own)) return notThere;
    if (own.progress || erasedIn(own.events) || own.status === 'joined') return stepOn(own, showAgain, context);
    const { progress: empty } = newDraft({});
    const progress = { ...empty, mode: 'adding' as const, at: 'situation', revision: own.revision };
    const begun = { ...own, progress };
    return { saves: begun, ...stepOn(begun, showAgain, context) };
  },
});

/**
 * Begins a referral for another child. The check asks how the two are linked, after danger, if `kind` does not say it.
 * @source Protocol 8.2, 10.1 (other children at risk)
 */
export const startLinkedWith = (kind: LinkKind | undefined, context: Context, story: string): OwnPlan => ({
  does: (own) => (sentReferral(own) ? () => startNextChild(own, kind, context, story) : notThere),
});

/** @param story what was typed of the next child: its worry */
async function startNextChild(record: CaseRecord, kind: LinkKind | undefined, context: Context, story?: string) {
  const { by, cases, pack, now } = context;
  const { id, events, facts } = record;
  const isBegun = (draft: CaseRecord) =>
    story ? draft.progress?.next?.of === id && isBlank(draft) : isBegunAfter(draft, id);
  const begun = (await cases.of(by.id)).find(isBegun);
  const link = kind && !begun?.progress?.next?.as ? sayLinked(kind) : showAgain;
  const command = story ? keepingWords(story, showAgain, true, true) : link;
  if (begun) return onOwnCase(begun.id, onDraft(command, context), context);
  const { readings } = facts.answers;
  const answers = offered({ values: answeredValues(record, fieldsForNext(pack)), readings }, now());
  const notes = [...(kind ? [`Linked with ${id}. One referral for each child.`] : []), ...(story ? [nextKept] : [])];
  const next = { of: id, others: linksFromReferrer(events), answers };
  const beside = besideOfAll(facts.answers.values);
  const told = [...(story ? [story] : []), ...beside].join('\n');
  const worry = [...told].length > fieldOf(pack, 'worry').limit ? story : told;
  const { 'ring-wish': wish } = reachSaid([record]);
  const isBeside = wish && beside.some((each) => ringSaid(each) === 'message');
  const values = { ...(worry && { worry }), ...(isBeside && { 'ring-wish': `${wish} beside` }) };
  return startDraft(context, { next, kind, notes, values, ...(story && { asked: askedFirst(story) }) });
}

const nextKept = 'I began a check of the next child, with your words as the worry. It is not sent.';

/** Whether a draft was begun after this referral, and not even its link is said. A second press shows it again. */
const isBegunAfter = ({ status, progress, facts }: CaseRecord, id: CaseId) =>
  status === 'draft' && progress?.next?.of === id && (progress.at === 'linked' || !facts.answers.values.danger);

/** The typed words that begin a check. */
export const typedStart: Typed[] = [
  {
    words: ['start', 'start a check', 'start again', 'restart', 'new referral'],
    does: (_, { press }) => press(start, {}),
  },
  { words: ['start new', 'start a new one'], does: (_, { press }) => press(startNew, {}) },
  {
    words: ['practice', 'practise'],
    does: async ({ person }, context) =>
      (await openCheck(person, context)) ? replyCard(confirmPracticeCard(context.pack)) : context.press(practice, {}),
  },
  { words: ['start a linked referral'], does: pressesMeant(startLinked) },
  {
    words: ['next child', 'the next child', 'next one', 'another child'],
    async does(_, context) {
      const { by, people, press } = context;
      const [last] = await sentOf(context);
      if (!last) return press(startNew, {});
      await people.change(by.id, (person) => ({ ...person, about: last.id })); // “linked: adult” means this one
      return press(startLinked, { case: last.id });
    },
  },
  {
    band: 'before the question',
    words: ({ text }) => saysNextChild(text),
    async does({ text }, context) {
      const [last] = await sentOf(context);
      if (!last || [...text].length > fieldOf(context.pack, 'worry').limit) return undefined;
      const isNews = tellsAtOnce(text, context.now()) || asksIfMissing(text) !== undefined;
      return { reply: await startNextChild(last, undefined, context, text), isNews };
    },
  },
  {
    band: 'before the question', // “how do i do zoe then”
    words: ({ text }) => caseQuestion(text) === 'next-child',
    async does({ text, person }, context) {
      if (person.openDraft && (await liveOf(context)).length === 0) return undefined; // the check says it
      const lines = ['Type “next child”: I begin a check for them. What you wrote of the first stays with the first.'];
      const rows = [[button(start, 'Another child', { below: true })]];
      const reply = replyCard(helpCard(context.pack, { heading: 'Another child?', lines, rows }));
      return { reply, isNews: tellsBeside(text) && 'anything' };
    },
  },
  {
    words: /^(?:linked\s*:\s*(?:same )?|refer a )(family|sibling|home|household|address|adult|other)\b[.!\s]*$/i,
    does: ({ person, match: [, kind] }, context) =>
      onCaseMeant(person, context, (id) => context.press(startLinked, { case: id, choice: linkKindOf(kind) })),
  },
];

const kinds: Partial<Record<LinkKind, RegExp>> = {
  family: /family|sibling/i,
  household: /home|household|address/i,
  adult: /adult/i,
};
const linkKindOf = (said = '') =>
  (Object.entries(kinds).find(([, each]) => each.test(said))?.[0] ?? 'other') as LinkKind;
