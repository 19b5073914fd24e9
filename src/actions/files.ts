import type { CaseId } from '../base/reference.ts';
import type { LinkGrant } from '../store/link.ts';

export type FileFormat = 'pdf' | 'text' | 'json' | 'csv';

export interface MadeFile {
  name: string; // a reference or a period, never a fact of a case
  contentType: string;
  body: Buffer;
}

/** The files behind somebody's link. Each is made when it is requested. */
export interface Files {
  ref: CaseId | undefined; // the case, for the log
  kinds: Partial<Record<FileFormat, () => Promise<MadeFile>>>;
  /**
   * Records that the file is handed over. Runs first.
   * @throws when the record cannot be stored: then the file is not handed over
   */
  record(as: FileFormat): Promise<void>;
}

/**
 * Makes the files behind a link. `copy/` implements it; features get it passed in, because they stand below `copy/`.
 */
export interface FileMaker {
  /** @returns undefined if the files are not theirs, or no longer exist */
  filesFor(given: LinkGrant): Promise<Files | undefined>;
}
