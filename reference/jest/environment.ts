/**
 * Jest's Node environment with the reference engine in it. The engine is loaded here, outside of the
 * realm in which test files run and once per worker; a test file is handed the loaded one.
 */
import { TestEnvironment } from 'jest-environment-node';
import { ENGINE_KEY, loadEngine } from '../oracle/engine';

export default class EngineEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, { [ENGINE_KEY]: await loadEngine() });
  }
}
