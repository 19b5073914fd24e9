import type { Context, ReplyMessage } from '../../actions/context.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Duration, plus } from '../../base/time.ts';
import type { ListName } from '../../cards/verb.ts';
import { isShown } from '../../case/shown.ts';
import { sentReferral } from '../../case/submitted.ts';
import { deskListCard, foundCard } from './desk-list.ts';

const rowsOnPage = 10;
const dueSoon = 'PT12H' as Duration;

/** One page of a list of cases. */
export async function casesPage(
  { which, page = 0 }: { which: ListName; page?: number | undefined },
  context: Context,
): Promise<ReplyMessage> {
  const { now, pack } = context.caseContext();
  const records = await context.cases.byDue(
    {
      status: 'awaiting-decision',
      ...(which === 'overdue' ? { before: now } : {}),
      ...(which === 'due' ? { before: plus(now, dueSoon) } : {}),
      ...(which === 'mine' ? { heldBy: context.by.id } : {}),
    },
    { offset: page * rowsOnPage, limit: rowsOnPage + 1 },
  );
  const more = records.length > rowsOnPage;
  return {
    card: deskListCard(records.slice(0, rowsOnPage), { which, page, more }, { pack, now }),
  };
}

/** Finds one sent case by the reference that somebody typed. */
export async function findCase(text: string, context: Context) {
  const id = readCaseId(text);
  if (!id) return { text: 'That is no whole reference. Write it like this: find HT-7K3F-92Q. Check each letter.' };
  const record = await context.cases.load(id);
  if (!record || record.training) return { text: unknownReference };
  if (sentReferral(record))
    return { message: { card: foundCard(record, context.caseContext()) }, showed: id, how: 'find' };
  const isKnown = record.status === 'draft' && isShown(record);
  return {
    text: isKnown ? `${id} is not in writing yet. Its card in this channel says whom to ring.` : unknownReference,
  };
}

const unknownReference =
  'I know no referral with that reference. Check each letter, or write “open” to see what waits.';
