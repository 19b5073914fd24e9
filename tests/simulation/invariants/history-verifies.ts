import { verdictOn } from '../../../src/evidence/verify.ts';
import { documentWithParts } from '../../../src/store/cases.ts';
import { casesOf, type Invariant } from './scene.ts';

/** Each event is unchanged and in its place, and each fact matches its commitment. */
export const historyVerifies: Invariant = {
  name: 'the history verifies',
  source: 'SR17, SR31',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    async function lookAtAll(): Promise<void> {
      for (const { id } of casesOf(scene)) {
        const row = world.place.row('case', id);
        if (!row) continue;
        checked();
        const whole = await documentWithParts(world.place.open(), JSON.parse(row.text));
        const verdict = verdictOn(id, whole);
        if (verdict.kind !== 'whole') broken(`${id} does not verify: ${JSON.stringify(verdict)}`);
      }
    }
    return { killed: () => void lookAtAll(), ends: lookAtAll };
  },
};
