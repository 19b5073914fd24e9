import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { backUp } from './backup.ts';
import { command, figure, optionsOf, say } from './command.ts';
import { bars } from './progress.ts';

const usage = `npm run store:backup -- --to FILE
The store is SQLITE_PATH in the environment.`;

await command(async () => {
  const { to } = optionsOf(usage, 'to');
  const { SQLITE_PATH, STORE } = process.env;
  const { store } = readConfig({ SQLITE_PATH });
  if (!to) throw new Error(`--to: name the file to write\n${usage}`);
  if (store.kind !== 'sqlite' || STORE === 'cosmos') {
    throw new Error(
      'STORE is cosmos: Azure keeps backups of it. For a file: npm run store:copy -- --from cosmos:ENDPOINT/DATABASE --to sqlite:FILE',
    );
  }
  const { documents, bytes } = await backUp({ from: resolve(store.path), to: resolve(to) }, bars);
  say(
    `${figure(documents)} documents of ${store.path} are in ${to} (${figure(bytes)} bytes). It was opened and checked.`,
  );
  return true;
});
