import { expect, it } from 'vitest';
import { de } from './i18n/de';
import { said } from './said';

it('what the server says of a field is found in the catalogue by its form', () => {
  // The catalogue of this test's browser is English; the form is what is looked at.
  expect(said('must be from 0 to 5000, not 7000', 'de')).toBe('must be from 0 to 5000');
  expect(said("must be an IPv4 or IPv6 address, a host name, or a device tag such as 'ap:default', not \"x y\"", 'de')).toMatch(/^must be an address, a host name/);
  expect(said('must be from 1 to 65535: a sink is sent to a port', 'de')).toBe('must be from 1 to 65535: a sink is sent to a port');
  expect(said("there is a sink with the name 'Kitchen' already", 'de')).toBe('that name is taken');
  expect(de['said.range']).toBe('muss von {min} bis {max} sein');
});

it('other sentences, and all in English, stay the server’s', () => {
  expect(said('something new', 'de')).toBe('something new');
  expect(said('must be from 0 to 5000, not 7000', 'en-GB')).toBe('must be from 0 to 5000, not 7000');
});
