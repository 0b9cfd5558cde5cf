import { test } from '@playwright/test';

test('till', async ({ page }) => {
  await page.goto('till.html');
});

test('stock', async ({ page }) => {
  await page.goto('stock.html');
});
