package restorer

import "errors"

// What 0.6.0 tells apart by errors of its own, and 0.5.1 does not: they are never returned here, so the plugin takes whatever is not a
// file that is missing for a failure that nothing is known of.
var (
	ErrConnectivity   = errors.New("connectivity failure")
	ErrInvalidWALName = errors.New("invalid name for a WAL file")
	ErrGeneric        = errors.New("generic error")
)
