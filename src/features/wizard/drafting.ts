import type { Context, Doing, Reply } from '../../actions/context.ts';
import { withMessageNoted } from '../../actions/heard.ts';
import { isWritten } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { type CaseRecord, draftOf } from '../../case/record.ts';
import type { Progress } from '../../check/draft.ts';
import { placeLeftOut } from '../../check/places.ts';
import { stepNow } from '../../check/steps.ts';
import { formOf } from '../../protocol/pack.ts';
import type { Done } from './finishing.ts';
import { givenIn } from './letting-go.ts';
import { type DraftCommand, obey, shownAgain } from './obeying.ts';
import { replyTo, showStep } from './showing.ts';
import type { StepView } from './shown.ts';

/** A card is out of date when the draft has moved on since; a double press is the same press again and is no news. */
interface Seen {
  step?: string | undefined;
  revision?: number | undefined;
}

/**
 * Does something to the author's draft and shows where it stands then. Each answer is stored before the reply.
 * @param seen what the pressed card showed; typed words have none
 */
export async function onDraft(id: CaseId, command: DraftCommand, context: Context, seen?: Seen): Promise<Reply> {
  const { cases, log, metrics, shows } = context;
  const done = await cases.change(id, (before) => {
    const { record, ...answer } = decide(before, command, context, seen);
    const events = record?.events.slice(before.events.length) ?? [];
    return { ...(record ? { record } : {}), result: { ...answer, events } };
  });
  if (!done) return shows.notYours();
  if (done.refusal) metrics.refused(done.refusal);
  for (const { type } of done.events) log.info({ event: `case.${type}`, ref: id });
  await remember(id, context);
  if (command.kind === 'submit' || command.kind === 'type') await cases.scrub(id);
  return done.result;
}

function decide(record: CaseRecord, command: DraftCommand, context: Context, seen?: Seen): Done {
  const { by, doing, pack, shows } = context;
  if (record.author !== by.id) return { result: shows.notYours() };
  const draft = draftOf(record);
  if (!draft || record.status === 'joined') return { result: shows.whereItStands(record) };
  if (doing.heard && record.heard.includes(doing.heard)) return { result: replyTo(record, context) };
  const sameStep = seen?.step === stepNow(draft, pack).id;
  if (seen && (seen.revision !== draft.progress.revision || !sameStep)) {
    const again = doing.press !== undefined && doing.press === draft.progress.lastPress;
    return { result: showStep(record, pack, again ? {} : outOfDate(sameStep ? command : undefined)) };
  }
  return obey({ record: noted(record, draft.progress, doing), draft, context }, command);
}

/** What was written on a card that is out of date is not saved; where the same card is shown again, it is in the boxes again. */
function outOfDate(command: DraftCommand | undefined): Partial<StepView> {
  const unsaved = shownAgain((command && 'given' in command && command.given?.fields) || {});
  const isWritten = Object.values(unsaved).some((words) => words.trim() !== '' && words !== 'false');
  return isWritten
    ? {
        unsaved,
        notes: ['That card was out of date. What you wrote on it is not saved yet: look through it and press again.'],
      }
    : { notes: ['That card was out of date, so nothing on it was saved. Here is where you are.'] };
}

/** The case with the message that now shows it, and the typed message that was heard. */
function noted(record: CaseRecord, { asked: _, ...progress }: Progress, doing: Doing): CaseRecord {
  const { onMessage } = doing;
  const draft = [...new Set([...record.said.draft, ...(onMessage ? [onMessage] : [])])];
  return withMessageNoted({ ...record, progress, said: { ...record.said, draft } }, doing);
}

/** What the worker told about themselves is kept for the next check; the case they are in is where typed words go. */
async function remember(id: CaseId, { by, cases, people, pack }: Context): Promise<void> {
  const record = await cases.load(id);
  if (!record || record.author !== by.id) return;
  const complete = (record.progress?.done.includes('about-you') || isWritten(record)) && !record.training;
  const given = Object.entries(givenIn(record, formOf(pack, 'about-you')?.fields ?? []));
  await people.change(by.id, (before) => {
    const { openDraft, ...rest } = before;
    const gone = openDraft === id || !openDraft;
    const next = record.progress ? id : gone ? before.resume : openDraft; // after a practice, the draft from before it
    const whole = (id: string, text: string) => (text.includes(placeLeftOut) && before.aboutYou[id]) || text; // what was left out of this referral
    const aboutYou = Object.fromEntries(given.map(([id, text]) => [id, whole(id, text)]));
    return { ...rest, ...(next ? { openDraft: next } : {}), aboutYou: complete ? aboutYou : before.aboutYou };
  });
}
