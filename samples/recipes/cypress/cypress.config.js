const { defineConfig } = require('cypress');

module.exports = defineConfig({
  fileServerFolder: '..', // for the pages beside this folder; yours: e2e: { baseUrl: 'http://localhost:8000' }
  screenshotOnRunFailure: false, // Cypress takes these of its whole window, where it hides nothing
  e2e: { supportFile: false },
});
