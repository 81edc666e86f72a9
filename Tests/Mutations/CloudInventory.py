"""Changes below Sources/CloudInventory."""

from change import Change

CHANGES = [
    Change(2, "30 metadata: off switch", "is not looked for when it is switched off",
           "Credentials/CredentialChain+Standard.swift", "guard !isOff else", "guard !isOff || true else"),
]
