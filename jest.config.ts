/** @jest-config-loader esbuild-register */
/**
 * Four kinds of test: `examples` judge a learner's code and may fail, `specs` are the hidden ones,
 * `unit` and `process` judge the kit itself. A test that starts a process, a server or a browser is
 * called `*.process.test.ts`. `npm test` runs the last three; `npx jest exercises` the first.
 *
 * A pattern names one folder: alternatives behind `<rootDir>` match nothing on Windows.
 */
import type { Config } from 'jest';

// Native code reads these when it is loaded, so they have to stand here before any worker starts.
process.env.NVIDIA_TF32_OVERRIDE = '0';
process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';

/** ES modules, which Jest does not load: these are made CommonJS by ts-jest, like the kit's own code. */
const esModules = ['string-width', 'strip-ansi', 'ansi-regex', 'get-east-asian-width'].join('|');

const shared: Config = {
  rootDir: __dirname,
  testPathIgnorePatterns: ['/node_modules/'],
  // d3's main files are ES modules, which Jest does not load; its bundles are not.
  moduleNameMapper: { '^(d3-[a-z-]+)$': '<rootDir>/node_modules/$1/dist/$1.min.js' },
  transform: {
    // Jest makes Windows' separators of slashes in every pattern but these.
    [`\\.ts$|[/\\\\]node_modules[/\\\\](${esModules})[/\\\\].*\\.js$`]: [
      'ts-jest',
      { diagnostics: false, tsconfig: '<rootDir>/.config/tsconfig.jest.json' },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
};

const started = '\\.process\\.test\\.ts$';
const judgesKit: Config = {
  ...shared,
  globalSetup: '<rootDir>/reference/jest/build.ts',
  setupFilesAfterEnv: ['<rootDir>/reference/jest/matchers.ts'],
};

const config: Config = {
  // Jest leaves a core to itself, and so would use one of two; what it does itself is little.
  maxWorkers: '100%',
  // A `test.concurrent` starts processes, which would only wait for each other.
  maxConcurrency: 2,
  projects: [
    {
      ...shared,
      displayName: 'examples',
      testMatch: ['<rootDir>/exercises/**/*.example.spec.ts'],
      setupFilesAfterEnv: [
        '<rootDir>/reference/jest/matchers.ts',
        '<rootDir>/reference/jest/examples.ts',
      ],
    },
    {
      ...shared,
      displayName: 'specs',
      testMatch: ['<rootDir>/reference/specs/*.spec.ts', '<rootDir>/reference/visible/*.spec.ts'],
      testEnvironment: '<rootDir>/reference/jest/environment.ts',
      globalSetup: '<rootDir>/reference/jest/build.ts',
      setupFilesAfterEnv: ['<rootDir>/reference/jest/register.ts'],
    },
    {
      ...judgesKit,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/exercises/**/*.test.ts',
        '<rootDir>/reference/**/*.test.ts',
        '<rootDir>/scripts/**/*.test.ts',
      ],
      testPathIgnorePatterns: ['/node_modules/', started],
    },
    {
      ...judgesKit,
      displayName: 'process',
      testMatch: [
        '<rootDir>/reference/**/*.process.test.ts',
        '<rootDir>/scripts/**/*.process.test.ts',
      ],
    },
  ],
};

export default config;
