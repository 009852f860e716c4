// Makes src/api/generated.ts of what the server describes (docs/api-schemas.json, pinned by ApiSchemasTest). The types are
// of answers, where every key is there; a request has a part of them. Runs before everything that needs the types.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const of = (path) => fileURLToPath(new URL(path, import.meta.url));
const OUT = of('../src/api/generated.ts');
const schemas = JSON.parse(readFileSync(of('../../docs/api-schemas.json'), 'utf8'));

/** Objects that are written out in place are known again by their keys. */
const names = new Map(Object.entries(schemas).map(([name, { properties }]) => [Object.keys(properties).join(), name]));
const WORDS = { integer: 'number', number: 'number', string: 'string', boolean: 'boolean', null: 'null' };

function plain(schema, type) {
  if (schema.enum && type === 'string') return schema.enum.filter((value) => value !== null).map((value) => JSON.stringify(value).replaceAll('"', "'")).join(' | ');
  if (type === 'array') return `${bracketed(typeOf(schema.items))}[]`;
  if (type !== 'object') return WORDS[type];
  if (schema.additionalProperties) return `Record<string, ${typeOf(schema.additionalProperties)}>`;
  return names.get(Object.keys(schema.properties ?? {}).join()) ?? bodyOf(schema, '  ');
}

const bracketed = (type) => (type.includes(' | ') ? `(${type})` : type);

function typeOf(schema) {
  const types = [schema.type].flat();
  const main = types.find((type) => type !== 'null');
  return [plain(schema, main), ...(types.includes('null') ? ['null'] : [])].join(' | ');
}

function remark({ description, minimum, maximum }) {
  const range = minimum === undefined ? '' : `${minimum} … ${maximum}`;
  const words = [description, range].filter(Boolean).join('; ');
  return words === '' ? [] : [`/** ${words} */`];
}

const bodyOf = ({ properties }, indent = '') =>
  ['{', ...Object.entries(properties).flatMap(([key, schema]) => [...remark(schema), `${key}: ${typeOf(schema)};`].map((line) => `  ${line}`)), '}'].map((line, at) => (at === 0 ? line : indent + line)).join('\n');

const text = ['// Made by scripts/types.mjs of docs/api-schemas.json: change the records of the server instead.', ...Object.entries(schemas).map(([name, schema]) => `export interface ${name} ${bodyOf(schema)}`), ''].join('\n\n');

let before = '';
try {
  before = readFileSync(OUT, 'utf8');
} catch {
  // the first time
}
if (before !== text) writeFileSync(OUT, text);
