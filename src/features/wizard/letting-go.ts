import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { trainingLine } from '../../cards/training.ts';
import { advance } from '../../case/advance.ts';
import { withdraw } from '../../case/commands.ts';
import { type CaseRecord, withoutDraft } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf } from '../../case/state.ts';
import { emptyAnswers } from '../../check/draft.ts';
import { formOf } from '../../protocol/pack.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { notYours, whereItStands } from '../../teams/showing.ts';
import { open } from '../own-cases/verbs.ts';
import type { Done } from './finishing.ts';
import { letGo as letGoVerb } from './verbs.ts';

/** Asks whether the draft is really to be deleted. */
export async function askToLetGo(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const asked = await deps.cases.change(id, (record) => {
    if (record.author !== sender.id) return { result: undefined };
    if (record.status !== 'draft' || !record.progress) return { result: record };
    const next = { ...record, progress: { ...record.progress, asked: 'let-go' as const } };
    return { record: next, result: next };
  });
  if (!asked) return notYours(deps);
  if (asked.status === 'withdrawn') return whereItStands(asked, deps);
  if (asked.status !== 'draft') return tooLate(deps);
  const data = { case: id };
  const card = helpCard(deps.pack, {
    heading: 'Delete this draft?',
    top: trainingLine(asked),
    lines: [
      'It was not sent. Deleted, it is gone: nobody can bring it back.',
      ...(isShown(asked) ? [mashKeeps] : []),
      'Still worried about the child? Keep it and send it, even with gaps.',
    ],
    rows: [
      {
        spacing: 'Medium',
        buttons: [
          button(open, 'Keep it', data, { style: 'positive' }),
          button(letGoVerb, 'Delete it', data, { tooltip: 'Delete this draft for good' }),
        ],
      },
    ],
  });
  return [{ text: 'Type “delete it” to delete the draft for good, or “go on” to keep it.' }, ...say(card)];
}

/** "delete it" typed: done only by who was asked just before; anybody else is asked first. */
export async function letGoTyped(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  return record?.progress?.asked === 'let-go' ? letGo(id, sender, deps) : askToLetGo(id, sender, deps);
}

/** Deletes it: that there was a draft stays on record, nothing of what it said does. */
export async function letGo(id: CaseId, sender: Sender, deps: BotDeps): Promise<Reply> {
  const reply = await deps.cases.change<Reply>(id, (record) => {
    if (record.author !== sender.id) return { result: notYours(deps) };
    const outcome = withdraw(referralOf(record.events), { by: staff(sender), now: deps.now() });
    if (outcome.kind === 'refused') {
      deps.metrics.refused(outcome.why.kind);
      return { result: outcome.why.kind === 'not-a-draft' ? tooLate(deps) : notYours(deps) };
    }
    if (outcome.kind === 'nothing-to-do') return { result: deleted(deps, isShown(record)) };
    return erased(record, outcome.events, deleted(deps, isShown(record)), deps);
  });
  await deps.cases.scrub(id);
  await deps.people.change(sender.id, ({ openDraft, ...person }) =>
    openDraft && openDraft !== id ? { ...person, openDraft } : person,
  );
  return reply ?? notYours(deps);
}

/** The case without a word of what was answered. */
export function erased(
  record: CaseRecord,
  events: Parameters<typeof advance>[1]['events'],
  result: Reply,
  deps: BotDeps,
): Done {
  deps.log.info({ event: 'draft.withdrawn', ref: record.id });
  const { facts, ...rest } = withoutDraft(record, { keep: false });
  const empty = {
    ...rest,
    facts: { answers: { ...emptyAnswers, values: toRing(record, deps) }, texts: kept(record), names: facts.names },
  };
  return { record: advance(empty, { events }, deps.around()), result };
}

/** What was told of a missing child was told: it is not taken back with the draft. */
const kept = (record: CaseRecord): Record<string, string> =>
  isShown(record) && !record.training
    ? Object.fromEntries(Object.entries(record.facts.texts).filter(([name]) => /^(missing|found)-/.test(name)))
    : {};

/** Where the MASH knows of a call or a missing child, it must still be able to ring the referrer. */
function toRing(record: CaseRecord, { pack }: BotDeps): Record<string, string> {
  if (!isShown(record) || record.training) return {};
  const kept = ['about-you', 'phoned'].flatMap((form) => formOf(pack, form)?.fields ?? []);
  const { values } = record.facts.answers;
  return Object.fromEntries(kept.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
}

const mashKeeps =
  'The MASH keeps what it was told already: that you rang, or that the child is missing, and your number.';

function deleted(deps: BotDeps, isKnown = false): Reply {
  const gone = isKnown ? ['What you wrote is deleted.', mashKeeps] : ['Nothing was sent, and nothing of it is kept.'];
  const lines = [...gone, 'If you are still worried, start again at any time.'];
  return [{ card: helpCard(deps.pack, { heading: 'The draft is deleted', lines }), storeInChat: true }];
}

function tooLate(deps: BotDeps): Reply {
  const lines = [
    'A referral that was sent cannot be deleted.',
    'Is something wrong in it? Press Add information and say what.',
  ];
  return say(helpCard(deps.pack, { heading: 'That was sent', lines }));
}
