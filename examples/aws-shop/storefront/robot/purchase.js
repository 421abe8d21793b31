'use strict';

// part of the runtime of Synthetics, so there is nothing to bundle
const { synthetics } = require('@aws/synthetics-playwright');

/** Buys the article that is kept for it. What is thrown is a run that has failed. */
exports.handler = async () => {
  const browser = await synthetics.launch();
  try {
    const page = await synthetics.newPage(browser);
    await page.goto(`${process.env.URL}/articles/test`);
    await page.getByRole('button', { name: 'Buy' }).click();
    await page.getByText('Thank you').waitFor();
  } finally {
    await synthetics.close();
  }
};
