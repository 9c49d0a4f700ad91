// What a configuration of Alertmanager means: the native one that the operator makes of AlertmanagerConfigs, and whom it tells at a moment.
//
// The operator writes the native configuration into a Secret only, and `amtool config routes test` leaves out at which hours a route is
// active. Both are in packages that others may import, as this does: whatever converts, validates, matches and tells the time is the
// operator's and Alertmanager's own; this file reads arguments and calls it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/blang/semver/v4"
	"github.com/prometheus/alertmanager/config"
	"github.com/prometheus/alertmanager/dispatch"
	"github.com/prometheus/alertmanager/timeinterval"
	"github.com/prometheus/common/model"
	corev1 "k8s.io/api/core/v1"

	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	validationv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1alpha1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
)

// Of the Alertmanager whose packages this is built with.
const release = "0.34.0"

// What the operator begins with where its Alertmanager has no configuration of its own: what nobody routes, nobody is told.
const nobody = "route:\n  receiver: 'null'\nreceivers:\n- name: 'null'\n"

const usage = "alertmanager-config native <OBJECTS.json | alertmanager-config told CONFIG.yaml MOMENT LABEL=VALUE..."

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 1 && args[0] == "native":
		return native(os.Stdin, os.Stdout)
	case len(args) > 3 && args[0] == "told":
		return told(args[1], args[2], args[3:], os.Stdout)
	}
	return errors.New(usage)
}

type given struct {
	Configs []*monitoringv1alpha1.AlertmanagerConfig `json:"configs"`
	Secrets []*corev1.Secret                         `json:"secrets"`
}

func native(from io.Reader, to io.Writer) error {
	var objects given
	decoder := json.NewDecoder(from)
	// A field that the operator does not know is one that nobody heeds.
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&objects); err != nil {
		return err
	}
	secrets := make([]any, len(objects.Secrets))
	for i, secret := range objects.Secrets {
		secrets[i] = secret
	}
	builder := alertmanager.NewConfigBuilder(
		slog.New(slog.NewTextHandler(os.Stderr, nil)),
		semver.MustParse(release),
		assets.NewTestStoreBuilder(secrets...),
		&monitoringv1.Alertmanager{},
	)
	if err := builder.InitializeFromRawConfiguration([]byte(nobody)); err != nil {
		return err
	}
	byName := map[string]*monitoringv1alpha1.AlertmanagerConfig{}
	for _, object := range objects.Configs {
		if err := validationv1alpha1.ValidateAlertmanagerConfig(object); err != nil {
			return err
		}
		byName[object.Namespace+"/"+object.Name] = object
	}
	if err := builder.AddAlertmanagerConfigs(context.Background(), byName); err != nil {
		return err
	}
	text, err := builder.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = to.Write(text)
	return err
}

// Whom a route tells, and how long after the alert, and after what came before.
type notified struct {
	Receiver              string  `json:"receiver"`
	AfterSeconds          float64 `json:"afterSeconds"`
	IntervalSeconds       float64 `json:"intervalSeconds"`
	RepeatIntervalSeconds float64 `json:"repeatIntervalSeconds"`
}

func told(file, moment string, labels []string, to io.Writer) error {
	loaded, err := config.LoadFile(file)
	if err != nil {
		return err
	}
	now, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return err
	}
	set := model.LabelSet{}
	for _, label := range labels {
		name, value, found := strings.Cut(label, "=")
		if !found {
			return errors.New(usage)
		}
		set[model.LabelName(name)] = model.LabelValue(value)
	}
	intervals := map[string][]timeinterval.TimeInterval{}
	for _, one := range loaded.MuteTimeIntervals {
		intervals[one.Name] = one.TimeIntervals
	}
	for _, one := range loaded.TimeIntervals {
		intervals[one.Name] = one.TimeIntervals
	}
	within := timeinterval.NewIntervener(intervals)
	all := []notified{}
	for _, route := range dispatch.NewRoute(loaded.Route, nil).Match(set) {
		options := route.RouteOpts
		// As its two stages have it: muted within one of these, and active within one of those, where there are any.
		muted, _, err := within.Mutes(options.MuteTimeIntervals, now)
		if err != nil {
			return err
		}
		active, _, err := within.Mutes(options.ActiveTimeIntervals, now)
		if err != nil {
			return err
		}
		if muted || (len(options.ActiveTimeIntervals) > 0 && !active) {
			continue
		}
		all = append(all, notified{
			Receiver:              options.Receiver,
			AfterSeconds:          options.GroupWait.Seconds(),
			IntervalSeconds:       options.GroupInterval.Seconds(),
			RepeatIntervalSeconds: options.RepeatInterval.Seconds(),
		})
	}
	return json.NewEncoder(to).Encode(all)
}
