import type { CaseId } from '../base/reference.ts';
import type { LinkGrant } from '../store/link.ts';

export type As = 'pdf' | 'text' | 'json' | 'csv';

export interface FileMade {
  name: string; // a reference or a period, never a fact
  contentType: string;
  body: Buffer;
}

/** The files that somebody was given a link to, each made when it is asked for. */
export interface Files {
  ref: CaseId | undefined; // of which case, for the log
  kinds: Partial<Record<As, () => Promise<FileMade>>>;
  /** What must be on record before the file is handed over. @throws when it cannot be stored: then nothing is handed over */
  record(as: As): Promise<void>;
}

/** How the files behind a link are made. `copy/` makes them; it stands above the features, so they are handed it. */
export interface FileWays {
  /** @returns undefined where it is not theirs, or not there any more */
  filesFor(given: LinkGrant): Promise<Files | undefined>;
}
