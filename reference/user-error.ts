/**
 * What a person can put right: printed as one line without a stack, exit code 2.
 * Anything else that is thrown in the kit is our bug and prints a stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
