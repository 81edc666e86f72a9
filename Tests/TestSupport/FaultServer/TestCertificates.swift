internal import Glibc

/// A certificate authority and certificates that it signed, made by the `openssl` command in a folder that goes with the
/// last reference. Nothing secret: they live for one test run.
package final class TestCertificates: Sendable {
    /// The files of one certificate, in PEM.
    package struct Leaf: Sendable {
        package let certificate: String
        package let key: String
    }

    /// Where the files are.
    package let folder: String
    /// The authority's certificate, in PEM.
    package var authority: String { folder + "/authority.pem" }

    package init() async throws {
        var template = Array("/tmp/inventory-certificates-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Command.Failure(description: "no temporary folder") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        _ = try await makeSelfSigned("authority", name: "Test Authority")
    }

    deinit {
        guard let directory = opendir(folder) else { return }
        while let entry = readdir(directory) {
            withUnsafePointer(to: &entry.pointee.d_name.0) { _ = unlinkat(dirfd(directory), $0, 0) }
        }
        closedir(directory)
        rmdir(folder)
    }

    /// A certificate for a name, signed by the authority. Negative days make one that has expired.
    package func leaf(for name: String, days: Int = 2) async throws -> Leaf {
        let path = "\(folder)/\(name)\(days)"
        try await Command.run(
            "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=DNS:\(name)", "-keyout", path + ".key", "-out", path + ".csr")
        try await Command.run(
            "openssl", "x509", "-req", "-in", path + ".csr", "-CA", authority, "-CAkey", folder + "/authority.key",
            "-set_serial", "\(Int.random(in: 1...Int.max))", "-days", "\(days)", "-copy_extensions", "copy", "-out",
            path + ".pem")
        return Leaf(certificate: path + ".pem", key: path + ".key")
    }

    /// A certificate for a name, signed by itself.
    package func selfSigned(for name: String) async throws -> Leaf {
        try await makeSelfSigned("self-" + name, name: name)
    }

    private func makeSelfSigned(_ file: String, name: String) async throws -> Leaf {
        let path = "\(folder)/\(file)"
        try await Command.run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name.filter { $0 != " " })", "-keyout",
            path + ".key", "-out", path + ".pem")
        return Leaf(certificate: path + ".pem", key: path + ".key")
    }
}
