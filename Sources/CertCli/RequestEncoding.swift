import CAInterface
import PKIFormats

/// The client's side of `CR_IN_…` encodings: text to DER before anything is sent.
enum RequestEncoding {
    static func decode(_ request: [UInt8], _ flags: SubmitFlags) throws(CAError) -> [UInt8] {
        do {
            switch flags.encoding {
            case .binary: return try nonEmpty(request)
            case .base64: return try nonEmpty(Base64.decode(try text(request)))
            case .base64Header:
                guard let first = try PEMDocument.parse(try text(request)).first else {
                    throw unreadable("it has no BEGIN and END lines; for bare base64 use SubmitFlags.base64 or .encodeAny")
                }
                return try nonEmpty(first.bytes)
            default: return try anything(request)
            }
        } catch let error as CAError {
            throw error
        } catch {
            throw unreadable(String(describing: error))
        }
    }

    private static func anything(_ request: [UInt8]) throws -> [UInt8] {
        if let text = EncodedInput.text(from: request) {
            if let first = try? PEMDocument.parse(text).first { return try nonEmpty(first.bytes) }
            if let bytes = try? Base64.decode(text), !bytes.isEmpty { return bytes }
        }
        return try nonEmpty(request)
    }

    private static func text(_ request: [UInt8]) throws(CAError) -> String {
        guard let text = EncodedInput.text(from: request) else {
            throw unreadable("it is not text; for DER use SubmitFlags.binary or .encodeAny")
        }
        return text
    }

    private static func nonEmpty(_ bytes: [UInt8]) throws(CAError) -> [UInt8] {
        guard !bytes.isEmpty else { throw unreadable("it is empty") }
        return bytes
    }

    private static func unreadable(_ reason: String) -> CAError {
        CAError(.malformed, status: .invalidData, "The request cannot be decoded: \(reason). Nothing was sent.")
    }
}
