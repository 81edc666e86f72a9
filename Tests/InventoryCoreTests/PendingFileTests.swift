import Glibc
import InventoryCore
import Testing

/// A file has its name when it is whole, and not before.
@Suite struct PendingFileTests {
    /// A folder of the test's own, and a file in it.
    private final class Place {
        let folder: String
        var path: String { folder + "/plan" }

        init() {
            var name = Array("/tmp/cloud-inventory-test-XXXXXX".utf8CString)
            mkdtemp(&name)
            folder = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        deinit {
            for name in ["plan", "plan.partial", "other"] { unlink(folder + "/" + name) }
            rmdir(folder)
        }

        func text(_ name: String = "plan") throws -> String? {
            try SystemServices.system.readFile(folder + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }

        func write(_ text: String, to name: String) throws {
            let file = try PendingFile(folder + "/" + name, mode: 0o600)
            try file.write(text.utf8)
            try file.publish()
        }

        /// A file that is being written, on a file system with files without a name or on one that has none.
        func pending(_ hasUnnamedFiles: Bool) throws -> PendingFile {
            hasUnnamedFiles
                ? try PendingFile(path, mode: 0o600) : try PendingFile(path, mode: 0o600, unnamed: nil)
        }
    }

    @Test(arguments: [true, false])
    func `what is half written never has the final name`(_ hasUnnamedFiles: Bool) throws {
        let place = Place()
        for earlier in [nil, "whole"] {
            let file = try place.pending(hasUnnamedFiles)
            try file.write("half".utf8)
            #expect(try place.text() == earlier)
            #expect(try place.text("plan.partial") == (hasUnnamedFiles ? nil : "half"))
            try file.write("done".utf8)
            try file.publish()
            #expect(try place.text() == "halfdone")
            #expect(try place.text("plan.partial") == nil)
            try place.write("whole", to: "plan")
        }
    }

    @Test(arguments: [true, false])
    func `a file that is given up leaves the earlier one and nothing else`(_ hasUnnamedFiles: Bool) throws {
        let place = Place()
        try place.write("whole", to: "plan")
        do {
            let file = try place.pending(hasUnnamedFiles)
            try file.write("half".utf8)
        }
        #expect(try place.text() == "whole")
        #expect(try place.text("plan.partial") == nil)
    }

    @Test func `what a killed process left is replaced, and no link under that name is followed`() throws {
        let place = Place()
        try place.write("theirs", to: "other")
        symlink(place.folder + "/other", place.folder + "/plan.partial")
        let file = try place.pending(false)
        try file.write("whole".utf8)
        try file.publish()
        #expect(try place.text() == "whole")
        #expect(try place.text("other") == "theirs")
    }
}
