"""Changes below Sources/SpecKit."""

from change import Change

CHANGES = [
    Change(14, "what a profile inherits is assumed", "What is inherited is assumed, so that nothing is refused for it",
           "Reading/JSONNode.swift", 'members["status"] = .text("assumed")', 'members["status"] = .text("documented")'),
]
