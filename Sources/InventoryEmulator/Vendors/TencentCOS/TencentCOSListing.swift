/// Pages of rules, by creation.
struct TencentCOSListing: Sendable {
    let settings: DialectSettings

    func page(_ exchange: Exchange, of rules: [Rule]) throws(VendorError) -> Reply {
        let quirks = settings.quirks
        let asked = exchange.call.target["continuation-token"] ?? ""
        let page = try RulePage(of: rules, after: asked, size: settings.pageSize, strike: exchange.strike)
        guard !rules.isEmpty || quirks[TencentCOSQuirks.emptyList] == .ok else {
            let code = quirks[TencentCOSQuirks.notFoundCode].rawValue
            throw VendorError(404, code, "The bucket has no inventory configuration.")
        }
        var content = MarkupWriter()
        for rule in page.rules {
            content.raw("<InventoryConfiguration>")
            content.raw(rule.echo)
            content.raw("</InventoryConfiguration>")
        }
        content.element("IsTruncated", page.isTruncated ? "true" : "false")
        if !asked.isEmpty || quirks[TencentCOSQuirks.firstPageToken] == .empty {
            content.element("ContinuationToken", asked)
        }
        if let next = page.next {
            content.element("NextContinuationToken", next)
        } else if quirks[TencentCOSQuirks.lastPageToken] == .empty {
            content.element("NextContinuationToken", "")
        }
        return .document(root: "ListInventoryConfigurationResult", content: content.bytes)
    }
}
