'use strict';

const js = require('@eslint/js');
const tseslint = require('typescript-eslint');

/**
 * What each layer may import, as prefixes of the import's text. Arrows go down only:
 * features → host, tracking, library, client, prediction; everything else knows `prediction` at most.
 */
const layers = [
  { files: ['src/*/**'], may: ['./'] },
  { files: ['src/prediction/**'], may: ['./', 'valibot'] },
  { files: ['src/prediction/log/**'], may: ['./', '../'] },
  { files: ['src/client/**'], may: ['./', '../prediction/', 'node:', 'valibot'] },
  { files: ['src/tracking/**'], may: ['./', '../prediction/', 'node:'] },
  {
    files: ['src/library/**'],
    may: ['./', '../prediction/', 'node:', 'valibot'],
  },
  {
    files: ['src/library/archive/**'],
    may: ['./', '../', '../../prediction/', 'node:', 'valibot'],
  },
  {
    files: ['src/host/**'],
    may: ['./', '../tracking/', '../library/', '../client/', '../prediction/', 'node:', 'vscode'],
  },
  {
    files: ['src/features/**'],
    may: [
      './',
      '../../host/',
      '../../tracking/',
      '../../library/',
      '../../client/',
      '../../prediction/',
      'node:',
      'valibot',
      'vscode',
    ],
  },
  {
    files: ['media/preview/**'],
    may: ['./', '../../src/features/preview/messages', 'valibot'],
  },
];

/** A prefix ends in `/`, from where nothing goes up again, or in `:`; all else is a whole module. */
function importsOnly({ files, may }) {
  const allowed = may.map((text) => text.replaceAll('.', '\\.') + endOf(text)).join('|');
  const message = `This layer may import only ${may.join(', ')}.`;
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?!${allowed})|[^./]/\\.\\.`, message }] },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "ImportDeclaration[source.value='vscode'] > ImportSpecifier[imported.name='l10n']",
          message: 'It knows words alone: take the one of host/localization.',
        },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale.*String$/][arguments.length=0]',
          message: 'Dates and numbers are written in the display language: pass it.',
        },
        { selector: 'ImportExpression', message: 'Only extension.ts may import lazily.' },
        { selector: 'TSImportType', message: 'Import types at the top, where layers are checked.' },
      ],
    },
  };
}

/** What may quote a server goes through one place, which makes no links of it. */
const messagesInOnePlace = {
  files: ['src/**'],
  ignores: ['src/host/messages.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'Notification'].map(
        (property) => ({ property, message: 'Take host/messages: it makes no links.' }),
      ),
    ],
  },
};

function endOf(prefix) {
  if (prefix.endsWith('/')) return '(?!\\.)';
  return prefix.endsWith(':') ? '' : '$';
}

module.exports = tseslint.config(
  { ignores: ['dist/', '.vscode-test/', 'test-results/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './test/tsconfig.json', './media/preview/tsconfig.json'],
        tsconfigRootDir: __dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['*.js', '.*/**/*.js'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
      },
      sourceType: 'commonjs',
    },
  },
  ...layers.map(importsOnly),
  messagesInOnePlace,
);
