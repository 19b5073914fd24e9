import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { isWritten } from '../../actions/which-case.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { linkTitles, linkWords } from '../../cards/link-words.ts';
import { button } from '../../cards/parts.ts';
import { myReferrals, open as openVerb, startNew } from '../../cards/verbs.ts';
import { timed } from '../../case/advance.ts';
import { type CaseRecord, draftOf, emptyCase } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { newDraft } from '../../check/draft.ts';
import type { LinkKind } from '../../history/linking.ts';
import type { Field } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';
import { linkSaid } from '../linking/state.ts';
import { startLinked } from '../linking/verbs.ts';
import { erasedIn } from '../retention/state.ts';
import { onDraft } from './drafting.ts';
import { givenIn } from './letting-go.ts';
import { replyTo } from './showing.ts';
import { openCheck } from './stopping.ts';

/** Begins a check, or offers the one that is not finished: two half-filled checks about one child help nobody. */
export async function startOrGoOn(context: Context): Promise<Reply> {
  const person = await context.people.load(context.by.id);
  const open = await openCheck(person, context);
  if (!open || open.author !== context.by.id) return startDraft(context, {}, person);
  if (!open.facts.answers.values.danger) return onDraft(open.id, { kind: 'show' }, context);
  const goOn = button(openVerb, 'Go on', { case: open.id }, { style: 'positive' });
  const card = helpCard(context.pack, {
    heading: 'You have a check that is not sent',
    lines: ['Go on with it, or start a new one for another child. Nothing is lost either way.'],
    rows: [[goOn, button(startNew, 'Start a new one'), button(myReferrals, 'My referrals')]],
  });
  return replyCard(card);
}

interface Start {
  values?: Record<string, string>; // what is known already
  links?: { to: CaseId; kind: LinkKind }[];
  training?: boolean;
  notes?: string[]; // said above the first question
}

/**
 * Begins a new draft with what is remembered of the worker. Presses that overlap begin one: its reference is first kept with the person,
 * and the store makes each case once.
 * @param seen the person as they were when it was decided to begin one
 */
export async function startDraft(context: Context, start: Start = {}, seen?: PersonRecord): Promise<Reply> {
  const { cases, people, by, config, log } = context;
  const before = seen ?? (await people.load(by.id));
  const open = before.openDraft && (await cases.load(before.openDraft));
  if (open && isSameAgain(open, context)) return onDraft(open.id, { kind: 'show' }, context);
  for (;;) {
    const { nextDraft, openDraft } = await people.change(by.id, (person) => {
      const isStill = person.openDraft === before.openDraft;
      return isStill && !person.nextDraft ? { ...person, nextDraft: newCaseId(config.organisation) } : person;
    });
    if (!nextDraft) return begunMeanwhile(openDraft, start, context);
    const record = newCase(nextDraft, before.aboutYou, start, context);
    const isNew = await cases.create(record);
    const begun = isNew ? record : await cases.load(nextDraft);
    const isOwn = begun?.author === by.id && draftOf(begun) !== undefined;
    await people.change(by.id, (person) => begunAs(nextDraft, person, { isOwn, training: begun?.training ?? false }));
    if (!isOwn) continue; // the reference is another case's: draw again
    if (!isNew) return begunMeanwhile(nextDraft, start, context);
    log.info({ event: 'case.DraftStarted', ref: nextDraft });
    return replyTo(record, context, start.notes ? { notes: start.notes } : {});
  }
}

/** Another press was faster. What it began is shown, where that is what was asked for now. */
async function begunMeanwhile(id: CaseId | undefined, start: Start, context: Context): Promise<Reply> {
  const begun = id && (await context.cases.load(id));
  if (!begun || !isOfKind(begun, start)) return startDraft(context, start);
  return onDraft(begun.id, { kind: 'show' }, context);
}

function isOfKind({ training = false, events }: CaseRecord, start: Start): boolean {
  const links = start.links ?? [];
  const said = linkSaid(events);
  const isLinkedSo = links.every((link) => said.some(({ to, as }) => to === link.to && as === link.kind));
  return training === (start.training ?? false) && said.length === links.length && isLinkedSo;
}

/** What began this draft came once more: a message that Teams sent twice, or a second press on the same card. */
function isSameAgain(open: CaseRecord, { by, doing: { heard, onMessage } }: Context): boolean {
  if (open.author !== by.id) return false;
  if (heard) return open.heard.includes(heard);
  return onMessage !== undefined && open.said.draft[0] === onMessage && !open.facts.answers.values.danger;
}

/** The person with the new draft open. Only who kept the reference for it, or finds it kept still, does this. */
function begunAs(id: CaseId, person: PersonRecord, { isOwn, training }: { isOwn: boolean; training: boolean }) {
  if (person.nextDraft !== id) return person;
  const { nextDraft: _, ...rest } = person;
  if (!isOwn) return rest;
  const { resume: __, ...others } = rest;
  return { ...others, openDraft: id, ...(training && person.openDraft ? { resume: person.openDraft } : {}) };
}

function newCase(
  id: CaseId,
  aboutYou: Record<string, string>,
  { values, links = [], training }: Start,
  { by, doing: { heard, onMessage }, config: { organisation }, caseContext }: Context,
): CaseRecord {
  const clocked = caseContext();
  const { now, pack } = clocked;
  const { answers, progress } = newDraft(aboutYou, values);
  const record: CaseRecord = {
    ...emptyCase({ id, organisation, author: by.id, pack, answers, name: by.name, now }),
    progress,
    heard: heard ? [heard] : [],
    events: [
      { type: 'DraftStarted', at: now, by: by.id },
      ...links.map((each) => ({ type: 'CaseLinked' as const, at: now, ...each })),
    ],
    ...(training ? { training: true } : {}),
    said: { draft: onMessage ? [onMessage] : [] },
  };
  return timed(record, clocked);
}

/** The indicator check for a referral that was sent without it; what is found goes to the MASH as an addition. */
export async function startAdding(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, shows } = context;
  const opened = await cases.change(id, (record) => {
    if (record.author !== by.id || !isWritten(record)) return { result: false };
    if (record.progress || erasedIn(record.events) || record.status === 'joined') return { result: true };
    const { progress: first } = newDraft({});
    const progress = { ...first, mode: 'adding' as const, at: 'situation', revision: record.revision };
    return { record: { ...record, progress }, result: true };
  });
  return opened ? onDraft(id, { kind: 'show' }, context) : shows.notYours();
}

/** Which kind a linked referral is to be of: only a brother or sister has the same family. */
function askHowLinked(id: CaseId, { pack }: Context): Reply {
  const [family, household, adult, other] = linkTitles.map(([choice, title]) =>
    button(startLinked, title, { case: id, choice }),
  );
  const rows = [
    [family, household],
    [adult, other],
  ].map((row) => row.filter((each) => each !== undefined));
  const card = helpCard(pack, {
    heading: 'A linked referral',
    lines: [
      `How is the other child linked with the one in ${id}?`,
      'Of the same home, what you wrote of it is taken over; of the same family, the family too. Otherwise nothing is.',
    ],
    rows,
  });
  const words =
    'How is the other child linked? Type “linked: family”, “linked: home”, “linked: adult” or “linked: other”.';
  return [{ text: words }, ...replyCard(card)];
}

/**
 * A referral for another child: one each, with what is known of what they share taken over and nothing of the first child.
 * @param kind how the two are linked; left out, it is asked
 * @source Protocol 8.2, 10.1 (other children at risk)
 */
export async function startLinkedWith(id: CaseId, kind: LinkKind | undefined, context: Context): Promise<Reply> {
  const { by, cases, pack, shows } = context;
  const record = await cases.load(id);
  const sent = record && submittedIn(referralOf(record.events));
  if (!sent || record.author !== by.id) return shows.notYours();
  if (!kind) return askHowLinked(id, context);
  const begun = (await cases.of(by.id, 20)).find((draft) => isBegunFor(draft, { to: id, as: kind }));
  if (begun) return onDraft(begun.id, { kind: 'show' }, context); // pressed twice
  const shared = pack.fields.filter(isShared[kind]).map((field) => field.id);
  const theirs = linkSaid(record.events).filter(({ as }) => as === kind && (kind === 'family' || kind === 'household'));
  const notes = [`Linked with ${id}, ${linkWords(kind)}. One referral for each child.`, takenOver[kind]];
  const links = [id, ...theirs.map(({ to }) => to)].map((to) => ({ to, kind }));
  return startDraft(context, { values: givenIn(record, shared), links, notes });
}

const nothing = (): boolean => false;
/** Who shares a home shares it with all the others in it; who knows the same adult need not know one another. */
const isShared: Record<LinkKind, (field: Field) => boolean> = {
  family: ({ household }) => household,
  household: ({ household, family }) => household && !family,
  adult: nothing, // which adult is meant, no field says
  other: nothing,
};

const takenOver: Record<LinkKind, string> = {
  family: 'What you wrote of home, carer and family is taken over. Check that it fits this child.',
  household: 'What you wrote of home and carer is taken over. Check that it fits this child.',
  adult: 'Nothing of the other child is taken over. Write who the adult is.',
  other: 'Nothing of the other child is taken over.',
};

/** A draft that is linked so with this case and in which nothing was answered yet. */
function isBegunFor({ status, events, facts }: CaseRecord, { to, as }: { to: CaseId; as: LinkKind }): boolean {
  if (status !== 'draft' || facts.answers.values.danger) return false;
  return linkSaid(events).some((each) => each.to === to && each.as === as);
}
