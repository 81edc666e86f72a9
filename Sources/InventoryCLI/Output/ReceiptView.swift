import CloudInventory
import InventoryCore

/// What a write did, in JSON: `{"provider": "tencent-cos", "bucket": "…", "id": "bk", "receipt": {…}}`, with `findings` of
/// a rule that was stored and `jobID` of a job that was started.
struct ReceiptView: Encodable, Sendable {
    var provider: ProviderID
    var bucket: ExactText
    var id: InventoryRule.ID
    /// Nil where the answer was lost and the request had been accepted all the same.
    var receipt: Receipt?
    /// The vendor's id of a one-off job.
    var jobID: String?
    /// What the cloud does not hold as the rule has it.
    var findings: Findings?

    init(_ address: RuleAddress, id: InventoryRule.ID, receipt: Receipt?) {
        provider = address.provider
        bucket = address.bucket.name
        self.id = id
        self.receipt = receipt
    }

    /// For people: what was done, and what to give to the vendor's support.
    func text(_ done: String) -> String {
        var facts = Facts()
        facts.add(done, id.string)
        facts.add("cloud", provider.rawValue)
        facts.add("bucket", bucket.string)
        facts.add("job", jobID)
        facts.add("status", receipt.map { String($0.status) })
        for (name, value) in (receipt?.requestIDs ?? [:]).sorted(by: { $0.key < $1.key }) { facts.add(name, value) }
        facts.add("document SHA-256", receipt?.documentSHA256)
        return facts.text
    }
}
