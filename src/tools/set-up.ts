import { instantOf } from '../base/time.ts';
import { reseed, variables } from '../features/set-up/seeding.ts';
import { isSeedPart } from '../features/set-up/set-up-state.ts';
import { command, printLine, textOption } from './command.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run set-up -- --reseed PART   asks for what the environment says of one part of the set-up, in place of what is set up
PART is one of: ${Object.keys(variables).join(', ')}
It has no effect until a manager or an administrator confirms it in Teams, where it is told to everybody. If there is
neither, it takes effect an hour after the program began to tell it. The program may run meanwhile.`;

await command(usage, { options: { reseed: textOption } }, async ({ values: { reseed: part = '' } }) => {
  if (!isSeedPart(part)) throw new Error(usage);
  return withStore(async (store, { seeds }) => {
    if (seeds[part] === undefined) throw new Error(`${variables[part]} is not set`);
    printLine(await reseed(store, part, seeds, instantOf(Date.now())));
    return true;
  });
});
