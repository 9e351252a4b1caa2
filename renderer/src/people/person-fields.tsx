/** The fields of a person, edited in place. An edited field is marked and can be given back to what the platforms say. */
import { ActionIcon, Button, Group, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, PersonFields } from '../../../shared/contract/people';
import { Unknown } from '../ui/text';
import classes from './people.module.css';
import { fieldProblem, type TextField, textFields } from './person-field-rules';
import type { PeopleCommands } from './use-people-commands';

interface PersonFieldListProps {
  person: Person;
  commands: PeopleCommands;
  readOnly: boolean;
}

const genders = ['female', 'male', 'other'] as const;

/** All fields that the user may overwrite. */
export function PersonFieldList({ person, commands, readOnly }: PersonFieldListProps) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<TextField | null>(null);
  const save = (fields: Partial<PersonFields>) => commands.edit(person, fields, () => setEditing(null));
  const frame = (name: keyof PersonFields) => ({
    name,
    edited: person.edited.includes(name),
    onReset: readOnly || person.isManual ? undefined : () => commands.resetField(person, name),
  });
  return (
    <div>
      {textFields.map((name) => (
        <FieldFrame key={name} {...frame(name)}>
          {editing === name ? (
            <TextEditor
              name={name}
              value={person.fields[name] ?? ''}
              busy={commands.busy}
              onSave={(value) => save({ [name]: value })}
              onCancel={() => setEditing(null)}
            />
          ) : (
            <FieldButton name={name} text={person.fields[name]} readOnly={readOnly} onEdit={() => setEditing(name)} />
          )}
        </FieldFrame>
      ))}
      <FieldFrame {...frame('gender')}>
        {readOnly ? (
          <PlainValue text={person.fields.gender && t(`people:gender.${person.fields.gender}`)} />
        ) : (
          <GenderChoice person={person} save={save} />
        )}
      </FieldFrame>
      <FieldFrame {...frame('isTeam')}>
        {readOnly ? <PlainValue text={t(person.fields.isTeam ? 'common:yes' : 'common:no')} /> : <TeamSwitch person={person} save={save} />}
      </FieldFrame>
    </div>
  );
}

interface ChoiceProps {
  person: Person;
  save: (fields: Partial<PersonFields>) => void;
}

function GenderChoice({ person, save }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      aria-label={t('people:field.gender')}
      data={genders.map((value) => ({ value, label: t(`people:gender.${value}`) }))}
      value={person.fields.gender}
      placeholder={t('people:gender.unknown')}
      clearable={person.fields.gender !== null}
      onChange={(value) => save({ gender: genders.find((each) => each === value) ?? null })}
      data-testid="person-edit-gender"
    />
  );
}

function TeamSwitch({ person, save }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Switch
      size="xs"
      aria-label={t('people:field.isTeam')}
      label={t('people:teamShort')}
      checked={person.fields.isTeam}
      onChange={(event) => save({ isTeam: event.currentTarget.checked })}
      data-testid="person-edit-isTeam"
    />
  );
}

function PlainValue({ text }: { text: string | null }) {
  return <span className={classes.fieldValue}>{text ?? <Unknown />}</span>;
}

interface FieldFrameProps {
  name: keyof PersonFields;
  edited: boolean;
  onReset: (() => void) | undefined;
  children: React.ReactNode;
}

function FieldFrame({ name, edited, onReset, children }: FieldFrameProps) {
  const { t } = useTranslation();
  const field = t(`people:field.${name}`);
  return (
    <div className={classes.field} data-testid={`person-field-${name}`} data-edited={edited || undefined}>
      <span className={classes.fieldLabel}>{field}</span>
      {children}
      <Group gap={2} wrap="nowrap">
        {edited ? (
          <Tooltip label={t('people:editedWhy')}>
            <span className={classes.editedMark}>{t('people:edited')}</span>
          </Tooltip>
        ) : null}
        {edited && onReset ? (
          <Tooltip label={t('people:reset')}>
            <ActionIcon size="sm" aria-label={t('people:resetField', { field })} onClick={onReset} data-testid={`person-reset-${name}`}>
              <IconArrowBackUp size={15} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Group>
    </div>
  );
}

interface FieldButtonProps {
  name: TextField;
  text: string | null;
  readOnly: boolean;
  onEdit: () => void;
}

function FieldButton({ name, text, readOnly, onEdit }: FieldButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={classes.fieldValue}
      data-editable={!readOnly || undefined}
      disabled={readOnly}
      aria-label={t('people:editField', { field: t(`people:field.${name}`), value: text ?? t('common:noData') })}
      onClick={onEdit}
      data-testid={`person-edit-${name}`}
    >
      {text === null || text === '' ? <Unknown /> : <span className={classes.fieldText}>{text}</span>}
      {readOnly ? null : <IconPencil size={13} className={classes.pencil} aria-hidden="true" />}
    </button>
  );
}

interface TextEditorProps {
  name: TextField;
  value: string;
  busy: boolean;
  onSave: (value: string | null) => void;
  onCancel: () => void;
}

/** Enter saves, Escape leaves everything as it was. */
function TextEditor({ name, value, busy, onSave, onCancel }: TextEditorProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const problem = fieldProblem(name, text);
  const save = () => {
    if (problem || busy) return;
    if (text.trim() === value) onCancel();
    else onSave(text.trim() || null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') save();
    if (event.key === 'Escape') onCancel();
  };
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <TextInput
        ref={input}
        size="xs"
        style={{ flex: 1 }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        error={problem ? t(`people:problem.${problem}`) : undefined}
        aria-label={t(`people:field.${name}`)}
        placeholder={name === 'birthDate' ? t('people:birthDateHint') : undefined}
        // The drawer closes on Escape too: here it only ends the edit.
        data-mantine-stop-propagation="true"
        data-testid={`person-edit-${name}`}
      />
      <Button size="xs" px={10} onClick={save} disabled={problem !== null} loading={busy} data-testid="person-save">
        {t('common:save')}
      </Button>
    </Group>
  );
}
