import { Alert, Button, Card, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { Logo } from '../../components/Logo.tsx';
import { useCreateFirstAdmin } from '../../data/firstAdmin.ts';
import classes from './SignInPage.module.css';

interface FirstAdminPageProps {
  /** The account is there: somebody can sign in now. */
  readonly onCreated: () => void;
}

/** Where whoever started an empty server makes the first account, with the code the server printed. */
export function FirstAdminPage({ onCreated }: FirstAdminPageProps) {
  const createFirstAdmin = useCreateFirstAdmin();
  const [problem, setProblem] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);

  useEffect(() => {
    document.title = 'First admin · Faxwell';
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const field = (name: string) => String(typed.get(name) ?? '').trim();
    setIsSaving(true);
    const refused = await createFirstAdmin({
      code: field('code'),
      name: field('name'),
      email: field('email'),
      // A space may belong to a password.
      password: String(typed.get('password') ?? ''),
    });
    setIsSaving(false);
    setProblem(refused);
    if (!refused) {
      onCreated();
    }
  };

  return (
    <main className={classes.page}>
      <Card withBorder padding="xl" w={360}>
        <form onSubmit={(event) => void submit(event)}>
          <Stack gap="sm">
            <Logo size={40} />
            <Title order={1}>The first admin</Title>
            <Text c="dimmed">The server printed a one-time code when it started.</Text>
            {problem && (
              <Alert color="red" role="alert">
                {problem}
              </Alert>
            )}
            <TextInput name="code" label="One-time code" required autoFocus autoComplete="one-time-code" />
            <TextInput name="name" label="Your name" required autoComplete="name" />
            <TextInput name="email" label="Email" type="email" required autoComplete="username" />
            <PasswordInput
              name="password"
              label="Password"
              description="At least 12 characters"
              required
              minLength={12}
              autoComplete="new-password"
            />
            <Button type="submit" loading={isSaving}>
              Create account
            </Button>
          </Stack>
        </form>
      </Card>
    </main>
  );
}
