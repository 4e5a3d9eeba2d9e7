/** What a person can put right: one message without a stack. The compiled kit has its own. */
export class UserError extends Error {
  name = 'UserError';

  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
