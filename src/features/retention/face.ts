import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line, plain } from '../../cards/parts.ts';
import { holdOn } from './state.ts';

/** A legal hold on the shared card. */
export const face: Face = {
  blocks({ events }) {
    const hold = holdOn(events);
    return hold ? [plain([line(`Legal hold since ${clockAndDay(hold.at)}: nothing is erased`, 'bold')])] : [];
  },
};
