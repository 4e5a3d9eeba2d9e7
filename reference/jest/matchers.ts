/** Gives Jest's `expect` the kit's matcher. */
import { toBeClose } from '../judging/close';

expect.extend({ toBeClose });
