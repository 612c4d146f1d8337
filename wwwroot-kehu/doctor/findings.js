/// <reference path="./doctor.d.ts" />

/** @param {Verdict} verdict @returns {(values?: Finding['values'], detail?: string) => Seen} */
const saying = (verdict) => (values, detail) => ({ verdict, values, detail });

export const good = saying('good');
export const warning = saying('warning');
export const bad = saying('bad');
