it('till', () => {
  cy.visit('pages/till.html');
  cy.screenshot('till');
});

it('till, masked', () => {
  cy.visit('pages/till.html');
  cy.screenshot('till-masked', { blackout: ['.customer'] });
});

it('stock', () => {
  cy.visit('pages/stock.html');
  cy.screenshot('stock');
});
