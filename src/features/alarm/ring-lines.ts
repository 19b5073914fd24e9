import type { CaseId } from '../../base/reference.ts';
import { type Line, mixed, ring } from '../../cards/parts.ts';
import type { Pack } from '../../protocol/pack.ts';

/** The number of Children’s Services, and the number for when it is shut if that differs. */
export const servicesNumbers = ({ urgent, outOfHours }: Pack['phones'], spacing: Line['spacing']): Line[] => [
  ...ring('Ring Children’s Services now', urgent, 'large', spacing),
  ...(outOfHours === urgent ? [] : ring('When it is shut', outOfHours, 'large')),
];

export const askForMash = (id: CaseId): Line =>
  mixed('Small', 'Ask for the MASH. Your reference is ', ['bold', id], '.');
