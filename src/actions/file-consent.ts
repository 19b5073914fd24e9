import { z } from 'zod';
import { PeriodName } from '../base/period.ts';
import { CaseId } from '../base/reference.ts';
import type { FileCard } from '../connector/teams.ts';
import { oneDriveAddress, upload } from '../connector/upload.ts';
import type { LinkGrant, LinkTarget } from '../store/link.ts';
import type { Context, Reply, ReplyMessage } from './context.ts';
import type { MadeFile } from './files.ts';

type OwnTarget = Exclude<LinkTarget, { to: 'case-file' }>; // a whole case file belongs to the MASH, not to one person

/** What the question carries to Teams and the answer brings back: which file it is about. */
const consentContextOf = (target: OwnTarget): FileConsent['context'] =>
  target.to === 'report' ? { report: target.period } : { case: target.case };

const targetOf = (context: FileConsent['context']): OwnTarget =>
  'report' in context ? { to: 'report', period: context.report } : { to: 'own-copy', case: context.case };

/** The names of the file in messages to its owner, and the words they type to be asked again. */
const fileWords = (target: OwnTarget) =>
  target.to === 'report'
    ? { what: 'The report', whole: 'The numbers of the report', again: 'report', keep: 'It has numbers only.' }
    : {
        what: 'Your copy',
        whole: `Your own copy of ${target.case}`,
        again: 'my copy',
        keep: 'Move it to where your agency keeps safeguarding records.',
      };

/**
 * Teams' own question whether the file may be saved. It shows no fact of a case. It states the size, so the file
 * is made for it, and made again to be saved.
 */
export async function consentFor(
  given: LinkGrant & { target: OwnTarget },
  { files }: Pick<Context, 'files'>,
): Promise<ReplyMessage> {
  const context = consentContextOf(given.target);
  const { whole: description } = fileWords(given.target);
  const pdf = await (await files.filesFor(given))?.kinds.pdf?.();
  const name = pdf?.name ?? 'file.pdf';
  const content = { description, sizeInBytes: pdf?.body.length ?? 0, acceptContext: context, declineContext: context };
  return { file: { contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content } };
}

type Saving = Pick<Context, 'files' | 'links' | 'teams' | 'config' | 'now' | 'log' | 'turnInput' | 'place' | 'shows'>;

/**
 * Handles the answer to that question. Only a person who may have the file gets it. Saving goes on after the
 * invoke is answered, because Teams waits only a few seconds. A message then says how it ended.
 */
export async function onFileConsent(consent: FileConsent | undefined, context: Saving): Promise<Reply> {
  if (!consent) return [{ text: 'I could not read that. Nothing was saved. Type “my copy” to try again.' }];
  const target = targetOf(consent.context);
  const given = { target, author: context.turnInput.sender.id };
  const { again, whole } = fileWords(target);
  const wanted = target.to === 'report' ? 'it' : 'your own copy';
  if (consent.action === 'decline') return [{ text: `Nothing was saved. Type “${again}” when you want ${wanted}.` }];
  const files = await context.files.filesFor(given);
  if (!files)
    return target.to === 'report'
      ? [{ text: `${whole} are not for you. Nothing was saved.` }]
      : context.shows.notYours();
  const address = oneDriveAddress(context.config.local).safeParse(consent.uploadInfo?.uploadUrl);
  if (!address.success) {
    context.log.warn({ event: 'copy.refused', ref: files.ref });
    return [{ text: notSaved(target) }];
  }
  // Teams repeats a press when an answer is slow. By then the address is used up, and "not saved" would be untrue.
  if (!(await context.links.isFirst(address.data, given, context.now()))) return [];
  void save(given, { ...consent.uploadInfo, uploadUrl: address.data }, context);
  return [];
}

function notSaved(target: OwnTarget): string {
  const { what, again } = fileWords(target);
  return `${what} was NOT saved. Type “${again}” to try again, or use the link that comes with it.`;
}

async function save(
  given: LinkGrant & { target: OwnTarget },
  to: NonNullable<FileConsent['uploadInfo']>,
  { files: fileMaker, log, teams, place, config }: Saving,
): Promise<void> {
  const { target } = given;
  const ref = target.to === 'own-copy' ? target.case : undefined;
  const tell = (message: ReplyMessage) => teams.send(place.serviceUrl, place.conversationId, message);
  try {
    const files = await fileMaker.filesFor(given);
    const pdf = await files?.kinds.pdf?.();
    await files?.record('pdf');
    const outcome = pdf ? await upload(to.uploadUrl, Buffer.from(pdf.body)) : { kind: 'failed' as const };
    if (!pdf || outcome.kind === 'failed') {
      log.warn({ event: 'copy.failed', ref, ...outcome });
      await tell({ text: notSaved(target) });
      return;
    }
    log.info({ event: target.to === 'report' ? 'report.saved' : 'copy.saved', ref, kind: 'onedrive' });
    await tell({ text: `Saved to your OneDrive as ${pdf.name}. ${fileWords(target).keep}` });
    const file = savedFile(pdf, to, config);
    if (file) await tell({ file });
  } catch (error) {
    log.error({ event: 'copy.failed', ref, err: error });
    const { what, again } = fileWords(target);
    const text = `I do not know whether ${what.toLowerCase()} was saved. Look in your OneDrive, or type “${again}” again.`;
    await tell({ text }).catch(() => log.warn({ event: 'reply.failed', ref }));
  }
}

/** The card that opens the file. @returns undefined if the address is not at SharePoint */
function savedFile(
  { name }: MadeFile,
  to: NonNullable<FileConsent['uploadInfo']>,
  { local }: Context['config'],
): FileCard | undefined {
  const contentUrl = oneDriveAddress(local).safeParse(to.contentUrl).data;
  if (contentUrl === undefined || to.uniqueId === undefined) return undefined;
  const content = { uniqueId: to.uniqueId, fileType: 'pdf' };
  return { contentType: 'application/vnd.microsoft.teams.card.file.info', contentUrl, name, content };
}

/** A person's answer to the question whether a file may be put into their OneDrive. Any part of it may be forged. */
export const FileConsent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.union([z.object({ case: CaseId }), z.object({ report: PeriodName })]),
  uploadInfo: z
    .object({
      uploadUrl: z.string().max(8000),
      contentUrl: z.string().max(8000).optional().catch(undefined), // needed only for the card that opens the file
      uniqueId: z.string().max(200).optional().catch(undefined),
    })
    .optional()
    .catch(undefined), // then nothing is saved, and the person is told so
});

export type FileConsent = z.infer<typeof FileConsent>;

/** @returns undefined if it cannot be read */
export const readFileConsent = (value: unknown): FileConsent | undefined => FileConsent.safeParse(value).data;
