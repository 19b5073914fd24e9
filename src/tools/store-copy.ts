import { readStoreSettings } from '../config.ts';
import { openStore } from '../store/open.ts';
import { servedBy } from '../store/served.ts';
import { command, firstLines, formatNumber, messageOf, optionsOf, printLine } from './command.ts';
import { type CopyOutcome, copyStore, hasUnsealedData } from './copy.ts';
import { mustBeThere, storePlaceOf } from './place.ts';
import { progressBars } from './progress.ts';

const usage = `npm run store:copy -- --from sqlite:PATH --to cosmos:ENDPOINT/DATABASE
The organisation is ORGANISATION in the environment, the key of Cosmos DB is COSMOS_KEY.`;

await command(async () => {
  const options = optionsOf(usage, 'from', 'to');
  const { ORGANISATION, COSMOS_KEY, STORE_IN_CLEAR } = process.env;
  const { organisation } = readStoreSettings({ ORGANISATION });
  const [from, to] = [storePlaceOf('--from', options.from, COSMOS_KEY), storePlaceOf('--to', options.to, COSMOS_KEY)];
  if (JSON.stringify(from) === JSON.stringify(to)) throw new Error('--from and --to are the same place');
  mustBeThere('--from', from);
  const source = await openStore(from, organisation);
  if (STORE_IN_CLEAR !== 'yes' && (await servedBy(source)) && (await hasUnsealedData(source))) {
    await source.close();
    throw new Error(
      'This store was used with a bot registration and holds unsealed data, which the copy would hold in the clear. Run npm run keys:rotate with its DATA_KEY first. If the store is meant to be unsealed, set STORE_IN_CLEAR=yes',
    );
  }
  const target = await openStore(to, organisation);
  try {
    return printOutcome(await copyStore(source, target, progressBars), organisation);
  } catch (error) {
    throw new Error(
      `${messageOf(error)}\nThe copy is not complete. Run the same command again: it goes on where it stopped.`,
    );
  } finally {
    await source.close();
    await target.close();
  }
});

/** Prints the result. @returns whether both stores hold the same documents */
function printOutcome(
  { copied, thereAlready, source, target, differences }: CopyOutcome,
  organisation: string,
): boolean {
  if (source.count === 0) {
    throw new Error(`The source has no document of ORGANISATION ${organisation}. Check ORGANISATION and --from.`);
  }
  printLine(`Copied ${formatNumber(copied)} documents; ${formatNumber(thereAlready)} were there already.`);
  printLine(`Source: ${formatNumber(source.count)} documents, SHA-256 ${source.hash}`);
  printLine(`Target: ${formatNumber(target.count)} documents, SHA-256 ${target.hash}`);
  if (differences.length === 0 && source.hash === target.hash) {
    printLine('Both hold the same.');
    return true;
  }
  const advice = `The two differ, and nothing in the target was written over:
${firstLines(differences.map(({ id, how }) => `${id.replace('|', ' ')} ${how}`))}
If the program was running meanwhile, stop it (or copy from a backup: npm run store:backup) and copy into an empty target.
If the target was in use, it holds what the source does not: do not go on with either before somebody has looked.`;
  process.stderr.write(`\n${advice}\n`);
  return false;
}
