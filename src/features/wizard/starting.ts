import type { Context } from '../../actions/context.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { type CaseId, newCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { myReferrals, startNew } from '../../cards/verbs.ts';
import { timed } from '../../case/advance.ts';
import type { CaseRecord } from '../../case/record.ts';
import { newDraft } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';
import { open as openVerb } from '../own-cases/verbs.ts';
import { onDraft } from './drafting.ts';
import { replyTo } from './showing.ts';
import { openCheck } from './stopping.ts';

/** Begins a check, or offers the one that is not finished: two half-filled checks about one child help nobody. */
export async function startOrGoOn(context: Context): Promise<Reply> {
  const open = await openCheck(await context.people.load(context.by.id), context);
  if (!open || open.author !== context.by.id) return startDraft(context);
  const untouched = !open.facts.answers.values.danger;
  return untouched ? onDraft(open.id, { kind: 'show' }, context) : say(goOnCard(open.id, context.pack));
}

const goOnCard = (open: CaseId, pack: Pack) =>
  helpCard(pack, {
    heading: 'You have a check that is not sent',
    lines: ['Go on with it, or start a new one for another child. Nothing is lost either way.'],
    rows: [
      [
        button(openVerb, 'Go on', { case: open }, { style: 'positive' }),
        button(startNew, 'Start a new one'),
        button(myReferrals, 'My referrals'),
      ],
    ],
  });

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
  const { now, pack, parts } = around();
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
  return timed(record, { now, pack, parts });
}
