internal import InventoryCore
internal import InventoryWire

extension InventoryOperation {
    /// The statuses that say it has been carried out. Both vendors' pages have 200 for all but a removal, which they answer
    /// by 204. Others of that hundred say less: 202 that it was accepted, 203 and 206 that the document is not whole or
    /// not the cloud's own.
    private var successes: [Int] {
        if case .delete = self { [204, 200] } else { [200] }
    }

    /// Whether an answer of that status may be read as a success.
    func isDone(by status: Int) -> Bool { successes.contains(status) }
}

extension ErrorReply {
    /// - Throws: `invalidDocument` for an answer that is no failure by its status, and not the success that the cloud's
    ///   pages have.
    func requireSuccess(_ response: HTTPResponse, of operation: InventoryOperation) throws(InventoryError) {
        guard !operation.isDone(by: response.status) else { return }
        let remedy =
            switch operation {
            case .get, .list: "look for a proxy or gateway on the way that changes answers"
            case .put, .delete, .start: "it may or may not be done; look at the bucket's rules before going on"
            }
        throw InventoryError(
            .invalidDocument,
            "the answer has status \(response.status), which is not the success of this call: \(remedy)")
    }
}
