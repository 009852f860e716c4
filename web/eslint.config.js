import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url));

/** A feature may use what is shared, and itself; never another feature, never the app. */
const featureWalls = features.map((name) => ({
  files: [`src/features/${name}/**/*.{ts,tsx}`],
  rules: {
    'import-x/no-restricted-paths': ['error', {
      zones: [{ target: `./src/features/${name}`, from: './src/features', except: [`./${name}`], message: 'Features do not import features: share through live, lib or components/ui.' },
        { target: `./src/features/${name}`, from: './src/app', message: 'Features do not know the app.' }],
    }],
  },
}));

const sharedFolders = ['api', 'live', 'lib', 'components'];

export default tseslint.config(
  { ignores: ['dist', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.css'] })], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', {
        zones: sharedFolders.flatMap((folder) => [
          { target: `./src/${folder}`, from: './src/features', message: 'Shared code does not import features.' },
          { target: `./src/${folder}`, from: './src/app', message: 'Shared code does not know the app.' },
        ]),
      }],
    },
  },
  ...featureWalls,
  { files: ['src/live/**/*.ts'], ignores: ['**/*.test.ts'], rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'react', message: 'live works without React.' }] }] } },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setInterval: 'readonly', setTimeout: 'readonly', Buffer: 'readonly' } } },
);
