import type { Context, ReplyMessage } from '../../actions/context.ts';
import { recordRead } from '../../actions/reading.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Duration, plus } from '../../base/time.ts';
import type { ListName } from '../../cards/verb.ts';
import { withWakeTime } from '../../case/advance.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { deskListCard, foundCard } from './desk-list.ts';

const rowsOnPage = 10;
const soon = 'PT12H' as Duration;

/** A page of a list, and whether there is another one. */
export async function list(
  { which, page = 0 }: { which: ListName; page?: number | undefined },
  context: Context,
): Promise<ReplyMessage> {
  await findable(context);
  const { now, pack } = context.caseContext();
  const found = await context.cases.byDue(
    {
      status: 'awaiting-decision',
      ...(which === 'overdue' ? { before: now } : {}),
      ...(which === 'due' ? { before: plus(now, soon) } : {}),
      ...(which === 'mine' ? { heldBy: context.by.id } : {}),
    },
    { offset: page * rowsOnPage, limit: rowsOnPage + 1 },
  );
  const more = found.length > rowsOnPage;
  return {
    card: deskListCard(found.slice(0, rowsOnPage), { which, page, more }, { pack, now }),
  };
}

/** Cases that a program before this one wrote do not say when they are due: writing them anew puts them into the lists. */
async function findable(context: Context): Promise<void> {
  for (const id of await context.cases.undated('awaiting-decision', 100)) {
    await context.cases
      .change(id, (record) => ({ record: withWakeTime(record, context.caseContext()), result: undefined }))
      .catch((err: unknown) => context.log.warn({ event: 'case.unreadable', ref: id, err }));
  }
}

/** One sent case, by its reference as somebody read it out. */
export async function find(text: string, context: Context): Promise<ReplyMessage> {
  const id = readCaseId(text);
  if (!id) return { text: 'That is no whole reference. Write it like this: find HT-7K3F-92Q. Check each letter.' };
  const record = await context.cases.load(id);
  if (!record || record.training) return { text: unknown };
  if (submittedIn(referralOf(record.events))) {
    await recordRead(id, 'find', context.by, context);
    return { card: foundCard(record, context.caseContext()) };
  }
  const isKnown = record.status === 'draft' && isShown(record);
  return { text: isKnown ? `${id} is not in writing yet. Its card in this channel says whom to ring.` : unknown };
}

const unknown = 'I know no referral with that reference. Check each letter, or write “open” to see what waits.';
