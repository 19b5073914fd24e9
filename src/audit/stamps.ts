import { lookAtStamps, type StampLook } from '../store/stamps.ts';
import type { Audited } from './audited.ts';

const pageOf = 500;

/** Looks at each stamp of the store. What was changed past the program, and is no finding yet, becomes one. */
export async function auditStamps({ bare, stamps }: StampLook, { found }: Audited) {
  for (let after: string | undefined, isMore = true; isMore; ) {
    const page = await bare.all(after, pageOf);
    lookAtStamps(page, stamps);
    after = page.at(-1)?.id;
    isMore = page.length === pageOf;
  }
  for (const [name] of stamps.takeSuspects()) {
    const [kind = '', id = ''] = name.split('|');
    const ref = kind === 'case' || kind === 'settings' ? id : kind;
    if (!found.some((each) => each.ref === ref))
      found.push({ ref, what: 'it was changed past the program: its stamp is wrong' });
  }
}
