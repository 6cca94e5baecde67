import { Text, Title } from '@mantine/core';
import { SignInForm } from '@medplum/react';
import { useEffect } from 'react';
import { Logo } from '../../components/Logo.tsx';
import classes from './SignInPage.module.css';

interface SignInPageProps {
  readonly clientId: string | undefined;
}

/** Stands in the place of the page asked for, which shows as soon as somebody has signed in. */
export function SignInPage({ clientId }: SignInPageProps) {
  useEffect(() => {
    document.title = 'Sign in · Faxwell';
  }, []);
  return (
    <main className={classes.page}>
      <SignInForm {...(clientId && { clientId })} disableGoogleAuth>
        <Logo size={40} />
        <Title order={1} mt="sm">
          Sign in to Faxwell
        </Title>
        <Text c="dimmed" ta="center" mb="md">
          The fax desk of your clinic
        </Text>
      </SignInForm>
    </main>
  );
}
