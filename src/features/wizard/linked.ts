import type { Context } from '../../actions/context.ts';
import type { Reply } from '../../actions/reply.ts';
import type { CaseId } from '../../base/reference.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { onDraft } from './drafting.ts';
import { startDraft } from './starting.ts';

/**
 * A referral for a brother or sister: one each, with what is known of the household taken over and nothing of the first child.
 * @source Protocol 8.2, 10.1 (other children at risk)
 */
export async function startForSibling(id: CaseId, context: Context): Promise<Reply> {
  const { by, cases, pack, shows } = context;
  const record = await cases.load(id);
  const sent = record && submittedIn(referralOf(record.events));
  if (!sent || record.author !== by.id) return shows.notYours();
  const begun = (await cases.of(by.id, 20)).find((draft) => isBegunFor(draft, id));
  if (begun) return onDraft(begun.id, { kind: 'show' }, context); // pressed twice
  const household = pack.fields.filter((field) => field.household).map(({ id }) => id);
  const { values } = record.facts.answers;
  const known = Object.fromEntries(household.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
  const notes = [
    `For a brother or sister of the child in ${id}. One referral for each child.`,
    'What you wrote of home, carer and family is taken over. Check that it fits this child.',
  ];
  return startDraft(context, { values: known, links: [id, ...sent.links], notes });
}

/** A draft that is linked with this case and in which nothing was answered yet. */
function isBegunFor({ status, events, facts }: CaseRecord, id: CaseId): boolean {
  if (status !== 'draft' || facts.answers.values.danger) return false;
  return events.some((event) => event.type === 'CaseLinked' && event.to === id);
}
