/** @jest-config-loader esbuild-register */
/** For `npx jest exercises` and for editors: the visible examples as ordinary Jest tests. */
import type { Config } from 'jest';

const config: Config = {
  testMatch: ['<rootDir>/exercises/**/*.example.spec.ts'],
  setupFilesAfterEnv: [
    '<rootDir>/reference/jest/matchers.ts',
    '<rootDir>/reference/jest/examples.ts',
  ],
  transform: {
    '\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: '<rootDir>/.config/tsconfig.jest.json' }],
  },
};

export default config;
