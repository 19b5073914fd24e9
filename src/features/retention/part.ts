import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf, submittedIn } from '../../case/state.ts';

/**
 * Nothing is erased in silence. The cards that showed facts say that they are erased, and the bot replaces its messages
 * in threads and chats (`clear-draft`). An erased draft stays in its author's list, marked as erased.
 */
export const part: Part = {
  react({ type }, index, { record }) {
    const isHold = type === 'LegalHoldSet' || type === 'LegalHoldReleased';
    if (!isHold && type !== 'FactsErased') return [];
    const mash = { place: 'mash' as const };
    const team = { place: 'assessment' as const };
    const author = { person: record.author };
    const clearing = (to: Outgoing['to']): Outgoing => ({ to, message: { kind: 'clear-draft' } });
    const card: Outgoing = { to: mash, message: { kind: 'case-card' } };
    const line: Outgoing = { to: mash, message: { kind: 'line', event: index } };
    const isSent = submittedIn(referralOf(record.events)) !== undefined;
    if (isHold) return isSent ? [card, line] : [];
    const mashCard = isShown(record) ? [card] : [];
    if (!isSent) return [...mashCard, clearing(author)];
    const teamMessages: Outgoing[] = [{ to: team, message: { kind: 'assessment-card' } }, clearing(team)];
    const toTeam = record.said.assessment ? teamMessages : [];
    return [
      ...mashCard,
      line,
      clearing(mash),
      ...toTeam,
      { to: author, message: { kind: 'receipt' } },
      clearing(author),
    ];
  },
};
