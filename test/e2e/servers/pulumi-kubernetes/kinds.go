package v2

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The SDK has a Go type of every kind in every version, half a million lines, and compiling them takes longer than all the rest of the plugin.
// Here its charts and lists of manifests register what they hold as objects without a type, as the SDK does with those of CRDs; what comes
// from a program is not registered here.

type untyped struct {
	pulumi.CustomResourceState
}

// IsListKind tells whether it is a list of objects that Kubernetes itself knows.
func IsListKind(apiVersion, kind string) bool {
	group, _, grouped := strings.Cut(apiVersion, "/")
	own := !grouped || !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io")
	return own && strings.HasSuffix(kind, "List")
}

// RegisterResource registers an object by its kind.
func RegisterResource(ctx *pulumi.Context, apiVersion, kind, name string, props pulumi.Input, opts ...pulumi.ResourceOption) (pulumi.CustomResource, error) {
	if apiVersion == "v1" {
		apiVersion = "core/v1"
	}
	var resource untyped
	if err := ctx.RegisterResource("kubernetes:"+apiVersion+":"+kind, name, props, &resource, opts...); err != nil {
		return nil, err
	}
	return &resource, nil
}
