import { z } from 'zod';
import { readStoreSettings } from '../config.ts';
import { pages } from '../store/every-case.ts';
import { isOfService, openStore, servedBy } from '../store/open.ts';
import { type Document, Indexed, kinds, type Store } from '../store/port.ts';
import { hasPersonal, isSealed } from '../store/seal.ts';
import {
  command,
  firstLines,
  formatNumber,
  mustBeThere,
  printLine,
  printPart,
  resumable,
  storePlaceOf,
  textOption,
} from './command.ts';
import { inBatches, patientStore, type Survey, survey } from './tool-store.ts';

const usage = `npm run store:copy -- --from sqlite:PATH --to cosmos:ENDPOINT/DATABASE
The organisation is ORGANISATION in the environment, the key of Cosmos DB is COSMOS_KEY; without it, the identity AZURE_CLIENT_ID.`;

/** The fields of a document that copying needs. All others are copied as they are. */
const Copied = Indexed.extend({ kind: z.enum(kinds), id: z.string() }).loose();

await command(usage, { options: { from: textOption, to: textOption } }, async ({ values: options }) => {
  const { ORGANISATION, COSMOS_KEY, AZURE_CLIENT_ID, STORE_IN_CLEAR } = process.env;
  const { organisation } = readStoreSettings({ ORGANISATION });
  const access = { key: COSMOS_KEY, clientId: AZURE_CLIENT_ID };
  const [from, to] = [storePlaceOf('--from', options.from, access), storePlaceOf('--to', options.to, access)];
  if (JSON.stringify(from) === JSON.stringify(to)) throw new Error('--from and --to are the same place');
  mustBeThere('--from', from);
  const source = patientStore(await openStore(from, organisation));
  if (STORE_IN_CLEAR !== 'yes' && isOfService(await servedBy(source)) && (await hasUnsealedData(source))) {
    await source.close();
    throw new Error(
      'This store was used with a bot registration and holds unsealed data, which the copy would hold in the clear. Run npm run keys:rotate with its DATA_KEY first. If the store is meant to be unsealed, set STORE_IN_CLEAR=yes',
    );
  }
  const target = patientStore(await openStore(to, organisation));
  try {
    const outcome = await resumable(() => copyStore(source, target), 'The copy is not complete.');
    return printOutcome(outcome, organisation);
  } finally {
    await source.close();
    await target.close();
  }
});

/** Prints the result. @returns whether both stores hold the same documents */
function printOutcome(
  { copied, thereAlready, source, target, differences }: Awaited<ReturnType<typeof copyStore>>,
  organisation: string,
) {
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
${firstLines(differences)}
If the program was running meanwhile, stop it (or copy from a backup: npm run store:backup) and copy into an empty target.
If the target was in use, it holds what the source does not: do not go on with either before somebody has looked.`;
  process.stderr.write(`\n${advice}\n`);
  return false;
}

/**
 * Copies every document that the target lacks. It never overwrites a document, so an interrupted copy can be continued
 * by running it again. Afterwards it reads both stores completely and compares them.
 */
async function copyStore(from: Store, to: Store) {
  printPart('Reading the target');
  const before = await survey(to);
  printPart('Copying');
  const copied = await copyMissing(from, to, before);
  printPart('Checking the source and the target');
  const [source, target] = [await survey(from), await survey(to)];
  const thereAlready = [...source.hashes].filter(([id, hash]) => before.hashes.get(id) === hash).length;
  return { copied, thereAlready, source, target, differences: differencesOf(source, target) };
}

/** Whether the store holds personal data that is not sealed. */
async function hasUnsealedData(store: Store) {
  for await (const page of pages(store))
    if (
      page.some(({ stored: { document } }) => !isSealed(document) && hasPersonal(document, (document as Document).kind))
    )
      return true;
  return false;
}

async function copyMissing(from: Store, to: Store, before: Survey) {
  let copied = 0;
  for await (const page of pages(from)) {
    const missing = page.filter(({ id }) => !before.hashes.has(id));
    const documents = missing.map(({ id, stored }) => documentIn(id, stored.document));
    const outcomes = await inBatches(documents, to.create);
    copied += outcomes.filter(({ kind }) => kind === 'saved').length;
  }
  return copied;
}

function documentIn(id: string, stored: unknown) {
  const read = Copied.safeParse(stored);
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new Error(
    `${id} cannot be copied: its ${fields} cannot be read. It may have been written by another version of this program`,
  );
}

/** A line for each document that differs, by its kind and id. */
function differencesOf(source: Survey, target: Survey) {
  const ids = [...new Set([...source.hashes.keys(), ...target.hashes.keys()])].sort();
  return ids.flatMap((id) => {
    const [here, there] = [source.hashes.get(id), target.hashes.get(id)];
    const name = id.replace('|', ' ');
    if (here === there) return [];
    if (!there) return `${name} is missing in the target`;
    return `${name} ${here ? 'differs' : 'is in the target only'}`;
  });
}
