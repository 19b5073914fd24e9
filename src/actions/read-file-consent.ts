import { z } from 'zod';
import { PeriodName } from '../base/period.ts';
import { CaseId } from '../base/reference.ts';

/** What a person answers to the question whether a file may be put into their OneDrive. All in it may be forged. */
const FileConsent = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.union([z.object({ case: CaseId }), z.object({ report: PeriodName })]),
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
