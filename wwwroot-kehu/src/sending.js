// What is needed to send files, in one: loaded when something is attached, or when what was attached before a reload has to go.
export { record } from './recorder.js';
export { createTray } from './tray.js';
export { createUploading } from './uploading.js';
