import { loadPack } from '../protocol/load-pack.ts';
import { command, printLine } from './command.ts';

const usage = `npm run pack:check FILE
Checks a protocol pack, or a shipped one by its name; without either, hertfordshire-2016.`;

/** Checks a protocol pack. Prints what is in it, or the path inside it of every error. */
await command(usage, { allowPositionals: true }, async ({ positionals }) => {
  if (positionals.length > 1) throw new Error(usage);
  const pack = loadPack(positionals[0]);
  const statements = pack.groups.flatMap((group) => group.statements);
  printLine(`${pack.id}, version ${pack.version}: ${pack.title}`);
  printLine(`content of ${pack.contentDate}, last reviewed ${pack.lastReviewed}`);
  printLine(`${statements.length} statements in ${pack.groups.length} themes`);
  printLine(`${pack.fields.length} questions on ${pack.forms.length} cards`);
  printLine(`${pack.warnings.length} warnings and ${pack.contacts.length} contacts`);
  printLine(
    `${pack.answers.length} answers to questions, and ${pack.phrases.length} phrases of the council that could be read`,
  );
  printLine('The pack can be used.');
  return true;
});
