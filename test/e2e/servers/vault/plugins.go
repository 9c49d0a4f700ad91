//go:build minimal

// What a Vault of the tests has besides the plugins of its minimal build: those that a platform uses.
package builtinplugins

import (
	authKubernetes "github.com/hashicorp/vault-plugin-auth-kubernetes"
	"github.com/hashicorp/vault/plugins/database/postgresql"
)

func extendAddonPlugins(known *registry) {
	known.credentialBackends["kubernetes"] = credentialBackend{Factory: authKubernetes.Factory}
	known.databasePlugins["postgresql-database-plugin"] = databasePlugin{Factory: postgresql.New}
}
