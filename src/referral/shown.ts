import type { CaseRecord } from './case.ts';

/** Whether the MASH has a card of this case, or will have. */
export const isShown = ({ said, outbox }: CaseRecord): boolean =>
  said.card !== undefined || outbox.some(({ message }) => message.kind === 'case-card');
