/** Gives Jest's `expect` the kit's matcher. */
import { toBeClose } from '../close';

expect.extend({ toBeClose });
