import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { command, formatNumber, printLine } from './command.ts';

/**
 * The licences of five packages that do not state one in their package.json as an SPDX name. A person read their
 * LICENSE or README.
 */
const readByHand: Record<string, string> = {
  'dejavu-fonts-ttf': 'Bitstream Vera and Arev (fonts, free to use and embed)',
  'escape-regexp-component': 'MIT',
  jspath: 'MIT',
  'png-js': 'MIT',
  semaphore: 'MIT',
};

const Licence = z.union([
  z.object({ license: z.object({ id: z.string() }) }).transform(({ license }) => license.id),
  z.object({ license: z.object({ name: z.string() }) }).transform(({ license }) => license.name),
  z.object({ expression: z.string() }).transform(({ expression }) => expression),
]);
const Sbom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), licenses: z.array(Licence).default([]) })),
});

/** `npm run licences`: lists the packages of the program by licence, from its SBOM on the standard input. */
await command(async () => {
  const { components } = Sbom.parse(JSON.parse(await text(process.stdin)));
  const packages = components.map(({ name, version, licenses: [stated] }) => ({
    label: `${name} ${version}`,
    licence: stated ?? readByHand[name] ?? 'UNKNOWN',
  }));
  const byLicence = Object.entries(Object.groupBy(packages, ({ licence }) => licence));
  for (const [licence, under = []] of byLicence.sort(([one], [other]) => one.localeCompare(other)))
    printLine(`${licence} (${formatNumber(under.length)})\n  ${under.map(({ label }) => label).join(', ')}`);
  const unknown = packages.filter(({ licence }) => licence === 'UNKNOWN');
  if (unknown.length > 0) printLine(`Read their licence and name it in src/tools/licences.ts: ${unknown.length}`);
  return unknown.length === 0;
});
