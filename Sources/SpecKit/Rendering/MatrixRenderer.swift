import InventoryCore
import InventoryVendorFacts

/// Writes the golden table: what each cloud says of each rule of the corpus when nothing may be lost.
package enum MatrixRenderer {
    package static func text(_ corpus: [CorpusEntry], vendors: [VendorSpec]) -> String {
        var lines = [
            "# Rendered from neutral/rules by `swift run spec-gen`: what each cloud says of each rule, exactly as written.",
            "# faithful: stored as it is. noted: stored, with a remark. refused: nothing is sent.",
        ]
        for entry in corpus {
            lines += ["", entry.name]
            for vendor in vendors {
                let findings = entry.rule.findings(of: vendor.facts.capabilities)
                lines.append("  \(vendor.folder): \(verdict(findings))")
                lines += findings.map { "    \($0.disposition.rawValue): \($0)" }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func verdict(_ findings: Findings) -> String {
        if findings.isEmpty { return "faithful" }
        return findings.refusals.isEmpty ? "noted" : "refused"
    }
}
