import { Avatar, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import {
  IconCalendarOff,
  IconDeviceDesktop,
  IconFolderCheck,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { type Role, useSession } from '../../data/session.ts';
import classes from './UserMenu.module.css';

const AwayDialog = lazy(async () => ({ default: (await import('./AwayDialog.tsx')).AwayDialog }));

const FilingRightsDialog = lazy(async () => ({
  default: (await import('./FilingRightsDialog.tsx')).FilingRightsDialog,
}));

const ROLE_WORDS: Record<Role, string> = {
  frontdesk: 'Front desk',
  practitioner: 'Practitioner',
  admin: 'Admin',
};

const SCHEMES = [
  { value: 'light', label: 'Light', Icon: IconSun },
  { value: 'dark', label: 'Dark', Icon: IconMoon },
  { value: 'auto', label: 'As the system', Icon: IconDeviceDesktop },
] as const;

/** Who is signed in, how the app looks to them, and the way out. */
export function UserMenu({ isFolded }: { readonly isFolded: boolean }) {
  const session = useSession();
  const { colorScheme, setColorScheme, toggleColorScheme } = useMantineColorScheme();
  const signOut = () => void session.signOut();
  const [isAwayOpen, setAwayOpen] = useState(false);
  const [isRightsOpen, setRightsOpen] = useState(false);
  const isAdmin = session.role === 'admin';
  useCommand('away', () => setAwayOpen(true));
  useCommand('filingRights', () => setRightsOpen(true), { enabled: isAdmin });
  useCommand('signOut', signOut);
  useCommand('colorScheme', toggleColorScheme);
  return (
    <>
      <Menu position="top-start" width={200} withinPortal={false}>
        <Menu.Target>
          <UnstyledButton className={classes.button}>
            <Avatar size={24} radius="xl" color="teal" className={classes.avatar} aria-hidden>
              {session.initials}
            </Avatar>
            {isFolded ? (
              <VisuallyHidden>{session.name}</VisuallyHidden>
            ) : (
              <span className={classes.name}>{session.name}</span>
            )}
            <VisuallyHidden>, appearance and sign out</VisuallyHidden>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {session.name}, {ROLE_WORDS[session.role]}
          </Menu.Label>
          {SCHEMES.map(({ value, label, Icon }) => (
            <Menu.Item
              key={value}
              aria-current={colorScheme === value}
              leftSection={<Icon size={14} aria-hidden />}
              rightSection={colorScheme === value && '✓'}
              onClick={() => setColorScheme(value)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconCalendarOff size={14} aria-hidden />}
            onClick={() => setAwayOpen(true)}
          >
            Away…
          </Menu.Item>
          {isAdmin && (
            <Menu.Item
              leftSection={<IconFolderCheck size={14} aria-hidden />}
              onClick={() => setRightsOpen(true)}
            >
              Who may file…
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={signOut}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAwayOpen && (
        <Suspense fallback={null}>
          <AwayDialog onClose={() => setAwayOpen(false)} />
        </Suspense>
      )}
      {isRightsOpen && (
        <Suspense fallback={null}>
          <FilingRightsDialog onClose={() => setRightsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
