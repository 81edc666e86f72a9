// The front door: an embedder imports CloudInventory and has the model, the clients, the transport and the values that
// a transport or a source of credentials of their own is made of.
@_exported public import InventoryCore
@_exported public import InventoryCurl
@_exported public import InventoryProviderKit
@_exported public import InventorySync
@_exported public import InventoryWire
