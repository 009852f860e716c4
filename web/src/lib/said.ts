import { locale, t, type Key } from './i18n';

/**
 * Forms of the server's sentences about what was typed, as RecordReader, TextRule, EntityReader and the routes of people
 * say them, each with its key in the catalogue. In English they stay as they are.
 */
const FORMS: readonly [RegExp, Key][] = [
  [/^must be from (?<min>\S+) to (?<max>[^,\s]+)(?:, not (?<given>.+))?$/, 'said.range'],
  [/^must be a whole number(?:, not (?<given>.+))?$/, 'said.whole'],
  [/^must be a number(?:, not (?<given>.+))?$/, 'said.number'],
  [/^must be an IPv4 or IPv6 address(?:, not (?<given>.+))?$/, 'said.address'],
  [/^must be an IPv4 or IPv6 address, a host name, or a device tag .*?(?:, not (?<given>.+))?$/, 'said.host'],
  [/^must be 1 to 255 characters without .*$/, 'said.name'],
  [/^must be at most 255 characters, .*$/, 'said.plain'],
  [/^must be a text of (?<min>\d+) to (?<max>\d+) characters$/, 'said.length'],
  [/^must be given: (?<who>.+) is sent to an address$/, 'said.needsAddress'],
  [/^must be from 1 to 65535: (?<who>.+) is sent to a port$/, 'said.needsPort'],
  [/^must be given, or 'tag'.*$/, 'said.needsAddressOrTag'],
  [/^must be given$/, 'said.required'],
  [/^must not be blank$/, 'said.required'],
  [/^there is an? .*already$/, 'said.taken'],
  [/^a group must not contain itself: (?<way>.+)$/, 'said.cycle'],
  [/^name or password is wrong$/, 'said.badLogin'],
  [/^too many wrong tries came from there; wait (?<seconds>\d+) seconds$/, 'said.wait'],
  [/^you may not do that: it needs the permission (?<what>.+)$/, 'said.notAllowed'],
  [/^The server does not answer\.$/, 'said.unreachable'],
];

/** What the server said, in the person's language where its form is known; else in its own words. */
export function said(words: string, language: string = locale): string {
  if (language.startsWith('en')) return words;
  for (const [form, key] of FORMS) {
    const match = form.exec(words);
    if (match) return t(key, match.groups);
  }
  return words;
}
