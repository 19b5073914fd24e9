import { parsePhoneNumberFromString } from 'libphonenumber-js';

const candidates = /(?<!\d)(?:\+|\(?0)[\d\s().-]{7,22}\d/g;
// 03, 08, 09 and the like: numbers of offices and helplines, which link no cases.
const services = /^(?:3|8|9|50|56|70|55)/;

/** Every telephone number in a text, as E.164. A number that is not British must begin with its country code. */
export function phonesIn(text: string): string[] {
  const phones = [...text.matchAll(candidates)].flatMap(([written]) => {
    const number = parsePhoneNumberFromString(written, 'GB');
    if (!number?.isPossible()) return [];
    const { countryCallingCode, nationalNumber } = number;
    const isBritish = countryCallingCode === '44';
    if (isBritish && (nationalNumber.length < 9 || services.test(nationalNumber))) return []; // below 9: maybe a date
    return [number.number as string];
  });
  return [...new Set(phones)];
}
