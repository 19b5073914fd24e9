import { missingCard, whichMissingCard } from '../cards/missing.ts';
import type { CaseId } from '../reference.ts';
import { advance } from '../referral/advance.ts';
import { reportMissing, textLimit } from '../referral/commands.ts';
import { referralOf } from '../referral/state.ts';
import type { BotDeps } from './deps.ts';
import { staff } from './finishing.ts';
import type { Sender } from './incoming.ts';
import { type Reply, say } from './reply.ts';
import { notYours } from './showing.ts';

const offered = 8;

/** The child is missing: the police first, before anything is asked. @param id which case, where that is known; it is not asked where there is only one */
export async function childIsMissing(id: CaseId | undefined, sender: Sender, deps: BotDeps): Promise<Reply> {
  if (id) {
    const record = await deps.cases.load(id);
    if (!record || record.author !== sender.id) return notYours(deps);
    if (record.status !== 'withdrawn') return say(missingCard(record, deps.pack));
    return [{ text: 'That draft is deleted.' }, ...(await whichChild(sender, deps))];
  }
  return whichChild(sender, deps);
}

async function whichChild(sender: Sender, deps: BotDeps): Promise<Reply> {
  const own = await deps.cases.of(sender.id, 40);
  const open = own.filter(({ status, training }) => status !== 'withdrawn' && !training);
  const [only, ...others] = open;
  if (only && others.length === 0) return say(missingCard(only, deps.pack));
  return say(whichMissingCard(open.slice(0, offered), deps.pack));
}

/** Tells the MASH. @param police what the worker wrote of telling the police */
export async function missingIsReported(
  id: CaseId,
  { police, attempt = 0 }: { police: string; attempt?: number | undefined },
  sender: Sender,
  deps: BotDeps,
): Promise<Reply> {
  const text = police.trim() === '' ? '' : police.toWellFormed();
  const reply = await deps.cases.change<Reply>(id, (record) => {
    const by = { ...staff(sender), name: record.facts.names[sender.id] ?? sender.name };
    const own = { author: record.author, texts: record.facts.texts };
    const outcome = reportMissing(referralOf(record.events), text, own, { by, now: deps.now() });
    if (outcome.kind === 'refused') {
      if (outcome.why.kind !== 'text-too-long') return { result: notYours(deps) };
      const problem = `At most ${textLimit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;
      return { result: say(missingCard(record, deps.pack, { problem, typed: text.slice(0, 8000), attempt })) };
    }
    if (outcome.kind === 'nothing-to-do') return { result: say(missingCard(record, deps.pack, { attempt })) };
    const next = advance(record, { events: outcome.events, texts: outcome.texts, by }, deps.around());
    deps.log.info({ event: 'case.ChildMissing', ref: id });
    return { record: next, result: [{ card: missingCard(next, deps.pack, { attempt }), storeInChat: true }] };
  });
  return reply ?? notYours(deps);
}
