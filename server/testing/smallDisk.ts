import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A disk of a few megabytes that can really be full: a tmpfs in a mount namespace of its own, which needs Linux and no
 * rights. Only programs started in it see it at `folder`; we look into it through `root`.
 */
export interface SmallDisk {
  /** Where programs inside have it. */
  readonly folder: string;
  /** The same folder, seen from here. */
  readonly root: string;
  spawn(
    command: string,
    args: readonly string[],
    environment: Record<string, string>,
  ): ChildProcessWithoutNullStreams;
  resize(megabytes: number): void;
  close(): Promise<void>;
}

export async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'faxwell-disk-'));
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=700 faxwell ${folder} && echo mounted && exec sleep 600`;
  const holder = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount]);
  const [said] = await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')]);
  if (!String(said).startsWith('mounted')) {
    throw new Error('This test mounts a small disk of its own, which this machine does not allow');
  }
  const pid = String(holder.pid);
  const enter = ['--target', pid, '--user', '--mount', '--preserve-credentials'];
  return {
    folder,
    root: join('/proc', pid, 'root', folder),
    spawn: (command, args, environment) =>
      spawn('nsenter', [...enter, command, ...args], { env: { PATH: process.env.PATH, ...environment } }),
    resize(size) {
      const remount = ['mount', '-o', `remount,size=${size}m`, folder];
      const { status } = spawnSync('nsenter', [...enter, ...remount]);
      if (status !== 0) throw new Error('The disk cannot be resized');
    },
    async close() {
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
