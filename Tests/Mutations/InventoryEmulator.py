"""Changes below Sources/InventoryEmulator."""

from change import Change

CHANGES = [
    Change(3, "the emulator checks what OSS signs", "it is refused once a signed byte is another",
           "Vendors/AlibabaOSS/AlibabaOSSVersion4.swift", 'name.hasPrefix("x-oss-") || name == "content-type"',
           'name.hasPrefix("x-oss-")'),
    Change(3, "the emulated OSS creates once", "a rule is created once, and replaced only after it is deleted",
           "Vendors/AlibabaOSS/AlibabaOSSDialect.swift", "guard bucket.rule(rule.stored.id) == nil else",
           "guard bucket.rules.count >= 0 else"),
]
