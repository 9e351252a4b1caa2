/** The form for somebody no file knows of. */
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input } from '../../../shared/contract';
import { call, useCommand } from '../app/api';
import { notify } from '../app/notify';
import { fieldProblem, type TextField, textFields } from './person-field-rules';
import { noteRemoved } from './recently-removed';

interface NewPersonProps {
  opened: boolean;
  onClose: () => void;
  onCreated: (id: string) => void;
}

const genders = ['female', 'male', 'other'] as const;
type Gender = (typeof genders)[number];

/** Only the name is asked for; the rest can wait. */
export function NewPerson({ opened, onClose, onCreated }: NewPersonProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('people:new.title')}
      size={460}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      data-testid="person-form"
    >
      {opened ? <Form onClose={onClose} onCreated={onCreated} /> : null}
    </Modal>
  );
}

function Form({ onClose, onCreated }: Omit<NewPersonProps, 'opened'>) {
  const { t } = useTranslation();
  const [texts, setTexts] = useState<Partial<Record<TextField, string>>>({});
  const [gender, setGender] = useState<Gender | null>(null);
  const [tried, setTried] = useState(false);
  const create = useCommand('people.create', {
    onSuccess: (person) => {
      const undo = async () => {
        await call('people.remove', { ids: [person.id] });
        noteRemoved([person]);
      };
      notify({ message: t('people:done.created', { name: person.name }), undo });
      onClose();
      onCreated(person.id);
    },
  });
  const problems = textFields.flatMap((name) => fieldProblem(name, texts[name] ?? '') ?? []);
  const submit = () => {
    setTried(true);
    if (problems.length === 0 && !create.isPending) create.mutate(toInput(texts, gender));
  };
  const field = (name: TextField) => {
    const problem = fieldProblem(name, texts[name] ?? '');
    return {
      label: t(`people:field.${name}`),
      value: texts[name] ?? '',
      onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
        const { value } = event.currentTarget;
        setTexts((before) => ({ ...before, [name]: value }));
      },
      error: problem && (tried || problem !== 'nameMissing') ? t(`people:problem.${problem}`) : undefined,
      'data-testid': `person-new-${name}`,
    };
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      noValidate
    >
      <Stack gap="sm">
        <TextInput {...field('name')} withAsterisk data-autofocus />
        <Group grow align="flex-start">
          <TextInput {...field('email')} />
          <TextInput {...field('phone')} />
        </Group>
        <Group grow align="flex-start">
          <TextInput {...field('birthDate')} placeholder={t('people:birthDateHint')} />
          <Select
            label={t('people:field.gender')}
            data={genders.map((value) => ({ value, label: t(`people:gender.${value}`) }))}
            value={gender}
            onChange={(value) => setGender(genders.find((each) => each === value) ?? null)}
            placeholder={t('people:gender.unknown')}
            clearable
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput {...field('city')} />
          <TextInput {...field('province')} />
          <TextInput {...field('country')} />
        </Group>
        <Text size="xs" c="dimmed">
          {t('people:new.hint')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} data-testid="person-new-save">
            {t('people:new.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function toInput(texts: Partial<Record<TextField, string>>, gender: Gender | null): Input<'people.create'> {
  const given = textFields.flatMap((name) => {
    const text = texts[name]?.trim();
    return text ? [[name, text] as const] : [];
  });
  return { ...Object.fromEntries(given), name: texts.name?.trim() ?? '', ...(gender ? { gender } : {}) };
}
