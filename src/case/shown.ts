import type { CaseRecord } from './record.ts';

/** Whether the MASH has a card of this case, or will have. */
export const isShown = ({ said, outbox }: CaseRecord): boolean =>
  said.card !== undefined || outbox.some(({ message }) => message.kind === 'case-card');
