import CloudInventory
import InventoryCore
import TestSupport
import Testing

/// Files of the aws command are read as that command reads them. What botocore makes of the same texts is compared in
/// `Tests/Interop/test_aws_files.py`.
@Suite struct `A file of the aws command` {
    private func outcome(_ files: [String: String]) async -> String {
        var machine = Machine()
        machine.files = files.mapValues { (0o600, $0) }
        do {
            return try await machine.chain().credential(for: CredentialRequest(provider: "amazon-s3")).words
        } catch {
            return "\((error as? InventoryError)?.message ?? "\(error)")"
        }
    }

    @Test(arguments: [
        // What is nested is no setting.
        (
            "[default]\naws_access_key_id = A\naws_secret_access_key = S\ns3 =\n    aws_access_key_id = N\n  max = 1\n",
            "A S -"
        ),
        ("[default]\ns3 =\n  aws_access_key_id = N\n  aws_secret_access_key = S\n", "no credentials"),
        // Settings that are all indented alike are settings.
        ("[default]\n  aws_access_key_id = A\n  aws_secret_access_key = S\n", "A S -"),
        ("[default]\n\taws_access_key_id: A\naws_secret_access_key=S=:x\n", "A S=:x -"),
        // A folded value has a line end in it, which no key has.
        (
            "[default]\naws_access_key_id = A\n   B\naws_secret_access_key = S\n",
            "has a line end in its aws_access_key_id"
        ),
        (
            "[default]\naws_access_key_id =\n   A\naws_secret_access_key = S\n",
            "has a line end in its aws_access_key_id"
        ),
        // A comment does not end what it stands in.
        ("[default]\naws_access_key_id = A\n# x\n\n  ; y\naws_secret_access_key = S\n", "A S -"),
        ("[DEFAULT]\naws_secret_access_key = S\n[default]\naws_access_key_id = A\n", "A S -"),
        // What is written twice is not read.
        (
            "[default]\naws_access_key_id = A\naws_secret_access_key = CANARY\naws_access_key_id = B\n",
            "'/h/.aws/credentials', line 4: 'aws_access_key_id' stands in its section for the second time; correct it"
        ),
        (
            "[default]\nAWS_Access_Key_ID = A\naws_secret_access_key = CANARY\naws_access_key_id = A\n",
            "line 4: 'aws_access_key_id' stands in its section for the second time"
        ),
        (
            "[default]\naws_access_key_id = A\n\n[other]\n[default]\naws_secret_access_key = CANARY\n",
            "line 5: the section 'default' stands here for the second time"
        ),
        ("aws_access_key_id = CANARY\n", "line 1: no section begins before it"),
        ("[default]\nCANARY\n", "line 2: it is neither a section, nor a setting with '='"),
        ("[default]\n= CANARY\n", "line 2: it is neither a section, nor a setting with '='"),
        ("[default\naws_access_key_id = CANARY\n", "line 1: no section begins before it"),
    ])
    func `is read as the command reads it`(_ text: String, _ expected: String) async {
        let outcome = await outcome(["/h/.aws/credentials": text])
        #expect(outcome.contains(expected), "\(outcome)")
        #expect(!outcome.contains("CANARY"))
    }

    @Test func `has one profile by each of its two names, of which the later counts`() async {
        let keys = { (id: String) in "aws_access_key_id = \(id)\naws_secret_access_key = S\n" }
        #expect(await outcome(["/h/.aws/config": "[default]\n\(keys("A"))[profile default]\n\(keys("B"))"]) == "B S -")
        #expect(await outcome(["/h/.aws/config": "[profile default]\n\(keys("A"))[default]\n\(keys("B"))"]) == "B S -")
    }
}
