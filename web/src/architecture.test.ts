import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = import.meta.dirname;

/** Every module below src but the tests, with the modules of src that it imports; paths from src on. */
const imports = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => [file, importsOf(file)]),
);

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return ts
    .preProcessFile(text)
    .importedFiles.map((imported) => imported.fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => resolveModule(resolve(root, dirname(file), name)))
    .filter((name) => name !== undefined);
}

function resolveModule(path: string): string | undefined {
  const candidates = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')];
  const found = candidates.find((candidate) => ts.sys.fileExists(candidate));
  return found === undefined ? undefined : relative(root, found);
}

/** Imports from files in one place to files in another, a line each. */
function crossings(from: (file: string) => boolean, to: (file: string, from: string) => boolean): string[] {
  return [...imports].flatMap(([file, imported]) =>
    from(file) ? imported.filter((target) => to(target, file)).map((target) => `${file} imports ${target}`) : [],
  );
}

function featureOf(file: string): string | undefined {
  return /^features\/([^/]+)\//.exec(file)?.[1];
}

function findCycle(): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

describe('architecture', () => {
  it('reads the imports of the whole page', () => {
    expect(imports.size).toBeGreaterThan(40);
    expect(imports.get('main.tsx')).toContain('app/App.tsx');
  });

  it('features do not import features', () => {
    expect(
      crossings(
        (file) => featureOf(file) !== undefined,
        (target, file) => featureOf(target) !== undefined && featureOf(target) !== featureOf(file),
      ),
    ).toEqual([]);
  });

  it('features do not know the app', () => {
    expect(crossings((file) => featureOf(file) !== undefined, (target) => target.startsWith('app/'))).toEqual([]);
  });

  it('shared code knows neither features nor the app', () => {
    expect(
      crossings((file) => /^(api|live|lib|components|player)\//.test(file), (target) => /^(features|app|stream)\//.test(target)),
    ).toEqual([]);
  });

  it('the player library knows the page of no server', () => {
    expect(crossings((file) => file.startsWith('player/'), (target) => !/^(player|lib)\//.test(target))).toEqual([]);
  });

  it('others know of the player library what its index tells', () => {
    expect(
      crossings((file) => !file.startsWith('player/'), (target) => target.startsWith('player/') && target !== 'player/index.ts'),
    ).toEqual([]);
  });

  it('the page of one stream knows neither features nor the app', () => {
    expect(crossings((file) => file.startsWith('stream/'), (target) => /^(features|app|components|api)\//.test(target))).toEqual([]);
  });

  it('nobody imports himself, however far around', () => {
    expect(findCycle()).toEqual([]);
  });
});
