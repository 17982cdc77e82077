import { readFile } from 'node:fs/promises';

/**
 * The most memory this process ever had. On Linux by its own count, as `maxRSS` there is never less than what the
 * process that started this one had: https://man7.org/linux/man-pages/man2/getrusage.2.html
 */
export async function peakBytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}
