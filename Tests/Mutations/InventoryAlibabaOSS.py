"""Changes below Sources/InventoryAlibabaOSS."""

from change import Change

CHANGES = [
    Change(3, "a rule of OSS is filtered by size", "writesOSS",
           "AlibabaOSSCodec.swift", '"UpperSizeBound": .sizeTo', '"UpperBound": .sizeTo'),
    Change(3, "an id is signed by the old signature of OSS", "OSS is signed in the header as its SDK signed before",
           "AlibabaOSSVersion1Signer.swift", '"inventoryId", ', ""),
    Change(9, "columns of OSS's objects have their member", "a rule of OSS is read and written in both of its forms",
           "AlibabaOSS.swift", "namesFields: true", "namesFields: false"),
]
