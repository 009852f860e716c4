import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Who may import whom, and that nobody does so in a circle, is held by src/architecture.test.ts.
export default tseslint.config(
  { ignores: ['dist', 'dist-stream', 'node_modules'] },
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
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
    },
  },
  { files: ['src/live/**/*.ts', 'src/player/**/*.ts', 'src/stream/**/*.ts'], ignores: ['**/*.test.ts'], rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'react', message: 'This works without React.' }] }] } },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: { process: 'readonly', document: 'readonly', performance: 'readonly', PerformanceObserver: 'readonly', requestAnimationFrame: 'readonly', location: 'readonly', localStorage: 'readonly', fetch: 'readonly', console: 'readonly', URL: 'readonly', setInterval: 'readonly', setTimeout: 'readonly', Buffer: 'readonly' } } },
);
