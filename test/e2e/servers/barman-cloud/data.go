package api

// AppendRestoreAdditionalCommandArgs adds what an ObjectStore of 0.6.0 may say of restores. Those of ours say nothing.
func (*DataBackupConfiguration) AppendRestoreAdditionalCommandArgs(options []string) []string {
	return options
}
