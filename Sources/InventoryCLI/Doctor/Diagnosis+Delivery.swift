import CloudInventory
import InventoryCore
import InventoryVendorFacts

extension Diagnosis {
    /// What no request can tell: whether the cloud may write the reports. The vendor's policies are shown with the names of
    /// this bucket and its rules; a name that only the operator knows stands in capitals.
    var delivery: [Check] {
        guard let access else { return [] }
        var checks =
            access.reports.map {
                [
                    Check.unknown(
                        "permission to read reports", "not tried; `report status` needs, in the report bucket, \($0)")
                ]
            } ?? []
        checks.append(
            .unknown(
                "report delivery",
                "cannot be seen from here: \(access.delivery)" + (access.policyRemark.map { "; \($0)" } ?? ""),
                remedy: "arrange it by hand, and look for the first report",
                document: access.deliveryPolicy.map(filled)))
        if let policy = access.trustPolicy {
            let roles = Set(target.rules.compactMap(\.destination.role?.string)).sorted()
            checks.append(
                .unknown(
                    "report role",
                    "cannot be seen from here: \(roles.count == 1 ? Printable.quoted(roles[0]) : "the role of the rules") must "
                        + "trust the cloud",
                    remedy: "give the role this trust policy", document: filled(policy)))
        }
        if let policy = access.keyPolicy, target.rules.contains(where: { $0.content.encryption == .kms }) {
            checks.append(
                .unknown(
                    "report key",
                    "cannot be seen from here: the cloud must be allowed to use the key of encrypted reports",
                    remedy: "add the statement to the policy of the key", document: filled(policy)))
        }
        return checks
    }

    private func filled(_ policy: String) -> String {
        let reports = Set(target.rules.map(\.destination.bucket.string)).sorted()
        let partition = target.bucket.region.flatMap { client.capabilities.naming.partition(of: $0.string) }?.name
        return policy.replacing("{reports}", with: reports.count == 1 ? reports[0] : "REPORT-BUCKET")
            .replacing("{source}", with: target.bucket.name.string)
            .replacing("{partition}", with: partition ?? "PARTITION")
            .replacing("{account}", with: "SOURCE-ACCOUNT")
    }
}
