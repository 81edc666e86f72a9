"""Changes below Sources/InventoryAmazonS3."""

from change import Change

CHANGES = [
    Change(9, "a token for a container can stand in a header", "of a container are asked with a token that can stand in a header",
           "Credentials/ContainerCredentials.swift", "(0x20...0x7E).contains($0)", "(0x00...0xFF).contains($0)"),
    Change(9, "nested settings of aws are none", "is read as the command reads it",
           "Credentials/AWSProfileFile.swift", "if let open, depth > open.depth {", "if let open, depth > open.depth + 9 {"),
    Change(10, "… and nothing stands twice", "is read as the command reads it",
           "Credentials/AWSProfileFile.swift", "settings.updateValue(value, forKey: name) == nil else {",
           "settings.updateValue(value, forKey: name) == nil || depth == 0 else {"),
    Change(11, "Amazon's keys are not its relatives'", "no key of Amazon's is taken for a relative, unless its profile is named",
           "Credentials/AmazonS3Credentials.swift", '.init(prefix + "_ACCESS_KEY_ID", prefix + "_SECRET_ACCESS_KEY"',
           '.init("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"'),
]
