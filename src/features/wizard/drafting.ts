import type { Doing } from '../../actions/context.ts';
import type { Sender } from '../../actions/place.ts';
import type { Reply } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { advance, timed, withCaseCard } from '../../case/advance.ts';
import { recordPhoneCall, takeBackPhoneCall } from '../../case/commands.ts';
import { nothingToDo } from '../../case/outcome.ts';
import { type CaseRecord, draftOf, withDraft } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf } from '../../case/state.ts';
import { type Answered, answer, type GivenAnswer } from '../../check/answer.ts';
import { type Draft, hasPhoned, newDraft, type Progress } from '../../check/draft.ts';
import { keepHalfFilled } from '../../check/half-filled.ts';
import { goBack, toChange, toCheckAnswers } from '../../check/move.ts';
import { path, stepNow } from '../../check/steps.ts';
import { typedAnswer } from '../../check/typed.ts';
import type { Person } from '../../people.ts';
import { fieldOf, formOf } from '../../protocol/pack.ts';
import { type CaseId, newCaseId } from '../../reference.ts';
import type { PersonRecord } from '../../store/people.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { notYours, replyTo, show, typedReply, whereItStands } from '../../teams/showing.ts';
import type { Instant } from '../../time.ts';
import { added, type Done, sent, stopped } from './finishing.ts';
import { practised } from './practice.ts';
import { readBack, savedUnder } from './read-back.ts';
import type { Shown } from './shown.ts';
import { answersLettingGo } from './stopping.ts';

export type DraftCommand =
  | { kind: 'show' }
  | { kind: 'answer'; given: GivenAnswer }
  | { kind: 'type'; text: string }
  | { kind: 'back'; given?: GivenAnswer }
  | { kind: 'check-answers'; given?: GivenAnswer }
  | { kind: 'change'; section: string }
  | { kind: 'submit' }
  | { kind: 'stop-adding' };

/** A card is out of date when the draft has moved on since; a double press is the same press again and is no news. */
interface Seen {
  step: string | undefined;
  revision: number | undefined;
}

interface Start {
  values?: Record<string, string>; // what is known already
  links?: CaseId[];
  training?: boolean;
  notes?: string[]; // said above the first question
}

/** Begins a new draft with what is remembered of the worker. */
export async function startDraft(doing: Doing, deps: BotDeps, start: Start = {}): Promise<Reply> {
  const { sender, onMessage, heard } = doing;
  const person = await deps.people.load(sender.id);
  const open = heard && person.openDraft ? await deps.cases.load(person.openDraft) : undefined;
  if (heard && open?.heard.includes(heard)) return onDraft(open.id, { kind: 'show' }, doing, deps); // sent twice by Teams
  const { now, pack, parts } = deps.around();
  const draft = newDraft(person.aboutYou, start.values);
  for (;;) {
    const id = newCaseId(deps.config.organisation);
    const record: CaseRecord = {
      kind: 'case',
      id,
      organisation: deps.config.organisation,
      author: sender.id,
      pack: { id: pack.id, version: pack.version },
      status: 'draft',
      revision: 0,
      startedAt: now,
      answeredAt: now,
      changedAt: now,
      facts: { answers: draft.answers, texts: {}, names: { [sender.id]: sender.name } },
      progress: draft.progress,
      heard: heard ? [heard] : [],
      events: [
        { type: 'DraftStarted', at: now, by: sender.id },
        ...(start.links ?? []).map((to) => ({ type: 'CaseLinked' as const, at: now, to })),
      ],
      ...(start.training ? { training: true } : {}),
      outbox: [],
      said: { draft: onMessage ? [onMessage] : [] },
    };
    if (!(await deps.cases.create(timed(record, { now, pack, parts })))) continue; // the id exists: draw another
    await deps.people.change(sender.id, ({ resume: _, ...before }) => {
      const resume = start.training ? before.openDraft : undefined;
      return { ...before, openDraft: id, ...(resume ? { resume } : {}) };
    });
    deps.log.info({ event: 'draft.started', ref: id });
    return replyTo(doing, record, deps, start.notes ? { notes: start.notes } : {});
  }
}

/**
 * Does something to the author's draft and shows where it stands then. Each answer is stored before the reply.
 * @param seen what the pressed card showed; typed words have none
 */
export async function onDraft(
  id: CaseId,
  command: DraftCommand,
  doing: Doing,
  deps: BotDeps,
  seen?: Seen,
): Promise<Reply> {
  const reply = await deps.cases.change<Reply>(id, (record) => {
    if (record.author !== doing.sender.id) return { result: notYours(deps) };
    const draft = draftOf(record);
    if (!draft) return { result: whereItStands(record, deps) };
    if (doing.heard && record.heard.includes(doing.heard)) return { result: replyTo(doing, record, deps) };
    const stale = seen && (seen.revision !== draft.progress.revision || seen.step !== stepNow(draft, deps.pack).id);
    if (stale) {
      const again = doing.press !== undefined && doing.press === draft.progress.lastPress;
      const sameStep = seen.step === stepNow(draft, deps.pack).id;
      return { result: show(record, deps, again ? {} : outOfDate(sameStep ? command : undefined)) };
    }
    return obey(noted(record, doing), draft, command, doing, deps);
  });
  if (!reply) return notYours(deps);
  await remember(id, doing.sender, deps);
  if (command.kind === 'submit' || command.kind === 'type') await deps.cases.scrub(id);
  return reply;
}

/** What was written on a card that is out of date is not saved; where the same card is shown again, it is in the boxes again. */
function outOfDate(command: DraftCommand | undefined): Partial<Shown> {
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
function noted(record: CaseRecord, { onMessage, heard }: Doing): CaseRecord {
  const draft =
    onMessage && !record.said.draft.includes(onMessage) ? [...record.said.draft, onMessage] : record.said.draft;
  return {
    ...record,
    ...(record.progress ? { progress: notAsked(record.progress) } : {}),
    said: { ...record.said, draft },
    heard: heard ? [...record.heard, heard].slice(-20) : record.heard,
  };
}

const notAsked = ({ asked: _, ...progress }: Progress): Progress => progress;

function obey(record: CaseRecord, draft: Draft, command: DraftCommand, doing: Doing, deps: BotDeps): Done {
  const around = deps.around();
  const moved = (next: Draft, notes: string[] = []) => {
    const saved = stored(record, next, doing, deps);
    return { record: saved, result: replyTo(doing, saved, deps, notes.length > 0 ? { notes } : {}) };
  };
  const submitted = () => {
    const { outcome, done } = sent(record, draft, doing, deps);
    if (record.training && outcome.kind === 'happened') return practised(record, doing, deps);
    if (outcome.kind !== 'refused') return done;
    deps.metrics.refused(outcome.why.kind);
    return moved(toCheckAnswers(draft, deps.pack), ['One thing first.']);
  };
  const notSentYet = () => {
    const next = toCheckAnswers(draft, deps.pack);
    const isLast = stepNow(next, deps.pack).kind === 'check-answers';
    return moved(next, [isLast ? 'Not sent yet. Read it through first.' : 'Not sent yet. This comes first.']);
  };
  const leftBehind = (kept: Answered, given: GivenAnswer) => {
    const next = kept.problems.length > 0 ? kept.draft : goBack(kept.draft, deps.pack);
    return answered(record, { ...kept, draft: next }, doing, deps, given);
  };
  const adding = draft.progress.mode === 'adding';
  const step = stepNow(draft, deps.pack);
  switch (command.kind) {
    case 'show':
      return { record, result: replyTo(doing, record, deps) };
    case 'back':
      if (adding && step.id === path(draft, deps.pack)[0]?.id) return stopped(record, deps);
      if (doing.heard && draft.progress.cursor > 0 && step.kind !== 'check-answers')
        return moved({ ...draft, progress: { ...draft.progress, cursor: draft.progress.cursor - 1 } });
      if (!command.given) return moved(goBack(draft, deps.pack));
      return leftBehind(keepHalfFilled(draft, command.given, around), command.given);
    case 'stop-adding':
      return adding ? stopped(record, deps) : moved(draft);
    case 'change':
      return moved(toChange(draft, command.section, deps.pack));
    case 'check-answers':
      if (!command.given) return moved(toCheckAnswers(draft, deps.pack));
      return answered(record, answer(draft, command.given, around), doing, deps, command.given);
    case 'answer':
      if (adding && step.kind === 'summary') return added(record, doing, deps);
      return answered(record, answer(draft, command.given, around), doing, deps, command.given);
    case 'submit':
      return submitted();
    case 'type': {
      if (draft.progress.asked === 'let-go' && answersLettingGo(command.text))
        return {
          record,
          result: replyTo(doing, record, deps, { notes: ['Nothing was deleted. You can go on here.'] }),
        };
      const outcome = typedAnswer(draft, command.text, around);
      if (outcome.kind === 'submit' && step.kind === 'check-answers') return submitted();
      if (outcome.kind === 'submit' && !(adding && step.kind === 'summary')) return notSentYet();
      if (outcome.kind === 'change') return moved(toChange(draft, outcome.section, deps.pack));
      if (outcome.kind === 'unclear') return { record, result: typedReply(record, deps, {}, command.text) };
      if (outcome.kind === 'submit' || (adding && step.kind === 'summary')) return added(record, doing, deps);
      return answered(record, outcome, doing, deps, undefined, whereTo(draft, outcome.draft, deps));
    }
  }
}

/** Words typed while a card that was pressed is in front answer its first question, which may not be the one that was meant. */
function whereTo(before: Draft, after: Draft, { pack }: BotDeps): string[] {
  const step = stepNow(before, pack);
  if (before.progress.lastPress === undefined || step.kind !== 'form') return [];
  const changed = step.form.fields.filter((id) => before.answers.values[id] !== after.answers.values[id]);
  return changed.map((id) => savedUnder(fieldOf(pack, id).short));
}

/** Stores an answer, and what follows from it. */
function answered(
  record: CaseRecord,
  outcome: Answered,
  doing: Doing,
  deps: BotDeps,
  given?: GivenAnswer,
  said: string[] = [],
): { record: CaseRecord; result: Reply } {
  const around = deps.around();
  let saved = stored(record, outcome.draft, doing, deps);
  if (record.status === 'draft') {
    const call = phoneCall(saved, { by: staff(doing.sender), now: around.now });
    if (call.kind === 'happened') saved = advance(saved, { events: call.events }, around);
    else if (isSaidWhoRefers(record, saved)) saved = withCaseCard(saved, around);
  }
  const notes = [...said, ...readBack(outcome.read, outcome.draft.answers, deps.pack)];
  const typed = shownAgain({ ...given?.fields, ...(given?.ticks ? { note: given.ticks.note } : {}) });
  return { record: saved, result: replyTo(doing, saved, deps, { problems: outcome.problems, notes, typed }) };
}

/** A telephone call that was told, or taken back, becomes an event, because clocks run from it. */
function phoneCall({ facts, events }: CaseRecord, how: { by: Person; now: Instant }) {
  const { answers } = facts;
  const referral = referralOf(events);
  const calledAt = answers.readings['phoned-when']?.at;
  if (!hasPhoned(answers)) return takeBackPhoneCall(referral, how);
  return calledAt ? recordPhoneCall(referral, calledAt, how) : nothingToDo;
}

/** Whether the MASH, which knows of a call or a missing child, can now be told whom to ring. */
function isSaidWhoRefers(before: CaseRecord, after: CaseRecord): boolean {
  const phone = ({ facts }: CaseRecord) => facts.answers.values.phone;
  return isShown(before) && phone(before) !== phone(after);
}

/** What was written in a box with a problem is shown again, unless it is so long that Teams would not take the card. */
const shownAgain = (typed: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).filter(([, text]) => text.length <= 8000));

function stored(record: CaseRecord, draft: Draft, { press }: Doing, deps: BotDeps): CaseRecord {
  const { lastPress: _, asked: __, ...rest } = draft.progress;
  const revision = (record.progress?.revision ?? 0) + 1;
  const progress = { ...rest, revision, ...(press ? { lastPress: press } : {}) };
  const now = deps.now();
  return timed({ ...withDraft(record, { ...draft, progress }), answeredAt: now, changedAt: now }, deps.around());
}

/** The draft that was open before a practice is open again after it. */
const resumed = ({ resume }: PersonRecord): { openDraft?: CaseId } => (resume ? { openDraft: resume } : {});

/** What the worker told about themselves is kept for the next check; the case they are in is where typed words go. */
async function remember(id: CaseId, sender: Sender, deps: BotDeps): Promise<void> {
  const record = await deps.cases.load(id);
  if (!record || record.author !== sender.id) return;
  const { values } = record.facts.answers;
  const fields = formOf(deps.pack, 'about-you')?.fields ?? [];
  const sent = record.status !== 'draft' && record.status !== 'withdrawn';
  const complete = (record.progress?.done.includes('about-you') || sent) && !record.training;
  const aboutYou = Object.fromEntries(fields.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
  await deps.people.change(sender.id, (before) => {
    const { openDraft, ...rest } = before;
    const gone = openDraft === id || !openDraft;
    const stillOpen = record.progress ? { openDraft: id } : gone ? resumed(before) : { openDraft };
    return { ...rest, ...stillOpen, aboutYou: complete ? aboutYou : before.aboutYou };
  });
}
