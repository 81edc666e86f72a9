// The front door: what a program names that writes rules, keeps them in sync and brings credentials and transfers of its
// own. Each name is let through by itself, so that a program which also imports another library for object stores meets no
// second `Plan`, `Filter` or `HTTPRequest`. Who needs more imports the module that has it; members need no import.

// Rules.
@_exported public import struct InventoryCore.BucketAddress
@_exported public import struct InventoryCore.Capabilities
@_exported public import struct InventoryCore.CreationWindow
@_exported public import struct InventoryCore.Destination
@_exported public import struct InventoryCore.ExactText
@_exported public import struct InventoryCore.Fidelity
@_exported public import struct InventoryCore.InventoryClient
@_exported public import struct InventoryCore.InventoryContent
@_exported public import struct InventoryCore.InventoryError
@_exported public import protocol InventoryCore.InventoryProvider
@_exported public import struct InventoryCore.InventoryRule
@_exported public import protocol InventoryCore.ObjectStore
@_exported public import struct InventoryCore.OneOffJob
@_exported public import struct InventoryCore.ProviderID
@_exported public import struct InventoryCore.ReportFields
@_exported public import struct InventoryCore.SystemServices
@_exported public import struct InventoryCore.UTCInstant
// Credentials, transfers, and what is said of each call.
@_exported public import class InventoryCurl.CurlTransport
@_exported public import struct InventoryProviderKit.CallEvent
@_exported public import typealias InventoryProviderKit.CallObserver
@_exported public import struct InventoryProviderKit.ClosureCredentials
@_exported public import struct InventoryProviderKit.CommandCredentials
@_exported public import struct InventoryProviderKit.Credential
@_exported public import struct InventoryProviderKit.CredentialChain
@_exported public import struct InventoryProviderKit.CredentialRequest
@_exported public import protocol InventoryProviderKit.CredentialSource
@_exported public import struct InventoryProviderKit.EnvironmentCredentials
@_exported public import struct InventoryProviderKit.FixedCredential
@_exported public import struct InventoryProviderKit.HTTPProvider
@_exported public import struct InventoryProviderKit.ProviderOptions
@_exported public import class InventoryProviderKit.RefreshingCredentials
@_exported public import struct InventoryProviderKit.RetryPolicy
@_exported public import struct InventoryProviderKit.Vendor
// Rules in many buckets.
@_exported public import protocol InventorySync.ClientSource
@_exported public import struct InventorySync.InventorySync
@_exported public import struct InventorySync.RuleSet
@_exported public import struct InventorySync.RuleTemplate
@_exported public import struct InventorySync.Safety
@_exported public import struct InventorySync.SyncTarget
@_exported public import struct InventorySync.TargetGroup
@_exported public import struct InventoryWire.ConnectTarget
@_exported public import protocol InventoryWire.HTTPTransport
@_exported public import class InventoryWire.Secret
