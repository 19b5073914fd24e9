import type { Face, TeamFace } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line, plain } from '../../cards/parts.ts';
import { erasedIn } from '../../case/erased.ts';
import { erasedCaseCard } from './cards.ts';
import { holdOn } from './state.ts';

/** The card of an erased case, and a legal hold on the shared card. */
export const face: Face = {
  instead(record, notice) {
    const erased = erasedIn(record.events);
    return erased && erasedCaseCard(record, erased, { notice });
  },
  blocks({ record }) {
    const hold = holdOn(record.events);
    return hold ? [plain([line(`Legal hold since ${clockAndDay(hold.at)}: nothing is erased`, 'bold')])] : [];
  },
};

/** The Assessment team gets no file of an erased case. */
export const teamFace: TeamFace = {
  instead(record, notice) {
    const erased = erasedIn(record.events);
    return erased && erasedCaseCard(record, erased, { notice, hasFile: false });
  },
};
