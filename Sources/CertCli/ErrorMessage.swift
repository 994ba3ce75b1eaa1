package import CAMessages

/// `errorMessageText`: the text of a code, and the form with number and name that scripts match.
package enum ErrorMessage {
    package static func text(of status: HRESULT, _ flags: ErrorMessageFlags) -> String {
        if flags.contains(.httpError) { return http(Int(status.rawValue & 0xffff), flags) }
        let text = status.name?.text ?? "There is no text for this code."
        guard flags.contains(.hresultString) else { return text }
        let name = status.name
        guard status.rawValue & 0xffff_0000 == 0x8007_0000 else {
            return "\(text) \(status) (\(status.signed)\(name.map { " \($0.symbol)" } ?? ""))"
        }
        return "\(text) \(status) (WIN32: \(status.rawValue & 0xffff)\(name.map { " \($0.win32Symbol ?? $0.symbol)" } ?? ""))"
    }

    private static func http(_ code: Int, _ flags: ErrorMessageFlags) -> String {
        let text = httpTexts[code] ?? "The server answered with an HTTP status that has no text."
        return flags.contains(.hresultString) ? "\(text) 0x\(String(code, radix: 16)) (\(code) HTTP)" : text
    }

    private static let httpTexts: [Int: String] = [
        400: "The request was invalid.", 401: "The requested resource requires user authentication.",
        403: "The server refuses the request.",
        404: "The requested resource was not found.", 405: "The method is not allowed.",
        409: "The request conflicts with the state of the resource.",
        413: "The request is too large.", 429: "Too many requests were sent.", 500: "The server had an internal error.",
        501: "The server does not support the feature.", 502: "The gateway had an invalid answer.",
        503: "The service is temporarily overloaded.",
        504: "The gateway had no answer in time.",
    ]
}
