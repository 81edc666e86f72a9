// An adapter imports this module alone: facts, rules and HTTP values come with it.
@_exported public import InventoryCore
@_exported public import InventoryVendorFacts
@_exported public import InventoryWire
