import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { helpCard } from '../../cards/help.ts';
import { advance } from '../../case/advance.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { textLimit } from '../../case/text-limit.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { isErasedOwn, notYours, whereItStands } from '../../teams/showing.ts';
import { About, besideAddition } from '../side-records/state.ts';
import { informationForm, informationSent } from './cards.ts';
import { addInformation } from './rules.ts';

/** Opens the box for adding something to a sent referral of one's own. */
export async function askInformation(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  if (!record || record.author !== sender.id || !submittedIn(referralOf(record.events))) return notYours(deps);
  if (isErasedOwn(record, sender)) return whereItStands(record, deps);
  await deps.people.change(sender.id, (person) => ({ ...person, about: id })); // “add:” typed next is about this one
  return say(informationForm(record, deps.pack));
}

/** Sends it; what cannot be taken is shown again with what to do. */
export async function takeInformation(
  id: CaseId,
  { text, about, attempt = 0 }: { text: string; about?: string | undefined; attempt?: number | undefined },
  sender: Sender,
  deps: BotDeps,
): Promise<Reply> {
  const words = text.toWellFormed();
  const reply = await deps.cases.change<Reply>(id, (record) => {
    if (isErasedOwn(record, sender)) return { result: whereItStands(record, deps) };
    if (record.author === sender.id && record.status === 'draft') return { result: notSentYet(deps) };
    const by = { ...staff(sender), name: record.facts.names[sender.id] ?? sender.name };
    const outcome = addInformation(referralOf(record.events), words, record.facts.texts, { by, now: deps.now() });
    if (outcome.kind === 'refused') {
      deps.metrics.refused(outcome.why.kind);
      const problem = problems[outcome.why.kind];
      if (!problem) return { result: notYours(deps) };
      return {
        result: say(informationForm(record, deps.pack, { problem, typed: words.slice(0, 8000), about, attempt })),
      };
    }
    const alarm = About.safeParse(about).data;
    const isNew = outcome.kind === 'happened';
    const beside = isNew && alarm ? [besideAddition(record.events, alarm, words, { by, now: deps.now() })] : [];
    const events = isNew ? [...outcome.events, ...beside.map(({ event }) => event)] : [];
    const texts = Object.assign({}, isNew ? outcome.texts : {}, ...beside.map((each) => each.texts));
    const next = events.length > 0 ? advance(record, { events, texts, by }, deps.around()) : record;
    const sent = submittedIn(referralOf(next.events));
    if (!sent) return { result: notYours(deps) };
    if (events.length > 0) deps.log.info({ event: 'case.InformationAdded', ref: id });
    return { record: next, result: [{ card: informationSent(next, sent, deps.pack, alarm), storeInChat: true }] };
  });
  return reply ?? notYours(deps);
}

function notSentYet({ pack }: BotDeps): Reply {
  const lines = ['Nothing was added. What is new goes into the check itself: type “go on”, or press My referrals.'];
  return say(helpCard(pack, { heading: 'That one is not sent yet', lines }));
}

const problems: Record<string, string> = {
  'text-missing': 'Write what is new.',
  'text-too-long': `At most ${textLimit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`,
};
