import COpenSSL

/// A failure of the system libcrypto, with its own explanation.
public struct OpenSSLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The action that failed.
    public let action: String

    /// OpenSSL's error line; empty when it left none.
    public let detail: String

    /// Takes the newest entry of the calling thread's OpenSSL error queue and empties the queue.
    init(_ action: String) {
        self.action = action
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code != 0 else {
            detail = ""
            return
        }
        var buffer = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(code, &buffer, buffer.count)
        detail = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// For example `OpenSSL: signing failed: error:…`.
    public var description: String {
        "OpenSSL: \(action) failed" + (detail.isEmpty ? "" : ": \(detail)")
    }
}
