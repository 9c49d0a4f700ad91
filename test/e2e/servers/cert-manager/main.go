// The controllers of cert-manager that issue by an authority whose key is in the cluster or in Vault, or by the certificate's own, as one
// program.
//
// The main package of cert-manager's own program is in a Go module of its own since 1.12, which the module proxy does not serve. Its
// controllers are in the module that is served, in packages that others may import, as this does. So whatever decides, signs, writes
// and counts is cert-manager's of that version; this file reads flags and starts it. What the real program has besides, and this has
// not: issuers of other kinds, the election of a leader, configuration by a file, feature gates, and probes of health.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"net"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/cert-manager/cert-manager/pkg/controller"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/approver"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/ca"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/selfsigned"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/vault"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/issuing"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/keymanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/metrics"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/readiness"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/requestmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/revisionmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/trigger"
	_ "github.com/cert-manager/cert-manager/pkg/controller/clusterissuers"
	_ "github.com/cert-manager/cert-manager/pkg/controller/issuers"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/vault"
	"github.com/cert-manager/cert-manager/pkg/logs"
)

// How many objects each controller works on at a time: the default of the real program, as are the other numbers here.
const workers = 5

type settings struct {
	controllers    []string
	metricsAddress string
	options        controller.ContextOptions
}

func main() {
	// Until it is told to end, as a pod is.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	logs.InitLogs()
	defer logs.FlushLogs()
	err := fromFlags().run(logs.NewContext(ctx, logs.Log))
	// Whoever is told to end has not failed, whatever ends on the way.
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fromFlags() settings {
	kubeconfig := flag.String("kubeconfig", "", "file that leads to the API server; of a pod, its own account does")
	secrets := flag.String("cluster-resource-namespace", "kube-system", "namespace of the Secrets of ClusterIssuers")
	controllers := flag.String("controllers", strings.Join(known(), ","), "names of the controllers to run")
	metrics := flag.String("metrics-listen-address", "0.0.0.0:9402", "address of the metrics")
	elect := flag.Bool("leader-elect", false, "refused: there is one only")
	flag.Parse()
	if *elect || flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "no leader is elected here, and there are no arguments but flags")
		os.Exit(2)
	}
	return settings{
		controllers:    strings.Split(*controllers, ","),
		metricsAddress: *metrics,
		options: controller.ContextOptions{
			Kubeconfig:         *kubeconfig,
			KubernetesAPIQPS:   20,
			KubernetesAPIBurst: 50,
			IssuerOptions:      controller.IssuerOptions{ClusterResourceNamespace: *secrets},
			CertificateOptions: controller.CertificateOptions{
				CopiedAnnotationPrefixes:                 []string{"*", "-kubectl.kubernetes.io/", "-fluxcd.io/", "-argocd.argoproj.io/"},
				CertificateRequestMinimumBackoffDuration: time.Hour,
				CertificateRequestMaximumBackoffDuration: 32 * time.Hour,
			},
		},
	}
}

func (s settings) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	factory, err := controller.NewContextFactory(ctx, s.options)
	if err != nil {
		return err
	}
	shared, err := factory.Build()
	if err != nil {
		return err
	}
	for _, name := range s.controllers {
		construct, ok := controller.Known()[name]
		if !ok {
			return fmt.Errorf("no controller '%s'; here are %s", name, strings.Join(known(), ", "))
		}
		one, err := construct(factory)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		group.Go(func() error { return one.Run(workers, ctx) })
	}
	if err := serveMetrics(ctx, group, shared, s.metricsAddress); err != nil {
		return err
	}
	// Last: an informer that is asked for afterwards would never be filled.
	shared.SharedInformerFactory.Start(ctx.Done())
	shared.KubeSharedInformerFactory.Start(ctx.Done())
	return group.Wait()
}

func serveMetrics(ctx context.Context, group *errgroup.Group, shared *controller.Context, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	of := shared.SharedInformerFactory.Certmanager().V1()
	shared.Metrics.SetupCertificateCollector(of.Certificates().Lister())
	shared.Metrics.SetupClusterIssuerCollector(of.ClusterIssuers().Lister())
	server := shared.Metrics.NewServer(listener)
	group.Go(func() error { return server.Serve(listener) })
	context.AfterFunc(ctx, func() { _ = server.Close() })
	return nil
}

func known() []string {
	return slices.Sorted(maps.Keys(controller.Known()))
}
