/**
 * A Jest reporter that ends a run with one plain line: `N passed, N failed`, and what was skipped.
 * Plain JavaScript, because Jest loads reporters without compiling them.
 */
module.exports = class Totals {
  onRunComplete(_, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = results;
    // A file that could not be run at all has no failed test, and still is a failure.
    const failed = numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = numPendingTests + numTodoTests;
    const rest = skipped > 0 ? `, ${skipped} skipped` : '';
    process.on('exit', () => console.log(`${numPassedTests} passed, ${failed} failed${rest}`));
  }
};
