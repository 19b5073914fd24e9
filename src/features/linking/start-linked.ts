import type { Doing } from '../../actions/context.ts';
import type { Reply } from '../../actions/reply.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { notYours } from '../../teams/showing.ts';
import { onDraft, startDraft } from '../wizard/drafting.ts';

/**
 * A referral for a brother or sister: one each, with what is known of the household taken over and nothing of the first child.
 * @source Protocol 8.2, 10.1 (other children at risk)
 */
export async function startLinked(id: CaseId, doing: Doing, deps: BotDeps): Promise<Reply> {
  const record = await deps.cases.load(id);
  const sent = record && submittedIn(referralOf(record.events));
  if (!sent || record.author !== doing.sender.id) return notYours(deps);
  const begun = (await deps.cases.of(doing.sender.id, 20)).find((draft) => isBegunFor(draft, id));
  if (begun) return onDraft(begun.id, { kind: 'show' }, doing, deps); // pressed twice
  const household = deps.pack.fields.filter((field) => field.household).map(({ id }) => id);
  const { values } = record.facts.answers;
  const known = Object.fromEntries(household.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
  const notes = [
    `For a brother or sister of the child in ${id}. One referral for each child.`,
    'What you wrote of home, carer and family is taken over. Check that it fits this child.',
  ];
  return startDraft(doing, deps, { values: known, links: [id, ...sent.links], notes });
}

/** A draft that is linked with this case and in which nothing was answered yet. */
function isBegunFor({ status, events, facts }: CaseRecord, id: CaseId): boolean {
  if (status !== 'draft' || facts.answers.values.danger) return false;
  return events.some((event) => event.type === 'CaseLinked' && event.to === id);
}
