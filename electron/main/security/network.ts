/** No network: the product makes no request, and Chromium is not to make any of its own accord either. */
import { app, type Session } from 'electron';
import { isAllowedRequest } from './origin';

/** Before the app is ready: Chromium's own services off, no names resolved, and a proxy that does not exist for whatever else would connect. */
export function silenceChromium(devServer: string | null): void {
  const { commandLine } = app;
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'no-pings']) {
    commandLine.appendSwitch(name);
  }
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  if (devServer !== null) return;
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('proxy-server', 'http://nowhere.invalid:9');
  commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
}

/** Cancels every request of a session that is not for our own pages. */
export function blockRequests(session: Session, devServer: string | null): void {
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowedRequest(url, devServer) }));
}
