import { instantOf } from '../base/time.ts';
import { features } from '../features/list.ts';
import { eraseByCommand, holdByCommand } from '../features/retention/by-command.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { casesIn } from '../store/cases.ts';
import { searchKeysIn } from '../store/keys.ts';
import { peopleIn } from '../store/people.ts';
import { command, printLine, referenceOf, textOption, textsOption } from './command.ts';
import { administrator, patientStore, withStore } from './tool-store.ts';

const usage = `npm run retention -- --dry-run                    lists what would be erased and why, and changes nothing
npm run retention                                  erases it, and prints what was erased
npm run retention -- --case HT-7K3F-92H --case …    erases only these cases, if they are due: for use after a backup was restored
npm run retention -- --hold HT-7K3F-92H --why "…"   legal hold: nothing of the case is erased
npm run retention -- --release HT-7K3F-92H --why "…"
The periods are those of the protocol pack (PROTOCOL_PACK), the store is the one that the program uses. The program may run meanwhile.
The bot itself erases what a second person has released; this command asks nobody.`;

const options = {
  'dry-run': { type: 'boolean' },
  case: textsOption,
  hold: textOption,
  release: textOption,
  why: textOption,
} as const;
await command(usage, { options }, async ({ values }) => {
  const { hold, release, why } = values;
  const isHold = hold !== undefined || release !== undefined;
  if (
    (hold !== undefined && release !== undefined) ||
    (isHold && (values['dry-run'] || values.case)) ||
    isHold !== (why !== undefined)
  )
    throw new Error(usage);
  return withStore(async (opened, config) => {
    const store = patientStore(opened);
    const pack = loadPack(config.packPath);
    const nobody = { managers: [], practitioners: [], escalation: [], admins: [], onDuty: [], hasAssessment: false };
    const deps = {
      store,
      cases: casesIn(store, () => {}),
      people: peopleIn(store),
      keys: searchKeysIn(store),
      by: administrator(),
      print: printLine,
      caseContext: () => ({ now: instantOf(Date.now()), pack, desk: nobody, parts: features }),
    };
    if (isHold) {
      const id = referenceOf(hold ?? release ?? '');
      await holdByCommand({ id, isSet: hold !== undefined, why: why ?? '' }, deps);
      return true;
    }
    return eraseByCommand({ isDry: values['dry-run'] ?? false, only: values.case?.map(referenceOf) }, deps);
  });
});
