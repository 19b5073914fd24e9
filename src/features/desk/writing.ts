import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { advance } from '../../case/advance.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { notYours } from '../../teams/showing.ts';
import { putInWriting } from './in-writing.ts';
import { takeBackCaller } from './rules.ts';
import { inWritingCard, notMeCard, writingForm } from './writing-cards.ts';

/** Opens the written form for who rang, with what the MASH wrote down. */
export async function askWriting(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  const phoned = record && submittedIn(referralOf(record.events))?.phoned;
  if (!phoned || record.author !== sender.id) return notYours(deps);
  return say(writingForm(record, deps.pack));
}

/** Sends it; what cannot be taken is shown again with what to do. */
export async function takeWriting(id: CaseId, tap: Tap, sender: Sender, deps: BotDeps): Promise<Reply> {
  const reply = await deps.cases.change<Reply>(id, (record) => {
    const by = { ...staff(sender), name: record.facts.names[sender.id] ?? sender.name };
    const { inputs, attempt = 0 } = tap;
    const outcome = putInWriting(referralOf(record.events), inputs, record.facts.texts, { by, now: deps.now() });
    if (outcome.kind === 'refused') {
      if (outcome.why.kind !== 'boxes-are-wrong') return { result: notYours(deps) };
      const typed = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, text.slice(0, 8000)]));
      return { result: say(writingForm(record, deps.pack, { attempt, typed, faults: outcome.why.faults })) };
    }
    if (outcome.kind === 'nothing-to-do') return { result: say(inWritingCard(record, deps.pack)) };
    const next = advance(record, { events: outcome.events, texts: outcome.texts, by }, deps.around());
    deps.log.info({ event: 'case.PhoneReferralConfirmed', ref: id });
    return { record: next, result: [{ card: inWritingCard(next, deps.pack), storeInChat: true }] };
  });
  return reply ?? notYours(deps);
}

/** Whom the MASH took for who rang says that it was not them: the case is closed to them at once. */
export async function itWasNotMe(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const reply = await deps.cases.change<Reply>(id, (record) => {
    const by = staff(sender);
    const outcome = takeBackCaller(referralOf(record.events), { by, now: deps.now() });
    if (outcome.kind !== 'happened') return { result: notYours(deps) };
    const next = advance(record, { events: outcome.events, texts: outcome.texts, by }, deps.around());
    deps.log.info({ event: 'case.CallerTakenBack', ref: id });
    return { record: next, result: [{ card: notMeCard(id, deps.pack), storeInChat: true }] };
  });
  return reply ?? notYours(deps);
}
