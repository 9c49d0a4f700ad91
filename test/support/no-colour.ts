// What is rendered in a test is compared as text, wherever the tests are run from.
process.env['NO_COLOR'] = '1';
delete process.env['COLUMNS'];
