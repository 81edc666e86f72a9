/// The keys that the tests sign with. The secret can be recognised wherever it turns up: `make secret-scan` looks for it in
/// everything that a run of the tests leaves behind.
package enum TestKeys {
    package static let access = "AK"
    package static let secret = "CANARYsecretOfTheTests0123456789"
}
