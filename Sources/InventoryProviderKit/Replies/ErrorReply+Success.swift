internal import InventoryCore
internal import InventoryWire

extension InventoryOperation {
    /// Whether an answer of that status may be read as a success: 200, and for a write 204 too, which some clouds answer a
    /// PUT and all of them a removal by. Others of that hundred say less: 202 that it was accepted, 203 and 206 that the
    /// document is not the cloud's own, or not whole.
    func isDone(by status: Int) -> Bool {
        switch self {
        case .get, .list: status == 200
        case .put, .delete, .start: status == 200 || status == 204
        // A range of an object is answered by 206; its reader judges that. A part of a list is none.
        case .object(let request): status == 200 || status == 206 && request.namesObject
        }
    }
}

extension ErrorReply {
    /// - Throws: `invalidDocument` for an answer that is no failure by its status, and not the success that the cloud's
    ///   pages have.
    func requireSuccess(_ response: HTTPResponse, of operation: InventoryOperation) throws(InventoryError) {
        guard !operation.isDone(by: response.status) else { return }
        let remedy =
            switch operation {
            case .get, .list, .object: "look for a proxy or gateway on the way that changes answers"
            case .put, .delete, .start: "it may or may not be done; look at the bucket's rules before going on"
            }
        throw InventoryError(
            .invalidDocument,
            "the answer has status \(response.status), which is not the success of this call: \(remedy)")
    }
}
