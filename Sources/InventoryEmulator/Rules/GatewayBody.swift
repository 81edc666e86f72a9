/// Error bodies that come from something in front of the service.
enum GatewayBody {
    static func json(_ error: VendorError, requestID: String) -> [UInt8] {
        Array(
            "{\"code\":\"\(escaped(error.code))\",\"message\":\"\(escaped(error.message))\",\"requestId\":\"\(requestID)\"}"
                .utf8)
    }

    static func html(_ error: VendorError) -> [UInt8] {
        Array(
            """
            <html>
            <head><title>\(error.status) \(error.code)</title></head>
            <body><center><h1>\(error.status) \(error.code)</h1><br><hr>gateway</body>
            </html>
            """.utf8)
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
