import { describe, expect, it } from 'vitest';
import { type Config, listenAddress, readConfig } from './config.ts';

function configOf(environment: NodeJS.ProcessEnv): Config {
  const config = readConfig(environment, '/srv/faxwell');
  if (!config.ok) {
    throw new Error(config.error.join('\n'));
  }
  return config.value;
}

describe('settings from the environment', () => {
  it('has a default for everything', () => {
    expect(configOf({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      dataDir: '/srv/faxwell/data',
      demo: true,
      demoFaxes: 40,
      careless: false,
      timeZone: 'America/Los_Angeles',
    });
  });

  it('counts an empty variable as unset', () => {
    expect(configOf({ PORT: '', BASE_URL: '' })).toMatchObject({ port: 8080, baseUrl: undefined });
  });

  it('names every mistake at once', () => {
    const config = readConfig(
      {
        PORT: '80a',
        DEMO: 'yes',
        DEMO_FAXES: '41',
        BASE_URL: 'ftp://x',
        LOG_LEVEL: 'loud',
        TIME_ZONE: 'Mars',
        TLS_KEY: 'k.pem',
      },
      '/',
    );
    expect(config.ok).toBe(false);
    const named = config.ok ? [] : config.error.map((line) => line.split(':')[0]);
    expect(named.sort()).toEqual([
      'BASE_URL',
      'DEMO',
      'DEMO_FAXES',
      'LOG_LEVEL',
      'PORT',
      'TIME_ZONE',
      'TLS_CERT',
    ]);
  });

  it('takes no trailing slash along from BASE_URL', () => {
    expect(configOf({ BASE_URL: 'https://fax.example.org/' }).baseUrl).toBe('https://fax.example.org');
  });
});

describe('where the server listens', () => {
  it('stays on this machine without TLS or a proxy, and says why', () => {
    const address = listenAddress(configOf({ HOST: '0.0.0.0' }));
    expect(address.host).toBe('127.0.0.1');
    expect(address.notice).toContain('TLS_CERT');
  });

  it.each([{ TRUST_PROXY: '1' }, { TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' }])(
    'listens where told with %o',
    (given) => {
      expect(listenAddress(configOf({ HOST: '0.0.0.0', ...given }))).toEqual({ host: '0.0.0.0' });
    },
  );
});
