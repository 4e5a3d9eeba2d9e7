/** @jest-config-loader esbuild-register */
/**
 * Three kinds of test: `examples` judge a learner's code and may fail, `specs` are the hidden ones,
 * `kit` judges the kit itself. `npm test` runs the last two; `npx jest exercises` the first.
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
    [`\\.ts$|/node_modules/(${esModules})/.*\\.js$`]: [
      'ts-jest',
      { diagnostics: false, tsconfig: '<rootDir>/.config/tsconfig.jest.json' },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})/)`],
};

const config: Config = {
  projects: [
    {
      ...shared,
      displayName: 'examples',
      testMatch: ['<rootDir>/exercises/**/*.example.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/reference/jest/matchers.ts'],
    },
    {
      ...shared,
      displayName: 'specs',
      testMatch: ['<rootDir>/reference/{specs,visible}/*.spec.ts'],
      testEnvironment: '<rootDir>/reference/jest/environment.ts',
      globalSetup: '<rootDir>/reference/jest/build.ts',
      setupFilesAfterEnv: ['<rootDir>/reference/jest/register.ts'],
    },
    {
      ...shared,
      displayName: 'kit',
      testMatch: ['<rootDir>/(exercises|reference|scripts)/**/*.test.ts'],
      globalSetup: '<rootDir>/reference/jest/build.ts',
      setupFilesAfterEnv: ['<rootDir>/reference/jest/matchers.ts'],
    },
  ],
};

export default config;
