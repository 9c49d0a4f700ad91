// Written by test/e2e/envoy-schema.test.ts from the descriptors of Envoy 1.37.0. Do not edit it.

/** Every message and enumeration of Envoy, one to a line; `schema.ts` reads it. */
export const ENVOY_DESCRIPTORS = `
envoy.config.accesslog.v3.AccessLog name:text filter:.AccessLogFilter typed_config:google.protobuf.Any
envoy.config.accesslog.v3.AccessLogFilter status_code_filter:.StatusCodeFilter duration_filter:.DurationFilter not_health_check_filter:.NotHealthCheckFilter traceable_filter:.TraceableFilter runtime_filter:.RuntimeFilter and_filter:.AndFilter or_filter:.OrFilter header_filter:.HeaderFilter response_flag_filter:.ResponseFlagFilter grpc_status_filter:.GrpcStatusFilter extension_filter:.ExtensionFilter metadata_filter:.MetadataFilter log_type_filter:.LogTypeFilter
envoy.config.accesslog.v3.AndFilter filters:*.AccessLogFilter
envoy.config.accesslog.v3.ComparisonFilter op:.ComparisonFilter.Op value:envoy.config.core.v3.RuntimeUInt32
envoy.config.accesslog.v3.ComparisonFilter.Op =EQ =GE =LE =NE
envoy.config.accesslog.v3.DurationFilter comparison:.ComparisonFilter
envoy.config.accesslog.v3.ExtensionFilter name:text typed_config:google.protobuf.Any
envoy.config.accesslog.v3.GrpcStatusFilter statuses:*.GrpcStatusFilter.Status exclude:boolean
envoy.config.accesslog.v3.GrpcStatusFilter.Status =OK =CANCELED =UNKNOWN =INVALID_ARGUMENT =DEADLINE_EXCEEDED =NOT_FOUND =ALREADY_EXISTS =PERMISSION_DENIED =RESOURCE_EXHAUSTED =FAILED_PRECONDITION =ABORTED =OUT_OF_RANGE =UNIMPLEMENTED =INTERNAL =UNAVAILABLE =DATA_LOSS =UNAUTHENTICATED
envoy.config.accesslog.v3.HeaderFilter header:envoy.config.route.v3.HeaderMatcher
envoy.config.accesslog.v3.LogTypeFilter types:*envoy.data.accesslog.v3.AccessLogType exclude:boolean
envoy.config.accesslog.v3.MetadataFilter matcher:envoy.type.matcher.v3.MetadataMatcher match_if_key_not_found:google.protobuf.BoolValue
envoy.config.accesslog.v3.NotHealthCheckFilter
envoy.config.accesslog.v3.OrFilter filters:*.AccessLogFilter
envoy.config.accesslog.v3.ResponseFlagFilter flags:*text
envoy.config.accesslog.v3.RuntimeFilter runtime_key:text percent_sampled:envoy.type.v3.FractionalPercent use_independent_randomness:boolean
envoy.config.accesslog.v3.StatusCodeFilter comparison:.ComparisonFilter
envoy.config.accesslog.v3.TraceableFilter
envoy.config.bootstrap.v3.Admin access_log:*envoy.config.accesslog.v3.AccessLog access_log_path:text profile_path:text address:envoy.config.core.v3.Address socket_options:*envoy.config.core.v3.SocketOption ignore_global_conn_limit:boolean allow_paths:*envoy.type.matcher.v3.StringMatcher
envoy.config.bootstrap.v3.Bootstrap node:envoy.config.core.v3.Node node_context_params:*text static_resources:.Bootstrap.StaticResources dynamic_resources:.Bootstrap.DynamicResources cluster_manager:.ClusterManager hds_config:envoy.config.core.v3.ApiConfigSource flags_path:text stats_sinks:*envoy.config.metrics.v3.StatsSink deferred_stat_options:.Bootstrap.DeferredStatOptions stats_config:envoy.config.metrics.v3.StatsConfig stats_flush_interval:google.protobuf.Duration stats_flush_on_admin:boolean stats_eviction_interval:google.protobuf.Duration watchdog:.Watchdog watchdogs:.Watchdogs tracing:envoy.config.trace.v3.Tracing layered_runtime:.LayeredRuntime admin:.Admin overload_manager:envoy.config.overload.v3.OverloadManager enable_dispatcher_stats:boolean header_prefix:text stats_server_version_override:google.protobuf.UInt64Value use_tcp_for_dns_lookups:boolean dns_resolution_config:envoy.config.core.v3.DnsResolutionConfig typed_dns_resolver_config:envoy.config.core.v3.TypedExtensionConfig bootstrap_extensions:*envoy.config.core.v3.TypedExtensionConfig fatal_actions:*.FatalAction config_sources:*envoy.config.core.v3.ConfigSource default_config_source:envoy.config.core.v3.ConfigSource default_socket_interface:text certificate_provider_instances:%envoy.config.core.v3.TypedExtensionConfig inline_headers:*.CustomInlineHeader perf_tracing_file_path:text default_regex_engine:envoy.config.core.v3.TypedExtensionConfig xds_delegate_extension:envoy.config.core.v3.TypedExtensionConfig xds_config_tracker_extension:envoy.config.core.v3.TypedExtensionConfig listener_manager:envoy.config.core.v3.TypedExtensionConfig application_log_config:.Bootstrap.ApplicationLogConfig grpc_async_client_manager_config:.Bootstrap.GrpcAsyncClientManagerConfig memory_allocator_manager:.MemoryAllocatorManager
envoy.config.bootstrap.v3.Bootstrap.ApplicationLogConfig log_format:.ApplicationLogConfig.LogFormat
envoy.config.bootstrap.v3.Bootstrap.ApplicationLogConfig.LogFormat json_format:google.protobuf.Struct text_format:text
envoy.config.bootstrap.v3.Bootstrap.DeferredStatOptions enable_deferred_creation_stats:boolean
envoy.config.bootstrap.v3.Bootstrap.DynamicResources lds_config:envoy.config.core.v3.ConfigSource lds_resources_locator:text cds_config:envoy.config.core.v3.ConfigSource cds_resources_locator:text ads_config:envoy.config.core.v3.ApiConfigSource
envoy.config.bootstrap.v3.Bootstrap.GrpcAsyncClientManagerConfig max_cached_entry_idle_duration:google.protobuf.Duration
envoy.config.bootstrap.v3.Bootstrap.StaticResources listeners:*envoy.config.listener.v3.Listener clusters:*envoy.config.cluster.v3.Cluster secrets:*envoy.extensions.transport_sockets.tls.v3.Secret
envoy.config.bootstrap.v3.ClusterManager local_cluster_name:text outlier_detection:.ClusterManager.OutlierDetection upstream_bind_config:envoy.config.core.v3.BindConfig load_stats_config:envoy.config.core.v3.ApiConfigSource enable_deferred_cluster_creation:boolean
envoy.config.bootstrap.v3.ClusterManager.OutlierDetection event_log_path:text event_service:envoy.config.core.v3.EventServiceConfig
envoy.config.bootstrap.v3.CustomInlineHeader inline_header_name:text inline_header_type:.CustomInlineHeader.InlineHeaderType
envoy.config.bootstrap.v3.CustomInlineHeader.InlineHeaderType =REQUEST_HEADER =REQUEST_TRAILER =RESPONSE_HEADER =RESPONSE_TRAILER
envoy.config.bootstrap.v3.FatalAction config:envoy.config.core.v3.TypedExtensionConfig
envoy.config.bootstrap.v3.LayeredRuntime layers:*.RuntimeLayer
envoy.config.bootstrap.v3.MemoryAllocatorManager bytes_to_release:integer memory_release_interval:google.protobuf.Duration
envoy.config.bootstrap.v3.Runtime symlink_root:text subdirectory:text override_subdirectory:text base:google.protobuf.Struct
envoy.config.bootstrap.v3.RuntimeLayer name:text static_layer:google.protobuf.Struct disk_layer:.RuntimeLayer.DiskLayer admin_layer:.RuntimeLayer.AdminLayer rtds_layer:.RuntimeLayer.RtdsLayer
envoy.config.bootstrap.v3.RuntimeLayer.AdminLayer
envoy.config.bootstrap.v3.RuntimeLayer.DiskLayer symlink_root:text subdirectory:text append_service_cluster:boolean
envoy.config.bootstrap.v3.RuntimeLayer.RtdsLayer name:text rtds_config:envoy.config.core.v3.ConfigSource
envoy.config.bootstrap.v3.Watchdog actions:*.Watchdog.WatchdogAction miss_timeout:google.protobuf.Duration megamiss_timeout:google.protobuf.Duration kill_timeout:google.protobuf.Duration max_kill_timeout_jitter:google.protobuf.Duration multikill_timeout:google.protobuf.Duration multikill_threshold:envoy.type.v3.Percent
envoy.config.bootstrap.v3.Watchdog.WatchdogAction config:envoy.config.core.v3.TypedExtensionConfig event:.WatchdogAction.WatchdogEvent
envoy.config.bootstrap.v3.Watchdog.WatchdogAction.WatchdogEvent =UNKNOWN =KILL =MULTIKILL =MEGAMISS =MISS
envoy.config.bootstrap.v3.Watchdogs main_thread_watchdog:.Watchdog worker_watchdog:.Watchdog
envoy.config.cluster.redis.RedisClusterConfig cluster_refresh_rate:google.protobuf.Duration cluster_refresh_timeout:google.protobuf.Duration redirect_refresh_interval:google.protobuf.Duration redirect_refresh_threshold:google.protobuf.UInt32Value failure_refresh_threshold:integer host_degraded_refresh_threshold:integer
envoy.config.cluster.v3.CircuitBreakers thresholds:*.CircuitBreakers.Thresholds per_host_thresholds:*.CircuitBreakers.Thresholds
envoy.config.cluster.v3.CircuitBreakers.Thresholds priority:envoy.config.core.v3.RoutingPriority max_connections:google.protobuf.UInt32Value max_pending_requests:google.protobuf.UInt32Value max_requests:google.protobuf.UInt32Value max_retries:google.protobuf.UInt32Value retry_budget:.Thresholds.RetryBudget track_remaining:boolean max_connection_pools:google.protobuf.UInt32Value
envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget budget_percent:envoy.type.v3.Percent min_retry_concurrency:google.protobuf.UInt32Value
envoy.config.cluster.v3.Cluster transport_socket_matches:*.Cluster.TransportSocketMatch transport_socket_matcher:xds.type.matcher.v3.Matcher name:text alt_stat_name:text type:.Cluster.DiscoveryType cluster_type:.Cluster.CustomClusterType eds_cluster_config:.Cluster.EdsClusterConfig connect_timeout:google.protobuf.Duration per_connection_buffer_limit_bytes:google.protobuf.UInt32Value lb_policy:.Cluster.LbPolicy load_assignment:envoy.config.endpoint.v3.ClusterLoadAssignment health_checks:*envoy.config.core.v3.HealthCheck max_requests_per_connection:google.protobuf.UInt32Value circuit_breakers:.CircuitBreakers upstream_http_protocol_options:envoy.config.core.v3.UpstreamHttpProtocolOptions common_http_protocol_options:envoy.config.core.v3.HttpProtocolOptions http_protocol_options:envoy.config.core.v3.Http1ProtocolOptions http2_protocol_options:envoy.config.core.v3.Http2ProtocolOptions typed_extension_protocol_options:%google.protobuf.Any dns_refresh_rate:google.protobuf.Duration dns_jitter:google.protobuf.Duration dns_failure_refresh_rate:.Cluster.RefreshRate respect_dns_ttl:boolean dns_lookup_family:.Cluster.DnsLookupFamily dns_resolvers:*envoy.config.core.v3.Address use_tcp_for_dns_lookups:boolean dns_resolution_config:envoy.config.core.v3.DnsResolutionConfig typed_dns_resolver_config:envoy.config.core.v3.TypedExtensionConfig wait_for_warm_on_init:google.protobuf.BoolValue outlier_detection:.OutlierDetection cleanup_interval:google.protobuf.Duration upstream_bind_config:envoy.config.core.v3.BindConfig lb_subset_config:.Cluster.LbSubsetConfig ring_hash_lb_config:.Cluster.RingHashLbConfig maglev_lb_config:.Cluster.MaglevLbConfig original_dst_lb_config:.Cluster.OriginalDstLbConfig least_request_lb_config:.Cluster.LeastRequestLbConfig round_robin_lb_config:.Cluster.RoundRobinLbConfig common_lb_config:.Cluster.CommonLbConfig transport_socket:envoy.config.core.v3.TransportSocket metadata:envoy.config.core.v3.Metadata protocol_selection:.Cluster.ClusterProtocolSelection upstream_connection_options:.UpstreamConnectionOptions close_connections_on_host_health_failure:boolean ignore_health_on_host_removal:boolean filters:*.Filter load_balancing_policy:.LoadBalancingPolicy lrs_server:envoy.config.core.v3.ConfigSource lrs_report_endpoint_metrics:*text track_timeout_budgets:boolean upstream_config:envoy.config.core.v3.TypedExtensionConfig track_cluster_stats:.TrackClusterStats preconnect_policy:.Cluster.PreconnectPolicy connection_pool_per_downstream_connection:boolean
envoy.config.cluster.v3.Cluster.ClusterProtocolSelection =USE_CONFIGURED_PROTOCOL =USE_DOWNSTREAM_PROTOCOL
envoy.config.cluster.v3.Cluster.CommonLbConfig healthy_panic_threshold:envoy.type.v3.Percent zone_aware_lb_config:.CommonLbConfig.ZoneAwareLbConfig locality_weighted_lb_config:.CommonLbConfig.LocalityWeightedLbConfig update_merge_window:google.protobuf.Duration ignore_new_hosts_until_first_hc:boolean close_connections_on_host_set_change:boolean consistent_hashing_lb_config:.CommonLbConfig.ConsistentHashingLbConfig override_host_status:envoy.config.core.v3.HealthStatusSet
envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig use_hostname_for_hashing:boolean hash_balance_factor:google.protobuf.UInt32Value
envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig
envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig routing_enabled:envoy.type.v3.Percent min_cluster_size:google.protobuf.UInt64Value fail_traffic_on_panic:boolean
envoy.config.cluster.v3.Cluster.CustomClusterType name:text typed_config:google.protobuf.Any
envoy.config.cluster.v3.Cluster.DiscoveryType =STATIC =STRICT_DNS =LOGICAL_DNS =EDS =ORIGINAL_DST
envoy.config.cluster.v3.Cluster.DnsLookupFamily =AUTO =V4_ONLY =V6_ONLY =V4_PREFERRED =ALL
envoy.config.cluster.v3.Cluster.EdsClusterConfig eds_config:envoy.config.core.v3.ConfigSource service_name:text
envoy.config.cluster.v3.Cluster.LbPolicy =ROUND_ROBIN =LEAST_REQUEST =RING_HASH =RANDOM =MAGLEV =CLUSTER_PROVIDED =LOAD_BALANCING_POLICY_CONFIG
envoy.config.cluster.v3.Cluster.LbSubsetConfig fallback_policy:.LbSubsetConfig.LbSubsetFallbackPolicy default_subset:google.protobuf.Struct subset_selectors:*.LbSubsetConfig.LbSubsetSelector locality_weight_aware:boolean scale_locality_weight:boolean panic_mode_any:boolean list_as_any:boolean metadata_fallback_policy:.LbSubsetConfig.LbSubsetMetadataFallbackPolicy
envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetFallbackPolicy =NO_FALLBACK =ANY_ENDPOINT =DEFAULT_SUBSET
envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetMetadataFallbackPolicy =METADATA_NO_FALLBACK =FALLBACK_LIST
envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector keys:*text single_host_per_subset:boolean fallback_policy:.LbSubsetSelector.LbSubsetSelectorFallbackPolicy fallback_keys_subset:*text
envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector.LbSubsetSelectorFallbackPolicy =NOT_DEFINED =NO_FALLBACK =ANY_ENDPOINT =DEFAULT_SUBSET =KEYS_SUBSET
envoy.config.cluster.v3.Cluster.LeastRequestLbConfig choice_count:google.protobuf.UInt32Value active_request_bias:envoy.config.core.v3.RuntimeDouble slow_start_config:.SlowStartConfig
envoy.config.cluster.v3.Cluster.MaglevLbConfig table_size:google.protobuf.UInt64Value
envoy.config.cluster.v3.Cluster.OriginalDstLbConfig use_http_header:boolean http_header_name:text upstream_port_override:google.protobuf.UInt32Value metadata_key:envoy.type.metadata.v3.MetadataKey
envoy.config.cluster.v3.Cluster.PreconnectPolicy per_upstream_preconnect_ratio:google.protobuf.DoubleValue predictive_preconnect_ratio:google.protobuf.DoubleValue
envoy.config.cluster.v3.Cluster.RefreshRate base_interval:google.protobuf.Duration max_interval:google.protobuf.Duration
envoy.config.cluster.v3.Cluster.RingHashLbConfig minimum_ring_size:google.protobuf.UInt64Value hash_function:.RingHashLbConfig.HashFunction maximum_ring_size:google.protobuf.UInt64Value
envoy.config.cluster.v3.Cluster.RingHashLbConfig.HashFunction =XX_HASH =MURMUR_HASH_2
envoy.config.cluster.v3.Cluster.RoundRobinLbConfig slow_start_config:.SlowStartConfig
envoy.config.cluster.v3.Cluster.SlowStartConfig slow_start_window:google.protobuf.Duration aggression:envoy.config.core.v3.RuntimeDouble min_weight_percent:envoy.type.v3.Percent
envoy.config.cluster.v3.Cluster.TransportSocketMatch name:text match:google.protobuf.Struct transport_socket:envoy.config.core.v3.TransportSocket
envoy.config.cluster.v3.ClusterCollection entries:xds.core.v3.CollectionEntry
envoy.config.cluster.v3.Filter name:text typed_config:google.protobuf.Any config_discovery:envoy.config.core.v3.ExtensionConfigSource
envoy.config.cluster.v3.LoadBalancingPolicy policies:*.LoadBalancingPolicy.Policy
envoy.config.cluster.v3.LoadBalancingPolicy.Policy typed_extension_config:envoy.config.core.v3.TypedExtensionConfig
envoy.config.cluster.v3.OutlierDetection consecutive_5xx:google.protobuf.UInt32Value interval:google.protobuf.Duration base_ejection_time:google.protobuf.Duration max_ejection_percent:google.protobuf.UInt32Value enforcing_consecutive_5xx:google.protobuf.UInt32Value enforcing_success_rate:google.protobuf.UInt32Value success_rate_minimum_hosts:google.protobuf.UInt32Value success_rate_request_volume:google.protobuf.UInt32Value success_rate_stdev_factor:google.protobuf.UInt32Value consecutive_gateway_failure:google.protobuf.UInt32Value enforcing_consecutive_gateway_failure:google.protobuf.UInt32Value split_external_local_origin_errors:boolean consecutive_local_origin_failure:google.protobuf.UInt32Value enforcing_consecutive_local_origin_failure:google.protobuf.UInt32Value enforcing_local_origin_success_rate:google.protobuf.UInt32Value failure_percentage_threshold:google.protobuf.UInt32Value enforcing_failure_percentage:google.protobuf.UInt32Value enforcing_failure_percentage_local_origin:google.protobuf.UInt32Value failure_percentage_minimum_hosts:google.protobuf.UInt32Value failure_percentage_request_volume:google.protobuf.UInt32Value max_ejection_time:google.protobuf.Duration max_ejection_time_jitter:google.protobuf.Duration successful_active_health_check_uneject_host:google.protobuf.BoolValue monitors:*envoy.config.core.v3.TypedExtensionConfig always_eject_one_host:google.protobuf.BoolValue
envoy.config.cluster.v3.TrackClusterStats timeout_budgets:boolean request_response_sizes:boolean per_endpoint_stats:boolean
envoy.config.cluster.v3.UpstreamConnectionOptions tcp_keepalive:envoy.config.core.v3.TcpKeepalive set_local_interface_name_on_upstream_connections:boolean happy_eyeballs_config:.UpstreamConnectionOptions.HappyEyeballsConfig
envoy.config.cluster.v3.UpstreamConnectionOptions.FirstAddressFamilyVersion =DEFAULT =V4 =V6
envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig first_address_family_version:.FirstAddressFamilyVersion first_address_family_count:google.protobuf.UInt32Value
envoy.config.common.key_value.v3.KeyValueStoreConfig config:envoy.config.core.v3.TypedExtensionConfig
envoy.config.common.matcher.v3.HttpGenericBodyMatch bytes_limit:integer patterns:*.HttpGenericBodyMatch.GenericTextMatch
envoy.config.common.matcher.v3.HttpGenericBodyMatch.GenericTextMatch string_match:text binary_match:text
envoy.config.common.matcher.v3.HttpHeadersMatch headers:*envoy.config.route.v3.HeaderMatcher
envoy.config.common.matcher.v3.MatchPredicate or_match:.MatchPredicate.MatchSet and_match:.MatchPredicate.MatchSet not_match:.MatchPredicate any_match:boolean http_request_headers_match:.HttpHeadersMatch http_request_trailers_match:.HttpHeadersMatch http_response_headers_match:.HttpHeadersMatch http_response_trailers_match:.HttpHeadersMatch http_request_generic_body_match:.HttpGenericBodyMatch http_response_generic_body_match:.HttpGenericBodyMatch
envoy.config.common.matcher.v3.MatchPredicate.MatchSet rules:*envoy.config.common.matcher.v3.MatchPredicate
envoy.config.common.matcher.v3.Matcher matcher_list:.Matcher.MatcherList matcher_tree:.Matcher.MatcherTree on_no_match:.Matcher.OnMatch
envoy.config.common.matcher.v3.Matcher.MatcherList matchers:*.MatcherList.FieldMatcher
envoy.config.common.matcher.v3.Matcher.MatcherList.FieldMatcher predicate:.Predicate on_match:envoy.config.common.matcher.v3.Matcher.OnMatch
envoy.config.common.matcher.v3.Matcher.MatcherList.Predicate single_predicate:.Predicate.SinglePredicate or_matcher:.Predicate.PredicateList and_matcher:.Predicate.PredicateList not_matcher:.Predicate
envoy.config.common.matcher.v3.Matcher.MatcherList.Predicate.PredicateList predicate:*envoy.config.common.matcher.v3.Matcher.MatcherList.Predicate
envoy.config.common.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate input:envoy.config.core.v3.TypedExtensionConfig value_match:envoy.type.matcher.v3.StringMatcher custom_match:envoy.config.core.v3.TypedExtensionConfig
envoy.config.common.matcher.v3.Matcher.MatcherTree input:envoy.config.core.v3.TypedExtensionConfig exact_match_map:.MatcherTree.MatchMap prefix_match_map:.MatcherTree.MatchMap custom_match:envoy.config.core.v3.TypedExtensionConfig
envoy.config.common.matcher.v3.Matcher.MatcherTree.MatchMap map:%envoy.config.common.matcher.v3.Matcher.OnMatch
envoy.config.common.matcher.v3.Matcher.OnMatch matcher:envoy.config.common.matcher.v3.Matcher action:envoy.config.core.v3.TypedExtensionConfig keep_matching:boolean
envoy.config.common.mutation_rules.v3.HeaderMutation remove:text append:envoy.config.core.v3.HeaderValueOption remove_on_match:.HeaderMutation.RemoveOnMatch
envoy.config.common.mutation_rules.v3.HeaderMutation.RemoveOnMatch key_matcher:envoy.type.matcher.v3.StringMatcher
envoy.config.common.mutation_rules.v3.HeaderMutationRules allow_all_routing:google.protobuf.BoolValue allow_envoy:google.protobuf.BoolValue disallow_system:google.protobuf.BoolValue disallow_all:google.protobuf.BoolValue allow_expression:envoy.type.matcher.v3.RegexMatcher disallow_expression:envoy.type.matcher.v3.RegexMatcher disallow_is_error:google.protobuf.BoolValue
envoy.config.core.v3.Address socket_address:.SocketAddress pipe:.Pipe envoy_internal_address:.EnvoyInternalAddress
envoy.config.core.v3.AggregatedConfigSource
envoy.config.core.v3.AlternateProtocolsCacheOptions name:text max_entries:google.protobuf.UInt32Value key_value_store_config:.TypedExtensionConfig prepopulated_entries:*.AlternateProtocolsCacheOptions.AlternateProtocolsCacheEntry canonical_suffixes:*text
envoy.config.core.v3.AlternateProtocolsCacheOptions.AlternateProtocolsCacheEntry hostname:text port:integer
envoy.config.core.v3.ApiConfigSource api_type:.ApiConfigSource.ApiType transport_api_version:.ApiVersion cluster_names:*text grpc_services:*.GrpcService refresh_delay:google.protobuf.Duration request_timeout:google.protobuf.Duration rate_limit_settings:.RateLimitSettings set_node_on_first_message_only:boolean config_validators:*.TypedExtensionConfig
envoy.config.core.v3.ApiConfigSource.ApiType =DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE =REST =GRPC =DELTA_GRPC =AGGREGATED_GRPC =AGGREGATED_DELTA_GRPC
envoy.config.core.v3.ApiVersion =AUTO =V2 =V3
envoy.config.core.v3.AsyncDataSource local:.DataSource remote:.RemoteDataSource
envoy.config.core.v3.BackoffStrategy base_interval:google.protobuf.Duration max_interval:google.protobuf.Duration
envoy.config.core.v3.BindConfig source_address:.SocketAddress freebind:google.protobuf.BoolValue socket_options:*.SocketOption extra_source_addresses:*.ExtraSourceAddress additional_source_addresses:*.SocketAddress local_address_selector:.TypedExtensionConfig
envoy.config.core.v3.BuildVersion version:envoy.type.v3.SemanticVersion metadata:google.protobuf.Struct
envoy.config.core.v3.CelExpressionConfig enable_string_conversion:boolean enable_string_concat:boolean enable_string_functions:boolean
envoy.config.core.v3.CidrRange address_prefix:text prefix_len:google.protobuf.UInt32Value
envoy.config.core.v3.ConfigSource authorities:*xds.core.v3.Authority path:text path_config_source:.PathConfigSource api_config_source:.ApiConfigSource ads:.AggregatedConfigSource self:.SelfConfigSource initial_fetch_timeout:google.protobuf.Duration resource_api_version:.ApiVersion
envoy.config.core.v3.ControlPlane identifier:text
envoy.config.core.v3.DataSource filename:text inline_bytes:text inline_string:text environment_variable:text watched_directory:.WatchedDirectory
envoy.config.core.v3.DnsResolutionConfig resolvers:*.Address dns_resolver_options:.DnsResolverOptions
envoy.config.core.v3.DnsResolverOptions use_tcp_for_dns_lookups:boolean no_default_search_domain:boolean
envoy.config.core.v3.EnvoyInternalAddress server_listener_name:text endpoint_id:text
envoy.config.core.v3.EventServiceConfig grpc_service:.GrpcService
envoy.config.core.v3.Extension name:text category:text type_descriptor:text version:.BuildVersion disabled:boolean type_urls:*text
envoy.config.core.v3.ExtensionConfigSource config_source:.ConfigSource default_config:google.protobuf.Any apply_default_config_without_warming:boolean type_urls:*text
envoy.config.core.v3.ExtraSourceAddress address:.SocketAddress socket_options:.SocketOptionsOverride
envoy.config.core.v3.GrpcMethodList services:*.GrpcMethodList.Service
envoy.config.core.v3.GrpcMethodList.Service name:text method_names:*text
envoy.config.core.v3.GrpcProtocolOptions http2_protocol_options:.Http2ProtocolOptions
envoy.config.core.v3.GrpcService envoy_grpc:.GrpcService.EnvoyGrpc google_grpc:.GrpcService.GoogleGrpc timeout:google.protobuf.Duration initial_metadata:*.HeaderValue retry_policy:.RetryPolicy
envoy.config.core.v3.GrpcService.EnvoyGrpc cluster_name:text authority:text retry_policy:envoy.config.core.v3.RetryPolicy max_receive_message_length:google.protobuf.UInt32Value skip_envoy_headers:boolean
envoy.config.core.v3.GrpcService.GoogleGrpc target_uri:text channel_credentials:.GoogleGrpc.ChannelCredentials channel_credentials_plugin:*google.protobuf.Any call_credentials:*.GoogleGrpc.CallCredentials call_credentials_plugin:*google.protobuf.Any stat_prefix:text credentials_factory_name:text config:google.protobuf.Struct per_stream_buffer_limit_bytes:google.protobuf.UInt32Value channel_args:.GoogleGrpc.ChannelArgs
envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials access_token:text google_compute_engine:google.protobuf.Empty google_refresh_token:text service_account_jwt_access:.CallCredentials.ServiceAccountJWTAccessCredentials google_iam:.CallCredentials.GoogleIAMCredentials from_plugin:.CallCredentials.MetadataCredentialsFromPlugin sts_service:.CallCredentials.StsService
envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials authorization_token:text authority_selector:text
envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin name:text typed_config:google.protobuf.Any
envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials json_key:text token_lifetime_seconds:integer
envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService token_exchange_service_uri:text resource:text audience:text scope:text requested_token_type:text subject_token_path:text subject_token_type:text actor_token_path:text actor_token_type:text
envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs args:%.ChannelArgs.Value
envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value string_value:text int_value:integer
envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials ssl_credentials:.SslCredentials google_default:google.protobuf.Empty local_credentials:.GoogleLocalCredentials
envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials
envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials root_certs:envoy.config.core.v3.DataSource private_key:envoy.config.core.v3.DataSource cert_chain:envoy.config.core.v3.DataSource
envoy.config.core.v3.HeaderMap headers:*.HeaderValue
envoy.config.core.v3.HeaderValue key:text value:text raw_value:text
envoy.config.core.v3.HeaderValueOption header:.HeaderValue append:google.protobuf.BoolValue append_action:.HeaderValueOption.HeaderAppendAction keep_empty_value:boolean
envoy.config.core.v3.HeaderValueOption.HeaderAppendAction =APPEND_IF_EXISTS_OR_ADD =ADD_IF_ABSENT =OVERWRITE_IF_EXISTS_OR_ADD =OVERWRITE_IF_EXISTS
envoy.config.core.v3.HealthCheck timeout:google.protobuf.Duration interval:google.protobuf.Duration initial_jitter:google.protobuf.Duration interval_jitter:google.protobuf.Duration interval_jitter_percent:integer unhealthy_threshold:google.protobuf.UInt32Value healthy_threshold:google.protobuf.UInt32Value alt_port:google.protobuf.UInt32Value reuse_connection:google.protobuf.BoolValue http_health_check:.HealthCheck.HttpHealthCheck tcp_health_check:.HealthCheck.TcpHealthCheck grpc_health_check:.HealthCheck.GrpcHealthCheck custom_health_check:.HealthCheck.CustomHealthCheck no_traffic_interval:google.protobuf.Duration no_traffic_healthy_interval:google.protobuf.Duration unhealthy_interval:google.protobuf.Duration unhealthy_edge_interval:google.protobuf.Duration healthy_edge_interval:google.protobuf.Duration event_log_path:text event_logger:*.TypedExtensionConfig event_service:.EventServiceConfig always_log_health_check_failures:boolean always_log_health_check_success:boolean tls_options:.HealthCheck.TlsOptions transport_socket_match_criteria:google.protobuf.Struct
envoy.config.core.v3.HealthCheck.CustomHealthCheck name:text typed_config:google.protobuf.Any
envoy.config.core.v3.HealthCheck.GrpcHealthCheck service_name:text authority:text initial_metadata:*envoy.config.core.v3.HeaderValueOption
envoy.config.core.v3.HealthCheck.HttpHealthCheck host:text path:text send:.Payload receive:*.Payload response_buffer_size:google.protobuf.UInt64Value request_headers_to_add:*envoy.config.core.v3.HeaderValueOption request_headers_to_remove:*text expected_statuses:*envoy.type.v3.Int64Range retriable_statuses:*envoy.type.v3.Int64Range codec_client_type:envoy.type.v3.CodecClientType service_name_matcher:envoy.type.matcher.v3.StringMatcher method:envoy.config.core.v3.RequestMethod
envoy.config.core.v3.HealthCheck.Payload text:text binary:text
envoy.config.core.v3.HealthCheck.RedisHealthCheck key:text
envoy.config.core.v3.HealthCheck.TcpHealthCheck send:.Payload receive:*.Payload proxy_protocol_config:envoy.config.core.v3.ProxyProtocolConfig
envoy.config.core.v3.HealthCheck.TlsOptions alpn_protocols:*text
envoy.config.core.v3.HealthStatus =UNKNOWN =HEALTHY =UNHEALTHY =DRAINING =TIMEOUT =DEGRADED
envoy.config.core.v3.HealthStatusSet statuses:*.HealthStatus
envoy.config.core.v3.Http1ProtocolOptions allow_absolute_url:google.protobuf.BoolValue accept_http_10:boolean default_host_for_http_10:text header_key_format:.Http1ProtocolOptions.HeaderKeyFormat enable_trailers:boolean allow_chunked_length:boolean override_stream_error_on_invalid_http_message:google.protobuf.BoolValue send_fully_qualified_url:boolean use_balsa_parser:google.protobuf.BoolValue allow_custom_methods:boolean ignore_http_11_upgrade:*envoy.type.matcher.v3.StringMatcher
envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat proper_case_words:.HeaderKeyFormat.ProperCaseWords stateful_formatter:envoy.config.core.v3.TypedExtensionConfig
envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords
envoy.config.core.v3.Http2ProtocolOptions hpack_table_size:google.protobuf.UInt32Value max_concurrent_streams:google.protobuf.UInt32Value initial_stream_window_size:google.protobuf.UInt32Value initial_connection_window_size:google.protobuf.UInt32Value allow_connect:boolean allow_metadata:boolean max_outbound_frames:google.protobuf.UInt32Value max_outbound_control_frames:google.protobuf.UInt32Value max_consecutive_inbound_frames_with_empty_payload:google.protobuf.UInt32Value max_inbound_priority_frames_per_stream:google.protobuf.UInt32Value max_inbound_window_update_frames_per_data_frame_sent:google.protobuf.UInt32Value stream_error_on_invalid_http_messaging:boolean override_stream_error_on_invalid_http_message:google.protobuf.BoolValue custom_settings_parameters:*.Http2ProtocolOptions.SettingsParameter connection_keepalive:.KeepaliveSettings use_oghttp2_codec:google.protobuf.BoolValue max_metadata_size:google.protobuf.UInt64Value enable_huffman_encoding:google.protobuf.BoolValue
envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter identifier:google.protobuf.UInt32Value value:google.protobuf.UInt32Value
envoy.config.core.v3.Http3ProtocolOptions quic_protocol_options:.QuicProtocolOptions override_stream_error_on_invalid_http_message:google.protobuf.BoolValue allow_extended_connect:boolean allow_metadata:boolean disable_qpack:boolean disable_connection_flow_control_for_streams:boolean
envoy.config.core.v3.HttpProtocolOptions idle_timeout:google.protobuf.Duration max_connection_duration:google.protobuf.Duration max_headers_count:google.protobuf.UInt32Value max_response_headers_kb:google.protobuf.UInt32Value max_stream_duration:google.protobuf.Duration headers_with_underscores_action:.HttpProtocolOptions.HeadersWithUnderscoresAction max_requests_per_connection:google.protobuf.UInt32Value
envoy.config.core.v3.HttpProtocolOptions.HeadersWithUnderscoresAction =ALLOW =REJECT_REQUEST =DROP_HEADER
envoy.config.core.v3.HttpService http_uri:.HttpUri request_headers_to_add:*.HeaderValueOption
envoy.config.core.v3.HttpUri uri:text cluster:text timeout:google.protobuf.Duration
envoy.config.core.v3.JsonFormatOptions sort_properties:boolean
envoy.config.core.v3.KeepaliveSettings interval:google.protobuf.Duration timeout:google.protobuf.Duration interval_jitter:envoy.type.v3.Percent connection_idle_interval:google.protobuf.Duration
envoy.config.core.v3.KeyValue key:text value:text
envoy.config.core.v3.KeyValueAppend record:.KeyValuePair entry:.KeyValue action:.KeyValueAppend.KeyValueAppendAction
envoy.config.core.v3.KeyValueAppend.KeyValueAppendAction =APPEND_IF_EXISTS_OR_ADD =ADD_IF_ABSENT =OVERWRITE_IF_EXISTS_OR_ADD =OVERWRITE_IF_EXISTS
envoy.config.core.v3.KeyValueMutation append:.KeyValueAppend remove:text
envoy.config.core.v3.KeyValuePair key:text value:google.protobuf.Value
envoy.config.core.v3.Locality region:text zone:text sub_zone:text
envoy.config.core.v3.Metadata filter_metadata:%google.protobuf.Struct typed_filter_metadata:%google.protobuf.Any
envoy.config.core.v3.Node id:text cluster:text metadata:google.protobuf.Struct dynamic_parameters:%xds.core.v3.ContextParams locality:.Locality user_agent_name:text user_agent_version:text user_agent_build_version:.BuildVersion extensions:*.Extension client_features:*text listening_addresses:*.Address
envoy.config.core.v3.PathConfigSource path:text watched_directory:.WatchedDirectory
envoy.config.core.v3.PerHostConfig added_tlvs:*.TlvEntry
envoy.config.core.v3.Pipe path:text mode:integer
envoy.config.core.v3.ProxyProtocolConfig version:.ProxyProtocolConfig.Version pass_through_tlvs:.ProxyProtocolPassThroughTLVs added_tlvs:*.TlvEntry
envoy.config.core.v3.ProxyProtocolConfig.Version =V1 =V2
envoy.config.core.v3.ProxyProtocolPassThroughTLVs match_type:.ProxyProtocolPassThroughTLVs.PassTLVsMatchType tlv_type:*integer
envoy.config.core.v3.ProxyProtocolPassThroughTLVs.PassTLVsMatchType =INCLUDE_ALL =INCLUDE
envoy.config.core.v3.QueryParameter key:text value:text
envoy.config.core.v3.QuicKeepAliveSettings max_interval:google.protobuf.Duration initial_interval:google.protobuf.Duration
envoy.config.core.v3.QuicProtocolOptions max_concurrent_streams:google.protobuf.UInt32Value initial_stream_window_size:google.protobuf.UInt32Value initial_connection_window_size:google.protobuf.UInt32Value num_timeouts_to_trigger_port_migration:google.protobuf.UInt32Value connection_keepalive:.QuicKeepAliveSettings connection_options:text client_connection_options:text idle_network_timeout:google.protobuf.Duration max_packet_length:google.protobuf.UInt64Value client_packet_writer:.TypedExtensionConfig connection_migration:.QuicProtocolOptions.ConnectionMigrationSettings
envoy.config.core.v3.QuicProtocolOptions.ConnectionMigrationSettings migrate_idle_connections:.ConnectionMigrationSettings.MigrateIdleConnectionSettings max_time_on_non_default_network:google.protobuf.Duration
envoy.config.core.v3.QuicProtocolOptions.ConnectionMigrationSettings.MigrateIdleConnectionSettings max_idle_time_before_migration:google.protobuf.Duration
envoy.config.core.v3.RateLimitSettings max_tokens:google.protobuf.UInt32Value fill_rate:google.protobuf.DoubleValue
envoy.config.core.v3.RemoteDataSource http_uri:.HttpUri sha256:text retry_policy:.RetryPolicy
envoy.config.core.v3.RequestMethod =METHOD_UNSPECIFIED =GET =HEAD =POST =PUT =DELETE =CONNECT =OPTIONS =TRACE =PATCH
envoy.config.core.v3.RetryPolicy retry_back_off:.BackoffStrategy num_retries:google.protobuf.UInt32Value retry_on:text retry_priority:.RetryPolicy.RetryPriority retry_host_predicate:*.RetryPolicy.RetryHostPredicate host_selection_retry_max_attempts:integer
envoy.config.core.v3.RetryPolicy.RetryHostPredicate name:text typed_config:google.protobuf.Any
envoy.config.core.v3.RetryPolicy.RetryPriority name:text typed_config:google.protobuf.Any
envoy.config.core.v3.RoutingPriority =DEFAULT =HIGH
envoy.config.core.v3.RuntimeDouble default_value:number runtime_key:text
envoy.config.core.v3.RuntimeFeatureFlag default_value:google.protobuf.BoolValue runtime_key:text
envoy.config.core.v3.RuntimeFractionalPercent default_value:envoy.type.v3.FractionalPercent runtime_key:text
envoy.config.core.v3.RuntimePercent default_value:envoy.type.v3.Percent runtime_key:text
envoy.config.core.v3.RuntimeUInt32 default_value:integer runtime_key:text
envoy.config.core.v3.SchemeHeaderTransformation scheme_to_overwrite:text match_upstream:boolean
envoy.config.core.v3.SelfConfigSource transport_api_version:.ApiVersion
envoy.config.core.v3.SocketAddress protocol:.SocketAddress.Protocol address:text port_value:integer named_port:text resolver_name:text ipv4_compat:boolean network_namespace_filepath:text
envoy.config.core.v3.SocketAddress.Protocol =TCP =UDP
envoy.config.core.v3.SocketCmsgHeaders level:google.protobuf.UInt32Value type:google.protobuf.UInt32Value expected_size:integer
envoy.config.core.v3.SocketOption description:text level:integer name:integer int_value:integer buf_value:text state:.SocketOption.SocketState type:.SocketOption.SocketType
envoy.config.core.v3.SocketOption.SocketState =STATE_PREBIND =STATE_BOUND =STATE_LISTENING
envoy.config.core.v3.SocketOption.SocketType stream:.SocketType.Stream datagram:.SocketType.Datagram
envoy.config.core.v3.SocketOption.SocketType.Datagram
envoy.config.core.v3.SocketOption.SocketType.Stream
envoy.config.core.v3.SocketOptionsOverride socket_options:*.SocketOption
envoy.config.core.v3.SubstitutionFormatString text_format:text json_format:google.protobuf.Struct text_format_source:.DataSource omit_empty_values:boolean content_type:text formatters:*.TypedExtensionConfig json_format_options:.JsonFormatOptions
envoy.config.core.v3.TcpKeepalive keepalive_probes:google.protobuf.UInt32Value keepalive_time:google.protobuf.UInt32Value keepalive_interval:google.protobuf.UInt32Value
envoy.config.core.v3.TcpProtocolOptions
envoy.config.core.v3.TlvEntry type:integer value:text format_string:.SubstitutionFormatString
envoy.config.core.v3.TrafficDirection =UNSPECIFIED =INBOUND =OUTBOUND
envoy.config.core.v3.TransportSocket name:text typed_config:google.protobuf.Any
envoy.config.core.v3.TypedExtensionConfig name:text typed_config:google.protobuf.Any
envoy.config.core.v3.UdpSocketConfig max_rx_datagram_size:google.protobuf.UInt64Value prefer_gro:google.protobuf.BoolValue
envoy.config.core.v3.UpstreamHttpProtocolOptions auto_sni:boolean auto_san_validation:boolean override_auto_sni_header:text
envoy.config.core.v3.WatchedDirectory path:text
envoy.config.endpoint.v3.ClusterLoadAssignment cluster_name:text endpoints:*.LocalityLbEndpoints named_endpoints:%.Endpoint policy:.ClusterLoadAssignment.Policy
envoy.config.endpoint.v3.ClusterLoadAssignment.Policy drop_overloads:*.Policy.DropOverload overprovisioning_factor:google.protobuf.UInt32Value endpoint_stale_after:google.protobuf.Duration weighted_priority_health:boolean
envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload category:text drop_percentage:envoy.type.v3.FractionalPercent
envoy.config.endpoint.v3.ClusterStats cluster_name:text cluster_service_name:text upstream_locality_stats:*.UpstreamLocalityStats total_dropped_requests:integer dropped_requests:*.ClusterStats.DroppedRequests load_report_interval:google.protobuf.Duration
envoy.config.endpoint.v3.ClusterStats.DroppedRequests category:text dropped_count:integer
envoy.config.endpoint.v3.Endpoint address:envoy.config.core.v3.Address health_check_config:.Endpoint.HealthCheckConfig hostname:text additional_addresses:*.Endpoint.AdditionalAddress
envoy.config.endpoint.v3.Endpoint.AdditionalAddress address:envoy.config.core.v3.Address
envoy.config.endpoint.v3.Endpoint.HealthCheckConfig port_value:integer hostname:text address:envoy.config.core.v3.Address disable_active_health_check:boolean
envoy.config.endpoint.v3.EndpointLoadMetricStats metric_name:text num_requests_finished_with_metric:integer total_metric_value:number
envoy.config.endpoint.v3.LbEndpoint endpoint:.Endpoint endpoint_name:text health_status:envoy.config.core.v3.HealthStatus metadata:envoy.config.core.v3.Metadata load_balancing_weight:google.protobuf.UInt32Value
envoy.config.endpoint.v3.LbEndpointCollection entries:xds.core.v3.CollectionEntry
envoy.config.endpoint.v3.LedsClusterLocalityConfig leds_config:envoy.config.core.v3.ConfigSource leds_collection_name:text
envoy.config.endpoint.v3.LocalityLbEndpoints locality:envoy.config.core.v3.Locality metadata:envoy.config.core.v3.Metadata lb_endpoints:*.LbEndpoint load_balancer_endpoints:.LocalityLbEndpoints.LbEndpointList leds_cluster_locality_config:.LedsClusterLocalityConfig load_balancing_weight:google.protobuf.UInt32Value priority:integer proximity:google.protobuf.UInt32Value
envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList lb_endpoints:*envoy.config.endpoint.v3.LbEndpoint
envoy.config.endpoint.v3.UnnamedEndpointLoadMetricStats num_requests_finished_with_metric:integer total_metric_value:number
envoy.config.endpoint.v3.UpstreamEndpointStats address:envoy.config.core.v3.Address metadata:google.protobuf.Struct total_successful_requests:integer total_requests_in_progress:integer total_error_requests:integer total_issued_requests:integer load_metric_stats:*.EndpointLoadMetricStats
envoy.config.endpoint.v3.UpstreamLocalityStats locality:envoy.config.core.v3.Locality total_successful_requests:integer total_requests_in_progress:integer total_error_requests:integer total_issued_requests:integer total_active_connections:integer total_new_connections:integer total_fail_connections:integer cpu_utilization:.UnnamedEndpointLoadMetricStats mem_utilization:.UnnamedEndpointLoadMetricStats application_utilization:.UnnamedEndpointLoadMetricStats load_metric_stats:*.EndpointLoadMetricStats upstream_endpoint_stats:*.UpstreamEndpointStats priority:integer
envoy.config.grpc_credential.v3.FileBasedMetadataConfig secret_data:envoy.config.core.v3.DataSource header_key:text header_prefix:text
envoy.config.listener.v3.ActiveRawUdpListenerConfig
envoy.config.listener.v3.AdditionalAddress address:envoy.config.core.v3.Address socket_options:envoy.config.core.v3.SocketOptionsOverride tcp_keepalive:envoy.config.core.v3.TcpKeepalive
envoy.config.listener.v3.ApiListener api_listener:google.protobuf.Any
envoy.config.listener.v3.ApiListenerManager
envoy.config.listener.v3.Filter name:text typed_config:google.protobuf.Any config_discovery:envoy.config.core.v3.ExtensionConfigSource
envoy.config.listener.v3.FilterChain filter_chain_match:.FilterChainMatch filters:*.Filter use_proxy_proto:google.protobuf.BoolValue metadata:envoy.config.core.v3.Metadata transport_socket:envoy.config.core.v3.TransportSocket transport_socket_connect_timeout:google.protobuf.Duration name:text
envoy.config.listener.v3.FilterChainMatch destination_port:google.protobuf.UInt32Value prefix_ranges:*envoy.config.core.v3.CidrRange address_suffix:text suffix_len:google.protobuf.UInt32Value direct_source_prefix_ranges:*envoy.config.core.v3.CidrRange source_type:.FilterChainMatch.ConnectionSourceType source_prefix_ranges:*envoy.config.core.v3.CidrRange source_ports:*integer server_names:*text transport_protocol:text application_protocols:*text
envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType =ANY =SAME_IP_OR_LOOPBACK =EXTERNAL
envoy.config.listener.v3.Listener name:text address:envoy.config.core.v3.Address additional_addresses:*.AdditionalAddress stat_prefix:text filter_chains:*.FilterChain fcds_config:.Listener.FcdsConfig filter_chain_matcher:xds.type.matcher.v3.Matcher use_original_dst:google.protobuf.BoolValue default_filter_chain:.FilterChain per_connection_buffer_limit_bytes:google.protobuf.UInt32Value metadata:envoy.config.core.v3.Metadata deprecated_v1:.Listener.DeprecatedV1 drain_type:.Listener.DrainType listener_filters:*.ListenerFilter listener_filters_timeout:google.protobuf.Duration continue_on_listener_filters_timeout:boolean transparent:google.protobuf.BoolValue freebind:google.protobuf.BoolValue socket_options:*envoy.config.core.v3.SocketOption tcp_fast_open_queue_length:google.protobuf.UInt32Value traffic_direction:envoy.config.core.v3.TrafficDirection udp_listener_config:.UdpListenerConfig api_listener:.ApiListener connection_balance_config:.Listener.ConnectionBalanceConfig reuse_port:boolean enable_reuse_port:google.protobuf.BoolValue access_log:*envoy.config.accesslog.v3.AccessLog tcp_backlog_size:google.protobuf.UInt32Value max_connections_to_accept_per_socket_event:google.protobuf.UInt32Value bind_to_port:google.protobuf.BoolValue internal_listener:.Listener.InternalListenerConfig enable_mptcp:boolean ignore_global_conn_limit:boolean bypass_overload_manager:boolean tcp_keepalive:envoy.config.core.v3.TcpKeepalive
envoy.config.listener.v3.Listener.ConnectionBalanceConfig exact_balance:.ConnectionBalanceConfig.ExactBalance extend_balance:envoy.config.core.v3.TypedExtensionConfig
envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance
envoy.config.listener.v3.Listener.DeprecatedV1 bind_to_port:google.protobuf.BoolValue
envoy.config.listener.v3.Listener.DrainType =DEFAULT =MODIFY_ONLY
envoy.config.listener.v3.Listener.FcdsConfig name:text config_source:envoy.config.core.v3.ConfigSource
envoy.config.listener.v3.Listener.InternalListenerConfig
envoy.config.listener.v3.ListenerCollection entries:*xds.core.v3.CollectionEntry
envoy.config.listener.v3.ListenerFilter name:text typed_config:google.protobuf.Any config_discovery:envoy.config.core.v3.ExtensionConfigSource filter_disabled:.ListenerFilterChainMatchPredicate
envoy.config.listener.v3.ListenerFilterChainMatchPredicate or_match:.ListenerFilterChainMatchPredicate.MatchSet and_match:.ListenerFilterChainMatchPredicate.MatchSet not_match:.ListenerFilterChainMatchPredicate any_match:boolean destination_port_range:envoy.type.v3.Int32Range
envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet rules:*envoy.config.listener.v3.ListenerFilterChainMatchPredicate
envoy.config.listener.v3.ListenerManager
envoy.config.listener.v3.QuicProtocolOptions quic_protocol_options:envoy.config.core.v3.QuicProtocolOptions idle_timeout:google.protobuf.Duration crypto_handshake_timeout:google.protobuf.Duration enabled:envoy.config.core.v3.RuntimeFeatureFlag packets_to_read_to_connection_count_ratio:google.protobuf.UInt32Value crypto_stream_config:envoy.config.core.v3.TypedExtensionConfig proof_source_config:envoy.config.core.v3.TypedExtensionConfig connection_id_generator_config:envoy.config.core.v3.TypedExtensionConfig server_preferred_address_config:envoy.config.core.v3.TypedExtensionConfig send_disable_active_migration:google.protobuf.BoolValue connection_debug_visitor_config:envoy.config.core.v3.TypedExtensionConfig save_cmsg_config:*envoy.config.core.v3.SocketCmsgHeaders reject_new_connections:boolean max_sessions_per_event_loop:google.protobuf.UInt32Value
envoy.config.listener.v3.UdpListenerConfig downstream_socket_config:envoy.config.core.v3.UdpSocketConfig quic_options:.QuicProtocolOptions udp_packet_packet_writer_config:envoy.config.core.v3.TypedExtensionConfig
envoy.config.listener.v3.ValidationListenerManager
envoy.config.metrics.v3.DogStatsdSink address:envoy.config.core.v3.Address prefix:text max_bytes_per_datagram:google.protobuf.UInt64Value
envoy.config.metrics.v3.HistogramBucketSettings match:envoy.type.matcher.v3.StringMatcher buckets:*number bins:google.protobuf.UInt32Value
envoy.config.metrics.v3.HistogramEmitMode =SUMMARY_AND_HISTOGRAM =SUMMARY =HISTOGRAM
envoy.config.metrics.v3.HystrixSink num_buckets:integer
envoy.config.metrics.v3.MetricsServiceConfig grpc_service:envoy.config.core.v3.GrpcService transport_api_version:envoy.config.core.v3.ApiVersion report_counters_as_deltas:google.protobuf.BoolValue emit_tags_as_labels:boolean histogram_emit_mode:.HistogramEmitMode batch_size:integer
envoy.config.metrics.v3.StatsConfig stats_tags:*.TagSpecifier use_all_default_tags:google.protobuf.BoolValue stats_matcher:.StatsMatcher histogram_bucket_settings:*.HistogramBucketSettings
envoy.config.metrics.v3.StatsMatcher reject_all:boolean exclusion_list:envoy.type.matcher.v3.ListStringMatcher inclusion_list:envoy.type.matcher.v3.ListStringMatcher
envoy.config.metrics.v3.StatsSink name:text typed_config:google.protobuf.Any
envoy.config.metrics.v3.StatsdSink address:envoy.config.core.v3.Address tcp_cluster_name:text prefix:text
envoy.config.metrics.v3.TagSpecifier tag_name:text regex:text fixed_value:text
envoy.config.overload.v3.BufferFactoryConfig minimum_account_to_track_power_of_two:integer
envoy.config.overload.v3.LoadShedPoint name:text triggers:*.Trigger
envoy.config.overload.v3.OverloadAction name:text triggers:*.Trigger typed_config:google.protobuf.Any
envoy.config.overload.v3.OverloadManager refresh_interval:google.protobuf.Duration resource_monitors:*.ResourceMonitor actions:*.OverloadAction loadshed_points:*.LoadShedPoint buffer_factory_config:.BufferFactoryConfig
envoy.config.overload.v3.ResourceMonitor name:text typed_config:google.protobuf.Any
envoy.config.overload.v3.ScaleTimersOverloadActionConfig timer_scale_factors:*.ScaleTimersOverloadActionConfig.ScaleTimer
envoy.config.overload.v3.ScaleTimersOverloadActionConfig.ScaleTimer timer:.TimerType min_timeout:google.protobuf.Duration min_scale:envoy.type.v3.Percent
envoy.config.overload.v3.ScaleTimersOverloadActionConfig.TimerType =UNSPECIFIED =HTTP_DOWNSTREAM_CONNECTION_IDLE =HTTP_DOWNSTREAM_STREAM_IDLE =TRANSPORT_SOCKET_CONNECT =HTTP_DOWNSTREAM_CONNECTION_MAX =HTTP_DOWNSTREAM_STREAM_FLUSH
envoy.config.overload.v3.ScaledTrigger scaling_threshold:number saturation_threshold:number
envoy.config.overload.v3.ThresholdTrigger value:number
envoy.config.overload.v3.Trigger name:text threshold:.ThresholdTrigger scaled:.ScaledTrigger
envoy.config.ratelimit.v3.RateLimitServiceConfig grpc_service:envoy.config.core.v3.GrpcService transport_api_version:envoy.config.core.v3.ApiVersion
envoy.config.rbac.v3.Action name:text action:.RBAC.Action
envoy.config.rbac.v3.MetadataSource =DYNAMIC =ROUTE
envoy.config.rbac.v3.Permission and_rules:.Permission.Set or_rules:.Permission.Set any:boolean header:envoy.config.route.v3.HeaderMatcher url_path:envoy.type.matcher.v3.PathMatcher destination_ip:envoy.config.core.v3.CidrRange destination_port:integer destination_port_range:envoy.type.v3.Int32Range metadata:envoy.type.matcher.v3.MetadataMatcher not_rule:.Permission requested_server_name:envoy.type.matcher.v3.StringMatcher matcher:envoy.config.core.v3.TypedExtensionConfig uri_template:envoy.config.core.v3.TypedExtensionConfig sourced_metadata:.SourcedMetadata
envoy.config.rbac.v3.Permission.Set rules:*envoy.config.rbac.v3.Permission
envoy.config.rbac.v3.Policy permissions:*.Permission principals:*.Principal condition:google.api.expr.v1alpha1.Expr checked_condition:google.api.expr.v1alpha1.CheckedExpr cel_config:envoy.config.core.v3.CelExpressionConfig
envoy.config.rbac.v3.Principal and_ids:.Principal.Set or_ids:.Principal.Set any:boolean authenticated:.Principal.Authenticated source_ip:envoy.config.core.v3.CidrRange direct_remote_ip:envoy.config.core.v3.CidrRange remote_ip:envoy.config.core.v3.CidrRange header:envoy.config.route.v3.HeaderMatcher url_path:envoy.type.matcher.v3.PathMatcher metadata:envoy.type.matcher.v3.MetadataMatcher filter_state:envoy.type.matcher.v3.FilterStateMatcher not_id:.Principal sourced_metadata:.SourcedMetadata custom:envoy.config.core.v3.TypedExtensionConfig
envoy.config.rbac.v3.Principal.Authenticated principal_name:envoy.type.matcher.v3.StringMatcher
envoy.config.rbac.v3.Principal.Set ids:*envoy.config.rbac.v3.Principal
envoy.config.rbac.v3.RBAC action:.RBAC.Action policies:%.Policy audit_logging_options:.RBAC.AuditLoggingOptions
envoy.config.rbac.v3.RBAC.Action =ALLOW =DENY =LOG
envoy.config.rbac.v3.RBAC.AuditLoggingOptions audit_condition:.AuditLoggingOptions.AuditCondition logger_configs:*.AuditLoggingOptions.AuditLoggerConfig
envoy.config.rbac.v3.RBAC.AuditLoggingOptions.AuditCondition =NONE =ON_DENY =ON_ALLOW =ON_DENY_AND_ALLOW
envoy.config.rbac.v3.RBAC.AuditLoggingOptions.AuditLoggerConfig audit_logger:envoy.config.core.v3.TypedExtensionConfig is_optional:boolean
envoy.config.rbac.v3.SourcedMetadata metadata_matcher:envoy.type.matcher.v3.MetadataMatcher metadata_source:.MetadataSource
envoy.config.retry.previous_priorities.PreviousPrioritiesConfig update_frequency:integer
envoy.config.route.v3.ClusterSpecifierPlugin extension:envoy.config.core.v3.TypedExtensionConfig is_optional:boolean
envoy.config.route.v3.CookieMatcher name:text string_match:envoy.type.matcher.v3.StringMatcher invert_match:boolean
envoy.config.route.v3.CorsPolicy allow_origin_string_match:*envoy.type.matcher.v3.StringMatcher allow_methods:text allow_headers:text expose_headers:text max_age:text allow_credentials:google.protobuf.BoolValue filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent shadow_enabled:envoy.config.core.v3.RuntimeFractionalPercent allow_private_network_access:google.protobuf.BoolValue forward_not_matching_preflights:google.protobuf.BoolValue
envoy.config.route.v3.Decorator operation:text propagate:google.protobuf.BoolValue
envoy.config.route.v3.DirectResponseAction status:integer body:envoy.config.core.v3.DataSource body_format:envoy.config.core.v3.SubstitutionFormatString
envoy.config.route.v3.FilterAction action:google.protobuf.Any
envoy.config.route.v3.FilterConfig config:google.protobuf.Any is_optional:boolean disabled:boolean
envoy.config.route.v3.HeaderMatcher name:text exact_match:text safe_regex_match:envoy.type.matcher.v3.RegexMatcher range_match:envoy.type.v3.Int64Range present_match:boolean prefix_match:text suffix_match:text contains_match:text string_match:envoy.type.matcher.v3.StringMatcher invert_match:boolean treat_missing_header_as_empty:boolean
envoy.config.route.v3.HedgePolicy initial_requests:google.protobuf.UInt32Value additional_request_chance:envoy.type.v3.FractionalPercent hedge_on_per_try_timeout:boolean
envoy.config.route.v3.InternalRedirectPolicy max_internal_redirects:google.protobuf.UInt32Value redirect_response_codes:*integer predicates:*envoy.config.core.v3.TypedExtensionConfig allow_cross_scheme_redirect:boolean response_headers_to_copy:*text
envoy.config.route.v3.NonForwardingAction
envoy.config.route.v3.QueryParameterMatcher name:text string_match:envoy.type.matcher.v3.StringMatcher present_match:boolean
envoy.config.route.v3.RateLimit stage:google.protobuf.UInt32Value disable_key:text actions:*.RateLimit.Action limit:.RateLimit.Override hits_addend:.RateLimit.HitsAddend apply_on_stream_done:boolean
envoy.config.route.v3.RateLimit.Action source_cluster:.Action.SourceCluster destination_cluster:.Action.DestinationCluster request_headers:.Action.RequestHeaders query_parameters:.Action.QueryParameters remote_address:.Action.RemoteAddress generic_key:.Action.GenericKey header_value_match:.Action.HeaderValueMatch dynamic_metadata:.Action.DynamicMetaData metadata:.Action.MetaData extension:envoy.config.core.v3.TypedExtensionConfig masked_remote_address:.Action.MaskedRemoteAddress query_parameter_value_match:.Action.QueryParameterValueMatch
envoy.config.route.v3.RateLimit.Action.DestinationCluster
envoy.config.route.v3.RateLimit.Action.DynamicMetaData descriptor_key:text metadata_key:envoy.type.metadata.v3.MetadataKey default_value:text
envoy.config.route.v3.RateLimit.Action.GenericKey descriptor_value:text default_value:text descriptor_key:text
envoy.config.route.v3.RateLimit.Action.HeaderValueMatch descriptor_value:text default_value:text descriptor_key:text expect_match:google.protobuf.BoolValue headers:*envoy.config.route.v3.HeaderMatcher
envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress v4_prefix_mask_len:google.protobuf.UInt32Value v6_prefix_mask_len:google.protobuf.UInt32Value
envoy.config.route.v3.RateLimit.Action.MetaData descriptor_key:text metadata_key:envoy.type.metadata.v3.MetadataKey default_value:text source:.MetaData.Source skip_if_absent:boolean
envoy.config.route.v3.RateLimit.Action.MetaData.Source =DYNAMIC =ROUTE_ENTRY
envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch descriptor_value:text default_value:text descriptor_key:text expect_match:google.protobuf.BoolValue query_parameters:*envoy.config.route.v3.QueryParameterMatcher
envoy.config.route.v3.RateLimit.Action.QueryParameters query_parameter_name:text descriptor_key:text skip_if_absent:boolean
envoy.config.route.v3.RateLimit.Action.RemoteAddress
envoy.config.route.v3.RateLimit.Action.RequestHeaders header_name:text descriptor_key:text skip_if_absent:boolean
envoy.config.route.v3.RateLimit.Action.SourceCluster
envoy.config.route.v3.RateLimit.HitsAddend number:google.protobuf.UInt64Value format:text
envoy.config.route.v3.RateLimit.Override dynamic_metadata:.Override.DynamicMetadata
envoy.config.route.v3.RateLimit.Override.DynamicMetadata metadata_key:envoy.type.metadata.v3.MetadataKey
envoy.config.route.v3.RedirectAction https_redirect:boolean scheme_redirect:text host_redirect:text port_redirect:integer path_redirect:text prefix_rewrite:text regex_rewrite:envoy.type.matcher.v3.RegexMatchAndSubstitute response_code:.RedirectAction.RedirectResponseCode strip_query:boolean
envoy.config.route.v3.RedirectAction.RedirectResponseCode =MOVED_PERMANENTLY =FOUND =SEE_OTHER =TEMPORARY_REDIRECT =PERMANENT_REDIRECT
envoy.config.route.v3.RetryPolicy retry_on:text num_retries:google.protobuf.UInt32Value per_try_timeout:google.protobuf.Duration per_try_idle_timeout:google.protobuf.Duration retry_priority:.RetryPolicy.RetryPriority retry_host_predicate:*.RetryPolicy.RetryHostPredicate retry_options_predicates:*envoy.config.core.v3.TypedExtensionConfig host_selection_retry_max_attempts:integer retriable_status_codes:*integer retry_back_off:.RetryPolicy.RetryBackOff rate_limited_retry_back_off:.RetryPolicy.RateLimitedRetryBackOff retriable_headers:*.HeaderMatcher retriable_request_headers:*.HeaderMatcher
envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff reset_headers:*.ResetHeader max_interval:google.protobuf.Duration
envoy.config.route.v3.RetryPolicy.ResetHeader name:text format:.ResetHeaderFormat
envoy.config.route.v3.RetryPolicy.ResetHeaderFormat =SECONDS =UNIX_TIMESTAMP
envoy.config.route.v3.RetryPolicy.RetryBackOff base_interval:google.protobuf.Duration max_interval:google.protobuf.Duration
envoy.config.route.v3.RetryPolicy.RetryHostPredicate name:text typed_config:google.protobuf.Any
envoy.config.route.v3.RetryPolicy.RetryPriority name:text typed_config:google.protobuf.Any
envoy.config.route.v3.Route name:text match:.RouteMatch route:.RouteAction redirect:.RedirectAction direct_response:.DirectResponseAction filter_action:.FilterAction non_forwarding_action:.NonForwardingAction metadata:envoy.config.core.v3.Metadata decorator:.Decorator typed_per_filter_config:%google.protobuf.Any request_headers_to_add:*envoy.config.core.v3.HeaderValueOption request_headers_to_remove:*text response_headers_to_add:*envoy.config.core.v3.HeaderValueOption response_headers_to_remove:*text tracing:.Tracing per_request_buffer_limit_bytes:google.protobuf.UInt32Value stat_prefix:text request_body_buffer_limit:google.protobuf.UInt64Value
envoy.config.route.v3.RouteAction cluster:text cluster_header:text weighted_clusters:.WeightedCluster cluster_specifier_plugin:text inline_cluster_specifier_plugin:.ClusterSpecifierPlugin cluster_not_found_response_code:.RouteAction.ClusterNotFoundResponseCode metadata_match:envoy.config.core.v3.Metadata prefix_rewrite:text regex_rewrite:envoy.type.matcher.v3.RegexMatchAndSubstitute path_rewrite_policy:envoy.config.core.v3.TypedExtensionConfig path_rewrite:text host_rewrite_literal:text auto_host_rewrite:google.protobuf.BoolValue host_rewrite_header:text host_rewrite_path_regex:envoy.type.matcher.v3.RegexMatchAndSubstitute host_rewrite:text append_x_forwarded_host:boolean timeout:google.protobuf.Duration idle_timeout:google.protobuf.Duration flush_timeout:google.protobuf.Duration early_data_policy:envoy.config.core.v3.TypedExtensionConfig retry_policy:.RetryPolicy retry_policy_typed_config:google.protobuf.Any request_mirror_policies:*.RouteAction.RequestMirrorPolicy priority:envoy.config.core.v3.RoutingPriority rate_limits:*.RateLimit include_vh_rate_limits:google.protobuf.BoolValue hash_policy:*.RouteAction.HashPolicy cors:.CorsPolicy max_grpc_timeout:google.protobuf.Duration grpc_timeout_offset:google.protobuf.Duration upgrade_configs:*.RouteAction.UpgradeConfig internal_redirect_policy:.InternalRedirectPolicy internal_redirect_action:.RouteAction.InternalRedirectAction max_internal_redirects:google.protobuf.UInt32Value hedge_policy:.HedgePolicy max_stream_duration:.RouteAction.MaxStreamDuration
envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode =SERVICE_UNAVAILABLE =NOT_FOUND =INTERNAL_SERVER_ERROR
envoy.config.route.v3.RouteAction.HashPolicy header:.HashPolicy.Header cookie:.HashPolicy.Cookie connection_properties:.HashPolicy.ConnectionProperties query_parameter:.HashPolicy.QueryParameter filter_state:.HashPolicy.FilterState terminal:boolean
envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties source_ip:boolean
envoy.config.route.v3.RouteAction.HashPolicy.Cookie name:text ttl:google.protobuf.Duration path:text attributes:*.CookieAttribute
envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute name:text value:text
envoy.config.route.v3.RouteAction.HashPolicy.FilterState key:text
envoy.config.route.v3.RouteAction.HashPolicy.Header header_name:text regex_rewrite:envoy.type.matcher.v3.RegexMatchAndSubstitute
envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter name:text
envoy.config.route.v3.RouteAction.InternalRedirectAction =PASS_THROUGH_INTERNAL_REDIRECT =HANDLE_INTERNAL_REDIRECT
envoy.config.route.v3.RouteAction.MaxStreamDuration max_stream_duration:google.protobuf.Duration grpc_timeout_header_max:google.protobuf.Duration grpc_timeout_header_offset:google.protobuf.Duration
envoy.config.route.v3.RouteAction.RequestMirrorPolicy cluster:text cluster_header:text runtime_fraction:envoy.config.core.v3.RuntimeFractionalPercent trace_sampled:google.protobuf.BoolValue disable_shadow_host_suffix_append:boolean request_headers_mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation host_rewrite_literal:text
envoy.config.route.v3.RouteAction.UpgradeConfig upgrade_type:text enabled:google.protobuf.BoolValue connect_config:.UpgradeConfig.ConnectConfig
envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig proxy_protocol_config:envoy.config.core.v3.ProxyProtocolConfig allow_post:boolean
envoy.config.route.v3.RouteConfiguration name:text virtual_hosts:*.VirtualHost vhds:.Vhds internal_only_headers:*text response_headers_to_add:*envoy.config.core.v3.HeaderValueOption response_headers_to_remove:*text request_headers_to_add:*envoy.config.core.v3.HeaderValueOption request_headers_to_remove:*text most_specific_header_mutations_wins:boolean validate_clusters:google.protobuf.BoolValue max_direct_response_body_size_bytes:google.protobuf.UInt32Value cluster_specifier_plugins:*.ClusterSpecifierPlugin request_mirror_policies:*.RouteAction.RequestMirrorPolicy ignore_port_in_host_matching:boolean vhost_header:text ignore_path_parameters_in_path_matching:boolean typed_per_filter_config:%google.protobuf.Any metadata:envoy.config.core.v3.Metadata
envoy.config.route.v3.RouteList routes:*.Route
envoy.config.route.v3.RouteMatch prefix:text path:text safe_regex:envoy.type.matcher.v3.RegexMatcher connect_matcher:.RouteMatch.ConnectMatcher path_separated_prefix:text path_match_policy:envoy.config.core.v3.TypedExtensionConfig case_sensitive:google.protobuf.BoolValue runtime_fraction:envoy.config.core.v3.RuntimeFractionalPercent headers:*.HeaderMatcher query_parameters:*.QueryParameterMatcher cookies:*.CookieMatcher grpc:.RouteMatch.GrpcRouteMatchOptions tls_context:.RouteMatch.TlsContextMatchOptions dynamic_metadata:*envoy.type.matcher.v3.MetadataMatcher filter_state:*envoy.type.matcher.v3.FilterStateMatcher
envoy.config.route.v3.RouteMatch.ConnectMatcher
envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions
envoy.config.route.v3.RouteMatch.TlsContextMatchOptions presented:google.protobuf.BoolValue validated:google.protobuf.BoolValue
envoy.config.route.v3.ScopedRouteConfiguration on_demand:boolean name:text route_configuration_name:text route_configuration:.RouteConfiguration key:.ScopedRouteConfiguration.Key
envoy.config.route.v3.ScopedRouteConfiguration.Key fragments:*.Key.Fragment
envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment string_key:text
envoy.config.route.v3.Tracing client_sampling:envoy.type.v3.FractionalPercent random_sampling:envoy.type.v3.FractionalPercent overall_sampling:envoy.type.v3.FractionalPercent custom_tags:*envoy.type.tracing.v3.CustomTag operation:text upstream_operation:text
envoy.config.route.v3.Vhds config_source:envoy.config.core.v3.ConfigSource
envoy.config.route.v3.VirtualCluster headers:*.HeaderMatcher name:text
envoy.config.route.v3.VirtualHost name:text domains:*text routes:*.Route matcher:xds.type.matcher.v3.Matcher require_tls:.VirtualHost.TlsRequirementType virtual_clusters:*.VirtualCluster rate_limits:*.RateLimit request_headers_to_add:*envoy.config.core.v3.HeaderValueOption request_headers_to_remove:*text response_headers_to_add:*envoy.config.core.v3.HeaderValueOption response_headers_to_remove:*text cors:.CorsPolicy typed_per_filter_config:%google.protobuf.Any include_request_attempt_count:boolean include_attempt_count_in_response:boolean retry_policy:.RetryPolicy retry_policy_typed_config:google.protobuf.Any hedge_policy:.HedgePolicy include_is_timeout_retry_header:boolean per_request_buffer_limit_bytes:google.protobuf.UInt32Value request_body_buffer_limit:google.protobuf.UInt64Value request_mirror_policies:*.RouteAction.RequestMirrorPolicy metadata:envoy.config.core.v3.Metadata
envoy.config.route.v3.VirtualHost.TlsRequirementType =NONE =EXTERNAL_ONLY =ALL
envoy.config.route.v3.WeightedCluster clusters:*.WeightedCluster.ClusterWeight total_weight:google.protobuf.UInt32Value runtime_key_prefix:text header_name:text use_hash_policy:google.protobuf.BoolValue
envoy.config.route.v3.WeightedCluster.ClusterWeight name:text cluster_header:text weight:google.protobuf.UInt32Value metadata_match:envoy.config.core.v3.Metadata request_headers_to_add:*envoy.config.core.v3.HeaderValueOption request_headers_to_remove:*text response_headers_to_add:*envoy.config.core.v3.HeaderValueOption response_headers_to_remove:*text typed_per_filter_config:%google.protobuf.Any host_rewrite_literal:text
envoy.config.tap.v3.BufferedAdminSink max_traces:integer timeout:google.protobuf.Duration
envoy.config.tap.v3.FilePerTapSink path_prefix:text
envoy.config.tap.v3.HttpGenericBodyMatch bytes_limit:integer patterns:*.HttpGenericBodyMatch.GenericTextMatch
envoy.config.tap.v3.HttpGenericBodyMatch.GenericTextMatch string_match:text binary_match:text
envoy.config.tap.v3.HttpHeadersMatch headers:*envoy.config.route.v3.HeaderMatcher
envoy.config.tap.v3.MatchPredicate or_match:.MatchPredicate.MatchSet and_match:.MatchPredicate.MatchSet not_match:.MatchPredicate any_match:boolean http_request_headers_match:.HttpHeadersMatch http_request_trailers_match:.HttpHeadersMatch http_response_headers_match:.HttpHeadersMatch http_response_trailers_match:.HttpHeadersMatch http_request_generic_body_match:.HttpGenericBodyMatch http_response_generic_body_match:.HttpGenericBodyMatch
envoy.config.tap.v3.MatchPredicate.MatchSet rules:*envoy.config.tap.v3.MatchPredicate
envoy.config.tap.v3.OutputConfig sinks:*.OutputSink max_buffered_rx_bytes:google.protobuf.UInt32Value max_buffered_tx_bytes:google.protobuf.UInt32Value streaming:boolean min_streamed_sent_bytes:google.protobuf.UInt32Value
envoy.config.tap.v3.OutputSink format:.OutputSink.Format streaming_admin:.StreamingAdminSink file_per_tap:.FilePerTapSink streaming_grpc:.StreamingGrpcSink buffered_admin:.BufferedAdminSink custom_sink:envoy.config.core.v3.TypedExtensionConfig
envoy.config.tap.v3.OutputSink.Format =JSON_BODY_AS_BYTES =JSON_BODY_AS_STRING =PROTO_BINARY =PROTO_BINARY_LENGTH_DELIMITED =PROTO_TEXT
envoy.config.tap.v3.StreamingAdminSink
envoy.config.tap.v3.StreamingGrpcSink tap_id:text grpc_service:envoy.config.core.v3.GrpcService
envoy.config.tap.v3.TapConfig match_config:.MatchPredicate match:envoy.config.common.matcher.v3.MatchPredicate output_config:.OutputConfig tap_enabled:envoy.config.core.v3.RuntimeFractionalPercent
envoy.config.trace.v3.ClientConfig service_name:text instance_name:text backend_token:text max_cache_size:google.protobuf.UInt32Value
envoy.config.trace.v3.DatadogConfig collector_cluster:text service_name:text collector_hostname:text remote_config:.DatadogRemoteConfig
envoy.config.trace.v3.DatadogRemoteConfig polling_interval:google.protobuf.Duration
envoy.config.trace.v3.DynamicOtConfig library:text config:google.protobuf.Struct
envoy.config.trace.v3.LightstepConfig collector_cluster:text access_token_file:text access_token:envoy.config.core.v3.DataSource propagation_modes:*.LightstepConfig.PropagationMode
envoy.config.trace.v3.LightstepConfig.PropagationMode =ENVOY =LIGHTSTEP =B3 =TRACE_CONTEXT
envoy.config.trace.v3.OpenTelemetryConfig grpc_service:envoy.config.core.v3.GrpcService http_service:envoy.config.core.v3.HttpService service_name:text resource_detectors:*envoy.config.core.v3.TypedExtensionConfig sampler:envoy.config.core.v3.TypedExtensionConfig max_cache_size:google.protobuf.UInt32Value
envoy.config.trace.v3.SkyWalkingConfig grpc_service:envoy.config.core.v3.GrpcService client_config:.ClientConfig
envoy.config.trace.v3.TraceServiceConfig grpc_service:envoy.config.core.v3.GrpcService
envoy.config.trace.v3.Tracing http:.Tracing.Http
envoy.config.trace.v3.Tracing.Http name:text typed_config:google.protobuf.Any
envoy.config.trace.v3.XRayConfig daemon_endpoint:envoy.config.core.v3.SocketAddress segment_name:text sampling_rule_manifest:envoy.config.core.v3.DataSource segment_fields:.XRayConfig.SegmentFields
envoy.config.trace.v3.XRayConfig.SegmentFields origin:text aws:google.protobuf.Struct
envoy.config.trace.v3.ZipkinConfig collector_cluster:text collector_endpoint:text trace_id_128bit:boolean shared_span_context:google.protobuf.BoolValue collector_endpoint_version:.ZipkinConfig.CollectorEndpointVersion collector_hostname:text split_spans_for_request:boolean trace_context_option:.ZipkinConfig.TraceContextOption collector_service:envoy.config.core.v3.HttpService
envoy.config.trace.v3.ZipkinConfig.CollectorEndpointVersion =DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE =HTTP_JSON =HTTP_PROTO =GRPC
envoy.config.trace.v3.ZipkinConfig.TraceContextOption =USE_B3 =USE_B3_WITH_W3C_PROPAGATION
envoy.config.upstream.local_address_selector.v3.DefaultLocalAddressSelector
envoy.data.accesslog.v3.AccessLogCommon sample_rate:number downstream_remote_address:envoy.config.core.v3.Address downstream_local_address:envoy.config.core.v3.Address tls_properties:.TLSProperties start_time:google.protobuf.Timestamp time_to_last_rx_byte:google.protobuf.Duration time_to_first_upstream_tx_byte:google.protobuf.Duration time_to_last_upstream_tx_byte:google.protobuf.Duration time_to_first_upstream_rx_byte:google.protobuf.Duration time_to_last_upstream_rx_byte:google.protobuf.Duration time_to_first_downstream_tx_byte:google.protobuf.Duration time_to_last_downstream_tx_byte:google.protobuf.Duration upstream_remote_address:envoy.config.core.v3.Address upstream_local_address:envoy.config.core.v3.Address upstream_cluster:text response_flags:.ResponseFlags metadata:envoy.config.core.v3.Metadata upstream_transport_failure_reason:text route_name:text downstream_direct_remote_address:envoy.config.core.v3.Address filter_state_objects:%google.protobuf.Any custom_tags:%text duration:google.protobuf.Duration upstream_request_attempt_count:integer connection_termination_details:text stream_id:text intermediate_log_entry:boolean downstream_transport_failure_reason:text downstream_wire_bytes_sent:integer downstream_wire_bytes_received:integer upstream_wire_bytes_sent:integer upstream_wire_bytes_received:integer access_log_type:.AccessLogType
envoy.data.accesslog.v3.AccessLogType =NotSet =TcpUpstreamConnected =TcpPeriodic =TcpConnectionEnd =DownstreamStart =DownstreamPeriodic =DownstreamEnd =UpstreamPoolReady =UpstreamPeriodic =UpstreamEnd =DownstreamTunnelSuccessfullyEstablished =UdpTunnelUpstreamConnected =UdpPeriodic =UdpSessionEnd
envoy.data.accesslog.v3.ConnectionProperties received_bytes:integer sent_bytes:integer
envoy.data.accesslog.v3.HTTPAccessLogEntry common_properties:.AccessLogCommon protocol_version:.HTTPAccessLogEntry.HTTPVersion request:.HTTPRequestProperties response:.HTTPResponseProperties
envoy.data.accesslog.v3.HTTPAccessLogEntry.HTTPVersion =PROTOCOL_UNSPECIFIED =HTTP10 =HTTP11 =HTTP2 =HTTP3
envoy.data.accesslog.v3.HTTPRequestProperties request_method:envoy.config.core.v3.RequestMethod scheme:text authority:text port:google.protobuf.UInt32Value path:text user_agent:text referer:text forwarded_for:text request_id:text original_path:text request_headers_bytes:integer request_body_bytes:integer request_headers:%text upstream_header_bytes_sent:integer downstream_header_bytes_received:integer
envoy.data.accesslog.v3.HTTPResponseProperties response_code:google.protobuf.UInt32Value response_headers_bytes:integer response_body_bytes:integer response_headers:%text response_trailers:%text response_code_details:text upstream_header_bytes_received:integer downstream_header_bytes_sent:integer
envoy.data.accesslog.v3.ResponseFlags failed_local_healthcheck:boolean no_healthy_upstream:boolean upstream_request_timeout:boolean local_reset:boolean upstream_remote_reset:boolean upstream_connection_failure:boolean upstream_connection_termination:boolean upstream_overflow:boolean no_route_found:boolean delay_injected:boolean fault_injected:boolean rate_limited:boolean unauthorized_details:.ResponseFlags.Unauthorized rate_limit_service_error:boolean downstream_connection_termination:boolean upstream_retry_limit_exceeded:boolean stream_idle_timeout:boolean invalid_envoy_request_headers:boolean downstream_protocol_error:boolean upstream_max_stream_duration_reached:boolean response_from_cache_filter:boolean no_filter_config_found:boolean duration_timeout:boolean upstream_protocol_error:boolean no_cluster_found:boolean overload_manager:boolean dns_resolution_failure:boolean downstream_remote_reset:boolean
envoy.data.accesslog.v3.ResponseFlags.Unauthorized reason:.Unauthorized.Reason
envoy.data.accesslog.v3.ResponseFlags.Unauthorized.Reason =REASON_UNSPECIFIED =EXTERNAL_SERVICE
envoy.data.accesslog.v3.TCPAccessLogEntry common_properties:.AccessLogCommon connection_properties:.ConnectionProperties
envoy.data.accesslog.v3.TLSProperties tls_version:.TLSProperties.TLSVersion tls_cipher_suite:google.protobuf.UInt32Value tls_sni_hostname:text local_certificate_properties:.TLSProperties.CertificateProperties peer_certificate_properties:.TLSProperties.CertificateProperties tls_session_id:text ja3_fingerprint:text
envoy.data.accesslog.v3.TLSProperties.CertificateProperties subject_alt_name:*.CertificateProperties.SubjectAltName subject:text issuer:text
envoy.data.accesslog.v3.TLSProperties.CertificateProperties.SubjectAltName uri:text dns:text
envoy.data.accesslog.v3.TLSProperties.TLSVersion =VERSION_UNSPECIFIED =TLSv1 =TLSv1_1 =TLSv1_2 =TLSv1_3
envoy.data.cluster.v3.Action =EJECT =UNEJECT
envoy.data.cluster.v3.OutlierDetectionEvent type:.OutlierEjectionType timestamp:google.protobuf.Timestamp secs_since_last_action:google.protobuf.UInt64Value cluster_name:text upstream_url:text action:.Action num_ejections:integer enforced:boolean eject_success_rate_event:.OutlierEjectSuccessRate eject_consecutive_event:.OutlierEjectConsecutive eject_failure_percentage_event:.OutlierEjectFailurePercentage
envoy.data.cluster.v3.OutlierEjectConsecutive
envoy.data.cluster.v3.OutlierEjectFailurePercentage host_success_rate:integer
envoy.data.cluster.v3.OutlierEjectSuccessRate host_success_rate:integer cluster_average_success_rate:integer cluster_success_rate_ejection_threshold:integer
envoy.data.cluster.v3.OutlierEjectionType =CONSECUTIVE_5XX =CONSECUTIVE_GATEWAY_FAILURE =SUCCESS_RATE =CONSECUTIVE_LOCAL_ORIGIN_FAILURE =SUCCESS_RATE_LOCAL_ORIGIN =FAILURE_PERCENTAGE =FAILURE_PERCENTAGE_LOCAL_ORIGIN
envoy.data.core.v3.DegradedHealthyHost
envoy.data.core.v3.HealthCheckAddHealthy first_check:boolean
envoy.data.core.v3.HealthCheckEjectUnhealthy failure_type:.HealthCheckFailureType
envoy.data.core.v3.HealthCheckEvent health_checker_type:.HealthCheckerType host:envoy.config.core.v3.Address cluster_name:text eject_unhealthy_event:.HealthCheckEjectUnhealthy add_healthy_event:.HealthCheckAddHealthy successful_health_check_event:.HealthCheckSuccessful health_check_failure_event:.HealthCheckFailure degraded_healthy_host:.DegradedHealthyHost no_longer_degraded_host:.NoLongerDegradedHost timestamp:google.protobuf.Timestamp metadata:envoy.config.core.v3.Metadata locality:envoy.config.core.v3.Locality
envoy.data.core.v3.HealthCheckFailure failure_type:.HealthCheckFailureType first_check:boolean
envoy.data.core.v3.HealthCheckFailureType =ACTIVE =PASSIVE =NETWORK =NETWORK_TIMEOUT
envoy.data.core.v3.HealthCheckSuccessful
envoy.data.core.v3.HealthCheckerType =HTTP =TCP =GRPC =REDIS =THRIFT
envoy.data.core.v3.NoLongerDegradedHost
envoy.data.core.v3.TlvsMetadata typed_metadata:%text
envoy.data.dns.v3.DnsTable external_retry_count:integer virtual_domains:*.DnsTable.DnsVirtualDomain known_suffixes:*envoy.type.matcher.v3.StringMatcher
envoy.data.dns.v3.DnsTable.AddressList address:*text
envoy.data.dns.v3.DnsTable.DnsEndpoint address_list:.AddressList cluster_name:text service_list:.DnsServiceList
envoy.data.dns.v3.DnsTable.DnsService service_name:text protocol:.DnsServiceProtocol ttl:google.protobuf.Duration targets:*.DnsServiceTarget
envoy.data.dns.v3.DnsTable.DnsServiceList services:*.DnsService
envoy.data.dns.v3.DnsTable.DnsServiceProtocol number:integer name:text
envoy.data.dns.v3.DnsTable.DnsServiceTarget host_name:text cluster_name:text priority:integer weight:integer port:integer
envoy.data.dns.v3.DnsTable.DnsVirtualDomain name:text endpoint:.DnsEndpoint answer_ttl:google.protobuf.Duration
envoy.data.tap.v3.Body as_bytes:text as_string:text truncated:boolean
envoy.data.tap.v3.Connection local_address:envoy.config.core.v3.Address remote_address:envoy.config.core.v3.Address
envoy.data.tap.v3.HttpBufferedTrace request:.HttpBufferedTrace.Message response:.HttpBufferedTrace.Message downstream_connection:.Connection upstream_connection:.Connection
envoy.data.tap.v3.HttpBufferedTrace.Message headers:*envoy.config.core.v3.HeaderValue body:envoy.data.tap.v3.Body trailers:*envoy.config.core.v3.HeaderValue headers_received_time:google.protobuf.Timestamp
envoy.data.tap.v3.HttpStreamedTraceSegment trace_id:integer request_headers:envoy.config.core.v3.HeaderMap request_body_chunk:.Body request_trailers:envoy.config.core.v3.HeaderMap response_headers:envoy.config.core.v3.HeaderMap response_body_chunk:.Body response_trailers:envoy.config.core.v3.HeaderMap
envoy.data.tap.v3.SocketBufferedTrace trace_id:integer connection:.Connection events:*.SocketEvent read_truncated:boolean write_truncated:boolean
envoy.data.tap.v3.SocketEvent timestamp:google.protobuf.Timestamp read:.SocketEvent.Read write:.SocketEvent.Write closed:.SocketEvent.Closed connection:.Connection seq_num:integer
envoy.data.tap.v3.SocketEvent.Closed
envoy.data.tap.v3.SocketEvent.Read data:envoy.data.tap.v3.Body
envoy.data.tap.v3.SocketEvent.Write data:envoy.data.tap.v3.Body end_stream:boolean
envoy.data.tap.v3.SocketEvents events:*.SocketEvent
envoy.data.tap.v3.SocketStreamedTraceSegment trace_id:integer connection:.Connection event:.SocketEvent events:.SocketEvents
envoy.data.tap.v3.TraceWrapper http_buffered_trace:.HttpBufferedTrace http_streamed_trace_segment:.HttpStreamedTraceSegment socket_buffered_trace:.SocketBufferedTrace socket_streamed_trace_segment:.SocketStreamedTraceSegment
envoy.extensions.access_loggers.dynamic_modules.v3.DynamicModuleAccessLog dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig logger_name:text logger_config:google.protobuf.Any
envoy.extensions.access_loggers.file.v3.FileAccessLog path:text format:text json_format:google.protobuf.Struct typed_json_format:google.protobuf.Struct log_format:envoy.config.core.v3.SubstitutionFormatString
envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter expression:text cel_config:envoy.config.core.v3.CelExpressionConfig
envoy.extensions.access_loggers.filters.process_ratelimit.v3.DynamicTokenBucket resource_name:text config_source:envoy.config.core.v3.ConfigSource
envoy.extensions.access_loggers.filters.process_ratelimit.v3.ProcessRateLimitFilter dynamic_config:.DynamicTokenBucket
envoy.extensions.access_loggers.fluentd.v3.FluentdAccessLogConfig cluster:text tag:text stat_prefix:text buffer_flush_interval:google.protobuf.Duration buffer_size_bytes:google.protobuf.UInt32Value record:google.protobuf.Struct retry_options:.FluentdAccessLogConfig.RetryOptions formatters:*envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.access_loggers.fluentd.v3.FluentdAccessLogConfig.RetryOptions max_connect_attempts:google.protobuf.UInt32Value backoff_options:envoy.config.core.v3.BackoffStrategy
envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig log_name:text grpc_service:envoy.config.core.v3.GrpcService transport_api_version:envoy.config.core.v3.ApiVersion buffer_flush_interval:google.protobuf.Duration buffer_size_bytes:google.protobuf.UInt32Value filter_state_objects_to_log:*text grpc_stream_retry_policy:envoy.config.core.v3.RetryPolicy custom_tags:*envoy.type.tracing.v3.CustomTag
envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig common_config:.CommonGrpcAccessLogConfig additional_request_headers_to_log:*text additional_response_headers_to_log:*text additional_response_trailers_to_log:*text
envoy.extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig common_config:.CommonGrpcAccessLogConfig
envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig common_config:envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig http_service:envoy.config.core.v3.HttpService grpc_service:envoy.config.core.v3.GrpcService disable_builtin_labels:boolean resource_attributes:opentelemetry.proto.common.v1.KeyValueList body:opentelemetry.proto.common.v1.AnyValue attributes:opentelemetry.proto.common.v1.KeyValueList stat_prefix:text formatters:*envoy.config.core.v3.TypedExtensionConfig log_name:text buffer_flush_interval:google.protobuf.Duration buffer_size_bytes:google.protobuf.UInt32Value filter_state_objects_to_log:*text custom_tags:*envoy.type.tracing.v3.CustomTag
envoy.extensions.access_loggers.stats.v3.Config stat_prefix:text histograms:*.Config.Histogram counters:*.Config.Counter
envoy.extensions.access_loggers.stats.v3.Config.Counter stat:.Stat value_format:text value_fixed:google.protobuf.UInt64Value
envoy.extensions.access_loggers.stats.v3.Config.Histogram stat:.Stat unit:.Histogram.Unit value_format:text
envoy.extensions.access_loggers.stats.v3.Config.Histogram.Unit =Unspecified =Bytes =Microseconds =Milliseconds =Percent
envoy.extensions.access_loggers.stats.v3.Config.Stat name:text tags:*.Tag
envoy.extensions.access_loggers.stats.v3.Config.Tag name:text value_format:text
envoy.extensions.access_loggers.stream.v3.StderrAccessLog log_format:envoy.config.core.v3.SubstitutionFormatString
envoy.extensions.access_loggers.stream.v3.StdoutAccessLog log_format:envoy.config.core.v3.SubstitutionFormatString
envoy.extensions.access_loggers.wasm.v3.WasmAccessLog config:envoy.extensions.wasm.v3.PluginConfig
envoy.extensions.bootstrap.dynamic_modules.v3.DynamicModuleBootstrapExtension dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig extension_name:text extension_config:google.protobuf.Any
envoy.extensions.bootstrap.internal_listener.v3.InternalListener buffer_size_kb:google.protobuf.UInt32Value
envoy.extensions.bootstrap.reverse_tunnel.downstream_socket_interface.v3.DownstreamReverseConnectionSocketInterface stat_prefix:text enable_detailed_stats:boolean http_handshake:.DownstreamReverseConnectionSocketInterface.HttpHandshakeConfig
envoy.extensions.bootstrap.reverse_tunnel.downstream_socket_interface.v3.DownstreamReverseConnectionSocketInterface.HttpHandshakeConfig request_path:text
envoy.extensions.bootstrap.reverse_tunnel.upstream_socket_interface.v3.UpstreamReverseConnectionSocketInterface stat_prefix:text ping_failure_threshold:google.protobuf.UInt32Value enable_detailed_stats:boolean reporter_config:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.clusters.aggregate.v3.AggregateClusterResource config_source:envoy.config.core.v3.ConfigSource resource_name:text
envoy.extensions.clusters.aggregate.v3.ClusterConfig clusters:*text
envoy.extensions.clusters.common.dns.v3.DnsLookupFamily =UNSPECIFIED =AUTO =V4_ONLY =V6_ONLY =V4_PREFERRED =ALL
envoy.extensions.clusters.composite.v3.ClusterConfig clusters:*.ClusterConfig.ClusterEntry
envoy.extensions.clusters.composite.v3.ClusterConfig.ClusterEntry name:text
envoy.extensions.clusters.dns.v3.DnsCluster dns_refresh_rate:google.protobuf.Duration dns_failure_refresh_rate:.DnsCluster.RefreshRate respect_dns_ttl:boolean dns_jitter:google.protobuf.Duration typed_dns_resolver_config:envoy.config.core.v3.TypedExtensionConfig dns_lookup_family:envoy.extensions.clusters.common.dns.v3.DnsLookupFamily all_addresses_in_single_endpoint:boolean
envoy.extensions.clusters.dns.v3.DnsCluster.RefreshRate base_interval:google.protobuf.Duration max_interval:google.protobuf.Duration
envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig dns_cache_config:envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig sub_clusters_config:.SubClustersConfig allow_insecure_cluster_options:boolean allow_coalesced_connections:boolean
envoy.extensions.clusters.dynamic_forward_proxy.v3.SubClustersConfig lb_policy:envoy.config.cluster.v3.Cluster.LbPolicy max_sub_clusters:google.protobuf.UInt32Value sub_cluster_ttl:google.protobuf.Duration preresolve_clusters:*envoy.config.core.v3.SocketAddress
envoy.extensions.clusters.redis.v3.RedisClusterConfig cluster_refresh_rate:google.protobuf.Duration cluster_refresh_timeout:google.protobuf.Duration redirect_refresh_interval:google.protobuf.Duration redirect_refresh_threshold:google.protobuf.UInt32Value failure_refresh_threshold:integer host_degraded_refresh_threshold:integer
envoy.extensions.clusters.reverse_connection.v3.ReverseConnectionClusterConfig cleanup_interval:google.protobuf.Duration host_id_format:text
envoy.extensions.common.async_files.v3.AsyncFileManagerConfig id:text thread_pool:.AsyncFileManagerConfig.ThreadPool
envoy.extensions.common.async_files.v3.AsyncFileManagerConfig.ThreadPool thread_count:integer
envoy.extensions.common.aws.v3.AssumeRoleCredentialProvider role_arn:text role_session_name:text external_id:text session_duration:google.protobuf.Duration credential_provider:.AwsCredentialProvider
envoy.extensions.common.aws.v3.AssumeRoleWithWebIdentityCredentialProvider web_identity_token_data_source:envoy.config.core.v3.DataSource role_arn:text role_session_name:text
envoy.extensions.common.aws.v3.AwsCredentialProvider assume_role_with_web_identity_provider:.AssumeRoleWithWebIdentityCredentialProvider inline_credential:.InlineCredentialProvider credentials_file_provider:.CredentialsFileCredentialProvider custom_credential_provider_chain:boolean iam_roles_anywhere_credential_provider:.IAMRolesAnywhereCredentialProvider config_credential_provider:.ConfigCredentialProvider container_credential_provider:.ContainerCredentialProvider environment_credential_provider:.EnvironmentCredentialProvider instance_profile_credential_provider:.InstanceProfileCredentialProvider assume_role_credential_provider:.AssumeRoleCredentialProvider
envoy.extensions.common.aws.v3.ConfigCredentialProvider
envoy.extensions.common.aws.v3.ContainerCredentialProvider
envoy.extensions.common.aws.v3.CredentialsFileCredentialProvider credentials_data_source:envoy.config.core.v3.DataSource profile:text
envoy.extensions.common.aws.v3.EnvironmentCredentialProvider
envoy.extensions.common.aws.v3.IAMRolesAnywhereCredentialProvider role_arn:text certificate:envoy.config.core.v3.DataSource certificate_chain:envoy.config.core.v3.DataSource private_key:envoy.config.core.v3.DataSource trust_anchor_arn:text profile_arn:text role_session_name:text session_duration:google.protobuf.Duration
envoy.extensions.common.aws.v3.InlineCredentialProvider access_key_id:text secret_access_key:text session_token:text
envoy.extensions.common.aws.v3.InstanceProfileCredentialProvider
envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheCircuitBreakers max_pending_requests:google.protobuf.UInt32Value
envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig name:text dns_lookup_family:envoy.config.cluster.v3.Cluster.DnsLookupFamily dns_refresh_rate:google.protobuf.Duration dns_min_refresh_rate:google.protobuf.Duration host_ttl:google.protobuf.Duration max_hosts:google.protobuf.UInt32Value disable_dns_refresh_on_failure:boolean dns_failure_refresh_rate:envoy.config.cluster.v3.Cluster.RefreshRate dns_cache_circuit_breaker:.DnsCacheCircuitBreakers use_tcp_for_dns_lookups:boolean dns_resolution_config:envoy.config.core.v3.DnsResolutionConfig typed_dns_resolver_config:envoy.config.core.v3.TypedExtensionConfig preresolve_hostnames:*envoy.config.core.v3.SocketAddress dns_query_timeout:google.protobuf.Duration key_value_config:envoy.config.common.key_value.v3.KeyValueStoreConfig
envoy.extensions.common.matching.v3.ExtensionWithMatcher matcher:envoy.config.common.matcher.v3.Matcher xds_matcher:xds.type.matcher.v3.Matcher extension_config:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.common.matching.v3.ExtensionWithMatcherPerRoute xds_matcher:xds.type.matcher.v3.Matcher
envoy.extensions.common.ratelimit.v3.LocalClusterRateLimit
envoy.extensions.common.ratelimit.v3.LocalRateLimitDescriptor entries:*.RateLimitDescriptor.Entry token_bucket:envoy.type.v3.TokenBucket
envoy.extensions.common.ratelimit.v3.RateLimitDescriptor entries:*.RateLimitDescriptor.Entry limit:.RateLimitDescriptor.RateLimitOverride hits_addend:google.protobuf.UInt64Value
envoy.extensions.common.ratelimit.v3.RateLimitDescriptor.Entry key:text value:text
envoy.extensions.common.ratelimit.v3.RateLimitDescriptor.RateLimitOverride requests_per_unit:integer unit:envoy.type.v3.RateLimitUnit
envoy.extensions.common.ratelimit.v3.VhRateLimitsOptions =OVERRIDE =INCLUDE =IGNORE
envoy.extensions.common.ratelimit.v3.XRateLimitHeadersRFCVersion =OFF =DRAFT_VERSION_03
envoy.extensions.common.tap.v3.AdminConfig config_id:text
envoy.extensions.common.tap.v3.CommonExtensionConfig admin_config:.AdminConfig static_config:envoy.config.tap.v3.TapConfig
envoy.extensions.compression.brotli.compressor.v3.Brotli quality:google.protobuf.UInt32Value encoder_mode:.Brotli.EncoderMode window_bits:google.protobuf.UInt32Value input_block_bits:google.protobuf.UInt32Value chunk_size:google.protobuf.UInt32Value disable_literal_context_modeling:boolean
envoy.extensions.compression.brotli.compressor.v3.Brotli.EncoderMode =DEFAULT =GENERIC =TEXT =FONT
envoy.extensions.compression.brotli.decompressor.v3.Brotli disable_ring_buffer_reallocation:boolean chunk_size:google.protobuf.UInt32Value
envoy.extensions.compression.gzip.compressor.v3.Gzip memory_level:google.protobuf.UInt32Value compression_level:.Gzip.CompressionLevel compression_strategy:.Gzip.CompressionStrategy window_bits:google.protobuf.UInt32Value chunk_size:google.protobuf.UInt32Value
envoy.extensions.compression.gzip.compressor.v3.Gzip.CompressionLevel =DEFAULT_COMPRESSION =BEST_SPEED =COMPRESSION_LEVEL_1 =COMPRESSION_LEVEL_2 =COMPRESSION_LEVEL_3 =COMPRESSION_LEVEL_4 =COMPRESSION_LEVEL_5 =COMPRESSION_LEVEL_6 =COMPRESSION_LEVEL_7 =COMPRESSION_LEVEL_8 =COMPRESSION_LEVEL_9 =BEST_COMPRESSION
envoy.extensions.compression.gzip.compressor.v3.Gzip.CompressionStrategy =DEFAULT_STRATEGY =FILTERED =HUFFMAN_ONLY =RLE =FIXED
envoy.extensions.compression.gzip.decompressor.v3.Gzip window_bits:google.protobuf.UInt32Value chunk_size:google.protobuf.UInt32Value max_inflate_ratio:google.protobuf.UInt32Value
envoy.extensions.compression.zstd.compressor.v3.Zstd compression_level:google.protobuf.UInt32Value enable_checksum:boolean strategy:.Zstd.Strategy dictionary:envoy.config.core.v3.DataSource chunk_size:google.protobuf.UInt32Value
envoy.extensions.compression.zstd.compressor.v3.Zstd.Strategy =DEFAULT =FAST =DFAST =GREEDY =LAZY =LAZY2 =BTLAZY2 =BTOPT =BTULTRA =BTULTRA2
envoy.extensions.compression.zstd.decompressor.v3.Zstd dictionaries:*envoy.config.core.v3.DataSource chunk_size:google.protobuf.UInt32Value
envoy.extensions.config.validators.minimum_clusters.v3.MinimumClustersValidator min_clusters_num:integer
envoy.extensions.dynamic_modules.v3.DynamicModuleConfig name:text do_not_close:boolean load_globally:boolean
envoy.extensions.early_data.v3.DefaultEarlyDataPolicy
envoy.extensions.filters.common.dependency.v3.Dependency type:.Dependency.DependencyType name:text
envoy.extensions.filters.common.dependency.v3.Dependency.DependencyType =HEADER =FILTER_STATE_KEY =DYNAMIC_METADATA
envoy.extensions.filters.common.dependency.v3.FilterDependencies decode_required:*.Dependency decode_provided:*.Dependency encode_required:*.Dependency encode_provided:*.Dependency
envoy.extensions.filters.common.dependency.v3.MatchingRequirements data_input_allow_list:.MatchingRequirements.DataInputAllowList
envoy.extensions.filters.common.dependency.v3.MatchingRequirements.DataInputAllowList type_url:*text
envoy.extensions.filters.common.fault.v3.FaultDelay fixed_delay:google.protobuf.Duration header_delay:.FaultDelay.HeaderDelay percentage:envoy.type.v3.FractionalPercent
envoy.extensions.filters.common.fault.v3.FaultDelay.FaultDelayType =FIXED
envoy.extensions.filters.common.fault.v3.FaultDelay.HeaderDelay
envoy.extensions.filters.common.fault.v3.FaultRateLimit fixed_limit:.FaultRateLimit.FixedLimit header_limit:.FaultRateLimit.HeaderLimit percentage:envoy.type.v3.FractionalPercent
envoy.extensions.filters.common.fault.v3.FaultRateLimit.FixedLimit limit_kbps:integer
envoy.extensions.filters.common.fault.v3.FaultRateLimit.HeaderLimit
envoy.extensions.filters.common.matcher.action.v3.SkipFilter
envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue object_key:text factory_key:text format_string:envoy.config.core.v3.SubstitutionFormatString read_only:boolean shared_with_upstream:.FilterStateValue.SharedWithUpstream skip_if_empty:boolean
envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue.SharedWithUpstream =NONE =ONCE =TRANSITIVE
envoy.extensions.filters.http.adaptive_concurrency.v3.AdaptiveConcurrency gradient_controller_config:.GradientControllerConfig enabled:envoy.config.core.v3.RuntimeFeatureFlag concurrency_limit_exceeded_status:envoy.type.v3.HttpStatus
envoy.extensions.filters.http.adaptive_concurrency.v3.GradientControllerConfig sample_aggregate_percentile:envoy.type.v3.Percent concurrency_limit_params:.GradientControllerConfig.ConcurrencyLimitCalculationParams min_rtt_calc_params:.GradientControllerConfig.MinimumRTTCalculationParams
envoy.extensions.filters.http.adaptive_concurrency.v3.GradientControllerConfig.ConcurrencyLimitCalculationParams max_concurrency_limit:google.protobuf.UInt32Value concurrency_update_interval:google.protobuf.Duration
envoy.extensions.filters.http.adaptive_concurrency.v3.GradientControllerConfig.MinimumRTTCalculationParams interval:google.protobuf.Duration fixed_value:google.protobuf.Duration request_count:google.protobuf.UInt32Value jitter:envoy.type.v3.Percent min_concurrency:google.protobuf.UInt32Value buffer:envoy.type.v3.Percent
envoy.extensions.filters.http.admission_control.v3.AdmissionControl enabled:envoy.config.core.v3.RuntimeFeatureFlag success_criteria:.AdmissionControl.SuccessCriteria sampling_window:google.protobuf.Duration aggression:envoy.config.core.v3.RuntimeDouble sr_threshold:envoy.config.core.v3.RuntimePercent rps_threshold:envoy.config.core.v3.RuntimeUInt32 max_rejection_probability:envoy.config.core.v3.RuntimePercent
envoy.extensions.filters.http.admission_control.v3.AdmissionControl.SuccessCriteria http_criteria:.SuccessCriteria.HttpCriteria grpc_criteria:.SuccessCriteria.GrpcCriteria
envoy.extensions.filters.http.admission_control.v3.AdmissionControl.SuccessCriteria.GrpcCriteria grpc_success_status:*integer
envoy.extensions.filters.http.admission_control.v3.AdmissionControl.SuccessCriteria.HttpCriteria http_success_status:*envoy.type.v3.Int32Range
envoy.extensions.filters.http.alternate_protocols_cache.v3.FilterConfig alternate_protocols_cache_options:envoy.config.core.v3.AlternateProtocolsCacheOptions
envoy.extensions.filters.http.api_key_auth.v3.ApiKeyAuth credentials:*.Credential key_sources:*.KeySource forwarding:.Forwarding
envoy.extensions.filters.http.api_key_auth.v3.ApiKeyAuthPerRoute credentials:*.Credential key_sources:*.KeySource allowed_clients:*text forwarding:.Forwarding
envoy.extensions.filters.http.api_key_auth.v3.Credential key:text client:text
envoy.extensions.filters.http.api_key_auth.v3.Forwarding header:text hide_credentials:boolean
envoy.extensions.filters.http.api_key_auth.v3.KeySource header:text query:text cookie:text
envoy.extensions.filters.http.aws_lambda.v3.Config arn:text payload_passthrough:boolean invocation_mode:.Config.InvocationMode host_rewrite:text credentials_profile:text credentials:.Credentials
envoy.extensions.filters.http.aws_lambda.v3.Config.InvocationMode =SYNCHRONOUS =ASYNCHRONOUS
envoy.extensions.filters.http.aws_lambda.v3.Credentials access_key_id:text secret_access_key:text session_token:text
envoy.extensions.filters.http.aws_lambda.v3.PerRouteConfig invoke_config:.Config
envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigning service_name:text region:text host_rewrite:text use_unsigned_payload:boolean match_excluded_headers:*envoy.type.matcher.v3.StringMatcher signing_algorithm:.AwsRequestSigning.SigningAlgorithm query_string:.AwsRequestSigning.QueryString credential_provider:envoy.extensions.common.aws.v3.AwsCredentialProvider match_included_headers:*envoy.type.matcher.v3.StringMatcher
envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigning.QueryString expiration_time:google.protobuf.Duration
envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigning.SigningAlgorithm =AWS_SIGV4 =AWS_SIGV4A
envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigningPerRoute aws_request_signing:.AwsRequestSigning stat_prefix:text
envoy.extensions.filters.http.bandwidth_limit.v3.BandwidthLimit stat_prefix:text enable_mode:.BandwidthLimit.EnableMode limit_kbps:google.protobuf.UInt64Value fill_interval:google.protobuf.Duration runtime_enabled:envoy.config.core.v3.RuntimeFeatureFlag enable_response_trailers:boolean response_trailer_prefix:text
envoy.extensions.filters.http.bandwidth_limit.v3.BandwidthLimit.EnableMode =DISABLED =REQUEST =RESPONSE =REQUEST_AND_RESPONSE
envoy.extensions.filters.http.basic_auth.v3.BasicAuth users:envoy.config.core.v3.DataSource forward_username_header:text authentication_header:text
envoy.extensions.filters.http.basic_auth.v3.BasicAuthPerRoute users:envoy.config.core.v3.DataSource
envoy.extensions.filters.http.buffer.v3.Buffer max_request_bytes:google.protobuf.UInt32Value
envoy.extensions.filters.http.buffer.v3.BufferPerRoute disabled:boolean buffer:.Buffer
envoy.extensions.filters.http.cache.v3.CacheConfig typed_config:google.protobuf.Any disabled:google.protobuf.BoolValue allowed_vary_headers:*envoy.type.matcher.v3.StringMatcher key_creator_params:.CacheConfig.KeyCreatorParams max_body_bytes:integer ignore_request_cache_control_header:boolean
envoy.extensions.filters.http.cache.v3.CacheConfig.KeyCreatorParams exclude_scheme:boolean exclude_host:boolean query_parameters_included:*envoy.config.route.v3.QueryParameterMatcher query_parameters_excluded:*envoy.config.route.v3.QueryParameterMatcher
envoy.extensions.filters.http.cache_v2.v3.CacheV2Config typed_config:google.protobuf.Any disabled:google.protobuf.BoolValue allowed_vary_headers:*envoy.type.matcher.v3.StringMatcher key_creator_params:.CacheV2Config.KeyCreatorParams max_body_bytes:integer ignore_request_cache_control_header:boolean override_upstream_cluster:text
envoy.extensions.filters.http.cache_v2.v3.CacheV2Config.KeyCreatorParams exclude_scheme:boolean exclude_host:boolean query_parameters_included:*envoy.config.route.v3.QueryParameterMatcher query_parameters_excluded:*envoy.config.route.v3.QueryParameterMatcher
envoy.extensions.filters.http.cdn_loop.v3.CdnLoopConfig cdn_id:text max_allowed_occurrences:integer
envoy.extensions.filters.http.composite.v3.Composite named_filter_chains:%.FilterChainConfiguration
envoy.extensions.filters.http.composite.v3.DynamicConfig name:text config_discovery:envoy.config.core.v3.ExtensionConfigSource
envoy.extensions.filters.http.composite.v3.ExecuteFilterAction typed_config:envoy.config.core.v3.TypedExtensionConfig dynamic_config:.DynamicConfig filter_chain:.FilterChainConfiguration filter_chain_name:text sample_percent:envoy.config.core.v3.RuntimeFractionalPercent
envoy.extensions.filters.http.composite.v3.FilterChainConfiguration typed_config:*envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.filters.http.compressor.v3.Compressor content_length:google.protobuf.UInt32Value content_type:*text disable_on_etag_header:boolean remove_accept_encoding_header:boolean runtime_enabled:envoy.config.core.v3.RuntimeFeatureFlag compressor_library:envoy.config.core.v3.TypedExtensionConfig request_direction_config:.Compressor.RequestDirectionConfig response_direction_config:.Compressor.ResponseDirectionConfig choose_first:boolean
envoy.extensions.filters.http.compressor.v3.Compressor.CommonDirectionConfig enabled:envoy.config.core.v3.RuntimeFeatureFlag min_content_length:google.protobuf.UInt32Value content_type:*text
envoy.extensions.filters.http.compressor.v3.Compressor.RequestDirectionConfig common_config:.CommonDirectionConfig
envoy.extensions.filters.http.compressor.v3.Compressor.ResponseDirectionConfig common_config:.CommonDirectionConfig disable_on_etag_header:boolean remove_accept_encoding_header:boolean uncompressible_response_codes:*integer status_header_enabled:boolean
envoy.extensions.filters.http.compressor.v3.CompressorOverrides response_direction_config:.ResponseDirectionOverrides compressor_library:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.filters.http.compressor.v3.CompressorPerRoute disabled:boolean overrides:.CompressorOverrides
envoy.extensions.filters.http.compressor.v3.ResponseDirectionOverrides remove_accept_encoding_header:google.protobuf.BoolValue
envoy.extensions.filters.http.connect_grpc_bridge.v3.FilterConfig
envoy.extensions.filters.http.cors.v3.Cors
envoy.extensions.filters.http.cors.v3.CorsPolicy allow_origin_string_match:*envoy.type.matcher.v3.StringMatcher allow_methods:text allow_headers:text expose_headers:text max_age:text allow_credentials:google.protobuf.BoolValue filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent shadow_enabled:envoy.config.core.v3.RuntimeFractionalPercent allow_private_network_access:google.protobuf.BoolValue forward_not_matching_preflights:google.protobuf.BoolValue
envoy.extensions.filters.http.credential_injector.v3.CredentialInjector overwrite:boolean allow_request_without_credential:boolean credential:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.filters.http.csrf.v3.CsrfPolicy filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent shadow_enabled:envoy.config.core.v3.RuntimeFractionalPercent additional_origins:*envoy.type.matcher.v3.StringMatcher
envoy.extensions.filters.http.custom_response.v3.CustomResponse custom_response_matcher:xds.type.matcher.v3.Matcher
envoy.extensions.filters.http.decompressor.v3.Decompressor decompressor_library:envoy.config.core.v3.TypedExtensionConfig request_direction_config:.Decompressor.RequestDirectionConfig response_direction_config:.Decompressor.ResponseDirectionConfig
envoy.extensions.filters.http.decompressor.v3.Decompressor.CommonDirectionConfig enabled:envoy.config.core.v3.RuntimeFeatureFlag ignore_no_transform_header:boolean
envoy.extensions.filters.http.decompressor.v3.Decompressor.RequestDirectionConfig common_config:.CommonDirectionConfig advertise_accept_encoding:google.protobuf.BoolValue
envoy.extensions.filters.http.decompressor.v3.Decompressor.ResponseDirectionConfig common_config:.CommonDirectionConfig
envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig dns_cache_config:envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig sub_cluster_config:.SubClusterConfig save_upstream_address:boolean allow_dynamic_host_from_filter_state:boolean
envoy.extensions.filters.http.dynamic_forward_proxy.v3.PerRouteConfig host_rewrite_literal:text host_rewrite_header:text
envoy.extensions.filters.http.dynamic_forward_proxy.v3.SubClusterConfig cluster_init_timeout:google.protobuf.Duration
envoy.extensions.filters.http.dynamic_modules.v3.DynamicModuleFilter dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig filter_name:text filter_config:google.protobuf.Any terminal_filter:boolean
envoy.extensions.filters.http.dynamic_modules.v3.DynamicModuleFilterPerRoute dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig per_route_config_name:text filter_config:google.protobuf.Any
envoy.extensions.filters.http.ext_authz.v3.AuthorizationRequest allowed_headers:envoy.type.matcher.v3.ListStringMatcher headers_to_add:*envoy.config.core.v3.HeaderValue
envoy.extensions.filters.http.ext_authz.v3.AuthorizationResponse allowed_upstream_headers:envoy.type.matcher.v3.ListStringMatcher allowed_upstream_headers_to_append:envoy.type.matcher.v3.ListStringMatcher allowed_client_headers:envoy.type.matcher.v3.ListStringMatcher allowed_client_headers_on_success:envoy.type.matcher.v3.ListStringMatcher dynamic_metadata_from_headers:envoy.type.matcher.v3.ListStringMatcher
envoy.extensions.filters.http.ext_authz.v3.BufferSettings max_request_bytes:integer allow_partial_message:boolean pack_as_bytes:boolean
envoy.extensions.filters.http.ext_authz.v3.CheckSettings context_extensions:%text disable_request_body_buffering:boolean with_request_body:.BufferSettings grpc_service:envoy.config.core.v3.GrpcService http_service:.HttpService
envoy.extensions.filters.http.ext_authz.v3.ExtAuthz grpc_service:envoy.config.core.v3.GrpcService http_service:.HttpService transport_api_version:envoy.config.core.v3.ApiVersion failure_mode_allow:boolean failure_mode_allow_header_add:boolean with_request_body:.BufferSettings clear_route_cache:boolean status_on_error:envoy.type.v3.HttpStatus validate_mutations:boolean metadata_context_namespaces:*text typed_metadata_context_namespaces:*text route_metadata_context_namespaces:*text route_typed_metadata_context_namespaces:*text filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent filter_enabled_metadata:envoy.type.matcher.v3.MetadataMatcher deny_at_disable:envoy.config.core.v3.RuntimeFeatureFlag include_peer_certificate:boolean stat_prefix:text bootstrap_metadata_labels_key:text allowed_headers:envoy.type.matcher.v3.ListStringMatcher disallowed_headers:envoy.type.matcher.v3.ListStringMatcher include_tls_session:boolean charge_cluster_response_stats:google.protobuf.BoolValue encode_raw_headers:boolean decoder_header_mutation_rules:envoy.config.common.mutation_rules.v3.HeaderMutationRules enable_dynamic_metadata_ingestion:google.protobuf.BoolValue filter_metadata:google.protobuf.Struct emit_filter_state_stats:boolean max_denied_response_body_bytes:integer enforce_response_header_limits:boolean
envoy.extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute disabled:boolean check_settings:.CheckSettings
envoy.extensions.filters.http.ext_authz.v3.HttpService server_uri:envoy.config.core.v3.HttpUri path_prefix:text authorization_request:.AuthorizationRequest authorization_response:.AuthorizationResponse retry_policy:envoy.config.core.v3.RetryPolicy
envoy.extensions.filters.http.ext_proc.v3.ExtProcHttpService http_service:envoy.config.core.v3.HttpService
envoy.extensions.filters.http.ext_proc.v3.ExtProcOverrides processing_mode:.ProcessingMode async_mode:boolean request_attributes:*text response_attributes:*text grpc_service:envoy.config.core.v3.GrpcService metadata_options:.MetadataOptions grpc_initial_metadata:*envoy.config.core.v3.HeaderValue failure_mode_allow:google.protobuf.BoolValue processing_request_modifier:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.filters.http.ext_proc.v3.ExtProcPerRoute disabled:boolean overrides:.ExtProcOverrides
envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor grpc_service:envoy.config.core.v3.GrpcService http_service:.ExtProcHttpService failure_mode_allow:boolean processing_mode:.ProcessingMode request_attributes:*text response_attributes:*text message_timeout:google.protobuf.Duration stat_prefix:text mutation_rules:envoy.config.common.mutation_rules.v3.HeaderMutationRules max_message_timeout:google.protobuf.Duration forward_rules:.HeaderForwardingRules filter_metadata:google.protobuf.Struct allow_mode_override:boolean disable_immediate_response:boolean metadata_options:.MetadataOptions observability_mode:boolean disable_clear_route_cache:boolean route_cache_action:.ExternalProcessor.RouteCacheAction deferred_close_timeout:google.protobuf.Duration send_body_without_waiting_for_header_response:boolean allowed_override_modes:*.ProcessingMode processing_request_modifier:envoy.config.core.v3.TypedExtensionConfig on_processing_response:envoy.config.core.v3.TypedExtensionConfig status_on_error:envoy.type.v3.HttpStatus
envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor.RouteCacheAction =DEFAULT =CLEAR =RETAIN
envoy.extensions.filters.http.ext_proc.v3.HeaderForwardingRules allowed_headers:envoy.type.matcher.v3.ListStringMatcher disallowed_headers:envoy.type.matcher.v3.ListStringMatcher
envoy.extensions.filters.http.ext_proc.v3.MetadataOptions forwarding_namespaces:.MetadataOptions.MetadataNamespaces receiving_namespaces:.MetadataOptions.MetadataNamespaces cluster_metadata_forwarding_namespaces:.MetadataOptions.MetadataNamespaces
envoy.extensions.filters.http.ext_proc.v3.MetadataOptions.MetadataNamespaces untyped:*text typed:*text
envoy.extensions.filters.http.ext_proc.v3.ProcessingMode request_header_mode:.ProcessingMode.HeaderSendMode response_header_mode:.ProcessingMode.HeaderSendMode request_body_mode:.ProcessingMode.BodySendMode response_body_mode:.ProcessingMode.BodySendMode request_trailer_mode:.ProcessingMode.HeaderSendMode response_trailer_mode:.ProcessingMode.HeaderSendMode
envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode =NONE =STREAMED =BUFFERED =BUFFERED_PARTIAL =FULL_DUPLEX_STREAMED =GRPC
envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.HeaderSendMode =DEFAULT =SEND =SKIP
envoy.extensions.filters.http.fault.v3.FaultAbort http_status:integer grpc_status:integer header_abort:.FaultAbort.HeaderAbort percentage:envoy.type.v3.FractionalPercent
envoy.extensions.filters.http.fault.v3.FaultAbort.HeaderAbort
envoy.extensions.filters.http.fault.v3.HTTPFault delay:envoy.extensions.filters.common.fault.v3.FaultDelay abort:.FaultAbort upstream_cluster:text headers:*envoy.config.route.v3.HeaderMatcher downstream_nodes:*text max_active_faults:google.protobuf.UInt32Value response_rate_limit:envoy.extensions.filters.common.fault.v3.FaultRateLimit delay_percent_runtime:text abort_percent_runtime:text delay_duration_runtime:text abort_http_status_runtime:text max_active_faults_runtime:text response_rate_limit_percent_runtime:text abort_grpc_status_runtime:text disable_downstream_cluster_stats:boolean filter_metadata:google.protobuf.Struct
envoy.extensions.filters.http.file_system_buffer.v3.BufferBehavior stream_when_possible:.BufferBehavior.StreamWhenPossible bypass:.BufferBehavior.Bypass inject_content_length_if_necessary:.BufferBehavior.InjectContentLengthIfNecessary fully_buffer_and_always_inject_content_length:.BufferBehavior.FullyBufferAndAlwaysInjectContentLength fully_buffer:.BufferBehavior.FullyBuffer
envoy.extensions.filters.http.file_system_buffer.v3.BufferBehavior.Bypass
envoy.extensions.filters.http.file_system_buffer.v3.BufferBehavior.FullyBuffer
envoy.extensions.filters.http.file_system_buffer.v3.BufferBehavior.FullyBufferAndAlwaysInjectContentLength
envoy.extensions.filters.http.file_system_buffer.v3.BufferBehavior.InjectContentLengthIfNecessary
envoy.extensions.filters.http.file_system_buffer.v3.BufferBehavior.StreamWhenPossible
envoy.extensions.filters.http.file_system_buffer.v3.FileSystemBufferFilterConfig manager_config:envoy.extensions.common.async_files.v3.AsyncFileManagerConfig storage_buffer_path:google.protobuf.StringValue request:.StreamConfig response:.StreamConfig
envoy.extensions.filters.http.file_system_buffer.v3.StreamConfig behavior:.BufferBehavior memory_buffer_bytes_limit:google.protobuf.UInt64Value storage_buffer_bytes_limit:google.protobuf.UInt64Value storage_buffer_queue_high_watermark_bytes:google.protobuf.UInt64Value
envoy.extensions.filters.http.gcp_authn.v3.Audience url:text
envoy.extensions.filters.http.gcp_authn.v3.GcpAuthnFilterConfig http_uri:envoy.config.core.v3.HttpUri retry_policy:envoy.config.core.v3.RetryPolicy cache_config:.TokenCacheConfig token_header:.TokenHeader cluster:text timeout:google.protobuf.Duration
envoy.extensions.filters.http.gcp_authn.v3.TokenCacheConfig cache_size:google.protobuf.UInt64Value
envoy.extensions.filters.http.gcp_authn.v3.TokenHeader name:text value_prefix:text
envoy.extensions.filters.http.geoip.v3.Geoip xff_config:.Geoip.XffConfig custom_header_config:.Geoip.CustomHeaderConfig provider:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.filters.http.geoip.v3.Geoip.CustomHeaderConfig header_name:text
envoy.extensions.filters.http.geoip.v3.Geoip.XffConfig xff_num_trusted_hops:integer
envoy.extensions.filters.http.grpc_field_extraction.v3.FieldExtractions request_field_extractions:%.RequestFieldValueDisposition
envoy.extensions.filters.http.grpc_field_extraction.v3.GrpcFieldExtractionConfig descriptor_set:envoy.config.core.v3.DataSource extractions_by_method:%.FieldExtractions
envoy.extensions.filters.http.grpc_field_extraction.v3.RequestFieldValueDisposition dynamic_metadata:text
envoy.extensions.filters.http.grpc_http1_bridge.v3.Config upgrade_protobuf_to_grpc:boolean ignore_query_parameters:boolean
envoy.extensions.filters.http.grpc_http1_reverse_bridge.v3.FilterConfig content_type:text withhold_grpc_frames:boolean response_size_header:text
envoy.extensions.filters.http.grpc_http1_reverse_bridge.v3.FilterConfigPerRoute disabled:boolean
envoy.extensions.filters.http.grpc_json_reverse_transcoder.v3.GrpcJsonReverseTranscoder descriptor_path:text descriptor_binary:text max_request_body_size:google.protobuf.UInt32Value max_response_body_size:google.protobuf.UInt32Value api_version_header:text request_json_print_options:.GrpcJsonReverseTranscoder.PrintOptions
envoy.extensions.filters.http.grpc_json_reverse_transcoder.v3.GrpcJsonReverseTranscoder.PrintOptions always_print_primitive_fields:boolean always_print_enums_as_ints:boolean use_canonical_field_names:boolean
envoy.extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder proto_descriptor:text proto_descriptor_bin:text services:*text print_options:.GrpcJsonTranscoder.PrintOptions match_incoming_request_route:boolean ignored_query_parameters:*text auto_mapping:boolean ignore_unknown_query_parameters:boolean convert_grpc_status:boolean url_unescape_spec:.GrpcJsonTranscoder.UrlUnescapeSpec query_param_unescape_plus:boolean match_unregistered_custom_verb:boolean request_validation_options:.GrpcJsonTranscoder.RequestValidationOptions case_insensitive_enum_parsing:boolean max_request_body_size:google.protobuf.UInt32Value max_response_body_size:google.protobuf.UInt32Value capture_unknown_query_parameters:boolean
envoy.extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder.PrintOptions add_whitespace:boolean always_print_primitive_fields:boolean always_print_enums_as_ints:boolean preserve_proto_field_names:boolean stream_newline_delimited:boolean stream_sse_style_delimited:boolean
envoy.extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder.RequestValidationOptions reject_unknown_method:boolean reject_unknown_query_parameters:boolean reject_binding_body_field_collisions:boolean
envoy.extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder.UrlUnescapeSpec =ALL_CHARACTERS_EXCEPT_RESERVED =ALL_CHARACTERS_EXCEPT_SLASH =ALL_CHARACTERS
envoy.extensions.filters.http.grpc_json_transcoder.v3.UnknownQueryParams key:%.UnknownQueryParams.Values
envoy.extensions.filters.http.grpc_json_transcoder.v3.UnknownQueryParams.Values values:*text
envoy.extensions.filters.http.grpc_stats.v3.FilterConfig emit_filter_state:boolean individual_method_stats_allowlist:envoy.config.core.v3.GrpcMethodList stats_for_all_methods:google.protobuf.BoolValue enable_upstream_stats:boolean replace_dots_in_grpc_service_name:boolean
envoy.extensions.filters.http.grpc_stats.v3.FilterObject request_message_count:integer response_message_count:integer
envoy.extensions.filters.http.grpc_web.v3.GrpcWeb
envoy.extensions.filters.http.gzip.v3.Gzip memory_level:google.protobuf.UInt32Value compression_level:.Gzip.CompressionLevel.Enum compression_strategy:.Gzip.CompressionStrategy window_bits:google.protobuf.UInt32Value compressor:envoy.extensions.filters.http.compressor.v3.Compressor chunk_size:google.protobuf.UInt32Value
envoy.extensions.filters.http.gzip.v3.Gzip.CompressionLevel
envoy.extensions.filters.http.gzip.v3.Gzip.CompressionLevel.Enum =DEFAULT =BEST =SPEED
envoy.extensions.filters.http.gzip.v3.Gzip.CompressionStrategy =DEFAULT =FILTERED =HUFFMAN =RLE
envoy.extensions.filters.http.header_mutation.v3.HeaderMutation mutations:.Mutations most_specific_header_mutations_wins:boolean
envoy.extensions.filters.http.header_mutation.v3.HeaderMutationPerRoute mutations:.Mutations
envoy.extensions.filters.http.header_mutation.v3.Mutations request_mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation query_parameter_mutations:*envoy.config.core.v3.KeyValueMutation response_mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation response_trailers_mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation request_trailers_mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation
envoy.extensions.filters.http.header_to_metadata.v3.Config request_rules:*.Config.Rule response_rules:*.Config.Rule stat_prefix:text
envoy.extensions.filters.http.header_to_metadata.v3.Config.KeyValuePair metadata_namespace:text key:text value:text regex_value_rewrite:envoy.type.matcher.v3.RegexMatchAndSubstitute type:.ValueType encode:.ValueEncode
envoy.extensions.filters.http.header_to_metadata.v3.Config.Rule header:text cookie:text on_header_present:.KeyValuePair on_header_missing:.KeyValuePair remove:boolean
envoy.extensions.filters.http.header_to_metadata.v3.Config.ValueEncode =NONE =BASE64
envoy.extensions.filters.http.header_to_metadata.v3.Config.ValueType =STRING =NUMBER =PROTOBUF_VALUE
envoy.extensions.filters.http.health_check.v3.HealthCheck pass_through_mode:google.protobuf.BoolValue cache_time:google.protobuf.Duration cluster_min_healthy_percentages:%envoy.type.v3.Percent headers:*envoy.config.route.v3.HeaderMatcher
envoy.extensions.filters.http.ip_tagging.v3.IPTagging request_type:.IPTagging.RequestType ip_tags:*.IPTagging.IPTag ip_tag_header:.IPTagging.IpTagHeader
envoy.extensions.filters.http.ip_tagging.v3.IPTagging.IPTag ip_tag_name:text ip_list:*envoy.config.core.v3.CidrRange
envoy.extensions.filters.http.ip_tagging.v3.IPTagging.IpTagHeader header:text action:.IpTagHeader.HeaderAction
envoy.extensions.filters.http.ip_tagging.v3.IPTagging.IpTagHeader.HeaderAction =SANITIZE =APPEND_IF_EXISTS_OR_ADD
envoy.extensions.filters.http.ip_tagging.v3.IPTagging.RequestType =BOTH =INTERNAL =EXTERNAL
envoy.extensions.filters.http.json_to_metadata.v3.JsonToMetadata request_rules:.JsonToMetadata.MatchRules response_rules:.JsonToMetadata.MatchRules
envoy.extensions.filters.http.json_to_metadata.v3.JsonToMetadata.KeyValuePair metadata_namespace:text key:text value:google.protobuf.Value type:.ValueType preserve_existing_metadata_value:boolean
envoy.extensions.filters.http.json_to_metadata.v3.JsonToMetadata.MatchRules rules:*.Rule allow_content_types:*text allow_empty_content_type:boolean allow_content_types_regex:envoy.type.matcher.v3.RegexMatcher
envoy.extensions.filters.http.json_to_metadata.v3.JsonToMetadata.Rule selectors:*.Selector on_present:.KeyValuePair on_missing:.KeyValuePair on_error:.KeyValuePair
envoy.extensions.filters.http.json_to_metadata.v3.JsonToMetadata.Selector key:text
envoy.extensions.filters.http.json_to_metadata.v3.JsonToMetadata.ValueType =PROTOBUF_VALUE =STRING =NUMBER
envoy.extensions.filters.http.jwt_authn.v3.ExtractOnlyWithoutValidation
envoy.extensions.filters.http.jwt_authn.v3.FilterStateRule name:text requires:%.JwtRequirement
envoy.extensions.filters.http.jwt_authn.v3.JwksAsyncFetch fast_listener:boolean failed_refetch_duration:google.protobuf.Duration
envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication providers:%.JwtProvider rules:*.RequirementRule filter_state_rules:.FilterStateRule bypass_cors_preflight:boolean requirement_map:%.JwtRequirement strip_failure_response:boolean stat_prefix:text
envoy.extensions.filters.http.jwt_authn.v3.JwtCacheConfig jwt_cache_size:integer jwt_max_token_size:integer
envoy.extensions.filters.http.jwt_authn.v3.JwtClaimToHeader header_name:text claim_name:text
envoy.extensions.filters.http.jwt_authn.v3.JwtHeader name:text value_prefix:text
envoy.extensions.filters.http.jwt_authn.v3.JwtProvider issuer:text audiences:*text subjects:envoy.type.matcher.v3.StringMatcher require_expiration:boolean max_lifetime:google.protobuf.Duration remote_jwks:.RemoteJwks local_jwks:envoy.config.core.v3.DataSource forward:boolean from_headers:*.JwtHeader from_params:*text from_cookies:*text forward_payload_header:text pad_forward_payload_header:boolean payload_in_metadata:text normalize_payload_in_metadata:.JwtProvider.NormalizePayload header_in_metadata:text failed_status_in_metadata:text clock_skew_seconds:integer jwt_cache_config:.JwtCacheConfig claim_to_headers:*.JwtClaimToHeader clear_route_cache:boolean
envoy.extensions.filters.http.jwt_authn.v3.JwtProvider.NormalizePayload space_delimited_claims:*text
envoy.extensions.filters.http.jwt_authn.v3.JwtRequirement provider_name:text provider_and_audiences:.ProviderWithAudiences requires_any:.JwtRequirementOrList requires_all:.JwtRequirementAndList allow_missing_or_failed:google.protobuf.Empty allow_missing:google.protobuf.Empty extract_only_without_validation:.ExtractOnlyWithoutValidation
envoy.extensions.filters.http.jwt_authn.v3.JwtRequirementAndList requirements:*.JwtRequirement
envoy.extensions.filters.http.jwt_authn.v3.JwtRequirementOrList requirements:*.JwtRequirement
envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig disabled:boolean requirement_name:text
envoy.extensions.filters.http.jwt_authn.v3.ProviderWithAudiences provider_name:text audiences:*text
envoy.extensions.filters.http.jwt_authn.v3.RemoteJwks http_uri:envoy.config.core.v3.HttpUri cache_duration:google.protobuf.Duration async_fetch:.JwksAsyncFetch retry_policy:envoy.config.core.v3.RetryPolicy
envoy.extensions.filters.http.jwt_authn.v3.RequirementRule match:envoy.config.route.v3.RouteMatch requires:.JwtRequirement requirement_name:text
envoy.extensions.filters.http.kill_request.v3.KillRequest probability:envoy.type.v3.FractionalPercent kill_request_header:text direction:.KillRequest.Direction
envoy.extensions.filters.http.kill_request.v3.KillRequest.Direction =REQUEST =RESPONSE
envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit stat_prefix:text status:envoy.type.v3.HttpStatus token_bucket:envoy.type.v3.TokenBucket filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent filter_enforced:envoy.config.core.v3.RuntimeFractionalPercent request_headers_to_add_when_not_enforced:*envoy.config.core.v3.HeaderValueOption response_headers_to_add:*envoy.config.core.v3.HeaderValueOption descriptors:*envoy.extensions.common.ratelimit.v3.LocalRateLimitDescriptor stage:integer local_rate_limit_per_downstream_connection:boolean local_cluster_rate_limit:envoy.extensions.common.ratelimit.v3.LocalClusterRateLimit enable_x_ratelimit_headers:envoy.extensions.common.ratelimit.v3.XRateLimitHeadersRFCVersion vh_rate_limits:envoy.extensions.common.ratelimit.v3.VhRateLimitsOptions always_consume_default_token_bucket:google.protobuf.BoolValue rate_limited_as_resource_exhausted:boolean rate_limits:*envoy.config.route.v3.RateLimit max_dynamic_descriptors:google.protobuf.UInt32Value
envoy.extensions.filters.http.lua.v3.Lua inline_code:text source_codes:%envoy.config.core.v3.DataSource default_source_code:envoy.config.core.v3.DataSource stat_prefix:text clear_route_cache:google.protobuf.BoolValue
envoy.extensions.filters.http.lua.v3.LuaPerRoute disabled:boolean name:text source_code:envoy.config.core.v3.DataSource filter_context:google.protobuf.Struct
envoy.extensions.filters.http.mcp.v3.Mcp traffic_mode:.Mcp.TrafficMode clear_route_cache:boolean max_request_body_size:google.protobuf.UInt32Value parser_config:.ParserConfig
envoy.extensions.filters.http.mcp.v3.Mcp.TrafficMode =PASS_THROUGH =REJECT_NO_MCP
envoy.extensions.filters.http.mcp.v3.McpOverride traffic_mode:.Mcp.TrafficMode max_request_body_size:google.protobuf.UInt32Value
envoy.extensions.filters.http.mcp.v3.ParserConfig methods:*.ParserConfig.MethodConfig group_metadata_key:text
envoy.extensions.filters.http.mcp.v3.ParserConfig.AttributeExtractionRule path:text
envoy.extensions.filters.http.mcp.v3.ParserConfig.MethodConfig method:text group:text extraction_rules:*.AttributeExtractionRule
envoy.extensions.filters.http.mcp_router.v3.DynamicMetadataSource key:envoy.type.metadata.v3.MetadataKey
envoy.extensions.filters.http.mcp_router.v3.HeaderSource name:text
envoy.extensions.filters.http.mcp_router.v3.IdentityExtractor header:.HeaderSource dynamic_metadata:.DynamicMetadataSource
envoy.extensions.filters.http.mcp_router.v3.McpRouter servers:*.McpRouter.McpBackend session_identity:.SessionIdentity
envoy.extensions.filters.http.mcp_router.v3.McpRouter.McpBackend name:text mcp_cluster:.McpCluster
envoy.extensions.filters.http.mcp_router.v3.McpRouter.McpCluster cluster:text path:text timeout:google.protobuf.Duration host_rewrite_literal:text
envoy.extensions.filters.http.mcp_router.v3.SessionIdentity identity:.IdentityExtractor validation:.ValidationPolicy
envoy.extensions.filters.http.mcp_router.v3.ValidationPolicy mode:.ValidationPolicy.Mode
envoy.extensions.filters.http.mcp_router.v3.ValidationPolicy.Mode =MODE_UNSPECIFIED =DISABLED =ENFORCE
envoy.extensions.filters.http.oauth2.v3.CookieConfig same_site:.CookieConfig.SameSite path:text partitioned:boolean
envoy.extensions.filters.http.oauth2.v3.CookieConfig.SameSite =DISABLED =STRICT =LAX =NONE
envoy.extensions.filters.http.oauth2.v3.CookieConfigs bearer_token_cookie_config:.CookieConfig oauth_hmac_cookie_config:.CookieConfig oauth_expires_cookie_config:.CookieConfig id_token_cookie_config:.CookieConfig refresh_token_cookie_config:.CookieConfig oauth_nonce_cookie_config:.CookieConfig code_verifier_cookie_config:.CookieConfig
envoy.extensions.filters.http.oauth2.v3.OAuth2 config:.OAuth2Config
envoy.extensions.filters.http.oauth2.v3.OAuth2Config token_endpoint:envoy.config.core.v3.HttpUri retry_policy:envoy.config.core.v3.RetryPolicy authorization_endpoint:text end_session_endpoint:text credentials:.OAuth2Credentials redirect_uri:text redirect_path_matcher:envoy.type.matcher.v3.PathMatcher signout_path:envoy.type.matcher.v3.PathMatcher forward_bearer_token:boolean preserve_authorization_header:boolean pass_through_matcher:*envoy.config.route.v3.HeaderMatcher auth_scopes:*text resources:*text auth_type:.OAuth2Config.AuthType use_refresh_token:google.protobuf.BoolValue default_expires_in:google.protobuf.Duration deny_redirect_matcher:*envoy.config.route.v3.HeaderMatcher default_refresh_token_expires_in:google.protobuf.Duration disable_id_token_set_cookie:boolean disable_access_token_set_cookie:boolean disable_refresh_token_set_cookie:boolean cookie_configs:.CookieConfigs stat_prefix:text csrf_token_expires_in:google.protobuf.Duration code_verifier_token_expires_in:google.protobuf.Duration disable_token_encryption:boolean
envoy.extensions.filters.http.oauth2.v3.OAuth2Config.AuthType =URL_ENCODED_BODY =BASIC_AUTH
envoy.extensions.filters.http.oauth2.v3.OAuth2Credentials client_id:text token_secret:envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig hmac_secret:envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig cookie_names:.OAuth2Credentials.CookieNames cookie_domain:text
envoy.extensions.filters.http.oauth2.v3.OAuth2Credentials.CookieNames bearer_token:text oauth_hmac:text oauth_expires:text id_token:text refresh_token:text oauth_nonce:text code_verifier:text
envoy.extensions.filters.http.on_demand.v3.OnDemand odcds:.OnDemandCds
envoy.extensions.filters.http.on_demand.v3.OnDemandCds source:envoy.config.core.v3.ConfigSource resources_locator:text timeout:google.protobuf.Duration
envoy.extensions.filters.http.on_demand.v3.PerRouteConfig odcds:.OnDemandCds
envoy.extensions.filters.http.original_src.v3.OriginalSrc mark:integer
envoy.extensions.filters.http.proto_api_scrubber.v3.DescriptorSet data_source:envoy.config.core.v3.DataSource
envoy.extensions.filters.http.proto_api_scrubber.v3.MessageRestrictions config:.RestrictionConfig field_restrictions:%.RestrictionConfig
envoy.extensions.filters.http.proto_api_scrubber.v3.MethodRestrictions request_field_restrictions:%.RestrictionConfig response_field_restrictions:%.RestrictionConfig method_restriction:.RestrictionConfig
envoy.extensions.filters.http.proto_api_scrubber.v3.ProtoApiScrubberConfig descriptor_set:.DescriptorSet restrictions:.Restrictions filtering_mode:.ProtoApiScrubberConfig.FilteringMode
envoy.extensions.filters.http.proto_api_scrubber.v3.ProtoApiScrubberConfig.FilteringMode =OVERRIDE
envoy.extensions.filters.http.proto_api_scrubber.v3.RemoveFieldAction
envoy.extensions.filters.http.proto_api_scrubber.v3.RestrictionConfig matcher:xds.type.matcher.v3.Matcher
envoy.extensions.filters.http.proto_api_scrubber.v3.Restrictions method_restrictions:%.MethodRestrictions message_restrictions:%.MessageRestrictions
envoy.extensions.filters.http.proto_message_extraction.v3.MethodExtraction request_extraction_by_field:%.MethodExtraction.ExtractDirective response_extraction_by_field:%.MethodExtraction.ExtractDirective
envoy.extensions.filters.http.proto_message_extraction.v3.MethodExtraction.ExtractDirective =ExtractDirective_UNSPECIFIED =EXTRACT =EXTRACT_REDACT =EXTRACT_REPEATED_CARDINALITY
envoy.extensions.filters.http.proto_message_extraction.v3.ProtoMessageExtractionConfig data_source:envoy.config.core.v3.DataSource proto_descriptor_typed_metadata:text mode:.ProtoMessageExtractionConfig.ExtractMode extraction_by_method:%.MethodExtraction
envoy.extensions.filters.http.proto_message_extraction.v3.ProtoMessageExtractionConfig.ExtractMode =ExtractMode_UNSPECIFIED =FIRST_AND_LAST
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings bucket_id_builder:.RateLimitQuotaBucketSettings.BucketIdBuilder reporting_interval:google.protobuf.Duration deny_response_settings:.RateLimitQuotaBucketSettings.DenyResponseSettings no_assignment_behavior:.RateLimitQuotaBucketSettings.NoAssignmentBehavior expired_assignment_behavior:.RateLimitQuotaBucketSettings.ExpiredAssignmentBehavior
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings.BucketIdBuilder bucket_id_builder:%.BucketIdBuilder.ValueBuilder
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings.BucketIdBuilder.ValueBuilder string_value:text custom_value:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings.DenyResponseSettings http_status:envoy.type.v3.HttpStatus http_body:google.protobuf.BytesValue grpc_status:google.rpc.Status response_headers_to_add:*envoy.config.core.v3.HeaderValueOption
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings.ExpiredAssignmentBehavior expired_assignment_behavior_timeout:google.protobuf.Duration fallback_rate_limit:envoy.type.v3.RateLimitStrategy reuse_last_assignment:.ExpiredAssignmentBehavior.ReuseLastAssignment
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings.ExpiredAssignmentBehavior.ReuseLastAssignment
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaBucketSettings.NoAssignmentBehavior fallback_rate_limit:envoy.type.v3.RateLimitStrategy
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaFilterConfig rlqs_server:envoy.config.core.v3.GrpcService domain:text bucket_matchers:xds.type.matcher.v3.Matcher filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent filter_enforced:envoy.config.core.v3.RuntimeFractionalPercent request_headers_to_add_when_not_enforced:*envoy.config.core.v3.HeaderValueOption
envoy.extensions.filters.http.rate_limit_quota.v3.RateLimitQuotaOverride domain:text bucket_matchers:xds.type.matcher.v3.Matcher
envoy.extensions.filters.http.ratelimit.v3.RateLimit domain:text stage:integer request_type:text timeout:google.protobuf.Duration failure_mode_deny:boolean rate_limited_as_resource_exhausted:boolean rate_limit_service:envoy.config.ratelimit.v3.RateLimitServiceConfig enable_x_ratelimit_headers:.RateLimit.XRateLimitHeadersRFCVersion disable_x_envoy_ratelimited_header:boolean rate_limited_status:envoy.type.v3.HttpStatus response_headers_to_add:*envoy.config.core.v3.HeaderValueOption status_on_error:envoy.type.v3.HttpStatus stat_prefix:text filter_enabled:envoy.config.core.v3.RuntimeFractionalPercent filter_enforced:envoy.config.core.v3.RuntimeFractionalPercent failure_mode_deny_percent:envoy.config.core.v3.RuntimeFractionalPercent rate_limits:*envoy.config.route.v3.RateLimit
envoy.extensions.filters.http.ratelimit.v3.RateLimit.XRateLimitHeadersRFCVersion =OFF =DRAFT_VERSION_03
envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute vh_rate_limits:.RateLimitPerRoute.VhRateLimitsOptions override_option:.RateLimitPerRoute.OverrideOptions rate_limits:*envoy.config.route.v3.RateLimit domain:text
envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute.OverrideOptions =DEFAULT =OVERRIDE_POLICY =INCLUDE_POLICY =IGNORE_POLICY
envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute.VhRateLimitsOptions =OVERRIDE =INCLUDE =IGNORE
envoy.extensions.filters.http.rbac.v3.RBAC rules:envoy.config.rbac.v3.RBAC rules_stat_prefix:text matcher:xds.type.matcher.v3.Matcher shadow_rules:envoy.config.rbac.v3.RBAC shadow_matcher:xds.type.matcher.v3.Matcher shadow_rules_stat_prefix:text track_per_rule_stats:boolean
envoy.extensions.filters.http.rbac.v3.RBACPerRoute rbac:.RBAC
envoy.extensions.filters.http.router.v3.Router dynamic_stats:google.protobuf.BoolValue start_child_span:boolean upstream_log:*envoy.config.accesslog.v3.AccessLog upstream_log_options:.Router.UpstreamAccessLogOptions suppress_envoy_headers:boolean strict_check_headers:*text respect_expected_rq_timeout:boolean suppress_grpc_request_failure_code_stats:boolean upstream_http_filters:*envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter reject_connect_request_early_data:google.protobuf.BoolValue
envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions flush_upstream_log_on_upstream_stream:boolean upstream_log_flush_interval:google.protobuf.Duration
envoy.extensions.filters.http.set_filter_state.v3.Config on_request_headers:*envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue
envoy.extensions.filters.http.set_metadata.v3.Config metadata_namespace:text value:google.protobuf.Struct metadata:*.Metadata
envoy.extensions.filters.http.set_metadata.v3.Metadata metadata_namespace:text allow_overwrite:boolean value:google.protobuf.Struct typed_value:google.protobuf.Any
envoy.extensions.filters.http.stateful_session.v3.StatefulSession session_state:envoy.config.core.v3.TypedExtensionConfig strict:boolean stat_prefix:text
envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute disabled:boolean stateful_session:.StatefulSession
envoy.extensions.filters.http.tap.v3.Tap common_config:envoy.extensions.common.tap.v3.CommonExtensionConfig record_headers_received_time:boolean record_downstream_connection:boolean record_upstream_connection:boolean
envoy.extensions.filters.http.thrift_to_metadata.v3.Field =METHOD_NAME =PROTOCOL =TRANSPORT =HEADER_FLAGS =SEQUENCE_ID =MESSAGE_TYPE =REPLY_TYPE
envoy.extensions.filters.http.thrift_to_metadata.v3.FieldSelector name:text id:integer child:.FieldSelector
envoy.extensions.filters.http.thrift_to_metadata.v3.KeyValuePair metadata_namespace:text key:text value:google.protobuf.Value
envoy.extensions.filters.http.thrift_to_metadata.v3.Rule field:.Field field_selector:.FieldSelector method_name:text on_present:.KeyValuePair on_missing:.KeyValuePair
envoy.extensions.filters.http.thrift_to_metadata.v3.ThriftToMetadata request_rules:*.Rule response_rules:*.Rule transport:envoy.extensions.filters.network.thrift_proxy.v3.TransportType protocol:envoy.extensions.filters.network.thrift_proxy.v3.ProtocolType allow_content_types:*text allow_empty_content_type:boolean
envoy.extensions.filters.http.thrift_to_metadata.v3.ThriftToMetadataPerRoute request_rules:*.Rule response_rules:*.Rule
envoy.extensions.filters.http.transform.v3.BodyTransformation body_format:envoy.config.core.v3.SubstitutionFormatString action:.BodyTransformation.TransformAction
envoy.extensions.filters.http.transform.v3.BodyTransformation.TransformAction =MERGE =REPLACE
envoy.extensions.filters.http.transform.v3.TransformConfig request_transformation:.Transformation response_transformation:.Transformation clear_cluster_cache:boolean clear_route_cache:boolean
envoy.extensions.filters.http.transform.v3.Transformation headers_mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation body_transformation:.BodyTransformation
envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec
envoy.extensions.filters.http.wasm.v3.Wasm config:envoy.extensions.wasm.v3.PluginConfig
envoy.extensions.filters.listener.dynamic_modules.v3.DynamicModuleListenerFilter dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig filter_name:text filter_config:google.protobuf.Any
envoy.extensions.filters.listener.http_inspector.v3.HttpInspector
envoy.extensions.filters.listener.local_ratelimit.v3.LocalRateLimit stat_prefix:text token_bucket:envoy.type.v3.TokenBucket runtime_enabled:envoy.config.core.v3.RuntimeFeatureFlag
envoy.extensions.filters.listener.original_dst.v3.OriginalDst
envoy.extensions.filters.listener.original_src.v3.OriginalSrc bind_port:boolean mark:integer
envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol rules:*.ProxyProtocol.Rule allow_requests_without_proxy_protocol:boolean pass_through_tlvs:envoy.config.core.v3.ProxyProtocolPassThroughTLVs disallowed_versions:*envoy.config.core.v3.ProxyProtocolConfig.Version stat_prefix:text tlv_location:.ProxyProtocol.TlvLocation
envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.KeyValuePair metadata_namespace:text key:text
envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.Rule tlv_type:integer on_tlv_present:.KeyValuePair
envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol.TlvLocation =DYNAMIC_METADATA =FILTER_STATE
envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector enable_ja3_fingerprinting:google.protobuf.BoolValue enable_ja4_fingerprinting:google.protobuf.BoolValue initial_read_buffer_size:google.protobuf.UInt32Value close_connection_on_client_hello_parsing_errors:boolean max_client_hello_size:google.protobuf.UInt32Value
envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit stat_prefix:text max_connections:google.protobuf.UInt64Value delay:google.protobuf.Duration runtime_enabled:envoy.config.core.v3.RuntimeFeatureFlag
envoy.extensions.filters.network.direct_response.v3.Config response:envoy.config.core.v3.DataSource
envoy.extensions.filters.network.dubbo_proxy.router.v3.Router
envoy.extensions.filters.network.dubbo_proxy.v3.Drds config_source:envoy.config.core.v3.ConfigSource route_config_name:text
envoy.extensions.filters.network.dubbo_proxy.v3.DubboFilter name:text config:google.protobuf.Any
envoy.extensions.filters.network.dubbo_proxy.v3.DubboProxy stat_prefix:text protocol_type:.ProtocolType serialization_type:.SerializationType route_config:*.RouteConfiguration drds:.Drds multiple_route_config:.MultipleRouteConfiguration dubbo_filters:*.DubboFilter
envoy.extensions.filters.network.dubbo_proxy.v3.MethodMatch name:envoy.type.matcher.v3.StringMatcher params_match:%.MethodMatch.ParameterMatchSpecifier
envoy.extensions.filters.network.dubbo_proxy.v3.MethodMatch.ParameterMatchSpecifier exact_match:text range_match:envoy.type.v3.Int64Range
envoy.extensions.filters.network.dubbo_proxy.v3.MultipleRouteConfiguration name:text route_config:*.RouteConfiguration
envoy.extensions.filters.network.dubbo_proxy.v3.ProtocolType =Dubbo
envoy.extensions.filters.network.dubbo_proxy.v3.Route match:.RouteMatch route:.RouteAction
envoy.extensions.filters.network.dubbo_proxy.v3.RouteAction cluster:text weighted_clusters:envoy.config.route.v3.WeightedCluster metadata_match:envoy.config.core.v3.Metadata
envoy.extensions.filters.network.dubbo_proxy.v3.RouteConfiguration name:text interface:text group:text version:text routes:*.Route
envoy.extensions.filters.network.dubbo_proxy.v3.RouteMatch method:.MethodMatch headers:*envoy.config.route.v3.HeaderMatcher
envoy.extensions.filters.network.dubbo_proxy.v3.SerializationType =Hessian2
envoy.extensions.filters.network.dynamic_modules.v3.DynamicModuleNetworkFilter dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig filter_name:text filter_config:google.protobuf.Any terminal_filter:boolean
envoy.extensions.filters.network.echo.v3.Echo
envoy.extensions.filters.network.ext_authz.v3.ExtAuthz stat_prefix:text grpc_service:envoy.config.core.v3.GrpcService failure_mode_allow:boolean include_peer_certificate:boolean transport_api_version:envoy.config.core.v3.ApiVersion filter_enabled_metadata:envoy.type.matcher.v3.MetadataMatcher bootstrap_metadata_labels_key:text include_tls_session:boolean send_tls_alert_on_denial:boolean metadata_context_namespaces:*text typed_metadata_context_namespaces:*text
envoy.extensions.filters.network.ext_proc.v3.MetadataOptions forwarding_namespaces:.MetadataOptions.MetadataNamespaces
envoy.extensions.filters.network.ext_proc.v3.MetadataOptions.MetadataNamespaces untyped:*text typed:*text
envoy.extensions.filters.network.ext_proc.v3.NetworkExternalProcessor grpc_service:envoy.config.core.v3.GrpcService failure_mode_allow:boolean processing_mode:.ProcessingMode message_timeout:google.protobuf.Duration stat_prefix:text metadata_options:.MetadataOptions
envoy.extensions.filters.network.ext_proc.v3.ProcessingMode process_read:.ProcessingMode.DataSendMode process_write:.ProcessingMode.DataSendMode
envoy.extensions.filters.network.ext_proc.v3.ProcessingMode.DataSendMode =STREAMED =SKIP
envoy.extensions.filters.network.generic_proxy.action.v3.RouteAction name:text cluster:text weighted_clusters:envoy.config.route.v3.WeightedCluster metadata:envoy.config.core.v3.Metadata per_filter_config:%google.protobuf.Any timeout:google.protobuf.Duration retry_policy:envoy.config.core.v3.RetryPolicy
envoy.extensions.filters.network.generic_proxy.codecs.dubbo.v3.DubboCodecConfig
envoy.extensions.filters.network.generic_proxy.codecs.http1.v3.Http1CodecConfig single_frame_mode:google.protobuf.BoolValue max_buffer_size:google.protobuf.UInt32Value
envoy.extensions.filters.network.generic_proxy.matcher.v3.HostMatchInput
envoy.extensions.filters.network.generic_proxy.matcher.v3.KeyValueMatchEntry name:text string_match:envoy.type.matcher.v3.StringMatcher
envoy.extensions.filters.network.generic_proxy.matcher.v3.MethodMatchInput
envoy.extensions.filters.network.generic_proxy.matcher.v3.PathMatchInput
envoy.extensions.filters.network.generic_proxy.matcher.v3.PropertyMatchInput property_name:text
envoy.extensions.filters.network.generic_proxy.matcher.v3.RequestMatchInput
envoy.extensions.filters.network.generic_proxy.matcher.v3.RequestMatcher host:envoy.type.matcher.v3.StringMatcher path:envoy.type.matcher.v3.StringMatcher method:envoy.type.matcher.v3.StringMatcher properties:*.KeyValueMatchEntry
envoy.extensions.filters.network.generic_proxy.matcher.v3.ServiceMatchInput
envoy.extensions.filters.network.generic_proxy.router.v3.Router bind_upstream_connection:boolean
envoy.extensions.filters.network.generic_proxy.v3.GenericProxy stat_prefix:text codec_config:envoy.config.core.v3.TypedExtensionConfig generic_rds:.GenericRds route_config:.RouteConfiguration filters:*envoy.config.core.v3.TypedExtensionConfig tracing:envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing access_log:*envoy.config.accesslog.v3.AccessLog
envoy.extensions.filters.network.generic_proxy.v3.GenericRds config_source:envoy.config.core.v3.ConfigSource route_config_name:text
envoy.extensions.filters.network.generic_proxy.v3.RouteConfiguration name:text routes:xds.type.matcher.v3.Matcher virtual_hosts:*.VirtualHost
envoy.extensions.filters.network.generic_proxy.v3.VirtualHost name:text hosts:*text routes:xds.type.matcher.v3.Matcher
envoy.extensions.filters.network.geoip.v3.Geoip stat_prefix:text provider:envoy.config.core.v3.TypedExtensionConfig client_ip:text
envoy.extensions.filters.network.http_connection_manager.v3.EnvoyMobileHttpConnectionManager config:.HttpConnectionManager
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager codec_type:.HttpConnectionManager.CodecType stat_prefix:text rds:.Rds route_config:envoy.config.route.v3.RouteConfiguration scoped_routes:.ScopedRoutes http_filters:*.HttpFilter add_user_agent:google.protobuf.BoolValue tracing:.HttpConnectionManager.Tracing common_http_protocol_options:envoy.config.core.v3.HttpProtocolOptions http1_safe_max_connection_duration:boolean http_protocol_options:envoy.config.core.v3.Http1ProtocolOptions http2_protocol_options:envoy.config.core.v3.Http2ProtocolOptions http3_protocol_options:envoy.config.core.v3.Http3ProtocolOptions server_name:text server_header_transformation:.HttpConnectionManager.ServerHeaderTransformation scheme_header_transformation:envoy.config.core.v3.SchemeHeaderTransformation max_request_headers_kb:google.protobuf.UInt32Value stream_idle_timeout:google.protobuf.Duration stream_flush_timeout:google.protobuf.Duration request_timeout:google.protobuf.Duration request_headers_timeout:google.protobuf.Duration drain_timeout:google.protobuf.Duration delayed_close_timeout:google.protobuf.Duration access_log:*envoy.config.accesslog.v3.AccessLog access_log_flush_interval:google.protobuf.Duration flush_access_log_on_new_request:boolean access_log_options:.HttpConnectionManager.HcmAccessLogOptions use_remote_address:google.protobuf.BoolValue xff_num_trusted_hops:integer original_ip_detection_extensions:*envoy.config.core.v3.TypedExtensionConfig early_header_mutation_extensions:*envoy.config.core.v3.TypedExtensionConfig internal_address_config:.HttpConnectionManager.InternalAddressConfig skip_xff_append:boolean via:text generate_request_id:google.protobuf.BoolValue preserve_external_request_id:boolean always_set_request_id_in_response:boolean forward_client_cert_details:.HttpConnectionManager.ForwardClientCertDetails set_current_client_cert_details:.HttpConnectionManager.SetCurrentClientCertDetails forward_client_cert_matcher:xds.type.matcher.v3.Matcher proxy_100_continue:boolean represent_ipv4_remote_address_as_ipv4_mapped_ipv6:boolean upgrade_configs:*.HttpConnectionManager.UpgradeConfig normalize_path:google.protobuf.BoolValue merge_slashes:boolean path_with_escaped_slashes_action:.HttpConnectionManager.PathWithEscapedSlashesAction request_id_extension:.RequestIDExtension local_reply_config:.LocalReplyConfig strip_matching_host_port:boolean strip_any_host_port:boolean stream_error_on_invalid_http_message:google.protobuf.BoolValue path_normalization_options:.HttpConnectionManager.PathNormalizationOptions strip_trailing_host_dot:boolean proxy_status_config:.HttpConnectionManager.ProxyStatusConfig typed_header_validation_config:envoy.config.core.v3.TypedExtensionConfig append_x_forwarded_port:boolean append_local_overload:boolean add_proxy_protocol_connection_state:google.protobuf.BoolValue
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType =AUTO =HTTP1 =HTTP2 =HTTP3
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertConfig forward_client_cert_details:.ForwardClientCertDetails set_current_client_cert_details:.SetCurrentClientCertDetails
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails =SANITIZE =FORWARD_ONLY =APPEND_FORWARD =SANITIZE_SET =ALWAYS_FORWARD_ONLY
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions access_log_flush_interval:google.protobuf.Duration flush_access_log_on_new_request:boolean flush_log_on_tunnel_successfully_established:boolean
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig unix_sockets:boolean cidr_ranges:*envoy.config.core.v3.CidrRange
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions forwarding_transformation:envoy.type.http.v3.PathTransformation http_filter_transformation:envoy.type.http.v3.PathTransformation
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction =IMPLEMENTATION_SPECIFIC_DEFAULT =KEEP_UNCHANGED =REJECT_REQUEST =UNESCAPE_AND_REDIRECT =UNESCAPE_AND_FORWARD
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig remove_details:boolean remove_connection_termination_details:boolean remove_response_flags:boolean set_recommended_response_code:boolean use_node_id:boolean literal_proxy_name:text
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ServerHeaderTransformation =OVERWRITE =APPEND_IF_ABSENT =PASS_THROUGH
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails subject:google.protobuf.BoolValue cert:boolean chain:boolean dns:boolean uri:boolean
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing client_sampling:envoy.type.v3.Percent random_sampling:envoy.type.v3.Percent overall_sampling:envoy.type.v3.Percent verbose:boolean max_path_tag_length:google.protobuf.UInt32Value custom_tags:*envoy.type.tracing.v3.CustomTag provider:envoy.config.trace.v3.Tracing.Http spawn_upstream_span:google.protobuf.BoolValue operation:text upstream_operation:text
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing.OperationName =INGRESS =EGRESS
envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig upgrade_type:text filters:*envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter enabled:google.protobuf.BoolValue
envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter name:text typed_config:google.protobuf.Any config_discovery:envoy.config.core.v3.ExtensionConfigSource is_optional:boolean disabled:boolean
envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig mappers:*.ResponseMapper body_format:envoy.config.core.v3.SubstitutionFormatString
envoy.extensions.filters.network.http_connection_manager.v3.Rds config_source:envoy.config.core.v3.ConfigSource route_config_name:text
envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension typed_config:google.protobuf.Any
envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper filter:envoy.config.accesslog.v3.AccessLogFilter status_code:google.protobuf.UInt32Value body:envoy.config.core.v3.DataSource body_format_override:envoy.config.core.v3.SubstitutionFormatString headers_to_add:*envoy.config.core.v3.HeaderValueOption
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds scoped_rds_config_source:envoy.config.core.v3.ConfigSource srds_resources_locator:text
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList scoped_route_configurations:*envoy.config.route.v3.ScopedRouteConfiguration
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes name:text scope_key_builder:.ScopedRoutes.ScopeKeyBuilder rds_config_source:envoy.config.core.v3.ConfigSource scoped_route_configurations_list:.ScopedRouteConfigurationsList scoped_rds:.ScopedRds
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder fragments:*.ScopeKeyBuilder.FragmentBuilder
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder header_value_extractor:.FragmentBuilder.HeaderValueExtractor
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor name:text element_separator:text index:integer element:.HeaderValueExtractor.KvElement
envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement separator:text key:text
envoy.extensions.filters.network.local_ratelimit.v3.LocalRateLimit stat_prefix:text token_bucket:envoy.type.v3.TokenBucket runtime_enabled:envoy.config.core.v3.RuntimeFeatureFlag share_key:text
envoy.extensions.filters.network.mongo_proxy.v3.MongoProxy stat_prefix:text access_log:text delay:envoy.extensions.filters.common.fault.v3.FaultDelay emit_dynamic_metadata:boolean commands:*text
envoy.extensions.filters.network.ratelimit.v3.RateLimit stat_prefix:text domain:text descriptors:*envoy.extensions.common.ratelimit.v3.RateLimitDescriptor timeout:google.protobuf.Duration failure_mode_deny:boolean rate_limit_service:envoy.config.ratelimit.v3.RateLimitServiceConfig
envoy.extensions.filters.network.rbac.v3.RBAC rules:envoy.config.rbac.v3.RBAC matcher:xds.type.matcher.v3.Matcher shadow_rules:envoy.config.rbac.v3.RBAC shadow_matcher:xds.type.matcher.v3.Matcher shadow_rules_stat_prefix:text stat_prefix:text enforcement_type:.RBAC.EnforcementType delay_deny:google.protobuf.Duration
envoy.extensions.filters.network.rbac.v3.RBAC.EnforcementType =ONE_TIME_ON_FIRST_BYTE =CONTINUOUS
envoy.extensions.filters.network.redis_proxy.v3.AwsIam credential_provider:envoy.extensions.common.aws.v3.AwsCredentialProvider cache_name:text service_name:text region:text expiration_time:google.protobuf.Duration
envoy.extensions.filters.network.redis_proxy.v3.RedisExternalAuthProvider grpc_service:envoy.config.core.v3.GrpcService enable_auth_expiration:boolean
envoy.extensions.filters.network.redis_proxy.v3.RedisProtocolOptions auth_password:envoy.config.core.v3.DataSource auth_username:envoy.config.core.v3.DataSource aws_iam:.AwsIam credentials:*.RedisProtocolOptions.Credential
envoy.extensions.filters.network.redis_proxy.v3.RedisProtocolOptions.Credential address:envoy.config.core.v3.Address auth_password:envoy.config.core.v3.DataSource auth_username:envoy.config.core.v3.DataSource
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy stat_prefix:text settings:.RedisProxy.ConnPoolSettings latency_in_micros:boolean prefix_routes:.RedisProxy.PrefixRoutes downstream_auth_password:envoy.config.core.v3.DataSource downstream_auth_passwords:*envoy.config.core.v3.DataSource faults:*.RedisProxy.RedisFault downstream_auth_username:envoy.config.core.v3.DataSource external_auth_provider:.RedisExternalAuthProvider custom_commands:*text
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.ConnPoolSettings op_timeout:google.protobuf.Duration enable_hashtagging:boolean enable_redirection:boolean dns_cache_config:envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig max_buffer_size_before_flush:integer buffer_flush_timeout:google.protobuf.Duration max_upstream_unknown_connections:google.protobuf.UInt32Value enable_command_stats:boolean read_policy:.ConnPoolSettings.ReadPolicy connection_rate_limit:.ConnectionRateLimit
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.ConnPoolSettings.ReadPolicy =MASTER =PREFER_MASTER =REPLICA =PREFER_REPLICA =ANY
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.ConnectionRateLimit connection_rate_limit_per_sec:integer
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes routes:*.PrefixRoutes.Route case_insensitive:boolean catch_all_route:.PrefixRoutes.Route
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route prefix:text remove_prefix:boolean cluster:text request_mirror_policy:*.Route.RequestMirrorPolicy key_formatter:text read_command_policy:.Route.ReadCommandPolicy
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route.ReadCommandPolicy cluster:text
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route.RequestMirrorPolicy cluster:text runtime_fraction:envoy.config.core.v3.RuntimeFractionalPercent exclude_read_commands:boolean
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.RedisFault fault_type:.RedisFault.RedisFaultType fault_enabled:envoy.config.core.v3.RuntimeFractionalPercent delay:google.protobuf.Duration commands:*text
envoy.extensions.filters.network.redis_proxy.v3.RedisProxy.RedisFault.RedisFaultType =DELAY =ERROR
envoy.extensions.filters.network.reverse_tunnel.v3.ReverseTunnel ping_interval:google.protobuf.Duration auto_close_connections:boolean request_path:text request_method:envoy.config.core.v3.RequestMethod validation:.Validation required_cluster_name:text
envoy.extensions.filters.network.reverse_tunnel.v3.Validation node_id_format:text cluster_id_format:text emit_dynamic_metadata:boolean dynamic_metadata_namespace:text
envoy.extensions.filters.network.set_filter_state.v3.Config on_new_connection:*envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue on_downstream_tls_handshake:*envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue
envoy.extensions.filters.network.sni_cluster.v3.SniCluster
envoy.extensions.filters.network.sni_dynamic_forward_proxy.v3.FilterConfig dns_cache_config:envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig port_value:integer save_upstream_address:boolean
envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy stat_prefix:text cluster:text weighted_clusters:.TcpProxy.WeightedCluster on_demand:.TcpProxy.OnDemand metadata_match:envoy.config.core.v3.Metadata idle_timeout:google.protobuf.Duration downstream_idle_timeout:google.protobuf.Duration upstream_idle_timeout:google.protobuf.Duration access_log:*envoy.config.accesslog.v3.AccessLog max_connect_attempts:google.protobuf.UInt32Value backoff_options:envoy.config.core.v3.BackoffStrategy hash_policy:*envoy.type.v3.HashPolicy tunneling_config:.TcpProxy.TunnelingConfig max_downstream_connection_duration:google.protobuf.Duration max_downstream_connection_duration_jitter_percentage:envoy.type.v3.Percent access_log_flush_interval:google.protobuf.Duration flush_access_log_on_connected:boolean access_log_options:.TcpProxy.TcpAccessLogOptions proxy_protocol_tlvs:*envoy.config.core.v3.TlvEntry upstream_connect_mode:.UpstreamConnectMode max_early_data_bytes:google.protobuf.UInt32Value
envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.OnDemand odcds_config:envoy.config.core.v3.ConfigSource resources_locator:text timeout:google.protobuf.Duration
envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TcpAccessLogOptions access_log_flush_interval:google.protobuf.Duration flush_access_log_on_connected:boolean
envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig hostname:text use_post:boolean headers_to_add:*envoy.config.core.v3.HeaderValueOption propagate_response_headers:boolean post_path:text propagate_response_trailers:boolean request_id_extension:envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension request_id_header:text request_id_metadata_key:text
envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster clusters:*.WeightedCluster.ClusterWeight
envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster.ClusterWeight name:text weight:integer metadata_match:envoy.config.core.v3.Metadata
envoy.extensions.filters.network.tcp_proxy.v3.UpstreamConnectMode =IMMEDIATE =ON_DOWNSTREAM_DATA =ON_DOWNSTREAM_TLS_HANDSHAKE
envoy.extensions.filters.network.thrift_proxy.filters.header_to_metadata.v3.HeaderToMetadata request_rules:*.HeaderToMetadata.Rule
envoy.extensions.filters.network.thrift_proxy.filters.header_to_metadata.v3.HeaderToMetadata.KeyValuePair metadata_namespace:text key:text value:text regex_value_rewrite:envoy.type.matcher.v3.RegexMatchAndSubstitute type:.ValueType encode:.ValueEncode
envoy.extensions.filters.network.thrift_proxy.filters.header_to_metadata.v3.HeaderToMetadata.Rule header:text on_present:.KeyValuePair on_missing:.KeyValuePair remove:boolean
envoy.extensions.filters.network.thrift_proxy.filters.header_to_metadata.v3.HeaderToMetadata.ValueEncode =NONE =BASE64
envoy.extensions.filters.network.thrift_proxy.filters.header_to_metadata.v3.HeaderToMetadata.ValueType =STRING =NUMBER =PROTOBUF_VALUE
envoy.extensions.filters.network.thrift_proxy.filters.payload_to_metadata.v3.PayloadToMetadata request_rules:*.PayloadToMetadata.Rule
envoy.extensions.filters.network.thrift_proxy.filters.payload_to_metadata.v3.PayloadToMetadata.FieldSelector name:text id:integer child:.FieldSelector
envoy.extensions.filters.network.thrift_proxy.filters.payload_to_metadata.v3.PayloadToMetadata.KeyValuePair metadata_namespace:text key:text value:text regex_value_rewrite:envoy.type.matcher.v3.RegexMatchAndSubstitute type:.ValueType
envoy.extensions.filters.network.thrift_proxy.filters.payload_to_metadata.v3.PayloadToMetadata.Rule method_name:text service_name:text field_selector:.FieldSelector on_present:.KeyValuePair on_missing:.KeyValuePair
envoy.extensions.filters.network.thrift_proxy.filters.payload_to_metadata.v3.PayloadToMetadata.ValueType =STRING =NUMBER
envoy.extensions.filters.network.thrift_proxy.filters.ratelimit.v3.RateLimit domain:text stage:integer timeout:google.protobuf.Duration failure_mode_deny:boolean rate_limit_service:envoy.config.ratelimit.v3.RateLimitServiceConfig
envoy.extensions.filters.network.thrift_proxy.router.v3.Router close_downstream_on_upstream_error:google.protobuf.BoolValue
envoy.extensions.filters.network.thrift_proxy.v3.ProtocolType =AUTO_PROTOCOL =BINARY =LAX_BINARY =COMPACT =TWITTER
envoy.extensions.filters.network.thrift_proxy.v3.Route match:.RouteMatch route:.RouteAction
envoy.extensions.filters.network.thrift_proxy.v3.RouteAction cluster:text weighted_clusters:.WeightedCluster cluster_header:text metadata_match:envoy.config.core.v3.Metadata rate_limits:*envoy.config.route.v3.RateLimit strip_service_name:boolean request_mirror_policies:*.RouteAction.RequestMirrorPolicy
envoy.extensions.filters.network.thrift_proxy.v3.RouteAction.RequestMirrorPolicy cluster:text runtime_fraction:envoy.config.core.v3.RuntimeFractionalPercent
envoy.extensions.filters.network.thrift_proxy.v3.RouteConfiguration name:text routes:*.Route validate_clusters:google.protobuf.BoolValue
envoy.extensions.filters.network.thrift_proxy.v3.RouteMatch method_name:text service_name:text invert:boolean headers:*envoy.config.route.v3.HeaderMatcher
envoy.extensions.filters.network.thrift_proxy.v3.ThriftFilter name:text typed_config:google.protobuf.Any
envoy.extensions.filters.network.thrift_proxy.v3.ThriftProtocolOptions transport:.TransportType protocol:.ProtocolType
envoy.extensions.filters.network.thrift_proxy.v3.ThriftProxy transport:.TransportType protocol:.ProtocolType stat_prefix:text route_config:.RouteConfiguration trds:.Trds thrift_filters:*.ThriftFilter payload_passthrough:boolean max_requests_per_connection:google.protobuf.UInt32Value access_log:*envoy.config.accesslog.v3.AccessLog header_keys_preserve_case:boolean
envoy.extensions.filters.network.thrift_proxy.v3.TransportType =AUTO_TRANSPORT =FRAMED =UNFRAMED =HEADER
envoy.extensions.filters.network.thrift_proxy.v3.Trds config_source:envoy.config.core.v3.ConfigSource route_config_name:text
envoy.extensions.filters.network.thrift_proxy.v3.WeightedCluster clusters:*.WeightedCluster.ClusterWeight
envoy.extensions.filters.network.thrift_proxy.v3.WeightedCluster.ClusterWeight name:text weight:google.protobuf.UInt32Value metadata_match:envoy.config.core.v3.Metadata
envoy.extensions.filters.network.wasm.v3.Wasm config:envoy.extensions.wasm.v3.PluginConfig
envoy.extensions.filters.network.zookeeper_proxy.v3.LatencyThresholdOverride opcode:.LatencyThresholdOverride.Opcode threshold:google.protobuf.Duration
envoy.extensions.filters.network.zookeeper_proxy.v3.LatencyThresholdOverride.Opcode =Connect =Create =Delete =Exists =GetData =SetData =GetAcl =SetAcl =GetChildren =Sync =Ping =GetChildren2 =Check =Multi =Create2 =Reconfig =CheckWatches =RemoveWatches =CreateContainer =CreateTtl =Close =SetAuth =SetWatches =GetEphemerals =GetAllChildrenNumber =SetWatches2 =AddWatch
envoy.extensions.filters.network.zookeeper_proxy.v3.ZooKeeperProxy stat_prefix:text access_log:text max_packet_bytes:google.protobuf.UInt32Value enable_latency_threshold_metrics:boolean default_latency_threshold:google.protobuf.Duration latency_threshold_overrides:*.LatencyThresholdOverride enable_per_opcode_request_bytes_metrics:boolean enable_per_opcode_response_bytes_metrics:boolean enable_per_opcode_decoder_error_metrics:boolean
envoy.extensions.filters.udp.dns_filter.v3.DnsFilterConfig stat_prefix:text server_config:.DnsFilterConfig.ServerContextConfig client_config:.DnsFilterConfig.ClientContextConfig access_log:*envoy.config.accesslog.v3.AccessLog
envoy.extensions.filters.udp.dns_filter.v3.DnsFilterConfig.ClientContextConfig resolver_timeout:google.protobuf.Duration upstream_resolvers:*envoy.config.core.v3.Address dns_resolution_config:envoy.config.core.v3.DnsResolutionConfig typed_dns_resolver_config:envoy.config.core.v3.TypedExtensionConfig max_pending_lookups:integer
envoy.extensions.filters.udp.dns_filter.v3.DnsFilterConfig.ServerContextConfig inline_dns_table:envoy.data.dns.v3.DnsTable external_dns_table:envoy.config.core.v3.DataSource
envoy.extensions.filters.udp.dynamic_modules.v3.DynamicModuleUdpListenerFilter dynamic_module_config:envoy.extensions.dynamic_modules.v3.DynamicModuleConfig filter_name:text filter_config:google.protobuf.Any
envoy.extensions.filters.udp.udp_proxy.session.dynamic_forward_proxy.v3.FilterConfig stat_prefix:text dns_cache_config:envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig buffer_options:.FilterConfig.BufferOptions
envoy.extensions.filters.udp.udp_proxy.session.dynamic_forward_proxy.v3.FilterConfig.BufferOptions max_buffered_datagrams:google.protobuf.UInt32Value max_buffered_bytes:google.protobuf.UInt64Value
envoy.extensions.filters.udp.udp_proxy.session.http_capsule.v3.FilterConfig
envoy.extensions.filters.udp.udp_proxy.v3.Route cluster:text
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig stat_prefix:text cluster:text matcher:xds.type.matcher.v3.Matcher idle_timeout:google.protobuf.Duration use_original_src_ip:boolean hash_policies:*.UdpProxyConfig.HashPolicy upstream_socket_config:envoy.config.core.v3.UdpSocketConfig use_per_packet_load_balancing:boolean access_log:*envoy.config.accesslog.v3.AccessLog proxy_access_log:*envoy.config.accesslog.v3.AccessLog session_filters:*.UdpProxyConfig.SessionFilter tunneling_config:.UdpProxyConfig.UdpTunnelingConfig access_log_options:.UdpProxyConfig.UdpAccessLogOptions
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig.HashPolicy source_ip:boolean key:text
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig.SessionFilter name:text typed_config:google.protobuf.Any config_discovery:envoy.config.core.v3.ExtensionConfigSource
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig.UdpAccessLogOptions access_log_flush_interval:google.protobuf.Duration flush_access_log_on_tunnel_connected:boolean
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig.UdpTunnelingConfig proxy_host:text proxy_port:google.protobuf.UInt32Value target_host:text default_target_port:integer use_post:boolean post_path:text retry_options:.UdpTunnelingConfig.RetryOptions headers_to_add:*envoy.config.core.v3.HeaderValueOption buffer_options:.UdpTunnelingConfig.BufferOptions propagate_response_headers:boolean propagate_response_trailers:boolean
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig.UdpTunnelingConfig.BufferOptions max_buffered_datagrams:google.protobuf.UInt32Value max_buffered_bytes:google.protobuf.UInt64Value
envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig.UdpTunnelingConfig.RetryOptions max_connect_attempts:google.protobuf.UInt32Value backoff_options:envoy.config.core.v3.BackoffStrategy
envoy.extensions.formatter.cel.v3.Cel
envoy.extensions.formatter.metadata.v3.Metadata
envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery
envoy.extensions.geoip_providers.common.v3.CommonGeoipProviderConfig geo_headers_to_add:.CommonGeoipProviderConfig.GeolocationHeadersToAdd geo_field_keys:.CommonGeoipProviderConfig.GeolocationFieldKeys
envoy.extensions.geoip_providers.common.v3.CommonGeoipProviderConfig.GeolocationFieldKeys country:text city:text region:text asn:text anon:text anon_vpn:text anon_hosting:text anon_tor:text anon_proxy:text isp:text apple_private_relay:text
envoy.extensions.geoip_providers.common.v3.CommonGeoipProviderConfig.GeolocationHeadersToAdd country:text city:text region:text asn:text is_anon:text anon:text anon_vpn:text anon_hosting:text anon_tor:text anon_proxy:text isp:text apple_private_relay:text
envoy.extensions.geoip_providers.maxmind.v3.MaxMindConfig city_db_path:text asn_db_path:text anon_db_path:text isp_db_path:text country_db_path:text common_provider_config:envoy.extensions.geoip_providers.common.v3.CommonGeoipProviderConfig
envoy.extensions.grpc_service.call_credentials.access_token.v3.AccessTokenCredentials token:text
envoy.extensions.grpc_service.call_credentials.file_based_metadata.v3.FileBasedMetadataCallCredentials secret_data:envoy.config.core.v3.DataSource header_key:text header_prefix:text
envoy.extensions.grpc_service.call_credentials.google_compute_engine.v3.GoogleComputeEngineCredentials
envoy.extensions.grpc_service.call_credentials.google_iam.v3.GoogleIamCredentials authorization_token:text authority_selector:text
envoy.extensions.grpc_service.call_credentials.google_refresh_token.v3.GoogleRefreshTokenCredentials token:text
envoy.extensions.grpc_service.call_credentials.service_account_jwt_access.v3.ServiceAccountJwtAccessCredentials json_key:text token_lifetime:google.protobuf.Duration
envoy.extensions.grpc_service.call_credentials.sts_service.v3.StsServiceCredentials token_exchange_service_uri:text resource:text audience:text scope:text requested_token_type:text subject_token_path:text subject_token_type:text actor_token_path:text actor_token_type:text
envoy.extensions.grpc_service.channel_credentials.google_default.v3.GoogleDefaultCredentials
envoy.extensions.grpc_service.channel_credentials.insecure.v3.InsecureCredentials
envoy.extensions.grpc_service.channel_credentials.local.v3.LocalCredentials
envoy.extensions.grpc_service.channel_credentials.tls.v3.TlsCredentials root_certificate_provider:envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance identity_certificate_provider:envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance
envoy.extensions.grpc_service.channel_credentials.xds.v3.XdsCredentials fallback_credentials:google.protobuf.Any
envoy.extensions.health_check.event_sinks.file.v3.HealthCheckEventFileSink event_log_path:text
envoy.extensions.health_checkers.redis.v3.Redis key:text aws_iam:envoy.extensions.filters.network.redis_proxy.v3.AwsIam
envoy.extensions.health_checkers.thrift.v3.Thrift method_name:text transport:envoy.extensions.filters.network.thrift_proxy.v3.TransportType protocol:envoy.extensions.filters.network.thrift_proxy.v3.ProtocolType
envoy.extensions.http.cache.file_system_http_cache.v3.FileSystemHttpCacheConfig manager_config:envoy.extensions.common.async_files.v3.AsyncFileManagerConfig cache_path:text max_cache_size_bytes:google.protobuf.UInt64Value max_individual_cache_entry_size_bytes:google.protobuf.UInt64Value max_cache_entry_count:google.protobuf.UInt64Value cache_subdivisions:integer evict_fraction:number max_eviction_period:google.protobuf.Duration min_eviction_period:google.protobuf.Duration create_cache_path:boolean
envoy.extensions.http.cache.simple_http_cache.v3.SimpleHttpCacheConfig
envoy.extensions.http.cache_v2.file_system_http_cache.v3.FileSystemHttpCacheV2Config manager_config:envoy.extensions.common.async_files.v3.AsyncFileManagerConfig cache_path:text max_cache_size_bytes:google.protobuf.UInt64Value max_individual_cache_entry_size_bytes:google.protobuf.UInt64Value max_cache_entry_count:google.protobuf.UInt64Value cache_subdivisions:integer evict_fraction:number max_eviction_period:google.protobuf.Duration min_eviction_period:google.protobuf.Duration create_cache_path:boolean
envoy.extensions.http.cache_v2.simple_http_cache.v3.SimpleHttpCacheV2Config
envoy.extensions.http.custom_response.local_response_policy.v3.LocalResponsePolicy body:envoy.config.core.v3.DataSource body_format:envoy.config.core.v3.SubstitutionFormatString status_code:google.protobuf.UInt32Value response_headers_to_add:*envoy.config.core.v3.HeaderValueOption
envoy.extensions.http.custom_response.redirect_policy.v3.RedirectPolicy uri:text redirect_action:envoy.config.route.v3.RedirectAction status_code:google.protobuf.UInt32Value response_headers_to_add:*envoy.config.core.v3.HeaderValueOption request_headers_to_add:*envoy.config.core.v3.HeaderValueOption modify_request_headers_action:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation mutations:*envoy.config.common.mutation_rules.v3.HeaderMutation
envoy.extensions.http.ext_proc.processing_request_modifiers.mapped_attribute_builder.v3.MappedAttributeBuilder mapped_request_attributes:%text mapped_response_attributes:%text
envoy.extensions.http.ext_proc.response_processors.save_processing_response.v3.SaveProcessingResponse filter_state_name_suffix:text save_request_headers:.SaveProcessingResponse.SaveOptions save_response_headers:.SaveProcessingResponse.SaveOptions save_request_trailers:.SaveProcessingResponse.SaveOptions save_response_trailers:.SaveProcessingResponse.SaveOptions save_immediate_response:.SaveProcessingResponse.SaveOptions
envoy.extensions.http.ext_proc.response_processors.save_processing_response.v3.SaveProcessingResponse.SaveOptions save_response:boolean save_on_error:boolean
envoy.extensions.http.header_formatters.preserve_case.v3.PreserveCaseFormatterConfig forward_reason_phrase:boolean formatter_type_on_envoy_headers:.PreserveCaseFormatterConfig.FormatterTypeOnEnvoyHeaders
envoy.extensions.http.header_formatters.preserve_case.v3.PreserveCaseFormatterConfig.FormatterTypeOnEnvoyHeaders =DEFAULT =PROPER_CASE
envoy.extensions.http.header_validators.envoy_default.v3.HeaderValidatorConfig http1_protocol_options:.HeaderValidatorConfig.Http1ProtocolOptions uri_path_normalization_options:.HeaderValidatorConfig.UriPathNormalizationOptions restrict_http_methods:boolean headers_with_underscores_action:.HeaderValidatorConfig.HeadersWithUnderscoresAction strip_fragment_from_path:boolean
envoy.extensions.http.header_validators.envoy_default.v3.HeaderValidatorConfig.HeadersWithUnderscoresAction =ALLOW =REJECT_REQUEST =DROP_HEADER
envoy.extensions.http.header_validators.envoy_default.v3.HeaderValidatorConfig.Http1ProtocolOptions allow_chunked_length:boolean
envoy.extensions.http.header_validators.envoy_default.v3.HeaderValidatorConfig.UriPathNormalizationOptions skip_path_normalization:boolean skip_merging_slashes:boolean path_with_escaped_slashes_action:.UriPathNormalizationOptions.PathWithEscapedSlashesAction
envoy.extensions.http.header_validators.envoy_default.v3.HeaderValidatorConfig.UriPathNormalizationOptions.PathWithEscapedSlashesAction =IMPLEMENTATION_SPECIFIC_DEFAULT =KEEP_UNCHANGED =REJECT_REQUEST =UNESCAPE_AND_REDIRECT =UNESCAPE_AND_FORWARD
envoy.extensions.http.injected_credentials.generic.v3.Generic credential:envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig header:text header_value_prefix:text
envoy.extensions.http.injected_credentials.oauth2.v3.OAuth2 token_endpoint:envoy.config.core.v3.HttpUri scopes:*text client_credentials:.OAuth2.ClientCredentials token_fetch_retry_interval:google.protobuf.Duration endpoint_params:*.OAuth2.EndpointParameter
envoy.extensions.http.injected_credentials.oauth2.v3.OAuth2.AuthType =BASIC_AUTH =URL_ENCODED_BODY
envoy.extensions.http.injected_credentials.oauth2.v3.OAuth2.ClientCredentials client_id:text client_secret:envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig auth_type:.AuthType
envoy.extensions.http.injected_credentials.oauth2.v3.OAuth2.EndpointParameter name:text value:text
envoy.extensions.http.original_ip_detection.custom_header.v3.CustomHeaderConfig header_name:text allow_extension_to_set_address_as_trusted:boolean reject_with_status:envoy.type.v3.HttpStatus
envoy.extensions.http.original_ip_detection.xff.v3.XffConfig xff_num_trusted_hops:integer xff_trusted_cidrs:.XffTrustedCidrs skip_xff_append:google.protobuf.BoolValue
envoy.extensions.http.original_ip_detection.xff.v3.XffTrustedCidrs cidrs:*envoy.config.core.v3.CidrRange
envoy.extensions.http.stateful_session.cookie.v3.CookieBasedSessionState cookie:envoy.type.http.v3.Cookie
envoy.extensions.http.stateful_session.envelope.v3.EnvelopeSessionState header:.EnvelopeSessionState.Header
envoy.extensions.http.stateful_session.envelope.v3.EnvelopeSessionState.Header name:text
envoy.extensions.http.stateful_session.header.v3.HeaderBasedSessionState name:text
envoy.extensions.internal_redirect.allow_listed_routes.v3.AllowListedRoutesConfig allowed_route_names:*text
envoy.extensions.internal_redirect.previous_routes.v3.PreviousRoutesConfig
envoy.extensions.internal_redirect.safe_cross_scheme.v3.SafeCrossSchemeConfig
envoy.extensions.key_value.file_based.v3.FileBasedKeyValueStoreConfig filename:text flush_interval:google.protobuf.Duration max_entries:google.protobuf.UInt32Value
envoy.extensions.load_balancing_policies.client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin enable_oob_load_report:google.protobuf.BoolValue oob_reporting_period:google.protobuf.Duration blackout_period:google.protobuf.Duration weight_expiration_period:google.protobuf.Duration weight_update_period:google.protobuf.Duration error_utilization_penalty:google.protobuf.FloatValue metric_names_for_computing_utilization:*text slow_start_config:envoy.extensions.load_balancing_policies.common.v3.SlowStartConfig
envoy.extensions.load_balancing_policies.cluster_provided.v3.ClusterProvided
envoy.extensions.load_balancing_policies.common.v3.ConsistentHashingLbConfig use_hostname_for_hashing:boolean hash_balance_factor:google.protobuf.UInt32Value hash_policy:*envoy.config.route.v3.RouteAction.HashPolicy
envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig zone_aware_lb_config:.LocalityLbConfig.ZoneAwareLbConfig locality_weighted_lb_config:.LocalityLbConfig.LocalityWeightedLbConfig
envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig.LocalityWeightedLbConfig
envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig.ZoneAwareLbConfig routing_enabled:envoy.type.v3.Percent min_cluster_size:google.protobuf.UInt64Value fail_traffic_on_panic:boolean force_locality_direct_routing:boolean force_local_zone:.ZoneAwareLbConfig.ForceLocalZone locality_basis:.ZoneAwareLbConfig.LocalityBasis
envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig.ZoneAwareLbConfig.ForceLocalZone min_size:google.protobuf.UInt32Value
envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig.ZoneAwareLbConfig.LocalityBasis =HEALTHY_HOSTS_NUM =HEALTHY_HOSTS_WEIGHT
envoy.extensions.load_balancing_policies.common.v3.SlowStartConfig slow_start_window:google.protobuf.Duration aggression:envoy.config.core.v3.RuntimeDouble min_weight_percent:envoy.type.v3.Percent
envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest choice_count:google.protobuf.UInt32Value active_request_bias:envoy.config.core.v3.RuntimeDouble slow_start_config:envoy.extensions.load_balancing_policies.common.v3.SlowStartConfig locality_lb_config:envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig enable_full_scan:google.protobuf.BoolValue selection_method:.LeastRequest.SelectionMethod
envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest.SelectionMethod =N_CHOICES =FULL_SCAN
envoy.extensions.load_balancing_policies.maglev.v3.Maglev table_size:google.protobuf.UInt64Value consistent_hashing_lb_config:envoy.extensions.load_balancing_policies.common.v3.ConsistentHashingLbConfig locality_weighted_lb_config:envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig.LocalityWeightedLbConfig
envoy.extensions.load_balancing_policies.override_host.v3.OverrideHost override_host_sources:*.OverrideHost.OverrideHostSource fallback_policy:envoy.config.cluster.v3.LoadBalancingPolicy
envoy.extensions.load_balancing_policies.override_host.v3.OverrideHost.OverrideHostSource header:text metadata:envoy.type.metadata.v3.MetadataKey
envoy.extensions.load_balancing_policies.pick_first.v3.PickFirst shuffle_address_list:boolean
envoy.extensions.load_balancing_policies.random.v3.Random locality_lb_config:envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig
envoy.extensions.load_balancing_policies.random_subsetting.v3.RandomSubsetting subset_size:google.protobuf.UInt32Value child_policy:envoy.config.cluster.v3.LoadBalancingPolicy
envoy.extensions.load_balancing_policies.ring_hash.v3.RingHash hash_function:.RingHash.HashFunction minimum_ring_size:google.protobuf.UInt64Value maximum_ring_size:google.protobuf.UInt64Value use_hostname_for_hashing:boolean hash_balance_factor:google.protobuf.UInt32Value consistent_hashing_lb_config:envoy.extensions.load_balancing_policies.common.v3.ConsistentHashingLbConfig locality_weighted_lb_config:envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig.LocalityWeightedLbConfig
envoy.extensions.load_balancing_policies.ring_hash.v3.RingHash.HashFunction =DEFAULT_HASH =XX_HASH =MURMUR_HASH_2
envoy.extensions.load_balancing_policies.round_robin.v3.RoundRobin slow_start_config:envoy.extensions.load_balancing_policies.common.v3.SlowStartConfig locality_lb_config:envoy.extensions.load_balancing_policies.common.v3.LocalityLbConfig
envoy.extensions.load_balancing_policies.subset.v3.Subset fallback_policy:.Subset.LbSubsetFallbackPolicy default_subset:google.protobuf.Struct subset_selectors:*.Subset.LbSubsetSelector allow_redundant_keys:boolean locality_weight_aware:boolean scale_locality_weight:boolean panic_mode_any:boolean list_as_any:boolean metadata_fallback_policy:.Subset.LbSubsetMetadataFallbackPolicy subset_lb_policy:envoy.config.cluster.v3.LoadBalancingPolicy
envoy.extensions.load_balancing_policies.subset.v3.Subset.LbSubsetFallbackPolicy =NO_FALLBACK =ANY_ENDPOINT =DEFAULT_SUBSET
envoy.extensions.load_balancing_policies.subset.v3.Subset.LbSubsetMetadataFallbackPolicy =METADATA_NO_FALLBACK =FALLBACK_LIST
envoy.extensions.load_balancing_policies.subset.v3.Subset.LbSubsetSelector keys:*text single_host_per_subset:boolean fallback_policy:.LbSubsetSelector.LbSubsetSelectorFallbackPolicy fallback_keys_subset:*text
envoy.extensions.load_balancing_policies.subset.v3.Subset.LbSubsetSelector.LbSubsetSelectorFallbackPolicy =NOT_DEFINED =NO_FALLBACK =ANY_ENDPOINT =DEFAULT_SUBSET =KEYS_SUBSET
envoy.extensions.load_balancing_policies.wrr_locality.v3.WrrLocality endpoint_picking_policy:envoy.config.cluster.v3.LoadBalancingPolicy
envoy.extensions.local_address_selectors.filter_state_override.v3.Config
envoy.extensions.matching.common_inputs.environment_variable.v3.Config name:text
envoy.extensions.matching.common_inputs.network.v3.ApplicationProtocolInput
envoy.extensions.matching.common_inputs.network.v3.DestinationIPInput
envoy.extensions.matching.common_inputs.network.v3.DestinationPortInput
envoy.extensions.matching.common_inputs.network.v3.DirectSourceIPInput
envoy.extensions.matching.common_inputs.network.v3.DynamicMetadataInput filter:text path:*.DynamicMetadataInput.PathSegment
envoy.extensions.matching.common_inputs.network.v3.DynamicMetadataInput.PathSegment key:text
envoy.extensions.matching.common_inputs.network.v3.FilterStateInput key:text
envoy.extensions.matching.common_inputs.network.v3.NetworkNamespaceInput
envoy.extensions.matching.common_inputs.network.v3.ServerNameInput
envoy.extensions.matching.common_inputs.network.v3.SourceIPInput
envoy.extensions.matching.common_inputs.network.v3.SourcePortInput
envoy.extensions.matching.common_inputs.network.v3.SourceTypeInput
envoy.extensions.matching.common_inputs.network.v3.TransportProtocolInput
envoy.extensions.matching.common_inputs.ssl.v3.DnsSanInput
envoy.extensions.matching.common_inputs.ssl.v3.SubjectInput
envoy.extensions.matching.common_inputs.ssl.v3.UriSanInput
envoy.extensions.matching.common_inputs.stats.v3.StatFullNameMatchInput
envoy.extensions.matching.common_inputs.transport_socket.v3.EndpointMetadataInput filter:text path:*.EndpointMetadataInput.PathSegment
envoy.extensions.matching.common_inputs.transport_socket.v3.EndpointMetadataInput.PathSegment key:text
envoy.extensions.matching.common_inputs.transport_socket.v3.FilterStateInput key:text
envoy.extensions.matching.common_inputs.transport_socket.v3.LocalityMetadataInput filter:text path:*.LocalityMetadataInput.PathSegment
envoy.extensions.matching.common_inputs.transport_socket.v3.LocalityMetadataInput.PathSegment key:text
envoy.extensions.matching.common_inputs.transport_socket.v3.TransportSocketNameAction name:text
envoy.extensions.matching.input_matchers.consistent_hashing.v3.ConsistentHashing threshold:integer modulo:integer seed:integer
envoy.extensions.matching.input_matchers.ip.v3.Ip cidr_ranges:*envoy.config.core.v3.CidrRange stat_prefix:text
envoy.extensions.matching.input_matchers.metadata.v3.Metadata value:envoy.type.matcher.v3.ValueMatcher invert:boolean
envoy.extensions.matching.input_matchers.runtime_fraction.v3.RuntimeFraction runtime_fraction:envoy.config.core.v3.RuntimeFractionalPercent seed:integer
envoy.extensions.network.dns_resolver.apple.v3.AppleDnsResolverConfig include_unroutable_families:boolean
envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig resolvers:*envoy.config.core.v3.Address use_resolvers_as_fallback:boolean filter_unroutable_families:boolean dns_resolver_options:envoy.config.core.v3.DnsResolverOptions udp_max_queries:google.protobuf.UInt32Value query_timeout_seconds:google.protobuf.UInt64Value query_tries:google.protobuf.UInt32Value rotate_nameservers:boolean edns0_max_payload_size:google.protobuf.UInt32Value max_udp_channel_duration:google.protobuf.Duration reinit_channel_on_timeout:boolean
envoy.extensions.network.dns_resolver.getaddrinfo.v3.GetAddrInfoDnsResolverConfig num_retries:google.protobuf.UInt32Value num_resolver_threads:google.protobuf.UInt32Value
envoy.extensions.network.socket_interface.v3.DefaultSocketInterface io_uring_options:.IoUringOptions
envoy.extensions.network.socket_interface.v3.IoUringOptions io_uring_size:google.protobuf.UInt32Value enable_submission_queue_polling:boolean read_buffer_size:google.protobuf.UInt32Value write_timeout_ms:google.protobuf.UInt32Value
envoy.extensions.outlier_detection_monitors.common.v3.DatabaseErrors
envoy.extensions.outlier_detection_monitors.common.v3.ErrorBuckets http_errors:*.HttpErrors local_origin_errors:*.LocalOriginErrors database_errors:*.DatabaseErrors
envoy.extensions.outlier_detection_monitors.common.v3.HttpErrors range:envoy.type.v3.Int32Range
envoy.extensions.outlier_detection_monitors.common.v3.LocalOriginErrors
envoy.extensions.outlier_detection_monitors.consecutive_errors.v3.ConsecutiveErrors name:text threshold:google.protobuf.UInt32Value enforcing:google.protobuf.UInt32Value error_buckets:envoy.extensions.outlier_detection_monitors.common.v3.ErrorBuckets
envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig path_template:text
envoy.extensions.path.rewrite.uri_template.v3.UriTemplateRewriteConfig path_template_rewrite:text
envoy.extensions.quic.client_writer_factory.v3.DefaultClientWriter
envoy.extensions.quic.connection_debug_visitor.quic_stats.v3.Config update_period:google.protobuf.Duration
envoy.extensions.quic.connection_debug_visitor.v3.BasicConfig
envoy.extensions.quic.connection_id_generator.quic_lb.v3.Config server_id:envoy.config.core.v3.DataSource server_id_base64_encoded:boolean expected_server_id_length:integer nonce_length_bytes:integer encryption_parameters:envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig unencrypted_mode:boolean
envoy.extensions.quic.connection_id_generator.v3.DeterministicConnectionIdGeneratorConfig
envoy.extensions.quic.crypto_stream.v3.CryptoServerStreamConfig
envoy.extensions.quic.proof_source.v3.ProofSourceConfig
envoy.extensions.quic.server_preferred_address.v3.DataSourceServerPreferredAddressConfig ipv4_config:.DataSourceServerPreferredAddressConfig.AddressFamilyConfig ipv6_config:.DataSourceServerPreferredAddressConfig.AddressFamilyConfig
envoy.extensions.quic.server_preferred_address.v3.DataSourceServerPreferredAddressConfig.AddressFamilyConfig address:envoy.config.core.v3.DataSource port:envoy.config.core.v3.DataSource dnat_address:envoy.config.core.v3.DataSource
envoy.extensions.quic.server_preferred_address.v3.FixedServerPreferredAddressConfig ipv4_address:text ipv4_config:.FixedServerPreferredAddressConfig.AddressFamilyConfig ipv6_address:text ipv6_config:.FixedServerPreferredAddressConfig.AddressFamilyConfig
envoy.extensions.quic.server_preferred_address.v3.FixedServerPreferredAddressConfig.AddressFamilyConfig address:envoy.config.core.v3.SocketAddress dnat_address:envoy.config.core.v3.SocketAddress
envoy.extensions.rate_limit_descriptors.expr.v3.Descriptor descriptor_key:text skip_if_error:boolean text:text parsed:google.api.expr.v1alpha1.Expr
envoy.extensions.rbac.audit_loggers.stream.v3.StdoutAuditLog
envoy.extensions.rbac.matchers.upstream_ip_port.v3.UpstreamIpPortMatcher upstream_ip:envoy.config.core.v3.CidrRange upstream_port_range:envoy.type.v3.Int64Range
envoy.extensions.rbac.principals.mtls_authenticated.v3.Config san_matcher:envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher any_validated_client_certificate:boolean
envoy.extensions.regex_engines.v3.GoogleRE2
envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig pack_trace_reason:google.protobuf.BoolValue use_request_id_for_trace_sampling:google.protobuf.BoolValue
envoy.extensions.resource_monitors.cgroup_memory.v3.CgroupMemoryConfig max_memory_bytes:integer
envoy.extensions.resource_monitors.cpu_utilization.v3.CpuUtilizationConfig mode:.CpuUtilizationConfig.UtilizationComputeStrategy
envoy.extensions.resource_monitors.cpu_utilization.v3.CpuUtilizationConfig.UtilizationComputeStrategy =HOST =CONTAINER
envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig max_active_downstream_connections:integer
envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig max_heap_size_bytes:integer
envoy.extensions.resource_monitors.injected_resource.v3.InjectedResourceConfig filename:text
envoy.extensions.retry.host.omit_canary_hosts.v3.OmitCanaryHostsPredicate
envoy.extensions.retry.host.omit_host_metadata.v3.OmitHostMetadataConfig metadata_match:envoy.config.core.v3.Metadata
envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate
envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig update_frequency:integer
envoy.extensions.router.cluster_specifiers.lua.v3.LuaConfig source_code:envoy.config.core.v3.DataSource default_cluster:text
envoy.extensions.router.cluster_specifiers.matcher.v3.ClusterAction cluster:text
envoy.extensions.router.cluster_specifiers.matcher.v3.MatcherClusterSpecifier cluster_matcher:xds.type.matcher.v3.Matcher
envoy.extensions.stat_sinks.graphite_statsd.v3.GraphiteStatsdSink address:envoy.config.core.v3.Address prefix:text max_bytes_per_datagram:google.protobuf.UInt64Value
envoy.extensions.stat_sinks.open_telemetry.v3.SinkConfig grpc_service:envoy.config.core.v3.GrpcService resource_detectors:*envoy.config.core.v3.TypedExtensionConfig report_counters_as_deltas:boolean report_histograms_as_deltas:boolean emit_tags_as_attributes:google.protobuf.BoolValue use_tag_extracted_name:google.protobuf.BoolValue prefix:text custom_metric_conversions:xds.type.matcher.v3.Matcher
envoy.extensions.stat_sinks.open_telemetry.v3.SinkConfig.ConversionAction metric_name:text static_metric_labels:*opentelemetry.proto.common.v1.KeyValue
envoy.extensions.stat_sinks.open_telemetry.v3.SinkConfig.DropAction
envoy.extensions.stat_sinks.wasm.v3.Wasm config:envoy.extensions.wasm.v3.PluginConfig
envoy.extensions.string_matcher.lua.v3.Lua source_code:envoy.config.core.v3.DataSource
envoy.extensions.tracers.fluentd.v3.FluentdConfig cluster:text tag:text stat_prefix:text buffer_flush_interval:google.protobuf.Duration buffer_size_bytes:google.protobuf.UInt32Value retry_policy:envoy.config.core.v3.RetryPolicy
envoy.extensions.tracers.opentelemetry.resource_detectors.v3.DynatraceResourceDetectorConfig
envoy.extensions.tracers.opentelemetry.resource_detectors.v3.EnvironmentResourceDetectorConfig
envoy.extensions.tracers.opentelemetry.resource_detectors.v3.StaticConfigResourceDetectorConfig attributes:%text
envoy.extensions.tracers.opentelemetry.samplers.v3.AlwaysOnSamplerConfig
envoy.extensions.tracers.opentelemetry.samplers.v3.CELSamplerConfig expression:xds.type.v3.CelExpression
envoy.extensions.tracers.opentelemetry.samplers.v3.DynatraceSamplerConfig tenant:text cluster_id:integer http_service:envoy.config.core.v3.HttpService root_spans_per_minute:integer
envoy.extensions.tracers.opentelemetry.samplers.v3.ParentBasedSamplerConfig wrapped_sampler:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig sampling_percentage:envoy.type.v3.FractionalPercent
envoy.extensions.transport_sockets.alts.v3.Alts handshaker_service:text peer_service_accounts:*text
envoy.extensions.transport_sockets.http_11_proxy.v3.Http11ProxyUpstreamTransport transport_socket:envoy.config.core.v3.TransportSocket
envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport passthrough_metadata:*.InternalUpstreamTransport.MetadataValueSource transport_socket:envoy.config.core.v3.TransportSocket
envoy.extensions.transport_sockets.internal_upstream.v3.InternalUpstreamTransport.MetadataValueSource kind:envoy.type.metadata.v3.MetadataKind name:text
envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport config:envoy.config.core.v3.ProxyProtocolConfig transport_socket:envoy.config.core.v3.TransportSocket allow_unspecified_address:boolean tlv_as_pool_key:boolean
envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport downstream_tls_context:envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext enable_early_data:google.protobuf.BoolValue
envoy.extensions.transport_sockets.quic.v3.QuicUpstreamTransport upstream_tls_context:envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer
envoy.extensions.transport_sockets.s2a.v3.S2AConfiguration s2a_address:text
envoy.extensions.transport_sockets.starttls.v3.StartTlsConfig cleartext_socket_config:envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer tls_socket_config:envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
envoy.extensions.transport_sockets.starttls.v3.UpstreamStartTlsConfig cleartext_socket_config:envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer tls_socket_config:envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
envoy.extensions.transport_sockets.tap.v3.SocketTapConfig set_connection_per_event:boolean stats_prefix:text
envoy.extensions.transport_sockets.tap.v3.Tap common_config:envoy.extensions.common.tap.v3.CommonExtensionConfig transport_socket:envoy.config.core.v3.TransportSocket socket_tap_config:.SocketTapConfig
envoy.extensions.transport_sockets.tcp_stats.v3.Config transport_socket:envoy.config.core.v3.TransportSocket update_period:google.protobuf.Duration
envoy.extensions.transport_sockets.tls.cert_mappers.sni.v3.SNI default_value:text
envoy.extensions.transport_sockets.tls.cert_mappers.static_name.v3.StaticName name:text
envoy.extensions.transport_sockets.tls.cert_selectors.on_demand_secret.v3.Config config_source:envoy.config.core.v3.ConfigSource certificate_mapper:envoy.config.core.v3.TypedExtensionConfig prefetch_secret_names:*text
envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance instance_name:text certificate_name:text
envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext trusted_ca:envoy.config.core.v3.DataSource ca_certificate_provider_instance:.CertificateProviderPluginInstance system_root_certs:.CertificateValidationContext.SystemRootCerts watched_directory:envoy.config.core.v3.WatchedDirectory verify_certificate_spki:*text verify_certificate_hash:*text match_typed_subject_alt_names:*.SubjectAltNameMatcher match_subject_alt_names:*envoy.type.matcher.v3.StringMatcher require_signed_certificate_timestamp:google.protobuf.BoolValue crl:envoy.config.core.v3.DataSource allow_expired_certificate:boolean trust_chain_verification:.CertificateValidationContext.TrustChainVerification custom_validator_config:envoy.config.core.v3.TypedExtensionConfig only_verify_leaf_cert_crl:boolean max_verify_depth:google.protobuf.UInt32Value
envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts
envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification =VERIFY_TRUST_CHAIN =ACCEPT_UNTRUSTED
envoy.extensions.transport_sockets.tls.v3.CommonTlsContext tls_params:.TlsParameters tls_certificates:*.TlsCertificate tls_certificate_sds_secret_configs:*.SdsSecretConfig tls_certificate_provider_instance:.CertificateProviderPluginInstance custom_tls_certificate_selector:envoy.config.core.v3.TypedExtensionConfig tls_certificate_certificate_provider:.CommonTlsContext.CertificateProvider tls_certificate_certificate_provider_instance:.CommonTlsContext.CertificateProviderInstance validation_context:.CertificateValidationContext validation_context_sds_secret_config:.SdsSecretConfig combined_validation_context:.CommonTlsContext.CombinedCertificateValidationContext validation_context_certificate_provider:.CommonTlsContext.CertificateProvider validation_context_certificate_provider_instance:.CommonTlsContext.CertificateProviderInstance alpn_protocols:*text custom_handshaker:envoy.config.core.v3.TypedExtensionConfig key_log:.TlsKeyLog
envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider name:text typed_config:envoy.config.core.v3.TypedExtensionConfig
envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance instance_name:text certificate_name:text
envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext default_validation_context:envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext validation_context_sds_secret_config:envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig validation_context_certificate_provider:.CertificateProvider validation_context_certificate_provider_instance:.CertificateProviderInstance
envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext common_tls_context:.CommonTlsContext require_client_certificate:google.protobuf.BoolValue require_sni:google.protobuf.BoolValue session_ticket_keys:.TlsSessionTicketKeys session_ticket_keys_sds_secret_config:.SdsSecretConfig disable_stateless_session_resumption:boolean disable_stateful_session_resumption:boolean session_timeout:google.protobuf.Duration ocsp_staple_policy:.DownstreamTlsContext.OcspStaplePolicy full_scan_certs_on_sni_mismatch:google.protobuf.BoolValue prefer_client_ciphers:boolean
envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext.OcspStaplePolicy =LENIENT_STAPLING =STRICT_STAPLING =MUST_STAPLE
envoy.extensions.transport_sockets.tls.v3.GenericSecret secret:envoy.config.core.v3.DataSource secrets:%envoy.config.core.v3.DataSource
envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider provider_name:text typed_config:google.protobuf.Any fallback:boolean
envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig trust_domains:*.SPIFFECertValidatorConfig.TrustDomain trust_bundles:envoy.config.core.v3.DataSource
envoy.extensions.transport_sockets.tls.v3.SPIFFECertValidatorConfig.TrustDomain name:text trust_bundle:envoy.config.core.v3.DataSource
envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig name:text sds_config:envoy.config.core.v3.ConfigSource
envoy.extensions.transport_sockets.tls.v3.Secret name:text tls_certificate:.TlsCertificate session_ticket_keys:.TlsSessionTicketKeys validation_context:.CertificateValidationContext generic_secret:.GenericSecret
envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher san_type:.SubjectAltNameMatcher.SanType matcher:envoy.type.matcher.v3.StringMatcher oid:text
envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType =SAN_TYPE_UNSPECIFIED =EMAIL =DNS =URI =IP_ADDRESS =OTHER_NAME
envoy.extensions.transport_sockets.tls.v3.TlsCertificate certificate_chain:envoy.config.core.v3.DataSource private_key:envoy.config.core.v3.DataSource pkcs12:envoy.config.core.v3.DataSource watched_directory:envoy.config.core.v3.WatchedDirectory private_key_provider:.PrivateKeyProvider password:envoy.config.core.v3.DataSource ocsp_staple:envoy.config.core.v3.DataSource signed_certificate_timestamp:*envoy.config.core.v3.DataSource
envoy.extensions.transport_sockets.tls.v3.TlsKeyLog path:text local_address_range:*envoy.config.core.v3.CidrRange remote_address_range:*envoy.config.core.v3.CidrRange
envoy.extensions.transport_sockets.tls.v3.TlsParameters tls_minimum_protocol_version:.TlsParameters.TlsProtocol tls_maximum_protocol_version:.TlsParameters.TlsProtocol cipher_suites:*text ecdh_curves:*text signature_algorithms:*text compliance_policies:*.TlsParameters.CompliancePolicy
envoy.extensions.transport_sockets.tls.v3.TlsParameters.CompliancePolicy =FIPS_202205
envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol =TLS_AUTO =TLSv1_0 =TLSv1_1 =TLSv1_2 =TLSv1_3
envoy.extensions.transport_sockets.tls.v3.TlsSessionTicketKeys keys:*envoy.config.core.v3.DataSource
envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext common_tls_context:.CommonTlsContext sni:text auto_host_sni:boolean auto_sni_san_validation:boolean allow_renegotiation:boolean max_session_keys:google.protobuf.UInt32Value enforce_rsa_key_usage:google.protobuf.BoolValue
envoy.extensions.udp_packet_writer.v3.UdpDefaultWriterFactory
envoy.extensions.udp_packet_writer.v3.UdpGsoBatchWriterFactory
envoy.extensions.upstreams.http.generic.v3.GenericConnectionPoolProto
envoy.extensions.upstreams.http.http.v3.HttpConnectionPoolProto
envoy.extensions.upstreams.http.tcp.v3.TcpConnectionPoolProto
envoy.extensions.upstreams.http.udp.v3.UdpConnectionPoolProto
envoy.extensions.upstreams.http.v3.HttpProtocolOptions common_http_protocol_options:envoy.config.core.v3.HttpProtocolOptions upstream_http_protocol_options:envoy.config.core.v3.UpstreamHttpProtocolOptions explicit_http_config:.HttpProtocolOptions.ExplicitHttpConfig use_downstream_protocol_config:.HttpProtocolOptions.UseDownstreamHttpConfig auto_config:.HttpProtocolOptions.AutoHttpConfig http_filters:*envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter header_validation_config:envoy.config.core.v3.TypedExtensionConfig outlier_detection:.HttpProtocolOptions.OutlierDetection request_mirror_policies:*envoy.config.route.v3.RouteAction.RequestMirrorPolicy hash_policy:*envoy.config.route.v3.RouteAction.HashPolicy retry_policy:envoy.config.route.v3.RetryPolicy
envoy.extensions.upstreams.http.v3.HttpProtocolOptions.AutoHttpConfig http_protocol_options:envoy.config.core.v3.Http1ProtocolOptions http2_protocol_options:envoy.config.core.v3.Http2ProtocolOptions http3_protocol_options:envoy.config.core.v3.Http3ProtocolOptions alternate_protocols_cache_options:envoy.config.core.v3.AlternateProtocolsCacheOptions
envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig http_protocol_options:envoy.config.core.v3.Http1ProtocolOptions http2_protocol_options:envoy.config.core.v3.Http2ProtocolOptions http3_protocol_options:envoy.config.core.v3.Http3ProtocolOptions
envoy.extensions.upstreams.http.v3.HttpProtocolOptions.OutlierDetection error_matcher:envoy.config.common.matcher.v3.MatchPredicate
envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig http_protocol_options:envoy.config.core.v3.Http1ProtocolOptions http2_protocol_options:envoy.config.core.v3.Http2ProtocolOptions http3_protocol_options:envoy.config.core.v3.Http3ProtocolOptions
envoy.extensions.upstreams.tcp.generic.v3.GenericConnectionPoolProto
envoy.extensions.upstreams.tcp.v3.TcpProtocolOptions idle_timeout:google.protobuf.Duration
envoy.extensions.wasm.v3.CapabilityRestrictionConfig allowed_capabilities:%.SanitizationConfig
envoy.extensions.wasm.v3.EnvironmentVariables host_env_keys:*text key_values:%text
envoy.extensions.wasm.v3.FailurePolicy =UNSPECIFIED =FAIL_RELOAD =FAIL_CLOSED =FAIL_OPEN
envoy.extensions.wasm.v3.PluginConfig name:text root_id:text vm_config:.VmConfig configuration:google.protobuf.Any fail_open:boolean failure_policy:.FailurePolicy reload_config:.ReloadConfig capability_restriction_config:.CapabilityRestrictionConfig allow_on_headers_stop_iteration:google.protobuf.BoolValue
envoy.extensions.wasm.v3.ReloadConfig backoff:envoy.config.core.v3.BackoffStrategy
envoy.extensions.wasm.v3.SanitizationConfig
envoy.extensions.wasm.v3.VmConfig vm_id:text runtime:text code:envoy.config.core.v3.AsyncDataSource configuration:google.protobuf.Any allow_precompiled:boolean nack_on_code_cache_miss:boolean environment_variables:.EnvironmentVariables
envoy.extensions.wasm.v3.WasmService config:.PluginConfig singleton:boolean
envoy.extensions.watchdog.profile_action.v3.ProfileActionConfig profile_duration:google.protobuf.Duration profile_path:text max_profiles:integer
envoy.service.accesslog.v3.StreamAccessLogsMessage identifier:.StreamAccessLogsMessage.Identifier http_logs:.StreamAccessLogsMessage.HTTPAccessLogEntries tcp_logs:.StreamAccessLogsMessage.TCPAccessLogEntries
envoy.service.accesslog.v3.StreamAccessLogsMessage.HTTPAccessLogEntries log_entry:*envoy.data.accesslog.v3.HTTPAccessLogEntry
envoy.service.accesslog.v3.StreamAccessLogsMessage.Identifier node:envoy.config.core.v3.Node log_name:text
envoy.service.accesslog.v3.StreamAccessLogsMessage.TCPAccessLogEntries log_entry:*envoy.data.accesslog.v3.TCPAccessLogEntry
envoy.service.accesslog.v3.StreamAccessLogsResponse
envoy.service.auth.v3.AttributeContext source:.AttributeContext.Peer destination:.AttributeContext.Peer request:.AttributeContext.Request context_extensions:%text metadata_context:envoy.config.core.v3.Metadata route_metadata_context:envoy.config.core.v3.Metadata tls_session:.AttributeContext.TLSSession
envoy.service.auth.v3.AttributeContext.HttpRequest id:text method:text headers:%text header_map:envoy.config.core.v3.HeaderMap path:text host:text scheme:text query:text fragment:text size:integer protocol:text body:text raw_body:text
envoy.service.auth.v3.AttributeContext.Peer address:envoy.config.core.v3.Address service:text labels:%text principal:text certificate:text
envoy.service.auth.v3.AttributeContext.Request time:google.protobuf.Timestamp http:.HttpRequest
envoy.service.auth.v3.AttributeContext.TLSSession sni:text
envoy.service.auth.v3.CheckRequest attributes:.AttributeContext
envoy.service.auth.v3.CheckResponse status:google.rpc.Status denied_response:.DeniedHttpResponse ok_response:.OkHttpResponse error_response:.DeniedHttpResponse dynamic_metadata:google.protobuf.Struct
envoy.service.auth.v3.DeniedHttpResponse status:envoy.type.v3.HttpStatus headers:*envoy.config.core.v3.HeaderValueOption body:text
envoy.service.auth.v3.OkHttpResponse headers:*envoy.config.core.v3.HeaderValueOption headers_to_remove:*text dynamic_metadata:google.protobuf.Struct response_headers_to_add:*envoy.config.core.v3.HeaderValueOption query_parameters_to_set:*envoy.config.core.v3.QueryParameter query_parameters_to_remove:*text
envoy.service.cluster.v3.CdsDummy
envoy.service.discovery.v3.AdsDummy
envoy.service.discovery.v3.DeltaDiscoveryRequest node:envoy.config.core.v3.Node type_url:text resource_names_subscribe:*text resource_names_unsubscribe:*text resource_locators_subscribe:*.ResourceLocator resource_locators_unsubscribe:*.ResourceLocator initial_resource_versions:%text response_nonce:text error_detail:google.rpc.Status
envoy.service.discovery.v3.DeltaDiscoveryResponse system_version_info:text resources:*.Resource type_url:text removed_resources:*text removed_resource_names:*.ResourceName nonce:text control_plane:envoy.config.core.v3.ControlPlane resource_errors:*.ResourceError
envoy.service.discovery.v3.DiscoveryRequest version_info:text node:envoy.config.core.v3.Node resource_names:*text resource_locators:*.ResourceLocator type_url:text response_nonce:text error_detail:google.rpc.Status
envoy.service.discovery.v3.DiscoveryResponse version_info:text resources:*google.protobuf.Any canary:boolean type_url:text nonce:text control_plane:envoy.config.core.v3.ControlPlane resource_errors:*.ResourceError
envoy.service.discovery.v3.DynamicParameterConstraints constraint:.DynamicParameterConstraints.SingleConstraint or_constraints:.DynamicParameterConstraints.ConstraintList and_constraints:.DynamicParameterConstraints.ConstraintList not_constraints:.DynamicParameterConstraints
envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList constraints:*envoy.service.discovery.v3.DynamicParameterConstraints
envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint key:text value:text exists:.SingleConstraint.Exists
envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists
envoy.service.discovery.v3.Resource name:text resource_name:.ResourceName aliases:*text version:text resource:google.protobuf.Any ttl:google.protobuf.Duration cache_control:.Resource.CacheControl metadata:envoy.config.core.v3.Metadata
envoy.service.discovery.v3.Resource.CacheControl do_not_cache:boolean
envoy.service.discovery.v3.ResourceError resource_name:.ResourceName error_detail:google.rpc.Status
envoy.service.discovery.v3.ResourceLocator name:text dynamic_parameters:%text
envoy.service.discovery.v3.ResourceName name:text dynamic_parameter_constraints:.DynamicParameterConstraints
envoy.service.endpoint.v3.EdsDummy
envoy.service.endpoint.v3.LedsDummy
envoy.service.event_reporting.v3.StreamEventsRequest identifier:.StreamEventsRequest.Identifier events:*google.protobuf.Any
envoy.service.event_reporting.v3.StreamEventsRequest.Identifier node:envoy.config.core.v3.Node
envoy.service.event_reporting.v3.StreamEventsResponse
envoy.service.ext_proc.v3.BodyMutation body:text clear_body:boolean streamed_response:.StreamedBodyResponse
envoy.service.ext_proc.v3.BodyResponse response:.CommonResponse
envoy.service.ext_proc.v3.CommonResponse status:.CommonResponse.ResponseStatus header_mutation:.HeaderMutation body_mutation:.BodyMutation trailers:envoy.config.core.v3.HeaderMap clear_route_cache:boolean
envoy.service.ext_proc.v3.CommonResponse.ResponseStatus =CONTINUE =CONTINUE_AND_REPLACE
envoy.service.ext_proc.v3.GrpcStatus status:integer
envoy.service.ext_proc.v3.HeaderMutation set_headers:*envoy.config.core.v3.HeaderValueOption remove_headers:*text
envoy.service.ext_proc.v3.HeadersResponse response:.CommonResponse
envoy.service.ext_proc.v3.HttpBody body:text end_of_stream:boolean end_of_stream_without_message:boolean grpc_message_compressed:boolean
envoy.service.ext_proc.v3.HttpHeaders headers:envoy.config.core.v3.HeaderMap attributes:%google.protobuf.Struct end_of_stream:boolean
envoy.service.ext_proc.v3.HttpTrailers trailers:envoy.config.core.v3.HeaderMap
envoy.service.ext_proc.v3.ImmediateResponse status:envoy.type.v3.HttpStatus headers:.HeaderMutation body:text grpc_status:.GrpcStatus details:text
envoy.service.ext_proc.v3.ProcessingRequest request_headers:.HttpHeaders response_headers:.HttpHeaders request_body:.HttpBody response_body:.HttpBody request_trailers:.HttpTrailers response_trailers:.HttpTrailers metadata_context:envoy.config.core.v3.Metadata attributes:%google.protobuf.Struct observability_mode:boolean protocol_config:.ProtocolConfiguration
envoy.service.ext_proc.v3.ProcessingResponse request_headers:.HeadersResponse response_headers:.HeadersResponse request_body:.BodyResponse response_body:.BodyResponse request_trailers:.TrailersResponse response_trailers:.TrailersResponse immediate_response:.ImmediateResponse streamed_immediate_response:.StreamedImmediateResponse dynamic_metadata:google.protobuf.Struct mode_override:envoy.extensions.filters.http.ext_proc.v3.ProcessingMode request_drain:boolean override_message_timeout:google.protobuf.Duration
envoy.service.ext_proc.v3.ProtocolConfiguration request_body_mode:envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode response_body_mode:envoy.extensions.filters.http.ext_proc.v3.ProcessingMode.BodySendMode send_body_without_waiting_for_header_response:boolean
envoy.service.ext_proc.v3.StreamedBodyResponse body:text end_of_stream:boolean end_of_stream_without_message:boolean grpc_message_compressed:boolean
envoy.service.ext_proc.v3.StreamedImmediateResponse headers_response:.HttpHeaders body_response:.StreamedBodyResponse trailers_response:envoy.config.core.v3.HeaderMap
envoy.service.ext_proc.v3.TrailersResponse header_mutation:.HeaderMutation
envoy.service.extension.v3.EcdsDummy
envoy.service.health.v3.Capability health_check_protocols:*.Capability.Protocol
envoy.service.health.v3.Capability.Protocol =HTTP =TCP =REDIS
envoy.service.health.v3.ClusterEndpointsHealth cluster_name:text locality_endpoints_health:*.LocalityEndpointsHealth
envoy.service.health.v3.ClusterHealthCheck cluster_name:text health_checks:*envoy.config.core.v3.HealthCheck locality_endpoints:*.LocalityEndpoints transport_socket_matches:*envoy.config.cluster.v3.Cluster.TransportSocketMatch upstream_bind_config:envoy.config.core.v3.BindConfig
envoy.service.health.v3.EndpointHealth endpoint:envoy.config.endpoint.v3.Endpoint health_status:envoy.config.core.v3.HealthStatus
envoy.service.health.v3.EndpointHealthResponse endpoints_health:*.EndpointHealth cluster_endpoints_health:*.ClusterEndpointsHealth
envoy.service.health.v3.HdsDummy
envoy.service.health.v3.HealthCheckRequest node:envoy.config.core.v3.Node capability:.Capability
envoy.service.health.v3.HealthCheckRequestOrEndpointHealthResponse health_check_request:.HealthCheckRequest endpoint_health_response:.EndpointHealthResponse
envoy.service.health.v3.HealthCheckSpecifier cluster_health_checks:*.ClusterHealthCheck interval:google.protobuf.Duration
envoy.service.health.v3.LocalityEndpoints locality:envoy.config.core.v3.Locality endpoints:*envoy.config.endpoint.v3.Endpoint
envoy.service.health.v3.LocalityEndpointsHealth locality:envoy.config.core.v3.Locality endpoints_health:*.EndpointHealth
envoy.service.listener.v3.LdsDummy
envoy.service.load_stats.v3.LoadStatsRequest node:envoy.config.core.v3.Node cluster_stats:*envoy.config.endpoint.v3.ClusterStats
envoy.service.load_stats.v3.LoadStatsResponse clusters:*text send_all_clusters:boolean load_reporting_interval:google.protobuf.Duration report_endpoint_granularity:boolean
envoy.service.metrics.v3.StreamMetricsMessage identifier:.StreamMetricsMessage.Identifier envoy_metrics:*io.prometheus.client.MetricFamily
envoy.service.metrics.v3.StreamMetricsMessage.Identifier node:envoy.config.core.v3.Node
envoy.service.metrics.v3.StreamMetricsResponse
envoy.service.network_ext_proc.v3.Data data:text end_of_stream:boolean
envoy.service.network_ext_proc.v3.ProcessingRequest read_data:.Data write_data:.Data metadata:envoy.config.core.v3.Metadata
envoy.service.network_ext_proc.v3.ProcessingResponse read_data:.Data write_data:.Data data_processing_status:.ProcessingResponse.DataProcessedStatus connection_status:.ProcessingResponse.ConnectionStatus dynamic_metadata:google.protobuf.Struct
envoy.service.network_ext_proc.v3.ProcessingResponse.ConnectionStatus =CONTINUE =CLOSE =CLOSE_RST
envoy.service.network_ext_proc.v3.ProcessingResponse.DataProcessedStatus =UNKNOWN =UNMODIFIED =MODIFIED
envoy.service.rate_limit_quota.v3.BucketId bucket:%text
envoy.service.rate_limit_quota.v3.RateLimitQuotaResponse bucket_action:*.RateLimitQuotaResponse.BucketAction
envoy.service.rate_limit_quota.v3.RateLimitQuotaResponse.BucketAction bucket_id:envoy.service.rate_limit_quota.v3.BucketId quota_assignment_action:.BucketAction.QuotaAssignmentAction abandon_action:.BucketAction.AbandonAction
envoy.service.rate_limit_quota.v3.RateLimitQuotaResponse.BucketAction.AbandonAction
envoy.service.rate_limit_quota.v3.RateLimitQuotaResponse.BucketAction.QuotaAssignmentAction assignment_time_to_live:google.protobuf.Duration rate_limit_strategy:envoy.type.v3.RateLimitStrategy
envoy.service.rate_limit_quota.v3.RateLimitQuotaUsageReports domain:text bucket_quota_usages:*.RateLimitQuotaUsageReports.BucketQuotaUsage
envoy.service.rate_limit_quota.v3.RateLimitQuotaUsageReports.BucketQuotaUsage bucket_id:envoy.service.rate_limit_quota.v3.BucketId time_elapsed:google.protobuf.Duration num_requests_allowed:integer num_requests_denied:integer
envoy.service.ratelimit.v3.RateLimitRequest domain:text descriptors:*envoy.extensions.common.ratelimit.v3.RateLimitDescriptor hits_addend:integer
envoy.service.ratelimit.v3.RateLimitResponse overall_code:.RateLimitResponse.Code statuses:*.RateLimitResponse.DescriptorStatus response_headers_to_add:*envoy.config.core.v3.HeaderValue request_headers_to_add:*envoy.config.core.v3.HeaderValue raw_body:text dynamic_metadata:google.protobuf.Struct quota:.RateLimitResponse.Quota
envoy.service.ratelimit.v3.RateLimitResponse.Code =UNKNOWN =OK =OVER_LIMIT
envoy.service.ratelimit.v3.RateLimitResponse.DescriptorStatus code:.Code current_limit:.RateLimit limit_remaining:integer duration_until_reset:google.protobuf.Duration quota:.Quota
envoy.service.ratelimit.v3.RateLimitResponse.Quota requests:integer valid_until:google.protobuf.Timestamp id:text
envoy.service.ratelimit.v3.RateLimitResponse.RateLimit name:text requests_per_unit:integer unit:.RateLimit.Unit
envoy.service.ratelimit.v3.RateLimitResponse.RateLimit.Unit =UNKNOWN =SECOND =MINUTE =HOUR =DAY =WEEK =MONTH =YEAR
envoy.service.redis_auth.v3.RedisProxyExternalAuthRequest username:text password:text
envoy.service.redis_auth.v3.RedisProxyExternalAuthResponse status:google.rpc.Status expiration:google.protobuf.Timestamp message:text
envoy.service.route.v3.RdsDummy
envoy.service.route.v3.SrdsDummy
envoy.service.runtime.v3.RtdsDummy
envoy.service.runtime.v3.Runtime name:text layer:google.protobuf.Struct
envoy.service.secret.v3.SdsDummy
envoy.service.status.v3.ClientConfig node:envoy.config.core.v3.Node xds_config:*.PerXdsConfig generic_xds_configs:*.ClientConfig.GenericXdsConfig client_scope:text
envoy.service.status.v3.ClientConfig.GenericXdsConfig type_url:text name:text version_info:text xds_config:google.protobuf.Any last_updated:google.protobuf.Timestamp config_status:envoy.service.status.v3.ConfigStatus client_status:envoy.admin.v3.ClientResourceStatus error_state:envoy.admin.v3.UpdateFailureState is_static_resource:boolean
envoy.service.status.v3.ClientConfigStatus =CLIENT_UNKNOWN =CLIENT_REQUESTED =CLIENT_ACKED =CLIENT_NACKED =CLIENT_RECEIVED_ERROR
envoy.service.status.v3.ClientStatusRequest node_matchers:*envoy.type.matcher.v3.NodeMatcher node:envoy.config.core.v3.Node exclude_resource_contents:boolean
envoy.service.status.v3.ClientStatusResponse config:*.ClientConfig
envoy.service.status.v3.ConfigStatus =UNKNOWN =SYNCED =NOT_SENT =STALE =ERROR
envoy.service.status.v3.PerXdsConfig status:.ConfigStatus client_status:.ClientConfigStatus listener_config:envoy.admin.v3.ListenersConfigDump cluster_config:envoy.admin.v3.ClustersConfigDump route_config:envoy.admin.v3.RoutesConfigDump scoped_route_config:envoy.admin.v3.ScopedRoutesConfigDump endpoint_config:envoy.admin.v3.EndpointsConfigDump
envoy.service.tap.v3.StreamTapsRequest identifier:.StreamTapsRequest.Identifier trace_id:integer trace:envoy.data.tap.v3.TraceWrapper
envoy.service.tap.v3.StreamTapsRequest.Identifier node:envoy.config.core.v3.Node tap_id:text
envoy.service.tap.v3.StreamTapsResponse
envoy.type.CodecClientType =HTTP1 =HTTP2 =HTTP3
envoy.type.DoubleRange start:number end:number
envoy.type.FractionalPercent numerator:integer denominator:.FractionalPercent.DenominatorType
envoy.type.FractionalPercent.DenominatorType =HUNDRED =TEN_THOUSAND =MILLION
envoy.type.HashPolicy source_ip:.HashPolicy.SourceIp
envoy.type.HashPolicy.SourceIp
envoy.type.HttpStatus code:.StatusCode
envoy.type.Int32Range start:integer end:integer
envoy.type.Int64Range start:integer end:integer
envoy.type.Percent value:number
envoy.type.SemanticVersion major_number:integer minor_number:integer patch:integer
envoy.type.StatusCode =Empty =Continue =OK =Created =Accepted =NonAuthoritativeInformation =NoContent =ResetContent =PartialContent =MultiStatus =AlreadyReported =IMUsed =MultipleChoices =MovedPermanently =Found =SeeOther =NotModified =UseProxy =TemporaryRedirect =PermanentRedirect =BadRequest =Unauthorized =PaymentRequired =Forbidden =NotFound =MethodNotAllowed =NotAcceptable =ProxyAuthenticationRequired =RequestTimeout =Conflict =Gone =LengthRequired =PreconditionFailed =PayloadTooLarge =URITooLong =UnsupportedMediaType =RangeNotSatisfiable =ExpectationFailed =MisdirectedRequest =UnprocessableEntity =Locked =FailedDependency =UpgradeRequired =PreconditionRequired =TooManyRequests =RequestHeaderFieldsTooLarge =InternalServerError =NotImplemented =BadGateway =ServiceUnavailable =GatewayTimeout =HTTPVersionNotSupported =VariantAlsoNegotiates =InsufficientStorage =LoopDetected =NotExtended =NetworkAuthenticationRequired
envoy.type.TokenBucket max_tokens:integer tokens_per_fill:google.protobuf.UInt32Value fill_interval:google.protobuf.Duration
envoy.type.http.v3.Cookie name:text ttl:google.protobuf.Duration path:text attributes:*.CookieAttribute
envoy.type.http.v3.CookieAttribute name:text value:text
envoy.type.http.v3.PathTransformation operations:*.PathTransformation.Operation
envoy.type.http.v3.PathTransformation.Operation normalize_path_rfc_3986:.Operation.NormalizePathRFC3986 merge_slashes:.Operation.MergeSlashes
envoy.type.http.v3.PathTransformation.Operation.MergeSlashes
envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986
envoy.type.matcher.DoubleMatcher range:envoy.type.DoubleRange exact:number
envoy.type.matcher.ListMatcher one_of:.ValueMatcher
envoy.type.matcher.ListStringMatcher patterns:*.StringMatcher
envoy.type.matcher.MetadataMatcher filter:text path:*.MetadataMatcher.PathSegment value:.ValueMatcher
envoy.type.matcher.MetadataMatcher.PathSegment key:text
envoy.type.matcher.NodeMatcher node_id:.StringMatcher node_metadatas:*.StructMatcher
envoy.type.matcher.PathMatcher path:.StringMatcher
envoy.type.matcher.RegexMatchAndSubstitute pattern:.RegexMatcher substitution:text
envoy.type.matcher.RegexMatcher google_re2:.RegexMatcher.GoogleRE2 regex:text
envoy.type.matcher.RegexMatcher.GoogleRE2 max_program_size:google.protobuf.UInt32Value
envoy.type.matcher.StringMatcher exact:text prefix:text suffix:text regex:text safe_regex:.RegexMatcher ignore_case:boolean
envoy.type.matcher.StructMatcher path:*.StructMatcher.PathSegment value:.ValueMatcher
envoy.type.matcher.StructMatcher.PathSegment key:text
envoy.type.matcher.ValueMatcher null_match:.ValueMatcher.NullMatch double_match:.DoubleMatcher string_match:.StringMatcher bool_match:boolean present_match:boolean list_match:.ListMatcher
envoy.type.matcher.ValueMatcher.NullMatch
envoy.type.matcher.v3.AddressMatcher ranges:*xds.core.v3.CidrRange
envoy.type.matcher.v3.DoubleMatcher range:envoy.type.v3.DoubleRange exact:number
envoy.type.matcher.v3.FilterStateMatcher key:text string_match:.StringMatcher address_match:.AddressMatcher
envoy.type.matcher.v3.HttpRequestHeaderMatchInput header_name:text
envoy.type.matcher.v3.HttpRequestQueryParamMatchInput query_param:text
envoy.type.matcher.v3.HttpRequestTrailerMatchInput header_name:text
envoy.type.matcher.v3.HttpResponseHeaderMatchInput header_name:text
envoy.type.matcher.v3.HttpResponseStatusCodeClassMatchInput
envoy.type.matcher.v3.HttpResponseStatusCodeMatchInput
envoy.type.matcher.v3.HttpResponseTrailerMatchInput header_name:text
envoy.type.matcher.v3.ListMatcher one_of:.ValueMatcher
envoy.type.matcher.v3.ListStringMatcher patterns:*.StringMatcher
envoy.type.matcher.v3.MetadataMatcher filter:text path:*.MetadataMatcher.PathSegment value:.ValueMatcher invert:boolean
envoy.type.matcher.v3.MetadataMatcher.PathSegment key:text
envoy.type.matcher.v3.NodeMatcher node_id:.StringMatcher node_metadatas:*.StructMatcher
envoy.type.matcher.v3.OrMatcher value_matchers:*.ValueMatcher
envoy.type.matcher.v3.PathMatcher path:.StringMatcher
envoy.type.matcher.v3.RegexMatchAndSubstitute pattern:.RegexMatcher substitution:text
envoy.type.matcher.v3.RegexMatcher google_re2:.RegexMatcher.GoogleRE2 regex:text
envoy.type.matcher.v3.RegexMatcher.GoogleRE2 max_program_size:google.protobuf.UInt32Value
envoy.type.matcher.v3.StringMatcher exact:text prefix:text suffix:text safe_regex:.RegexMatcher contains:text custom:xds.core.v3.TypedExtensionConfig ignore_case:boolean
envoy.type.matcher.v3.StructMatcher path:*.StructMatcher.PathSegment value:.ValueMatcher
envoy.type.matcher.v3.StructMatcher.PathSegment key:text
envoy.type.matcher.v3.ValueMatcher null_match:.ValueMatcher.NullMatch double_match:.DoubleMatcher string_match:.StringMatcher bool_match:boolean present_match:boolean list_match:.ListMatcher or_match:.OrMatcher
envoy.type.matcher.v3.ValueMatcher.NullMatch
envoy.type.metadata.v3.MetadataKey key:text path:*.MetadataKey.PathSegment
envoy.type.metadata.v3.MetadataKey.PathSegment key:text
envoy.type.metadata.v3.MetadataKind request:.MetadataKind.Request route:.MetadataKind.Route cluster:.MetadataKind.Cluster host:.MetadataKind.Host
envoy.type.metadata.v3.MetadataKind.Cluster
envoy.type.metadata.v3.MetadataKind.Host
envoy.type.metadata.v3.MetadataKind.Request
envoy.type.metadata.v3.MetadataKind.Route
envoy.type.tracing.v3.CustomTag tag:text literal:.CustomTag.Literal environment:.CustomTag.Environment request_header:.CustomTag.Header metadata:.CustomTag.Metadata value:text
envoy.type.tracing.v3.CustomTag.Environment name:text default_value:text
envoy.type.tracing.v3.CustomTag.Header name:text default_value:text
envoy.type.tracing.v3.CustomTag.Literal value:text
envoy.type.tracing.v3.CustomTag.Metadata kind:envoy.type.metadata.v3.MetadataKind metadata_key:envoy.type.metadata.v3.MetadataKey default_value:text
envoy.type.v3.CodecClientType =HTTP1 =HTTP2 =HTTP3
envoy.type.v3.DoubleRange start:number end:number
envoy.type.v3.FractionalPercent numerator:integer denominator:.FractionalPercent.DenominatorType
envoy.type.v3.FractionalPercent.DenominatorType =HUNDRED =TEN_THOUSAND =MILLION
envoy.type.v3.HashPolicy source_ip:.HashPolicy.SourceIp filter_state:.HashPolicy.FilterState
envoy.type.v3.HashPolicy.FilterState key:text
envoy.type.v3.HashPolicy.SourceIp
envoy.type.v3.HttpStatus code:.StatusCode
envoy.type.v3.Int32Range start:integer end:integer
envoy.type.v3.Int64Range start:integer end:integer
envoy.type.v3.Percent value:number
envoy.type.v3.RateLimitStrategy blanket_rule:.RateLimitStrategy.BlanketRule requests_per_time_unit:.RateLimitStrategy.RequestsPerTimeUnit token_bucket:.TokenBucket
envoy.type.v3.RateLimitStrategy.BlanketRule =ALLOW_ALL =DENY_ALL
envoy.type.v3.RateLimitStrategy.RequestsPerTimeUnit requests_per_time_unit:integer time_unit:envoy.type.v3.RateLimitUnit
envoy.type.v3.RateLimitUnit =UNKNOWN =SECOND =MINUTE =HOUR =DAY =MONTH =YEAR
envoy.type.v3.SemanticVersion major_number:integer minor_number:integer patch:integer
envoy.type.v3.StatusCode =Empty =Continue =OK =Created =Accepted =NonAuthoritativeInformation =NoContent =ResetContent =PartialContent =MultiStatus =AlreadyReported =IMUsed =MultipleChoices =MovedPermanently =Found =SeeOther =NotModified =UseProxy =TemporaryRedirect =PermanentRedirect =BadRequest =Unauthorized =PaymentRequired =Forbidden =NotFound =MethodNotAllowed =NotAcceptable =ProxyAuthenticationRequired =RequestTimeout =Conflict =Gone =LengthRequired =PreconditionFailed =PayloadTooLarge =URITooLong =UnsupportedMediaType =RangeNotSatisfiable =ExpectationFailed =MisdirectedRequest =UnprocessableEntity =Locked =FailedDependency =UpgradeRequired =PreconditionRequired =TooManyRequests =RequestHeaderFieldsTooLarge =InternalServerError =NotImplemented =BadGateway =ServiceUnavailable =GatewayTimeout =HTTPVersionNotSupported =VariantAlsoNegotiates =InsufficientStorage =LoopDetected =NotExtended =NetworkAuthenticationRequired
envoy.type.v3.TokenBucket max_tokens:integer tokens_per_fill:google.protobuf.UInt32Value fill_interval:google.protobuf.Duration
xds.annotations.v3.FieldMigrateAnnotation rename:text oneof_promotion:text
xds.annotations.v3.FieldSecurityAnnotation configure_for_untrusted_downstream:boolean configure_for_untrusted_upstream:boolean
xds.annotations.v3.FieldStatusAnnotation work_in_progress:boolean
xds.annotations.v3.FileMigrateAnnotation move_to_package:text
xds.annotations.v3.FileStatusAnnotation work_in_progress:boolean
xds.annotations.v3.MessageStatusAnnotation work_in_progress:boolean
xds.annotations.v3.MigrateAnnotation rename:text
xds.annotations.v3.PackageVersionStatus =UNKNOWN =FROZEN =ACTIVE =NEXT_MAJOR_VERSION_CANDIDATE
xds.annotations.v3.StatusAnnotation work_in_progress:boolean package_version_status:.PackageVersionStatus
xds.annotations.v3.VersioningAnnotation previous_message_type:text
xds.core.v3.Authority name:text
xds.core.v3.CidrRange address_prefix:text prefix_len:google.protobuf.UInt32Value
xds.core.v3.CollectionEntry locator:.ResourceLocator inline_entry:.CollectionEntry.InlineEntry
xds.core.v3.CollectionEntry.InlineEntry name:text version:text resource:google.protobuf.Any
xds.core.v3.ContextParams params:%text
xds.core.v3.Resource name:.ResourceName version:text resource:google.protobuf.Any
xds.core.v3.ResourceLocator scheme:.ResourceLocator.Scheme id:text authority:text resource_type:text exact_context:.ContextParams directives:*.ResourceLocator.Directive
xds.core.v3.ResourceLocator.Directive alt:xds.core.v3.ResourceLocator entry:text
xds.core.v3.ResourceLocator.Scheme =XDSTP =HTTP =FILE
xds.core.v3.ResourceName id:text authority:text resource_type:text context:.ContextParams
xds.core.v3.TypedExtensionConfig name:text typed_config:google.protobuf.Any
xds.data.orca.v3.OrcaLoadReport cpu_utilization:number mem_utilization:number rps:integer request_cost:%number utilization:%number rps_fractional:number eps:number named_metrics:%number application_utilization:number
xds.service.orca.v3.OrcaLoadReportRequest report_interval:google.protobuf.Duration request_cost_names:*text
xds.type.matcher.v3.CelMatcher expr_match:xds.type.v3.CelExpression description:text
xds.type.matcher.v3.DoubleRangeMatcher range_matchers:*.DoubleRangeMatcher.RangeMatcher
xds.type.matcher.v3.DoubleRangeMatcher.RangeMatcher ranges:*xds.type.v3.DoubleRange on_match:xds.type.matcher.v3.Matcher.OnMatch
xds.type.matcher.v3.HttpAttributesCelMatchInput
xds.type.matcher.v3.IPMatcher range_matchers:*.IPMatcher.IPRangeMatcher
xds.type.matcher.v3.IPMatcher.IPRangeMatcher ranges:*xds.core.v3.CidrRange on_match:xds.type.matcher.v3.Matcher.OnMatch exclusive:boolean
xds.type.matcher.v3.Int32RangeMatcher range_matchers:*.Int32RangeMatcher.RangeMatcher
xds.type.matcher.v3.Int32RangeMatcher.RangeMatcher ranges:*xds.type.v3.Int32Range on_match:xds.type.matcher.v3.Matcher.OnMatch
xds.type.matcher.v3.Int64RangeMatcher range_matchers:*.Int64RangeMatcher.RangeMatcher
xds.type.matcher.v3.Int64RangeMatcher.RangeMatcher ranges:*xds.type.v3.Int64Range on_match:xds.type.matcher.v3.Matcher.OnMatch
xds.type.matcher.v3.ListStringMatcher patterns:*.StringMatcher
xds.type.matcher.v3.Matcher matcher_list:.Matcher.MatcherList matcher_tree:.Matcher.MatcherTree on_no_match:.Matcher.OnMatch
xds.type.matcher.v3.Matcher.MatcherList matchers:*.MatcherList.FieldMatcher
xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher predicate:.Predicate on_match:xds.type.matcher.v3.Matcher.OnMatch
xds.type.matcher.v3.Matcher.MatcherList.Predicate single_predicate:.Predicate.SinglePredicate or_matcher:.Predicate.PredicateList and_matcher:.Predicate.PredicateList not_matcher:.Predicate
xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList predicate:*xds.type.matcher.v3.Matcher.MatcherList.Predicate
xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate input:xds.core.v3.TypedExtensionConfig value_match:xds.type.matcher.v3.StringMatcher custom_match:xds.core.v3.TypedExtensionConfig
xds.type.matcher.v3.Matcher.MatcherTree input:xds.core.v3.TypedExtensionConfig exact_match_map:.MatcherTree.MatchMap prefix_match_map:.MatcherTree.MatchMap custom_match:xds.core.v3.TypedExtensionConfig
xds.type.matcher.v3.Matcher.MatcherTree.MatchMap map:%xds.type.matcher.v3.Matcher.OnMatch
xds.type.matcher.v3.Matcher.OnMatch matcher:xds.type.matcher.v3.Matcher action:xds.core.v3.TypedExtensionConfig keep_matching:boolean
xds.type.matcher.v3.RegexMatcher google_re2:.RegexMatcher.GoogleRE2 regex:text
xds.type.matcher.v3.RegexMatcher.GoogleRE2
xds.type.matcher.v3.ServerNameMatcher domain_matchers:*.ServerNameMatcher.DomainMatcher
xds.type.matcher.v3.ServerNameMatcher.DomainMatcher domains:*text on_match:xds.type.matcher.v3.Matcher.OnMatch
xds.type.matcher.v3.StringMatcher exact:text prefix:text suffix:text safe_regex:.RegexMatcher contains:text custom:xds.core.v3.TypedExtensionConfig ignore_case:boolean
xds.type.v3.CelExpression parsed_expr:google.api.expr.v1alpha1.ParsedExpr checked_expr:google.api.expr.v1alpha1.CheckedExpr cel_expr_parsed:cel.expr.ParsedExpr cel_expr_checked:cel.expr.CheckedExpr cel_expr_string:text
xds.type.v3.CelExtractString expr_extract:.CelExpression default_value:google.protobuf.StringValue
xds.type.v3.DoubleRange start:number end:number
xds.type.v3.Int32Range start:integer end:integer
xds.type.v3.Int64Range start:integer end:integer
xds.type.v3.TypedStruct type_url:text value:google.protobuf.Struct
`;
