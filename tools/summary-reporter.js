/** Prints a last line that a script can read: `N passed, N failed`, and how many were skipped. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    // a file that cannot even be loaded has no tests that could fail
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    console.error(`\n${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
};
