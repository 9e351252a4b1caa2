import { Avatar } from '@mantine/core';
import { hueOf, initials } from './initials';

/** A round sign for a person; decoration beside the name, so it is silent. */
export function PersonAvatar({ id, name, size = 26 }: { id: string; name: string; size?: number }) {
  return (
    <Avatar
      size={size}
      radius="xl"
      color={hueOf(id)}
      variant="light"
      aria-hidden="true"
      styles={{ placeholder: { fontSize: Math.round(size * 0.42), fontWeight: 600 } }}
    >
      {initials(name)}
    </Avatar>
  );
}
