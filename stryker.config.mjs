/** What a change of the code below must not get past; those that notice most come first. */
const tests = [
  'prediction/prediction',
  'client/addressGuard',
  'client/endpoint',
  'client/keyRedaction',
  'client/errorKinds',
  'client/errorResponse',
  'client/outputAnswers',
  'library/storageFileName',
  'library/archive/outputFileName',
  'library/archive/shownFolder',
  'features/outputs/fileNames',
  'client/answerBody',
  'client/keySafety',
  'client/outputRequest',
  'client/outputClient',
  'client/predictionClient',
  'client/answeredFailures',
  'client/brokenConnections',
  'prediction/outputs',
];

const folder = 'test-results/mutation';

export default {
  mutate: [
    // The key, where it goes and where it is taken out.
    'src/client/{endpoint,keyRedaction,predictionClient}.ts',
    // Redirects, and addresses that are refused.
    'src/client/{addressGuard,outputClient,outputRequest}.ts',
    // Names of files and folders.
    'src/library/storageFileName.ts',
    'src/library/archive/{outputFileName,shownFolder}.ts',
    'src/features/outputs/{namePattern,safeFileName}.ts',
    // What a server may have sent.
    'src/client/{answerBody,errorResponse}.ts',
    'src/prediction/{outputs,prediction}.ts',
  ],
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  testRunnerNodeArgs: ['--import=tsx'],
  mochaOptions: { spec: tests.map((name) => `test/unit/${name}.test.ts`) },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 3000,
  thresholds: { high: 95, low: 90, break: 85 },
  ignorePatterns: ['.vscode-test', 'coverage', 'dist', 'test-results'],
  tempDirName: `${folder}/sandbox`,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `${folder}/report.html` },
  jsonReporter: { fileName: `${folder}/report.json` },
};
