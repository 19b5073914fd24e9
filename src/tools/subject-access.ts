import { closeSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseId } from '../base/reference.ts';
import { instantOf } from '../base/time.ts';
import {
  findCandidates,
  likenesses,
  type Subject,
  searchTerms,
  unsearchableParts,
} from '../features/linking/search.ts';
import { subjectAccess } from '../files/subject-access.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { casesIn } from '../store/cases.ts';
import { searchKeysIn } from '../store/keys.ts';
import type { Store } from '../store/port.ts';
import { readsIn } from '../store/reads.ts';
import { command, formatNumber, printLine, referenceOf, textOption, textsOption } from './command.ts';
import { administrator, patientStore, withStore } from './tool-store.ts';

const usage = `npm run subject-access -- --name "…" --address "…" --phone "…"     lists cases that may be about somebody, by one of these or more
npm run subject-access -- --case HT-7K3F-92H --case … --to FOLDER    writes what is held on these cases, a file for each
npm run subject-access -- HT-7K3F-92H --to FILE                      the same of one case
The files (JSON) are new ones that only you can read. It is kept on record that you made them.`;

const notFound = `Not found like this: a draft that was not sent; a practice case (its child is made up); an erased case (no name is left in it);
whoever is in a case but neither its child nor a carer, such as a sibling or a member of staff; and a carer with one name only.`;

/** Writes the file for one case. The read is recorded before the file gets any content. */
async function write(id: CaseId, to: string, store: Store, packPath: string | undefined) {
  const pack = loadPack(packPath);
  const record = await casesIn(store, () => {}).load(id);
  if (!record) throw new Error(`There is no case ${id}.`);
  const file = created(to);
  try {
    const now = instantOf(Date.now());
    const reads = readsIn(store);
    await reads.add({ case: id, by: administrator(), how: 'subject-access' }, now);
    const held = subjectAccess(record, await reads.of(id), pack, now);
    writeFileSync(file, `${JSON.stringify(held, null, 2)}\n`);
  } catch (error) {
    rmSync(to);
    throw error;
  } finally {
    closeSync(file);
  }
  printLine(`What is held on ${id} is in ${to}. It names others: read and redact it before it is given to anyone.`);
}

const options = { to: textOption, case: textsOption, name: textOption, address: textOption, phone: textOption };
await command(usage, { allowPositionals: true, options }, async ({ values, positionals }) => {
  const { to, case: named = [], name, address, phone } = values;
  const isSearch = [name, address, phone].some((each) => each !== undefined);
  const isExport = to !== undefined && (named.length > 0 ? positionals.length === 0 : positionals.length === 1);
  if (isSearch ? to !== undefined || named.length > 0 || positionals.length > 0 : !isExport) throw new Error(usage);
  return withStore(async (opened, config) => {
    const store = patientStore(opened);
    if (isSearch) return search({ name, address, phone }, store);
    const where = to ?? '';
    const ids = [...new Set([...named, ...positionals].map(referenceOf))];
    if (named.length > 0 && !statSync(where, { throwIfNoEntry: false })?.isDirectory())
      throw new Error(`--to: ${where} is not a folder`);
    for (const id of ids) await write(id, named.length > 0 ? join(where, `${id}.json`) : where, store, config.packPath);
    return true;
  });
});

async function search(subject: Subject, store: Store) {
  const [first] = unsearchableParts(subject);
  if (first)
    throw new Error(
      {
        name: '--name: there is no name in it that could be looked for',
        address: '--address: write the number of the house and the postcode or the street',
        phone: '--phone: write the number in full. Numbers of offices and services are not in the index',
      }[first],
    );
  const { found, isCut } = await findCandidates(
    subject,
    searchKeysIn(store),
    Number(instantOf(Date.now()).slice(0, 4)),
  );
  for (const { case: id, why } of found) printLine(`${id}  ${why.map((each) => likenesses[each]).join('; ')}`);
  const many = found.length === 1 ? '1 case' : `${formatNumber(found.length)} cases`;
  printLine(
    found.length === 0
      ? 'No case is found in the index.'
      : `${many}. Somebody must open each and see whether it is about this person.`,
  );
  for (const { by, at, how } of await searchesLike(subject, store))
    printLine(`Somebody searched by this at the desk: ${at}, ${by}, reason: ${how}`);
  if (isCut) printLine('There are more: add an address or a phone number.');
  if (found.length > 0) printLine('Then: npm run subject-access -- --case HT-… --case HT-… --to FOLDER');
  printLine(notFound);
  return true;
}

/** The searches at the desk that used one of the same terms. */
async function searchesLike(subject: Subject, store: Store) {
  const terms = await searchKeysIn(store).hashed(searchTerms(subject));
  const searches = await readsIn(store).of('search');
  return searches.filter((each) => each.terms?.some((term) => terms.includes(term)));
}

function created(to: string) {
  try {
    return openSync(to, 'wx', 0o600);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new Error(isThere ? `${to} is there already and is left as it is. Name another file.` : `${to}: ${error}`);
  }
}
