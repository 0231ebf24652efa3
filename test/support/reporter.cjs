'use strict';
const Spec = require('mocha').reporters.Spec;

/** mocha's spec reporter, closed by one line of totals that any tool can read. */
module.exports = class TotalsReporter extends Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
  }
};
