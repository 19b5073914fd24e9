import type { PressInput } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { sentReferral } from '../../case/submitted.ts';
import { caseLinkCard } from './case-file-cards.ts';
import type { openCaseFile } from './verbs.ts';

/** Gives a member of the MASH a one-time link to the whole case, on a card that only they see. */
export async function offerCaseFile({ case: id }: PressInput<typeof openCaseFile>, context: Context): Promise<Reply> {
  const { cases, links, config, now, log, by } = context;
  const record = await cases.load(id);
  if (!record || !sentReferral(record)) return [{ text: 'I do not know this referral.' }];
  if (!config.publicUrl) return [{ card: caseLinkCard(id, undefined) }];
  const token = await links.make({ target: { to: 'case-file', case: id }, author: by.id }, now());
  log.info({ event: 'case-file.offered', ref: id, by: by.id });
  return [{ card: caseLinkCard(id, `${config.publicUrl}/copy/${token}`) }];
}
