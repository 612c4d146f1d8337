/** "1.4 MB". @param {number} bytes */
export const sizeText = (bytes) =>
  bytes < 1_024_000 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1).replace('.0', '')} MB`;

/** "1:05". @param {number} ms */
export const timeText = (ms) => `${Math.floor(ms / 60_000)}:${`${Math.floor(ms / 1000) % 60}`.padStart(2, '0')}`;
