import { Construct } from 'constructs';
import { Environment } from '../../environment';
import { unused } from '../../names';
import { isSecureNamespace } from '../../network/secure-namespace';
import { Dashboard } from './dashboard';
import { platformRows } from './platform';

/** The dashboard of a whole environment: alerts, services and pods of every namespace that is declared in it. */
export class PlatformDashboard extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, unused(scope, id));
    new Dashboard(this, 'dashboard-platform', {
      title: 'platform',
      description: 'Alerts, services and pods of every namespace of the environment.',
      tags: ['platform'],
      rows: () => platformRows(this.namespaces()),
    });
  }

  private namespaces(): readonly string[] {
    return Environment.of(this)
      .node.findAll()
      .filter(isSecureNamespace)
      .map(({ name }) => name);
  }
}
