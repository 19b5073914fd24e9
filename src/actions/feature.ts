import type { Face } from '../cards/face.ts';
import type { Part } from '../case/part.ts';

/** What one feature hands over to the rest of the program. */
export interface Feature {
  name: string;
  part?: Part; // to the kernel
  face?: Face; // to the cards of a case
}
