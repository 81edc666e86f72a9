import CloudInventory
import InventoryCore
import InventoryProviderKit
import TestSupport
import Testing

/// A setting that stands twice in a file of a vendor's tool, with two values: it is said which of them is taken.
@Suite struct `A setting that stands twice` {
    private func find(
        _ provider: ProviderID, _ path: String, _ text: String
    ) async throws -> (words: String, remarks: [CredentialChain.Remark]) {
        var machine = Machine()
        machine.files[path] = (0o600, text)
        let found = try await machine.chain().search(CredentialRequest(provider: provider))
        return (found.credential.words, found.remarks)
    }

    @Test(
        arguments: [
            ("huawei-obs", "/h/.obsutilconfig", "ak=A\nsk=S\n\nak=B\n", "B S -", 4, "ak", 1),
            (
                "alibaba-oss", "/h/.ossutilconfig", "[default]\naccessKeyId=A\naccessKeySecret=S\naccesskeyid=B\n",
                "B S -", 4, "accesskeyid", 2
            ),
            (
                "alibaba-oss", "/h/.ossutilconfig", "[default]\naccess_key_id=A\naccessKeySecret=S\naccess-key-id=B\n",
                "B S -", 4, "access-key-id", 2
            ),
            (
                "alibaba-oss", "/h/.alibabacloud/credentials",
                "[default]\ntype=access_key\naccess_key_id=A\naccess_key_secret=S\naccess_key_secret=R\n", "A R -", 5,
                "access_key_secret", 4
            ),
            (
                "alibaba-oss", "/h/.alibabacloud/credentials",
                "[default]\ntype=access_key\naccess_key_id=A\naccess_key_secret=S\n[default]\naccess_key_id=B\n",
                "A S -", 5,
                "[default]", 1
            ),
        ] as [(ProviderID, String, String, String, Int, String, Int)])
    func `with two values is told by file and line, and which one is taken`(
        _ provider: ProviderID, _ path: String, _ text: String, _ words: String, _ line: Int, _ name: String,
        _ first: Int
    ) async throws {
        // Dictionaries have another order in every process, and in every instance.
        for _ in 0..<5 {
            let found = try await find(provider, path, text)
            #expect(found.words == words)
            let remark = try #require(found.remarks.first { $0.isWarning })
            #expect(remark.text.hasPrefix("'\(path)', line \(line): '\(name)'"), "\(remark.text)")
            #expect(remark.text.contains("line \(first)") && remark.text.contains("is taken"), "\(remark.text)")
            #expect(found.remarks.count == 1)
        }
    }

    @Test(
        arguments: [
            ("huawei-obs", "/h/.obsutilconfig", "ak=A\nsk=S\nak=A\n"),
            ("alibaba-oss", "/h/.ossutilconfig", "[default]\naccessKeyId=A\naccessKeySecret=S\naccess_key_id=A\n"),
        ] as [(ProviderID, String, String)])
    func `with one value is no matter`(_ provider: ProviderID, _ path: String, _ text: String) async throws {
        let found = try await find(provider, path, text)
        #expect(found.words == "A S -" && found.remarks.isEmpty)
    }
}
