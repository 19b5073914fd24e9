import type { Context } from '../../actions/context.ts';
import { isSent } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import { formOf } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';

/** What the worker told about themselves is kept for the next check; the case they are in is where typed words go. */
export async function remember(id: CaseId, { by, cases, people, pack }: Context): Promise<void> {
  const record = await cases.load(id);
  if (!record || record.author !== by.id) return;
  const { values } = record.facts.answers;
  const fields = formOf(pack, 'about-you')?.fields ?? [];
  const complete = (record.progress?.done.includes('about-you') || isSent(record)) && !record.training;
  const aboutYou = Object.fromEntries(fields.flatMap((field) => (values[field] ? [[field, values[field]]] : [])));
  await people.change(by.id, (before) => {
    const { openDraft, ...rest } = before;
    const gone = openDraft === id || !openDraft;
    const stillOpen = record.progress ? { openDraft: id } : gone ? resumed(before) : { openDraft };
    return { ...rest, ...stillOpen, aboutYou: complete ? aboutYou : before.aboutYou };
  });
}

/** The draft that was open before a practice is open again after it. */
const resumed = ({ resume }: PersonRecord): { openDraft?: CaseId } => (resume ? { openDraft: resume } : {});
