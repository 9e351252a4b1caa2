/** Names of the only messages between a window and main. */
export const callChannel = 'tonghao:call';
export const eventChannel = 'tonghao:event';
/** Path of a dropped file → handle; used by preload alone. */
export const fileChannel = 'tonghao:register-file';
