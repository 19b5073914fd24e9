import { z } from 'zod';
import { ownCopy } from '../copy/own-copy.ts';
import { referralPdf } from '../copy/referral-pdf.ts';
import { oneDriveAddress, upload } from '../copy/upload.ts';
import type { FileCard } from '../delivery/teams.ts';
import { CaseId } from '../reference.ts';
import type { CaseRecord } from '../referral/case.ts';
import { referralOf, type SubmittedReferral } from '../referral/state.ts';
import type { BotDeps } from './deps.ts';
import type { Place, Sender } from './incoming.ts';
import type { Message, Reply } from './reply.ts';
import { notYours } from './showing.ts';

/** What a person answers to the question whether a file may be put into their OneDrive. All in it may be forged. */
const FileConsent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ case: CaseId }),
  uploadInfo: z
    .object({
      uploadUrl: z.string().max(8000),
      contentUrl: z.string().max(8000).optional(),
      uniqueId: z.string().max(200).optional(),
    })
    .optional(),
});
export type FileConsent = z.infer<typeof FileConsent>;

/** @returns undefined for what cannot be read */
export const readFileConsent = (value: unknown): FileConsent | undefined => FileConsent.safeParse(value).data;

const nameOf = (id: CaseId): string => `${id}.pdf`;

/** Teams' own question whether the file may be saved. Only the reference is on it; the size has to be known, so the file is made once. */
export async function consentFor({ id, ...record }: CaseRecord, deps: BotDeps): Promise<Message> {
  const context = { case: id };
  const pdf = await pdfOf({ id, ...record }, deps);
  return {
    file: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: nameOf(id),
      content: {
        description: `Your own copy of ${id}`,
        sizeInBytes: pdf?.length ?? 0,
        acceptContext: context,
        declineContext: context,
      },
    },
  };
}

/**
 * The answer to that question. A file is made for the author alone, whoever pressed. The saving goes on after the invoke was answered,
 * because Teams waits a few seconds only; how it ended comes as a message.
 */
export async function onFileConsent(
  { consent, sender, place }: { consent: FileConsent | undefined; sender: Sender; place: Place },
  deps: BotDeps,
): Promise<Reply> {
  if (!consent) return [{ text: 'I could not read that. Nothing was saved. Type “my copy” to try again.' }];
  if (consent.action === 'decline') return [{ text: 'Nothing was saved. Type “my copy” when you want your own copy.' }];
  const record = await deps.cases.load(consent.context.case);
  if (!record || record.author !== sender.id || !sentIn(record)) return notYours(deps);
  const address = oneDriveAddress(deps.config.local).safeParse(consent.uploadInfo?.uploadUrl);
  if (!address.success) {
    deps.log.warn({ event: 'copy.refused', ref: record.id });
    return [{ text: notSaved }];
  }
  // Teams sends a press again when an answer is slow; the second time the address would be used up, and "not saved" untrue.
  if (!(await deps.links.isFirst(address.data, { caseId: record.id, author: record.author }, deps.now()))) return [];
  void save(record, { ...consent.uploadInfo, uploadUrl: address.data }, place, deps);
  return [];
}

const notSaved = 'Your copy was NOT saved. Type “my copy” to try again, or use the link that comes with it.';

async function save(
  record: CaseRecord,
  to: NonNullable<FileConsent['uploadInfo']>,
  place: Place,
  deps: BotDeps,
): Promise<void> {
  const { log, teams } = deps;
  const tell = (message: Message) => teams.send(place.serviceUrl, place.conversationId, message);
  try {
    const pdf = await pdfOf(record, deps);
    const outcome = pdf ? await upload(to.uploadUrl, pdf) : { kind: 'failed' as const };
    if (outcome.kind === 'failed') {
      log.warn({ event: 'copy.failed', ref: record.id, ...outcome });
      await tell({ text: notSaved });
      return;
    }
    log.info({ event: 'copy.saved', ref: record.id, kind: 'onedrive' });
    const words = `Saved to your OneDrive as ${nameOf(record.id)}. Move it to where your agency keeps safeguarding records.`;
    await tell({ text: words });
    const file = savedFile(record.id, to, deps);
    if (file) await tell({ file });
  } catch (error) {
    log.error({ event: 'copy.failed', ref: record.id, err: error });
    await tell({
      text: 'I do not know whether your copy was saved. Look in your OneDrive, or type “my copy” again.',
    }).catch(() => log.warn({ event: 'reply.failed', ref: record.id }));
  }
}

/** The card that opens the file, where the address is one of SharePoint's. */
function savedFile(id: CaseId, to: NonNullable<FileConsent['uploadInfo']>, deps: BotDeps): FileCard | undefined {
  const address = oneDriveAddress(deps.config.local).safeParse(to.contentUrl);
  if (!address.success || to.uniqueId === undefined) return undefined;
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl: address.data,
    name: nameOf(id),
    content: { uniqueId: to.uniqueId, fileType: 'pdf' },
  };
}

function sentIn({ events }: CaseRecord): SubmittedReferral | undefined {
  const referral = referralOf(events);
  return 'submittedBy' in referral ? referral : undefined;
}

async function pdfOf(record: CaseRecord, { pack, now }: BotDeps): Promise<Buffer<ArrayBuffer> | undefined> {
  const referral = sentIn(record);
  return referral && Buffer.from(await referralPdf(ownCopy(record, referral, pack, now())));
}
