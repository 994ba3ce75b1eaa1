import CAInterface
import PKIFormats

/// The client's side of `CR_IN_…` encodings: text to DER before anything is sent.
enum RequestEncoding {
    static func decode(_ request: [UInt8], _ flags: SubmitFlags) throws(CAError) -> [UInt8] {
        do {
            switch flags.encoding {
            case .binary: return try nonEmpty(request)
            case .base64: return try RequestText(try text(request)).bytes
            case .base64Header:
                let text = try text(request)
                guard text.contains("-----BEGIN ") else {
                    throw unreadable("it has no BEGIN and END lines; for bare base64 use SubmitFlags.base64 or .encodeAny")
                }
                return try RequestText(text).bytes
            default: return try RequestText(request).bytes
            }
        } catch let error as CAError {
            throw error
        } catch let error as FormatError {
            throw unreadable(error.reason)
        } catch {
            throw unreadable(String(describing: error))
        }
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
