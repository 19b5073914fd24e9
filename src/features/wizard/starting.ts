import { type Context, type Reply, say } from '../../actions/context.ts';
import { isWritten } from '../../actions/which-case.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { myReferrals, open as openVerb, startNew } from '../../cards/verbs.ts';
import { timed } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { newDraft } from '../../check/draft.ts';
import { erasedIn } from '../retention/state.ts';
import { onDraft } from './drafting.ts';
import { givenIn } from './letting-go.ts';
import { replyTo } from './showing.ts';
import { openCheck } from './stopping.ts';

/** Begins a check, or offers the one that is not finished: two half-filled checks about one child help nobody. */
export async function startOrGoOn(context: Context): Promise<Reply> {
  const open = await openCheck(await context.people.load(context.by.id), context);
  if (!open || open.author !== context.by.id) return startDraft(context);
  if (!open.facts.answers.values.danger) return onDraft(open.id, { kind: 'show' }, context);
  const goOn = button(openVerb, 'Go on', { case: open.id }, { style: 'positive' });
  const card = helpCard(context.pack, {
    heading: 'You have a check that is not sent',
    lines: ['Go on with it, or start a new one for another child. Nothing is lost either way.'],
    rows: [[goOn, button(startNew, 'Start a new one'), button(myReferrals, 'My referrals')]],
  });
  return say(card);
}

interface Start {
  values?: Record<string, string>; // what is known already
  links?: CaseId[];
  training?: boolean;
  notes?: string[]; // said above the first question
}

/** Begins a new draft with what is remembered of the worker. */
export async function startDraft(context: Context, start: Start = {}): Promise<Reply> {
  const { cases, people, by, doing, config, log } = context;
  const { heard } = doing;
  const person = await people.load(by.id);
  const open = heard && person.openDraft ? await cases.load(person.openDraft) : undefined;
  if (heard && open?.heard.includes(heard)) return onDraft(open.id, { kind: 'show' }, context); // sent twice by Teams
  for (;;) {
    const record = newCase(newCaseId(config.organisation), person.aboutYou, start, context);
    if (!(await cases.create(record))) continue; // the id exists: draw another
    await people.change(by.id, ({ resume: _, ...before }) => {
      const resume = start.training ? before.openDraft : undefined;
      return { ...before, openDraft: record.id, ...(resume ? { resume } : {}) };
    });
    log.info({ event: 'case.DraftStarted', ref: record.id });
    return replyTo(record, context, start.notes ? { notes: start.notes } : {});
  }
}

function newCase(
  id: CaseId,
  aboutYou: Record<string, string>,
  { values, links = [], training }: Start,
  { by, doing: { heard, onMessage }, config: { organisation }, around }: Context,
): CaseRecord {
  const clocked = around();
  const { now, pack } = clocked;
  const { answers, progress } = newDraft(aboutYou, values);
  const record: CaseRecord = {
    kind: 'case',
    id,
    organisation,
    author: by.id,
    pack: { id: pack.id, version: pack.version },
    status: 'draft',
    revision: 0,
    startedAt: now,
    answeredAt: now,
    changedAt: now,
    facts: { answers, texts: {}, names: { [by.id]: by.name } },
    progress,
    heard: heard ? [heard] : [],
    events: [
      { type: 'DraftStarted', at: now, by: by.id },
      ...links.map((to) => ({ type: 'CaseLinked' as const, at: now, to })),
    ],
    ...(training ? { training: true } : {}),
    outbox: [],
    said: { draft: onMessage ? [onMessage] : [] },
  };
  return timed(record, clocked);
}

/** The indicator check for a referral that was sent without it; what is found goes to the MASH as an addition. */
export async function startAdding(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, shows } = context;
  const opened = await cases.change(id, (record) => {
    if (record.author !== by.id || !isWritten(record)) return { result: false };
    if (record.progress || erasedIn(record.events)) return { result: true };
    const { progress: first } = newDraft({});
    const progress = { ...first, mode: 'adding' as const, at: 'situation', revision: record.revision };
    return { record: { ...record, progress }, result: true };
  });
  return opened ? onDraft(id, { kind: 'show' }, context) : shows.notYours();
}

/**
 * A referral for a brother or sister: one each, with what is known of the household taken over and nothing of the first child.
 * @source Protocol 8.2, 10.1 (other children at risk)
 */
export async function startForSibling(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, pack, shows } = context;
  const record = await cases.load(id);
  const sent = record && submittedIn(referralOf(record.events));
  if (!sent || record.author !== by.id) return shows.notYours();
  const begun = (await cases.of(by.id, 20)).find((draft) => isBegunFor(draft, id));
  if (begun) return onDraft(begun.id, { kind: 'show' }, context); // pressed twice
  const household = pack.fields.filter((field) => field.household).map(({ id }) => id);
  const notes = [
    `For a brother or sister of the child in ${id}. One referral for each child.`,
    'What you wrote of home, carer and family is taken over. Check that it fits this child.',
  ];
  return startDraft(context, { values: givenIn(record, household), links: [id, ...sent.links], notes });
}

/** A draft that is linked with this case and in which nothing was answered yet. */
function isBegunFor({ status, events, facts }: CaseRecord, id: CaseId): boolean {
  if (status !== 'draft' || facts.answers.values.danger) return false;
  return events.some((event) => event.type === 'CaseLinked' && event.to === id);
}
