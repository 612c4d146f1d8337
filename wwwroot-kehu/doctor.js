/// <reference path="./src/types/parts.d.ts" />
/// <reference path="./doctor/doctor.d.ts" />
// Looks, from a customer's browser, for what usually keeps a chat from working, and says how to mend it: on the page /kehu/doctor, or on a
// company's own page, by its address with ?kefu-doctor or by import() in the console. It changes nothing.
import { examine } from './doctor/examine.js';
import { createReport } from './doctor/report.js';

const { origin: server } = new URL(import.meta.url);
const isOwnPage = location.origin === server && location.pathname.endsWith('/doctor');
const report = createReport({ server, isOwnPage, again: run });

async function run() {
  report.begin();
  for await (const finding of examine(server, isOwnPage)) report.add(finding);
  report.end();
}

run();
