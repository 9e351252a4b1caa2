/** Header, navigation and the page; only the page scrolls. */
import { Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Page } from '../ui/page';
import { LoadingState } from '../ui/states';
import { type Area, areas } from './areas';
import { ErrorBoundary } from './error-boundary';
import { Header } from './header';
import { useLastDay } from './last-day';
import { Navigation } from './navigation';
import { usePaletteKey } from './palette-key';
import { usePreferences } from './preferences';
import classes from './shell.module.css';
import { WorkspaceBanner } from './workspace-banner';
import { useWorkspace } from './workspace-context';

function PageOf({ area }: { area: Area }) {
  const { Page: Content } = area;
  return (
    <Suspense
      fallback={
        <Page>
          <LoadingState rows={8} />
        </Page>
      }
    >
      <Content />
    </Suspense>
  );
}

/** The window around the pages of an open workspace. */
export function Shell() {
  const { path: file, zone } = useWorkspace();
  const { navigation } = usePreferences();
  const [path] = useLocation();
  useLastDay(file, zone);
  usePaletteKey();
  return (
    <div className={classes.shell} data-navigation={navigation} data-testid="shell">
      <Header />
      <Navigation />
      <main className={classes.main} id="main">
        <WorkspaceBanner />
        <div className={classes.scroller} data-testid="page-scroller">
          <ErrorBoundary resetKey={path}>
            <Switch>
              {areas.map((area) =>
                // The Overview answers for itself alone; other areas own what lies below their path.
                (area.path === '/' ? ['/'] : [area.path, `${area.path}/*?`]).map((pattern) => (
                  <Route key={pattern} path={pattern}>
                    <PageOf area={area} />
                  </Route>
                )),
              )}
              <Route>
                <Redirect to="/" replace />
              </Route>
            </Switch>
          </ErrorBoundary>
        </div>
      </main>
    </div>
  );
}
