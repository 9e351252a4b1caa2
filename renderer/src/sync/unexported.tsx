/** Platforms without a documented export, each with an empty table to begin with. */
import { Button, Menu, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type StarterKind, starterKinds, starterTemplate } from '../../../shared/domain/starters';
import { type UnexportedPlatform, unexportedPlatforms } from '../../../shared/domain/unexported';
import { useCommand } from '../app/api';
import { platformName } from '../app/names';
import { notify } from '../app/notify';
import { useWorkspace } from '../app/workspace-context';
import classes from './sync.module.css';

/** Those whose name has all the words searched for. */
export function Unexported({ words }: { words: readonly string[] }) {
  const { t } = useTranslation();
  const { readOnly } = useWorkspace();
  const { mutate } = useCommand('app.saveTable', { onSuccess: (done) => done && notify({ message: t('mapping:unexported.saved') }) });
  const shown = unexportedPlatforms.filter((platform) => {
    const name = platformName(t, platform).toLowerCase();
    return words.every((word) => name.includes(word));
  });
  if (shown.length === 0) return null;
  const save = (platform: UnexportedPlatform, kind: StarterKind) =>
    mutate({ template: starterTemplate(platform, kind, (key, params) => t(key, { ...params })) });
  return (
    <section className={classes.unexported} data-testid="unexported">
      <Title order={3} size="h6" fw={600}>
        {t('mapping:unexported.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('mapping:unexported.text')}
      </Text>
      <div className={classes.starters}>
        {shown.map((platform) => (
          <Menu key={platform} position="bottom-start" disabled={readOnly}>
            <Menu.Target>
              <Button size="compact-sm" variant="default" fw={500} disabled={readOnly} data-testid={`starter-${platform}`}>
                {platformName(t, platform)}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {starterKinds.map((kind) => (
                <Menu.Item key={kind} onClick={() => save(platform, kind)} data-testid={`starter-${platform}-${kind}`}>
                  {t(`mapping:unexported.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ))}
      </div>
    </section>
  );
}
