import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, say } from '../../actions/context.ts';
import type { CaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { button } from '../../cards/parts.ts';
import { trainingLine } from '../../cards/reminders.ts';
import { open } from '../../cards/verbs.ts';
import { withdraw } from '../../case/commands.ts';
import { type CaseRecord, withoutDraft } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf } from '../../case/state.ts';
import { emptyAnswers } from '../../check/draft.ts';
import { formOf, type Pack } from '../../protocol/pack.ts';
import { letGo } from './verbs.ts';

/** Asks whether the draft is really to be deleted. */
export async function askToLetGo(id: CaseId, { by, cases, pack, shows }: Context): Promise<Reply> {
  const asked = await cases.change(id, (record) => {
    if (record.author !== by.id) return { result: undefined };
    if (record.status !== 'draft' || !record.progress) return { result: record };
    const next = { ...record, progress: { ...record.progress, asked: 'let-go' as const } };
    return { record: next, result: next };
  });
  if (!asked) return shows.notYours();
  if (asked.status === 'withdrawn') return shows.whereItStands(asked);
  if (asked.status !== 'draft') return tooLate(pack);
  const data = { case: id };
  const card = helpCard(pack, {
    heading: 'Delete this draft?',
    top: trainingLine(asked),
    lines: [
      'It was not sent. Deleted, it is gone: nobody can bring it back.',
      ...(isShown(asked) ? [mashKeeps] : []),
      'Still worried about the child? Keep it and send it, even with gaps.',
    ],
    rows: [
      [
        button(open, 'Keep it', data, { style: 'positive' }),
        button(letGo, 'Delete it', data, { tooltip: 'Delete this draft for good' }),
      ],
    ],
  });
  return [{ text: 'Type “delete it” to delete the draft for good, or “go on” to keep it.' }, ...say(card)];
}

/** Deletes it: that there was a draft stays on record, nothing of what it said does. */
export async function deleteDraft(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, people, pack, shows, now } = context;
  const done = await changeCase<Reply>(id, context, (record) => {
    if (record.author !== by.id) return { instead: shows.notYours() };
    return {
      outcome: withdraw(referralOf(record.events), { by, now: now() }),
      by: { ...by, name: record.facts.names[by.id] ?? by.name },
      on: emptied(record, pack),
      answer(_, how) {
        if (typeof how !== 'object') return deleted(pack, isShown(record));
        return how.kind === 'not-a-draft' ? tooLate(pack) : shows.notYours();
      },
    };
  });
  await cases.scrub(id);
  await people.change(by.id, ({ openDraft, ...person }) =>
    openDraft && openDraft !== id ? { ...person, openDraft } : person,
  );
  return done?.answer ?? shows.notYours();
}

/** The case without a word of what was answered. */
export function emptied(record: CaseRecord, pack: Pack): CaseRecord {
  const { facts, ...rest } = withoutDraft(record, { keep: false });
  const answers = { ...emptyAnswers, values: toRing(record, pack) };
  return { ...rest, facts: { answers, texts: kept(record), names: facts.names } };
}

/** What was told of a missing child was told: it is not taken back with the draft. */
const kept = (record: CaseRecord): Record<string, string> =>
  isShown(record) && !record.training
    ? Object.fromEntries(Object.entries(record.facts.texts).filter(([name]) => /^(missing|found)-/.test(name)))
    : {};

/** Where the MASH knows of a call or a missing child, it must still be able to ring the referrer. */
function toRing(record: CaseRecord, pack: Pack): Record<string, string> {
  if (!isShown(record) || record.training) return {};
  const kept = ['about-you', 'phoned'].flatMap((form) => formOf(pack, form)?.fields ?? []);
  const { values } = record.facts.answers;
  return Object.fromEntries(kept.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
}

const mashKeeps =
  'The MASH keeps what it was told already: that you rang, or that the child is missing, and your number.';

function deleted(pack: Pack, isKnown: boolean): Reply {
  const gone = isKnown ? ['What you wrote is deleted.', mashKeeps] : ['Nothing was sent, and nothing of it is kept.'];
  const lines = [...gone, 'If you are still worried, start again at any time.'];
  return [{ card: helpCard(pack, { heading: 'The draft is deleted', lines }), storeInChat: true }];
}

function tooLate(pack: Pack): Reply {
  const lines = [
    'A referral that was sent cannot be deleted.',
    'Is something wrong in it? Press Add information and say what.',
  ];
  return say(helpCard(pack, { heading: 'That was sent', lines }));
}
